import { fromTokyo, timeOfDay } from '../../../shared/kernel/instant.ts';
import { addDays } from '../../../shared/kernel/plain-date.ts';
import { type Arranged, cancelMeeting, moveMeeting } from '../../../shared/meetings/arrange.ts';
import type { Result } from '../../../shared/kernel/problem.ts';
import { calendarPage, readEvent } from '../../graph/calendar.ts';
import { GraphError } from '../../graph/graph-error.ts';
import { addJobs, type Job } from '../../jobs/jobs.ts';
import { alone } from '../../store/alone.ts';
import {
  calendarCursor,
  calendarStanding,
  keepCalendarCursor,
  keepEvent,
  organisersWithEvents,
  wishEvent,
} from '../../store/calendar-writes.ts';
import { findMeeting, type KeptMeeting, meetingOfEvent, meetingsIn } from '../../store/meetings.ts';
import { followMeetings, keepIn, tellSection, writeCalendarsJob } from './keep-meeting.ts';
import type { MeetingDesk } from './meeting-desk.ts';
import { arrangedWords } from './told.ts';
import { doerOf, noticeFacts } from './who.ts';

/**
 * What organisers move or cancel in Outlook or Teams is done by the same rules as on a card, everything that hangs on the
 * meeting follows, and the section hears of it. What the rules refuse is put back.
 */

export const FOLLOW_CALENDARS = 'follow-calendars';
export const followCalendarsJob: Job = {
  task: FOLLOW_CALENDARS,
  payload: {},
  key: FOLLOW_CALENDARS,
  wakes: true,
};

/** Milliseconds for which a calendar that does not answer is left alone. */
const REST = 60_000;
const REFUSED_REST = 10 * 60_000;
/** Days before and after the term in which a meeting may be moved and is still seen. */
const MARGIN = 62;

const MOVED = 'Outlookで変更されました';
const CANCELLED = 'Outlookで取り消されました';

const changed = async (
  desk: MeetingDesk,
  one: KeptMeeting,
  event: { readonly start: number; readonly end: number } | undefined,
): Promise<Result<Arranged>> => {
  const person = await desk.directory.person(one.organiserId ?? '');
  const doer = doerOf(desk, person, desk.clock());
  if (event === undefined) {
    const result = cancelMeeting(one.meeting, CANCELLED, doer);
    return result.ok ? { ok: true, value: { meeting: result.value, notices: [] } } : result;
  }
  const facts = await noticeFacts(desk, await desk.staff(), event.start, one.meeting.id);
  return moveMeeting(facts, one.meeting, { start: event.start, end: event.end, reason: MOVED }, doer);
};

/** A meeting whose event is no longer where it was put. */
const takeOver = async (desk: MeetingDesk, id: string): Promise<void> => {
  const one = await findMeeting(desk.db, id);
  if (one?.eventId === undefined || one.organiserId === undefined) return;
  // What has begun is history, and tidying up a calendar changes none.
  if (one.meeting.state !== 'confirmed' || one.meeting.start <= desk.clock()) return;
  // A change of ours is on its way: it goes over what stands there.
  if ((await calendarStanding(desk.db, id))?.status === 'pending') return;
  const event = await readEvent(desk.graph, one.organiserId, one.eventId);
  const there = event === undefined || event.cancelled ? undefined : event;
  const { meeting } = one;
  if (there !== undefined && there.start === meeting.start && there.end === meeting.end) return;
  const result = await changed(desk, one, there);
  const staff = await desk.staff();
  const by = `${staff.find((member) => member.id === one.organiserId)?.name ?? '開催者'}（Outlook）`;
  await desk.db.transaction().execute(async (tx) => {
    if ((await calendarStanding(tx, id))?.status === 'pending') return;
    if (result.ok) {
      const now = result.value.meeting;
      // The body names the day: it is written anew for a meeting that was moved.
      const calendar = there !== undefined;
      if (!(await keepIn(tx, desk, staff, { before: one, meeting: now, calendar }))) return;
      if (!calendar) await keepEvent(tx, id, undefined);
      const said = result.value.notices.map(({ message }) => message);
      const what = there === undefined ? 'cancel' : 'move';
      await tellSection(tx, desk, id, arrangedWords(what, meeting, now, by, said));
    } else {
      await wishEvent(tx, id, 'there');
      await tellSection(tx, desk, id, {
        kind: 'putBack',
        title: { ja: 'Outlookでの変更を元に戻しました', en: 'A change in Outlook was put back' },
        lines: [{ ja: `変更した人　${by}`, en: `By ${by}` }, result.problem.message],
      });
    }
    await addJobs(tx, [...followMeetings(desk, [id]), writeCalendarsJob]);
  });
};

const followOne = async (desk: MeetingDesk, owner: string, from: string | null): Promise<void> => {
  const midnight = timeOfDay('00:00');
  const span = {
    from: fromTokyo(addDays(desk.term.start, -MARGIN), midnight),
    to: fromTokyo(addDays(desk.term.end, MARGIN), midnight),
  };
  let link = from;
  const seen = new Set<string>();
  for (;;) {
    const page = await calendarPage(desk.graph, desk.graphUrl, owner, span, link);
    const touched = [...page.events.map(({ id }) => id), ...page.removed];
    const moved = new Map(page.events.map((event) => [event.id, event]));
    for (const eventId of touched) {
      seen.add(eventId);
      const one = await meetingOfEvent(desk.db, desk.settings.id, owner, eventId);
      const event = moved.get(eventId);
      const same =
        event !== undefined &&
        !event.cancelled &&
        event.start === one?.meeting.start &&
        event.end === one.meeting.end;
      if (one && !same) await takeOver(desk, one.id);
    }
    link = page.next ?? page.delta ?? null;
    if (page.next === undefined) break;
  }
  // A calendar that is read as a whole does not tell what was deleted: what it does not hold is looked for.
  if (from === null)
    for (const { id, organiserId, eventId } of await meetingsIn(desk.db, desk.settings.id, {
      from: desk.clock(),
      states: ['confirmed'],
    }))
      if (organiserId === owner && eventId !== undefined && !seen.has(eventId)) await takeOver(desk, id);
  await keepCalendarCursor(desk.db, owner, link);
};

export const followCalendars = (desk: MeetingDesk) => async (): Promise<void> => {
  await alone(desk.db, `follow-calendars/${desk.settings.id}`, async () => {
    for (const owner of await organisersWithEvents(desk.db, desk.settings.id)) {
      const cursor = await calendarCursor(desk.db, owner);
      if (cursor === undefined) continue;
      try {
        await followOne(desk, owner, cursor.link);
      } catch (error) {
        if (!(error instanceof GraphError)) throw error;
        desk.log.warn(
          { status: error.status, code: error.code },
          'a calendar could not be followed; later again',
        );
        const tooOld = error.status === 410;
        const rest = tooOld ? 0 : (error.retryAfter ?? (error.passing ? REST : REFUSED_REST));
        await keepCalendarCursor(desk.db, owner, tooOld ? null : cursor.link, rest);
      }
    }
  });
};
