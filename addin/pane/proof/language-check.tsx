import { Button, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { DocumentReading } from '../../../shared/documents/anchor.ts';
import type { Finding } from '../../../shared/documents/finding.ts';
import { namesOfFields } from '../engine.ts';
import { useDesk, useDeskState, useWords } from '../here.tsx';
import {
  byRule,
  findingLines,
  findingsIn,
  fixOf,
  isAdvisory,
  isMendedAtSource,
  spotOf,
  whereOf,
} from './findings.ts';
import { PROOF_WORDS } from './words.ts';

const useStyles = makeStyles({
  page: { display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  summary: { cursor: 'pointer', padding: '4px 0', fontWeight: tokens.fontWeightSemibold },
  finding: {
    display: 'grid',
    gap: '4px',
    padding: '6px 0 6px 8px',
    marginBottom: '8px',
    borderLeft: `3px solid ${tokens.colorStatusWarningBorder1}`,
    overflowWrap: 'anywhere',
  },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

type Found = { readonly of: DocumentReading; readonly findings: readonly Finding[] };

/** What the words of the document need, each with its place and, where nothing that is said changes, a fix. */
export function LanguageCheck() {
  const styles = useStyles();
  const desk = useDesk();
  const words = useWords(PROOF_WORDS);
  const { opened, busy, signedIn, standing: made, reading: shown } = useDeskState();
  const [found, setFound] = useState<Found>();

  const names = namesOfFields(made?.fields);
  const look = async (): Promise<void> => {
    const { standing } = desk.state();
    // Without the contract at hand its spelling of conjunctions is the usual one.
    const language = signedIn === undefined ? undefined : (await desk.documents()).language;
    if (!(await desk.reread())) return;
    const bytes = await desk.bytes();
    const result =
      bytes &&
      findingsIn(bytes, {
        orthography: language?.orthography ?? 'kanji',
        words: language?.words ?? [],
        advisory: isAdvisory(standing?.template.kind),
        fields: names,
      });
    if (result && !result.ok) desk.tell(...desk.problemNotes([result.problem]));
    const { reading } = desk.state();
    setFound(result?.ok && reading ? { of: reading, findings: result.value } : undefined);
  };
  const fix = (findings: readonly Finding[]): void => {
    void desk.work(words.fixing, async () => {
      const fixes = findings.flatMap((one) => fixOf(one) ?? []);
      const applied = await opened?.port.fix(fixes);
      if (!applied) return;
      const wrote = await desk.wrote(applied, words.fixed);
      const told = desk.state().notes;
      if (wrote) await look();
      desk.tell(...told);
    });
  };
  const findings = found?.findings ?? [];
  const lines = findingLines(findings);
  const fixable = findings.filter((one) => fixOf(one) !== undefined);
  return (
    <section className={styles.page} data-testid="language-check">
      <Subtitle2 as="h2">{words.language}</Subtitle2>
      <div className={styles.actions}>
        <Button
          size="small"
          appearance={found ? 'secondary' : 'primary'}
          disabled={Boolean(busy)}
          onClick={() => void desk.work(words.checking, look)}
          data-testid="lint"
        >
          {words.check}
        </Button>
        {fixable.length > 0 && (
          <Button size="small" disabled={Boolean(busy)} onClick={() => fix(fixable)} data-testid="fix-all">
            {words.fixAll(fixable.length)}
          </Button>
        )}
      </div>
      {found && (
        <p aria-live="polite" data-testid="lint-count">
          {lines.length === 0 ? words.clean : words.found(lines.length)}
        </p>
      )}
      {found && found.of !== shown && <p className={styles.quiet}>{words.stale}</p>}
      {byRule(lines).map(([rule, own]) => (
        <details key={rule} open={lines.length <= 20}>
          <summary className={styles.summary}>
            {words.rules[rule]}
            {desk.words.aside(own.length)}
          </summary>
          <ul>
            {own.map(({ finding, count }, index) => {
              const spot = spotOf(finding);
              return (
                <li key={index} className={styles.finding} data-testid={`finding-${rule}`}>
                  <p>
                    {finding.message[desk.language]}
                    {count > 1 && words.times(count)}
                  </p>
                  <p className={styles.quiet}>{whereOf(finding, names, desk.language)}</p>
                  {isMendedAtSource(finding) && <p className={styles.quiet}>{words.atSource}</p>}
                  <div className={styles.actions}>
                    {spot && (
                      <Button size="small" onClick={() => void desk.goTo(spot)}>
                        {words.goTo}
                      </Button>
                    )}
                    {finding.fix !== undefined && fixOf(finding) && (
                      <Button size="small" disabled={Boolean(busy)} onClick={() => fix([finding])}>
                        {words.fixTo(finding.fix)}
                      </Button>
                    )}
                  </div>
                </li>
              );
            })}
          </ul>
        </details>
      ))}
    </section>
  );
}
