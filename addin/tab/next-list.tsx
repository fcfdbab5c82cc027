import { Badge, Button, makeStyles, mergeClasses, Subtitle2, tokens } from '@fluentui/react-components';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { formatDate, plainDate } from '../../shared/kernel/plain-date.ts';
import { say, type Language } from '../../shared/kernel/words.ts';
import type { YearAnswer, YearEntry } from '../../shared/meetings/api.ts';
import { standing } from '../../shared/meetings/remaining.ts';
import { useHere } from './here.tsx';

const useStyles = makeStyles({
  list: { listStyle: 'none', padding: 0, margin: '8px 0 0' },
  line: { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  button: {
    width: '100%',
    maxWidth: 'none',
    display: 'grid',
    gridTemplateColumns: '136px minmax(0, 1fr) auto',
    columnGap: '12px',
    textAlign: 'start',
    justifyContent: 'stretch',
    fontWeight: tokens.fontWeightRegular,
    padding: '8px 4px',
    '@media (max-width: 560px)': { gridTemplateColumns: 'minmax(0, 1fr) auto', rowGap: '4px' },
  },
  left: { justifySelf: 'start', whiteSpace: 'nowrap' },
  name: {
    overflowWrap: 'anywhere',
    '@media (max-width: 560px)': { gridColumn: '1 / -1', gridRow: 2 },
  },
  when: {
    color: tokens.colorNeutralForeground3,
    whiteSpace: 'nowrap',
  },
  bold: { fontWeight: tokens.fontWeightSemibold },
});

const MOST_LATE = 4;
const MOST_AHEAD = 6;

export const whenOf = (entry: Pick<YearEntry, 'at' | 'date' | 'timed'>, language: Language): string =>
  entry.timed ? formatInstant(entry.at, language) : formatDate(plainDate(entry.date), language);

/** What is late longest, and then what comes next: meetings not over, and what is still owed. */
export const upcoming = ({ entries, now }: YearAnswer): readonly YearEntry[] => [
  ...entries.filter(({ state }) => state === 'overdue').slice(0, MOST_LATE),
  ...entries
    .filter(({ at, state }) => at >= now && ['proposed', 'confirmed', 'open'].includes(state))
    .slice(0, MOST_AHEAD),
];

export function NextList(given: {
  year: YearAnswer;
  chosen: string | undefined;
  onChoose: (id: string) => void;
}) {
  const styles = useStyles();
  const { words, language } = useHere();
  const { year, chosen, onChoose } = given;
  const entries = upcoming(year);
  return (
    <section data-testid="next">
      <Subtitle2 as="h2">{words.next}</Subtitle2>
      <p className={year.picture.late.length > 0 ? styles.bold : undefined} data-testid="late-count">
        {year.picture.late.length > 0 ? words.lateCount(year.picture.late.length) : words.nothingLate}
      </p>
      {entries.length === 0 && <p>{words.nothingNext}</p>}
      <ul className={styles.list}>
        {entries.map((entry) => (
          <li key={entry.id} className={styles.line}>
            <Button
              appearance="subtle"
              className={styles.button}
              aria-pressed={entry.id === chosen}
              onClick={() => onChoose(entry.id)}
            >
              <Badge
                className={styles.left}
                appearance={entry.state === 'overdue' ? 'filled' : 'outline'}
                color={
                  entry.state === 'overdue' ? 'danger' : entry.openDaysLeft <= 1 ? 'warning' : 'informative'
                }
              >
                {say(standing(entry.state, entry.openDaysLeft, entry.deed), language)}
              </Badge>
              <span className={mergeClasses(styles.name, entry.kind === 'meeting' && styles.bold)}>
                {say(entry.name, language)}
                {entry.state === 'proposed' && `（${words.states.proposed}）`}
              </span>
              <span className={styles.when}>{whenOf(entry, language)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
