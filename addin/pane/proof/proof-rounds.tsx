import { Button, Field, Input, makeStyles, Subtitle2, Textarea, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { StandingAnswer } from '../../../shared/documents/api.ts';
import { formatInstant } from '../../../shared/kernel/instant.ts';
import { useDesk, useDeskState, useWords } from '../here.tsx';
import { sha256 } from './sha256.ts';
import { PROOF_WORDS } from './words.ts';

const useStyles = makeStyles({
  part: { display: 'grid', gap: '8px', gridTemplateColumns: 'minmax(0, 1fr)' },
  one: {
    padding: '6px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    overflowWrap: 'anywhere',
  },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

type Props = {
  readonly template: string;
  readonly subject: string;
  readonly standing: StandingAnswer;
  readonly onStanding: (standing: StandingAnswer) => void;
};

/** Who proved which state of the document, and what was changed. */
export function ProofRounds({ template, subject, standing, onStanding }: Props) {
  const styles = useStyles();
  const desk = useDesk();
  const words = useWords(PROOF_WORDS);
  const { busy } = useDeskState();
  const { rounds, roundsNeeded } = standing;
  const [author, setAuthor] = useState(standing.author ?? '');
  const [changes, setChanges] = useState('');
  const record = (): void => {
    void desk.work(words.recording, async () => {
      const bytes = await desk.bytes();
      if (!bytes) return;
      const hash = await sha256(bytes);
      onStanding(
        await (
          await desk.api()
        ).prove({ template, subject, author: author.trim(), changes: changes.trim(), hash }),
      );
      setChanges('');
      desk.tell({ intent: 'success', text: words.recorded });
    });
  };
  return (
    <section className={styles.part}>
      <Subtitle2 as="h2">{words.rounds}</Subtitle2>
      <p data-testid="rounds-count">{words.needed(rounds.length, roundsNeeded)}</p>
      <ul data-testid="rounds">
        {rounds.map((one) => (
          <li key={one.round} className={styles.one}>
            <p>
              {words.round(one.round)}　{one.changes || words.noChanges}
            </p>
            <p className={styles.quiet}>
              {formatInstant(one.at, desk.language)}　{words.proofBy(one.reviewer, one.author)}
            </p>
          </li>
        ))}
      </ul>
      <Field label={words.author} required>
        <Input
          value={author}
          maxLength={100}
          onChange={(_event, { value }) => setAuthor(value)}
          data-testid="author"
        />
      </Field>
      <Field label={words.changes}>
        <Textarea
          value={changes}
          maxLength={2_000}
          onChange={(_event, { value }) => setChanges(value)}
          data-testid="changes"
        />
      </Field>
      <p className={styles.quiet}>{words.recordHint}</p>
      <div>
        <Button disabled={Boolean(busy) || author.trim() === ''} onClick={record} data-testid="record-proof">
          {words.record}
        </Button>
      </div>
    </section>
  );
}
