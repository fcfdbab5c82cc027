import {
  Badge,
  Button,
  Link,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Spinner,
  Subtitle1,
  Text,
} from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { longDate, timeOf } from '../dates.ts';
import { useLive } from '../live.tsx';
import { go } from '../place.ts';
import { usePreferences } from '../preferences.tsx';
import { CancelDialog, MoveDialog } from './event-dialogs.tsx';
import { readEvent, readEvents, useMailbox } from './outlook-api.ts';
import type { Event } from './outlook-api.ts';

const PHONE = '@media (max-width: 640px)';
const useStyles = makeStyles({
  pane: {
    overflowY: 'auto',
    padding: '16px 24px',
    display: 'flex',
    flexDirection: 'column',
    // A button alone in its row must not give way when the text is long.
    '& > *': { flexShrink: 0 },
    gap: '16px',
    minWidth: 0,
    [PHONE]: { padding: '12px' },
  },
  back: { display: 'none', alignSelf: 'start', [PHONE]: { display: 'inline-flex' } },
  title: { margin: 0, overflowWrap: 'anywhere' },
  actions: { display: 'flex', gap: '8px', flexWrap: 'wrap' },
  facts: { display: 'grid', gap: '12px', margin: 0 },
  label: { color: 'var(--quiet)', fontSize: '12px' },
  value: { margin: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
  people: { display: 'grid', gap: '6px', margin: 0, padding: 0, listStyle: 'none' },
  person: { display: 'flex', gap: '8px', alignItems: 'center', flexWrap: 'wrap' },
});
const DAYS_MS = 400 * 86_400_000;

/** An event by its id, or the one that an address of an online meeting means. */
export function EventPane({ open }: { open: string[] }) {
  return open[0] === 'join' ? <Joined path={open[1] ?? ''} /> : <OneEvent id={open[0] ?? ''} />;
}

function Joined({ path }: { path: string }) {
  const { now } = useLive();
  const [middle] = useState(() => now().getTime());
  const instant = (ms: number): string => encodeURIComponent(new Date(ms).toISOString());
  const { data, missing } = useMailbox(
    `/people/calendar?from=${instant(middle - DAYS_MS)}&to=${instant(middle + DAYS_MS)}`,
    readEvents,
  );
  const found = data?.events.find(({ joinUrl }) => joinUrl !== null && new URL(joinUrl).pathname === path);
  return <Shown event={found} gone={missing || (data !== undefined && !found)} />;
}

function OneEvent({ id }: { id: string }) {
  const { data, missing } = useMailbox(`/people/calendar/${encodeURIComponent(id)}`, readEvent);
  return <Shown event={data} gone={missing} />;
}

function Shown({ event, gone }: { event: Event | undefined; gone: boolean }) {
  const styles = useStyles();
  const { words } = usePreferences();
  return (
    <div className={styles.pane} data-testid="event-pane">
      <Button
        className={styles.back}
        appearance="subtle"
        icon={<ArrowLeftRegular />}
        onClick={() => go('calendar')}
      >
        {words.back}
      </Button>
      {gone && (
        <MessageBar intent="warning">
          <MessageBarBody>{words.eventGone}</MessageBarBody>
        </MessageBar>
      )}
      {!event && !gone && <Spinner label={words.loading} />}
      {event && <Details event={event} />}
    </div>
  );
}

function Details({ event }: { event: Event }) {
  const styles = useStyles();
  const { words, language } = usePreferences();
  const { api } = useLive();
  const [asking, setAsking] = useState<'move' | 'cancel'>();
  const [problem, setProblem] = useState<string>();
  const path = `/people/calendar/${encodeURIComponent(event.id)}`;
  const run = (work: Promise<unknown>): Promise<void> =>
    work.then(
      () => setProblem(undefined),
      (error: unknown) => setProblem(error instanceof Error ? error.message : words.failed),
    );
  const answer = (response: string): void => void run(api.send('POST', `${path}/response`, { response }));
  const fact = (label: string, value: ReactNode): ReactNode => (
    <div>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value}>{value}</dd>
    </div>
  );
  return (
    <>
      <Subtitle1 as="h2" className={styles.title}>
        {event.subject || words.noSubject}
      </Subtitle1>
      {event.isCancelled && (
        <MessageBar intent="warning">
          <MessageBarBody>{words.cancelled}</MessageBarBody>
        </MessageBar>
      )}
      {problem !== undefined && (
        <MessageBar intent="error">
          <MessageBarBody>{problem}</MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.actions}>
        {event.isOrganizer && (
          <>
            <Button appearance="primary" data-testid="move-event" onClick={() => setAsking('move')}>
              {words.moveEvent}
            </Button>
            <Button data-testid="cancel-event" onClick={() => setAsking('cancel')}>
              {words.cancelEvent}
            </Button>
          </>
        )}
        {!event.isOrganizer && !event.isCancelled && (
          <>
            <Button appearance="primary" data-testid="accept-event" onClick={() => answer('accepted')}>
              {words.accept}
            </Button>
            <Button onClick={() => answer('tentativelyAccepted')}>{words.tentative}</Button>
            <Button data-testid="decline-event" onClick={() => answer('declined')}>
              {words.declineEvent}
            </Button>
          </>
        )}
        {event.isCancelled && (
          <Button onClick={() => void run(api.send('DELETE', path)).then(() => go('calendar'))}>
            {words.removeEvent}
          </Button>
        )}
      </div>
      <dl className={styles.facts}>
        {fact(
          words.begins,
          event.isAllDay
            ? words.allDay
            : `${longDate(new Date(event.start), language)} – ${timeOf(new Date(event.end))}`,
        )}
        {event.location !== '' && fact(words.place, event.location)}
        {event.joinUrl !== null &&
          fact(
            words.joinLink,
            <Link href={event.joinUrl} data-testid="join-link">
              {words.openMeeting}
            </Link>,
          )}
        {fact(words.organizer, event.organizer)}
        {event.attendees.length > 0 && fact(words.attendees, <Attendees event={event} />)}
        {event.text !== '' && fact(words.agenda, event.text)}
      </dl>
      {asking === 'move' && <MoveDialog event={event} path={path} close={() => setAsking(undefined)} />}
      {asking === 'cancel' && <CancelDialog path={path} close={() => setAsking(undefined)} />}
    </>
  );
}

function Attendees({ event }: { event: Event }) {
  const styles = useStyles();
  const { words } = usePreferences();
  return (
    <ul className={styles.people}>
      {event.attendees.map((one) => (
        <li key={one.address} className={styles.person}>
          <Text>{one.name}</Text>
          {event.isOrganizer && (
            <Badge
              appearance="tint"
              color={
                one.response === 'accepted'
                  ? 'success'
                  : one.response === 'declined'
                    ? 'danger'
                    : 'informative'
              }
            >
              {words.responses[one.response] ?? one.response}
            </Badge>
          )}
        </li>
      ))}
    </ul>
  );
}
