import { Button, Field, makeStyles, Select, Subtitle2, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { checklistCounts, type ChecklistCounts } from '../../../shared/documents/checklist-counts.ts';
import { resultOf } from '../../../shared/documents/checklist-fields.ts';
import { checklistTables } from '../../../shared/documents/checklist-table.ts';
import { fill } from '../fill.ts';
import { useDesk, useDeskState, useWords } from '../here.tsx';
import { planRecount } from '../recount.ts';
import { useDocuments } from '../template/use-documents.ts';
import { CountTable } from './count-table.tsx';
import { insertTables } from './insert-tables.ts';
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
  const counts = checklistCounts(reading?.anchors ?? []);
  const checklists = documents?.checklists ?? [];
  const name = checklists.find(({ id }) => id === chosen)?.name[desk.language] ?? '';

  const insert = (): void => {
    void desk.work(words.putting, async (signal) => {
      const port = opened?.port;
      const checklist = await (await desk.api()).checklist(chosen);
      if (signal.aborted || !port) return;
      await desk.wrote(await insertTables(port, checklistTables(checklist)), words.putDone(name));
    });
  };
  const recount = async (): Promise<void> => {
    if (!(await desk.work(words.counting, desk.reread))) return;
    const now = desk.state().reading;
    const plan = now && planRecount(now);
    if (plan) await fill(desk, { what: words.counting, told: words.counted, anyway: words.anyway }, plan);
  };
  const goToOpen = ({ part }: ChecklistCounts): void => {
    const id = `${part.items}.result`;
    const open = reading?.anchors.find(
      ({ tag, text }) => tag.id === id && tag.role === 'field' && resultOf(text) === undefined,
    );
    if (open?.row?.key !== undefined) void desk.goTo({ at: 'field', id, row: open.row.key });
  };
  return (
    <div className={styles.page} data-testid="checklist">
      {counts.map((one) => (
        <section key={one.part.items} className={styles.part}>
          <Subtitle2 as="h2">
            {words.counts}
            {one.part.myNumber && desk.words.aside(words.myNumber)}
          </Subtitle2>
          <CountTable counts={one} />
          <p className={styles.quiet} data-testid="counts-told">
            {one.told ? words.current : words.old}
          </p>
          {one.all.open > 0 && (
            <div>
              <Button size="small" onClick={() => goToOpen(one)}>
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
                onClick={insert}
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
