import { Button, Card, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { formatDate, plainDate } from '../../shared/kernel/plain-date.ts';
import { say } from '../../shared/kernel/words.ts';
import type { YearEntry } from '../../shared/meetings/api.ts';
import { useHere } from './here.tsx';
import { whenOf } from './next-list.tsx';
import { stateText } from './words.ts';

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    gap: '4px 16px',
    margin: 0,
    '@media (max-width: 480px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  label: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0, overflowWrap: 'anywhere' },
});

/** One meeting or deadline, told whole below the picture. */
export function EntryDetails({ entry }: { entry: YearEntry }) {
  const styles = useStyles();
  const { host, words, language } = useHere();
  const list = (all: readonly { ja: string; en: string }[]): string =>
    all.map((one) => say(one, language)).join(language === 'ja' ? '、' : ', ');
  const facts: readonly (readonly [string, string | undefined])[] = [
    [words.when, whenOf(entry, language)],
    [words.state, stateText(words, entry, language)],
    [words.forMeeting, entry.meeting && formatInstant(entry.meeting.at, language)],
    [words.place, entry.place],
    [words.owner, list(entry.owners)],
    [words.missing, entry.missing && (list(entry.missing) || words.allIn)],
    [words.ruled, entry.ruledDate && formatDate(plainDate(entry.ruledDate), language)],
    [words.doneAt, entry.doneAt === undefined ? undefined : formatInstant(entry.doneAt, language)],
    [words.reason, entry.reason],
    [words.clause, entry.clause],
  ];
  return (
    <Card>
      <Subtitle2 as="h3">{say(entry.name, language)}</Subtitle2>
      {entry.closedDay && (
        <p>
          {words.closed(
            say(entry.closedDay.why, language),
            formatDate(plainDate(entry.closedDay.nextOpenDay), language),
          )}
        </p>
      )}
      <dl className={styles.facts}>
        {facts.map(
          ([label, value]) =>
            value && (
              <div key={label} style={{ display: 'contents' }}>
                <dt className={styles.label}>{label}</dt>
                <dd className={styles.value}>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {entry.joinLink && (
        <div>
          <Button appearance="primary" onClick={() => host.openLink(entry.joinLink ?? '')}>
            {words.join}
          </Button>
        </div>
      )}
    </Card>
  );
}
