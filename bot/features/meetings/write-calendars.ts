import type { Words } from '../../../shared/kernel/words.ts';
import type { Meeting, PersonRef } from '../../../shared/meetings/meeting.ts';
import { seriesOf } from '../../../shared/meetings/required-document.ts';
import { peopleOfAll } from '../../../shared/meetings/staff.ts';
import { backOff, MOST_ATTEMPTS } from '../../filing/back-off.ts';
import {
  type CalendarEvent,
  cancelEvent,
  createEvent,
  type EventAttendee,
  type EventDraft,
  readEvent,
  updateEvent,
} from '../../graph/calendar.ts';
import { GraphError } from '../../graph/graph-error.ts';
import { type Colleague, nameIn } from '../../identity/staff.ts';
import { addJobs } from '../../jobs/jobs.ts';
import { alone } from '../../store/alone.ts';
import {
  type CalendarWrite,
  keepEvent,
  nextCalendarWrite,
  postponeCalendarWrite,
  settleCalendarWrite,
} from '../../store/calendar-writes.ts';
import { findMeeting, type KeptMeeting } from '../../store/meetings.ts';
import { agendaOf } from './draft-agenda.ts';
import { fileMeeting, followMeetings, refreshNotices, type Telling, tellSection } from './keep-meeting.ts';
import type { MeetingDesk } from './meeting-desk.ts';
import { chooseOrganiser } from './who.ts';

/**
 * Brings confirmed meetings into the organisers' calendars, changes and cancels them there. What waits stands in a table;
 * what a calendar refuses is told to the section with what to do.
 */

type Invited = { readonly attendees: readonly EventAttendee[]; readonly without: readonly PersonRef[] };

/** Each person once, required before optional; who has no address cannot be invited. */
const invitedTo = (staff: readonly Colleague[], meeting: Meeting, organiserId: string): Invited => {
  const required = new Set(peopleOfAll(staff, meeting.required));
  const all = [...new Set([...required, ...peopleOfAll(staff, meeting.optional)])].filter(
    (ref) => ref !== organiserId,
  );
  const attendees: EventAttendee[] = [];
  const without: PersonRef[] = [];
  for (const ref of all) {
    const known = staff.find(({ id }) => id === ref);
    if (known === undefined || known.mail === '') without.push(ref);
    else
      attendees.push({
        address: known.mail,
        name: known.name,
        type: required.has(ref) ? 'required' : 'optional',
      });
  }
  return { attendees, without };
};

const draftOf = async (
  desk: MeetingDesk,
  staff: readonly Colleague[],
  one: KeptMeeting,
  invited: Invited,
): Promise<EventDraft> => ({
  subject: one.meeting.title,
  start: one.meeting.start,
  end: one.meeting.end,
  place: one.meeting.place,
  text: await agendaOf(desk, staff, one),
  attendees: invited.attendees,
  online: seriesOf(desk.settings.meetings, one.meeting)?.online ?? false,
  key: one.id,
});

const putIn = async (
  desk: MeetingDesk,
  organiserId: string,
  one: KeptMeeting,
  draft: EventDraft,
): Promise<CalendarEvent> => {
  const { graph } = desk;
  if (one.eventId === undefined) return createEvent(graph, organiserId, draft, one.id);
  const there = await readEvent(graph, organiserId, one.eventId);
  // Deleted by hand, and wanted since: an event of its own.
  return there === undefined || there.cancelled
    ? createEvent(graph, organiserId, draft, `${one.id}/${one.revision}`)
    : updateEvent(graph, organiserId, there, draft);
};

const uninvited = (names: readonly string[]): Telling => ({
  kind: 'uninvited',
  title: { ja: '招待を送れない出席者がいます', en: 'Some attendees could not be invited' },
  lines: [
    { ja: names.join('、'), en: names.join(', ') },
    {
      ja: 'メールアドレスのない人か、だれも登録されていない役割です。ディレクトリの登録を確認し、当日の案内は直接お願いします。会議はほかの出席者の予定表に登録済みです。',
      en: 'They have no mail address, or nobody holds the role. Please check the directory and tell them yourself. The meeting stands in the calendars of the others.',
    },
  ],
});

