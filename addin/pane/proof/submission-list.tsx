import { Link, makeStyles, tokens } from '@fluentui/react-components';
import type { StandingAnswer } from '../../../shared/documents/api.ts';
import { formatInstant } from '../../../shared/kernel/instant.ts';
import { useDesk, useWords } from '../here.tsx';
import { PROOF_WORDS } from './words.ts';

const useStyles = makeStyles({
  one: {
    padding: '6px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    overflowWrap: 'anywhere',
  },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** What was submitted before: version, by whom, and how it stood. */
export function SubmissionList({ submissions }: Pick<StandingAnswer, 'submissions'>) {
  const styles = useStyles();
  const { language } = useDesk();
  const words = useWords(PROOF_WORDS);
  if (submissions.length === 0) return null;
  return (
    <div>
      <p className={styles.quiet}>{words.submissions}</p>
      <ul data-testid="submissions">
        {submissions.map(({ version, name, webUrl, by, at, consistency, proofRounds }) => (
          <li key={version} className={styles.one}>
            <p>
              {words.version(version)}　{name}{' '}
              {/^https?:\/\//.test(webUrl) && (
                <Link href={webUrl} target="_blank" rel="noreferrer">
                  {words.openLink}
                </Link>
              )}
            </p>
            <p className={styles.quiet}>
              {[
                formatInstant(at, language),
                by,
                words.needed(proofRounds, 0),
                words.consistency[consistency],
              ].join('　')}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
