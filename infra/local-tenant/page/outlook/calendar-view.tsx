import {
  Badge,
  Button,
  Caption1,
  makeStyles,
  mergeClasses,
  MessageBar,
  MessageBarBody,
  Skeleton,
  SkeletonItem,
  Subtitle2,
  Tab,
  TabList,
  Text,
  tokens,
} from '@fluentui/react-components';
import { ChevronLeftRegular } from '@fluentui/react-icons/svg/chevron-left';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { useState } from 'react';
import { useLive } from '../live.tsx';
import { go } from '../place.ts';
import { usePreferences } from '../preferences.tsx';
import { EventPane } from './event-pane.tsx';
import { readEvents, useMailbox } from './outlook-api.ts';
import type { Event } from './outlook-api.ts';
import { byDay, dayTitle, hoursOf, spanOf, titleOf } from './spans.ts';
import type { Span } from './spans.ts';

const PHONE = '@media (max-width: 640px)';
const useStyles = makeStyles({
  view: {
    display: 'grid',
    gridTemplateColumns: 'minmax(300px, 2fr) minmax(0, 3fr)',
    height: '100%',
    [PHONE]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  list: {
    display: 'grid',
    gridTemplateRows: 'auto minmax(0, 1fr)',
    minHeight: 0,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  head: { display: 'flex', flexWrap: 'wrap', gap: '4px 8px', alignItems: 'center', padding: '8px 12px' },
  title: { flex: 1, margin: 0, minWidth: '9em', whiteSpace: 'nowrap' },
  days: { overflowY: 'auto', padding: '0 12px 16px', display: 'grid', gap: '12px', alignContent: 'start' },
  day: { display: 'grid', gap: '2px' },
  date: { padding: '4px 8px', color: 'var(--quiet)' },
  one: {
    display: 'grid',
    gridTemplateColumns: '104px minmax(0, 1fr)',
    columnGap: '8px',
    justifyContent: 'stretch',
    alignItems: 'start',
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    padding: '8px',
    borderLeft: `3px solid ${tokens.colorBrandStroke1}`,
  },
  off: { borderLeftColor: tokens.colorNeutralStroke1 },
  here: { backgroundColor: tokens.colorNeutralBackground1Selected },
  hours: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  lines: { display: 'grid', minWidth: 0, overflowWrap: 'anywhere', gap: '2px', justifyItems: 'start' },
  quiet: { color: 'var(--quiet)' },
  struck: { textDecorationLine: 'line-through' },
  empty: { display: 'grid', placeItems: 'center', padding: '24px', color: tokens.colorNeutralForeground3 },
  hiddenOnPhone: { [PHONE]: { display: 'none' } },
});

/** One's own calendar as a list of days, and the event that is open. */
export default function CalendarView({ open }: { open: string[] }) {
  const styles = useStyles();
  const { now } = useLive();
  const { words, language } = usePreferences();
  const [span, setSpan] = useState<Span>('month');
  const [at, setAt] = useState(() => now().getTime());
  const window = spanOf(span, at);
  const instant = (ms: number): string => encodeURIComponent(new Date(ms).toISOString());
  const { data, missing, problem } = useMailbox(
    `/people/calendar?from=${instant(window.from)}&to=${instant(window.to)}`,
    readEvents,
  );
  const isOpen = open.length > 0;
  return (
    <div className={styles.view} data-testid="calendar">
      <div className={mergeClasses(styles.list, isOpen && styles.hiddenOnPhone)}>
        <div className={styles.head}>
          <Subtitle2 as="h1" className={styles.title}>
            {titleOf(span, window, language)}
          </Subtitle2>
          <Button
            appearance="subtle"
            icon={<ChevronLeftRegular />}
            aria-label={words.previous}
            data-testid="calendar-previous"
            onClick={() => setAt(spanOf(span, at, -1).from)}
          />
          <Button appearance="subtle" onClick={() => setAt(now().getTime())}>
            {words.today}
          </Button>
          <Button
            appearance="subtle"
            icon={<ChevronRightRegular />}
            aria-label={words.next}
            data-testid="calendar-next"
            onClick={() => setAt(spanOf(span, at, 1).from)}
          />
          <TabList
            size="small"
            selectedValue={span}
            onTabSelect={(_event, { value }) => setSpan(value === 'week' ? 'week' : 'month')}
          >
            <Tab value="month">{words.month}</Tab>
            <Tab value="week">{words.week}</Tab>
          </TabList>
        </div>
        <div className={styles.days}>
          {problem !== undefined && (
            <MessageBar intent="error">
              <MessageBarBody>{problem}</MessageBarBody>
            </MessageBar>
          )}
          {missing && <Text className={styles.quiet}>{words.noMailbox}</Text>}
          {!data && !missing && problem === undefined && (
            <Skeleton aria-label={words.loading}>
              <SkeletonItem size={48} />
            </Skeleton>
          )}
          {data?.events.length === 0 && <Text className={styles.quiet}>{words.noEvents}</Text>}
          {byDay(data?.events ?? []).map(({ day, at: begins, events }) => (
            <section key={day} className={styles.day} aria-label={dayTitle(begins, language)}>
              <Caption1 className={styles.date}>{dayTitle(begins, language)}</Caption1>
              {events.map((event) => (
                <EventRow key={event.id} event={event} here={open[0] === event.id} />
              ))}
            </section>
          ))}
        </div>
      </div>
      {isOpen ? (
        <EventPane key={open.join('/')} open={open} />
      ) : (
        <div className={mergeClasses(styles.empty, styles.hiddenOnPhone)}>
          <Text>{missing ? '' : words.chooseEvent}</Text>
        </div>
      )}
    </div>
  );
}

function EventRow({ event, here }: { event: Event; here: boolean }) {
  const styles = useStyles();
  const { words } = usePreferences();
  return (
    <Button
      appearance="subtle"
      className={mergeClasses(styles.one, event.isCancelled && styles.off, here && styles.here)}
      aria-current={here ? 'true' : undefined}
      data-testid="event"
      onClick={() => go('calendar', event.id)}
    >
      <span className={styles.hours}>{hoursOf(event, words.allDay)}</span>
      <span className={styles.lines}>
        <Text weight="semibold" className={event.isCancelled ? styles.struck : ''}>
          {event.subject || words.noSubject}
        </Text>
        <Caption1 className={styles.quiet}>
          {[event.location, event.isOrganizer ? '' : event.organizer].filter(Boolean).join('・')}
        </Caption1>
        {event.isCancelled ? (
          <Badge appearance="tint" color="danger">
            {words.cancelled}
          </Badge>
        ) : (
          !event.isOrganizer && (
            <Badge appearance="tint" color={event.response === 'accepted' ? 'success' : 'warning'}>
              {words.responses[event.response] ?? event.response}
            </Badge>
          )
        )}
      </span>
    </Button>
  );
}
