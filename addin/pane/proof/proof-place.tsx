import { makeStyles, tokens } from '@fluentui/react-components';
import { useDeskState, useWords } from '../here.tsx';
import { LanguageCheck } from './language-check.tsx';
import { Submission } from './submission.tsx';
import { PROOF_WORDS } from './words.ts';

const useStyles = makeStyles({
  page: { display: 'grid', gap: '24px', gridTemplateColumns: 'minmax(0, 1fr)' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** From the first look at the words to the library. */
export function ProofPlace() {
  const styles = useStyles();
  const words = useWords(PROOF_WORDS);
  const { opened, standing } = useDeskState();
  if (!opened) return <p className={styles.quiet}>{words.openFirst}</p>;
  return (
    <div className={styles.page}>
      <LanguageCheck />
      {standing ? (
        <Submission
          key={`${standing.template.id}/${standing.subject.id}`}
          template={standing.template.id}
          subject={standing.subject.id}
        />
      ) : (
        <p className={styles.quiet}>{words.noStanding}</p>
      )}
    </div>
  );
}