const there = async (desk: MeetingDesk, write: CalendarWrite, one: KeptMeeting): Promise<void> => {
  const staff = await desk.staff();
  const organiserId = one.organiserId ?? chooseOrganiser(staff, one.meeting, '');
  if (organiserId === undefined || !staff.some(({ id }) => id === organiserId))
    return refuse(desk, write, one, 'noOrganiser');
  const invited = invitedTo(staff, one.meeting, organiserId);
  const draft = await draftOf(desk, staff, one, invited);
  const event = await putIn(desk, organiserId, one, draft);
  const nameOf = nameIn(desk.settings, staff);
  await desk.db.transaction().execute(async (tx) => {
    await settleCalendarWrite(tx, write, 'written');
    await keepEvent(tx, one.id, { ...event, organiserId });
    await refreshNotices(tx, one.id);
    const now = await findMeeting(tx, one.id);
    if (now && one.meeting.joinLink !== event.joinUrl) await fileMeeting(tx, desk, staff, now);
    if (one.eventId === undefined && invited.without.length > 0)
      await tellSection(tx, desk, one.id, uninvited(invited.without.map(nameOf)));
    await addJobs(
      tx,
      followMeetings(desk, [one.id]).filter(({ task }) => task !== 'write-calendars'),
    );
  });
};

const gone = async (desk: MeetingDesk, write: CalendarWrite, one: KeptMeeting): Promise<void> => {
  if (one.eventId !== undefined && one.organiserId !== undefined)
    await cancelEvent(desk.graph, one.organiserId, one.eventId, one.meeting.reason ?? '');
  await desk.db.transaction().execute(async (tx) => {
    if (await settleCalendarWrite(tx, write, 'written')) await keepEvent(tx, one.id, undefined);
  });
};

type Refusal = 'noOrganiser' | 'noMailbox' | 'denied' | 'other';

const whatToDo: Readonly<Record<Refusal, Words>> = {
  noOrganiser: {
    ja: '開催者が役割から外れているか、だれも登録されていません。役割を持つ人が「自分が開催者になる」を押すと、その人の予定表に登録します。前の開催者の予定表に残った予定は、その人か管理者が削除してください。',
    en: 'The organiser holds the role no more, or nobody does. Who holds it may press "自分が開催者になる". What is left in the former calendar is deleted there.',
  },
  noMailbox: {
    ja: '開催者のメールボックスが見つかりません。役割を持つ別の人が「自分が開催者になる」を押してください。',
    en: 'The organiser has no mailbox. Somebody else who holds the role may press "自分が開催者になる".',
  },
  denied: {
    ja: '開催者の予定表に書き込む権限がありません。管理者が infra/README.md の表の Calendars.ReadWrite の範囲に開催者を加えてから、「登録を再試行する」を押してください。',
    en: 'The app may not write into that calendar. An administrator adds the organiser to the scope of Calendars.ReadWrite (infra/README.md); then press "登録を再試行する".',
  },
  other: {
    ja: '予定表に受け付けられませんでした。出席者のメールアドレスを確認してから、「登録を再試行する」を押してください。',
    en: 'The calendar refused it. Please check the attendees’ addresses and press "登録を再試行する".',
  },
};

const refuse = async (
  desk: MeetingDesk,
  write: CalendarWrite,
  one: KeptMeeting,
  why: Refusal,
  error?: GraphError,
): Promise<void> => {
  desk.log.warn(
    { meeting: one.meeting.id, why, status: error?.status, code: error?.code, request: error?.requestId },
    'a calendar refused a meeting',
  );
  await desk.db.transaction().execute(async (tx) => {
    if (!(await settleCalendarWrite(tx, write, 'refused', error?.message ?? why))) return;
    await tellSection(tx, desk, one.id, {
      kind: 'calendarRefused',
      title: { ja: '予定表に登録できない会議があります', en: 'A meeting could not be put into a calendar' },
      lines: [whatToDo[why]],
    });
    await addJobs(
      tx,
      followMeetings(desk, [one.id]).filter(({ task }) => task !== 'write-calendars'),
    );
  });
};

const reasonOf = (error: GraphError): Refusal =>
  error.status === 403 || error.status === 401 ? 'denied' : error.status === 404 ? 'noMailbox' : 'other';

const writeOne = async (desk: MeetingDesk, write: CalendarWrite): Promise<void> => {
  const one = await findMeeting(desk.db, write.meetingId);
  if (!one) return;
  try {
    if (write.wanted === 'gone') await gone(desk, write, one);
    else if (one.meeting.state === 'confirmed') await there(desk, write, one);
    else await desk.db.transaction().execute((tx) => settleCalendarWrite(tx, write, 'written'));
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    if (!error.passing || write.attempts + 1 >= MOST_ATTEMPTS)
      return refuse(desk, write, one, error.passing ? 'other' : reasonOf(error), error);
    const wait = error.retryAfter ?? backOff(write.attempts, desk.chance());
    await postponeCalendarWrite(desk.db, write, wait, error.message);
  }
};

/** Until nothing waits that may be written now; the timer looks again for what rests. */
export const writeCalendars = (desk: MeetingDesk) => async (): Promise<void> => {
  await alone(desk.db, `calendars/${desk.settings.id}`, async () => {
    for (;;) {
      const write = await nextCalendarWrite(desk.db);
      if (write === undefined) return;
      await writeOne(desk, write);
    }
  });
};
