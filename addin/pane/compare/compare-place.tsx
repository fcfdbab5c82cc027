import {
  Button,
  Field,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Select,
  tokens,
} from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { DocumentReading } from '../../../shared/documents/anchor.ts';
import type { Agreement } from '../../../shared/documents/compare-documents.ts';
import { templateOf } from '../../../shared/documents/templates/catalogue.ts';
import { namesOfFields, sizeRefused } from '../engine.ts';
import { useDesk, useDeskState, useWords } from '../here.tsx';
import { LibraryList } from '../library-list.tsx';
import { compared, sideOf, type OtherDocument, type Summary, type Told } from './compared.ts';
import { LineRow } from './line-row.tsx';
import { COMPARE_WORDS } from './words.ts';

const useStyles = makeStyles({
  page: { display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  quiet: { color: tokens.colorNeutralForeground3 },
  summary: { cursor: 'pointer', padding: '4px 0', fontWeight: tokens.fontWeightSemibold },
});

const ORDER: readonly Agreement[] = ['differs', 'toConfirm', 'rounded', 'agrees'];
const INTENT = { consistent: 'success', different: 'error', toConfirm: 'warning' } as const;

type Result = Told & { readonly of: DocumentReading };

/** Two documents held against each other: what differs, and what only a person can tell. */
export function ComparePlace() {
  const styles = useStyles();
  const desk = useDesk();
  const words = useWords(COMPARE_WORDS);
  const { opened, reading, signedIn, busy } = useDeskState();
  const [other, setOther] = useState<OtherDocument>();
  const [choosing, setChoosing] = useState(false);
  const [summary, setSummary] = useState<Summary>('neither');
  const [result, setResult] = useState<Result>();
  const chooser = useRef<HTMLInputElement>(null);
  if (!opened) return <p className={styles.quiet}>{words.openFirst}</p>;

  const editionOf = async (template: string | undefined): Promise<string | undefined> =>
    template === undefined
      ? undefined
      : signedIn === undefined
        ? templateOf(template)?.edition
        : (await desk.documents()).templates.find(({ id }) => id === template)?.edition;

  const compare = async (against: OtherDocument, as: Summary): Promise<void> => {
    setSummary(as);
    const told = await desk.work(words.comparing, async () => {
      if (!(await desk.reread())) return undefined;
      const bytes = await desk.bytes();
      const here = bytes && sideOf(bytes);
      if (here && !here.ok) desk.tell(...desk.problemNotes([here.problem]));
      const { reading: of, standing: now } = desk.state();
      if (!here?.ok || !of) return undefined;
      const known = {
        fields: namesOfFields(now?.fields),
        facts: now?.facts ?? new Map(),
        states: now?.states ?? [],
        language: desk.language,
      };
      return { ...compared(here.value, against.side, as, known), of };
    });
    setResult(told);
  };
  const choose = async (name: string, read: (signal: AbortSignal) => Promise<Uint8Array>): Promise<void> => {
    setChoosing(false);
    const chosen = await desk.work(words.reading, async (signal) => {
      const side = sideOf(await read(signal), name);
      if (!side.ok) {
        desk.tell(...desk.problemNotes([side.problem]));
        return undefined;
      }
      const edition = await editionOf(side.value.template);
      const own = await editionOf(reading?.ledger?.template?.id);
      const as: Summary = edition === 'summary' ? 'there' : own === 'summary' ? 'here' : 'neither';
      return { name, side: side.value, edition: as };
    });
    if (!chosen) return;
    setOther(chosen);
    await compare(chosen, chosen.edition);
  };
  const chooseDisk = async (file: File): Promise<void> => {
    const refused = sizeRefused(file.size);
    if (refused) desk.tell(...desk.problemNotes([refused]));
    else await choose(file.name, async () => new Uint8Array(await file.arrayBuffer()));
  };
  return (
    <div className={styles.page} data-testid="compare">
      <p className={styles.quiet}>{other ? words.chosen(other.name) : words.hint}</p>
      <div className={styles.actions}>
        {signedIn !== undefined && (
          <Button
            size="small"
            aria-expanded={choosing}
            onClick={() => setChoosing(!choosing)}
            data-testid="other-library"
          >
            {words.fromLibrary}
          </Button>
        )}
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".docx,.pptx"
          data-testid="other-file"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            target.value = '';
            if (file) void chooseDisk(file);
          }}
        />
        <Button size="small" disabled={Boolean(busy)} onClick={() => chooser.current?.click()}>
          {words.fromDisk}
        </Button>
        {other && (
          <Button
            size="small"
            appearance="primary"
            disabled={Boolean(busy)}
            onClick={() => void compare(other, summary)}
            data-testid="compare-again"
          >
            {result ? words.again : words.compare}
          </Button>
        )}
      </div>
      {choosing && (
        <LibraryList
          label={words.other}
          onChoose={(file) =>
            void choose(file.name, async (signal) => (await desk.api()).file(file.id, signal))
          }
        />
      )}
      {other && (
        <Field label={words.whichSummary} size="small">
          <Select
            value={summary}
            size="small"
            onChange={(_event, { value }) =>
              void compare(other, value === 'here' || value === 'there' ? value : 'neither')
            }
          >
            <option value="neither">{words.noSummary}</option>
            <option value="here">{words.here}</option>
            <option value="there">{words.there}</option>
          </Select>
        </Field>
      )}
      {result && (
        <section aria-live="polite" className={styles.page}>
          <MessageBar intent={INTENT[result.verdict]} layout="multiline" data-testid="verdict">
            <MessageBarBody>
              <strong>{words.verdict[result.verdict]}</strong> {words.verdictHint[result.verdict]}
            </MessageBarBody>
          </MessageBar>
          {result.of !== reading && <p className={styles.quiet}>{words.stale}</p>}
          {ORDER.map((agreement) => {
            const lines = result.lines.filter((line) => line.agreement === agreement);
            if (lines.length === 0) return null;
            return (
              <details key={agreement} open={agreement === 'differs' || agreement === 'toConfirm'}>
                <summary className={styles.summary}>
                  {words.agreement[agreement]}
                  {desk.words.aside(lines.length)}
                </summary>
                <ul>
                  {lines.map((line) => (
                    <LineRow key={line.key} line={line} />
                  ))}
                </ul>
              </details>
            );
          })}
        </section>
      )}
    </div>
  );
}
