import { Button, Field, makeStyles, Subtitle2, Textarea, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { StandingAnswer } from '../../../shared/documents/api.ts';
import { formatInstant } from '../../../shared/kernel/instant.ts';
import { useDesk, useDeskState, useWords } from '../here.tsx';
import { ProofAuthor } from './proof-author.tsx';
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
  const { author: kept, reviewer } = standing;
  const [changing, setChanging] = useState(false);
  const [chosen, setChosen] = useState('');
  const author = kept && !changing ? kept.id : chosen;
  const [changes, setChanges] = useState('');
  const record = async (): Promise<void> => {
    const other = kept !== undefined && kept.id !== author;
    const name = standing.authors.find(({ id }) => id === author)?.name ?? '';
    if (other && !(await desk.ask(words.otherAuthor(kept.name, name), words.record))) return;
    await desk.work(words.recording, async () => {
      const bytes = await desk.bytes();
      if (!bytes) return;
      const hash = await sha256(bytes);
      const api = await desk.api();
      onStanding(
        await api.prove({
          template,
          subject,
          author,
          changes: changes.trim(),
          hash,
          ...(other ? { otherAuthor: true } : {}),
        }),
      );
      setChanges('');
      setChanging(false);
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
      <p>{words.reviewerIs(reviewer.name)}</p>
      <ProofAuthor
        standing={standing}
        chosen={chosen}
        onChoose={setChosen}
        changing={changing}
        onChange={() => setChanging(true)}
      />
      {author === reviewer.id && (
        <p className={styles.quiet} data-testid="own-work">
          {words.ownWork}
        </p>
      )}
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
        <Button
          disabled={Boolean(busy) || author === '' || author === reviewer.id}
          onClick={() => void record()}
          data-testid="record-proof"
        >
          {words.record}
        </Button>
      </div>
    </section>
  );
}
