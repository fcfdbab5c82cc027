import { Button, Field, makeStyles, Select, Subtitle2, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { fill } from '../fill.ts';
import { useDesk, useDeskState, useWords } from '../here.tsx';
import { planRecount } from '../recount.ts';
import { useDocuments } from '../template/use-documents.ts';
import { CountTable } from './count-table.tsx';
import { countedIn } from './counted-in.ts';
import { insertTables } from './insert-tables.ts';
import { wayOf, type Way } from './put-checklist.ts';
import { CHECKLIST_WORDS } from './words.ts';

const useStyles = makeStyles({
  page: { display: 'grid', gap: '16px', gridTemplateColumns: 'minmax(0, 1fr)' },
  part: { display: 'grid', gap: '8px' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** Checklists go into the document as tables; what they come to is counted from the document alone. */
export function ChecklistPlace() {
  const styles = useStyles();
  const desk = useDesk();
  const words = useWords(CHECKLIST_WORDS);
  const { opened, reading, signedIn, busy } = useDeskState();
  const documents = useDocuments();
  const [chosen, setChosen] = useState('');
  const counts = countedIn(reading?.anchors ?? []);
  const checklists = documents?.checklists ?? [];
  const name = checklists.find(({ id }) => id === chosen)?.name[desk.language] ?? '';

  /** Whether it may go in: what stands there already is said, and what would be lost is asked about. */
  const mayPut = async (way: Way): Promise<boolean> => {
    if (way.kind === 'taken') {
      desk.tell({ intent: 'info', text: way.same ? words.already(name) : words.taken });
      return false;
    }
    if (way.kind === 'items')
      return way.instead === 0 || desk.ask(words.sureInstead(name, way.instead), words.instead);
    return !way.beside || desk.ask(words.sureBeside(name), words.beside);
  };
  const insert = async (): Promise<void> => {
    const port = opened?.port;
    const way = await desk.work(words.putting, async () => {
      const checklist = await (await desk.api()).checklist(chosen);
      if (!(await desk.reread())) return undefined;
      const now = desk.state().reading;
      return now && wayOf(now, checklist, Date.now());
    });
    if (!way || !port || !(await mayPut(way))) return;
    if (way.kind === 'taken') return;
    if (way.kind === 'items') {
      const told = { what: words.putting, told: words.putInItems(name), anyway: words.anyway };
      if (!(await fill(desk, told, way.plan))) return;
    } else {
      await desk.work(words.putting, async () =>
        desk.wrote(await insertTables(port, way.tables), words.putDone(name)),
      );
    }
  };
  const recount = async (): Promise<void> => {
    if (!(await desk.work(words.counting, desk.reread))) return;
    const now = desk.state().reading;
    const plan = now && planRecount(now);
    if (plan) await fill(desk, { what: words.counting, told: words.counted, anyway: words.anyway }, plan);
  };
  return (
    <div className={styles.page} data-testid="checklist">
      {counts.map(({ list, all, told, open }) => (
        <section key={list} className={styles.part}>
          <Subtitle2 as="h2">
            {words.counts}
            {desk.words.aside(words.lists[list])}
          </Subtitle2>
          <CountTable list={list} all={all} />
          <p className={styles.quiet} data-testid="counts-told">
            {told ? words.current : words.old}
          </p>
          {open && (
            <div>
              <Button size="small" onClick={() => void desk.goTo(open)}>
                {words.goTo}
              </Button>
            </div>
          )}
        </section>
      ))}
      {counts.length > 0 && (
        <div className={styles.actions}>
          <Button
            appearance="primary"
            disabled={Boolean(busy)}
            onClick={() => void recount()}
            data-testid="recount"
          >
            {words.recount}
          </Button>
        </div>
      )}
      <section className={styles.part}>
        <Subtitle2 as="h2">{words.insert}</Subtitle2>
        <p className={styles.quiet}>
          {!opened
            ? words.openFirst
            : opened.port.kind === 'pptx'
              ? words.onlyWord
              : signedIn === undefined
                ? words.needsSignIn
                : documents && checklists.length === 0
                  ? words.none
                  : words.hint}
        </p>
        {opened?.port.kind === 'docx' && checklists.length > 0 && (
          <>
            <Field label={words.checklist}>
              <Select
                value={chosen}
                onChange={(_event, { value }) => setChosen(value)}
                data-testid="choose-checklist"
              >
                <option value="">{words.choose}</option>
                {checklists.map(({ id, name: said, items }) => (
                  <option key={id} value={id}>
                    {said[desk.language]}
                    {desk.words.aside(words.items(items))}
                  </option>
                ))}
              </Select>
            </Field>
            <div>
              <Button
                disabled={Boolean(busy) || chosen === ''}
                onClick={() => void insert()}
                data-testid="insert-checklist"
              >
                {words.put}
              </Button>
            </div>
          </>
        )}
      </section>
    </div>
  );
}
