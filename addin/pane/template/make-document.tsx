import { Button, Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { SubjectsAnswer } from '../../../shared/documents/api.ts';
import type { Template } from '../engine.ts';
import { useDesk, useDeskState, useWords } from '../here.tsx';
import { make, prepare, type Ready } from './make.ts';
import { PreviewList } from './preview-list.tsx';
import { useDocuments } from './use-documents.ts';
import { TEMPLATE_WORDS } from './words.ts';

const useStyles = makeStyles({
  page: { display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

type Subjects = SubjectsAnswer['subjects'];

/** Kind and subject, what would be filled in, and then the document. */
export function MakeDocument() {
  const styles = useStyles();
  const desk = useDesk();
  const words = useWords(TEMPLATE_WORDS);
  const { opened, signedIn, busy } = useDeskState();
  const documents = useDocuments();
  const [template, setTemplate] = useState<Template>();
  const [subjects, setSubjects] = useState<Subjects>();
  const [subject, setSubject] = useState('');
  const [ready, setReady] = useState<Ready>();
  const { app } = desk.host;

  if (signedIn === undefined) return <p className={styles.quiet}>{words.needsSignIn}</p>;
  if (!documents) return null;
  const templates = documents.templates.filter((one) => app === 'browser' || one.app === app);

  const look = async (of: Template, id: string): Promise<void> => {
    setSubject(id);
    setReady(undefined);
    if (id === '') return;
    const prepared = await desk.work(words.asking, (signal) => prepare(desk, of, id, signal));
    if (prepared?.ok) setReady(prepared.value);
    else if (prepared) desk.tell(...desk.problemNotes([prepared.problem]));
  };
  const chooseTemplate = async (id: string): Promise<void> => {
    const chosen = templates.find((one) => one.id === id);
    setTemplate(chosen);
    setSubjects(undefined);
    setReady(undefined);
    setSubject('');
    if (!chosen) return;
    const answer = await desk.work(desk.words.loading, async () => (await desk.api()).subjects(chosen.id));
    setSubjects(answer?.subjects);
    // With one choice there is nothing to choose.
    const [only, ...others] = answer?.subjects ?? [];
    if (only && others.length === 0) await look(chosen, only.id);
  };
  const create = async (into: 'new' | 'replace' | 'add'): Promise<void> => {
    if (!ready) return;
    if (into === 'replace' && !(await desk.ask(words.sureReplace, words.replace))) return;
    const made = await desk.work(words.making, async () => {
      // The screen first says what is being done.
      await new Promise((resolve) => requestAnimationFrame(resolve));
      return make(ready);
    });
    if (!made) return;
    if (!made.ok) return desk.tell(...desk.problemNotes(made.problems));
    if (into === 'new') {
      const done = await desk.openMade(made.bytes, ready.fileName);
      if (done?.ok) desk.tell({ intent: 'success', text: words.made(ready.fileName) });
      else if (done) desk.tell(...desk.problemNotes([done.problem]));
      return;
    }
    await desk.work(
      words.making,
      async () => {
        const inserted = await desk.state().opened?.port.insertDocument(made.bytes, into);
        if (inserted) await desk.wrote(inserted, words.inserted);
        await desk.holdAgainstSource();
      },
      false,
    );
  };
  const fits = opened && template && (opened.port.kind === 'docx') === (template.app === 'word');
  return (
    <div className={styles.page} data-testid="make">
      <Field label={words.template}>
        <Select
          value={template?.id ?? ''}
          onChange={(_event, { value }) => void chooseTemplate(value)}
          data-testid="choose-template"
        >
          <option value="">{words.choose}</option>
          {templates.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name[desk.language]}
            </option>
          ))}
        </Select>
      </Field>
      {template && subjects && subjects.length > 0 && (
        <Field label={words.subject[template.subject]}>
          <Select
            value={subject}
            onChange={(_event, { value }) => void look(template, value)}
            data-testid="choose-subject"
          >
            <option value="">{words.choose}</option>
            {subjects.map(({ id, name, detail }) => (
              <option key={id} value={id}>
                {detail === undefined ? name : `${name}${desk.words.aside(detail)}`}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {template && subjects?.length === 0 && (
        <p className={styles.quiet} data-testid="no-subject">
          {words.noSubject[template.subject]}
        </p>
      )}
      {ready && (
        <>
          <div className={styles.actions}>
            <Button
              appearance="primary"
              disabled={Boolean(busy)}
              onClick={() => void create('new')}
              data-testid="make-new"
            >
              {words.makeNew}
            </Button>
            {fits && (
              <Button disabled={Boolean(busy)} onClick={() => void create('replace')}>
                {words.replace}
              </Button>
            )}
            {fits && app !== 'browser' && (
              <Button disabled={Boolean(busy)} onClick={() => void create('add')}>
                {words.add}
              </Button>
            )}
          </div>
          <PreviewList ready={ready} />
        </>
      )}
    </div>
  );
}
