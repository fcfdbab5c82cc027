import { formatInstant, formatInstantEra } from '../../../shared/kernel/instant.ts';
import type { Language, Words } from '../../../shared/kernel/words.ts';
import type { Meeting } from '../../../shared/meetings/meeting.ts';
import { deliverJob } from '../../delivery/deliver-job.ts';
import { refreshJob } from '../../delivery/refresh.ts';
import { fileRowsJob } from '../../filing/file-rows.ts';
import { type Colleague, nameIn } from '../../identity/staff.ts';
import { addJobs, type Job } from '../../jobs/jobs.ts';
import { wishEvent } from '../../store/calendar-writes.ts';
import type { Tx } from '../../store/database.ts';
import { addDeliveries, delivery } from '../../store/deliveries.ts';
import { deriveSoon } from '../../store/due-instants.ts';
import { addMeetingNotice, noticesOf } from '../../store/meeting-notices.ts';
import type { MeetingMinutes } from '../../store/meeting-tables.ts';
import { changeMeeting, type KeptMeeting } from '../../store/meetings.ts';
import { addCommand } from '../../store/outbox.ts';
import type { MeetingDesk } from './meeting-desk.ts';
import { meetingList, meetingRow, type MeetingRow } from './meeting-list.ts';

/**
 * One change of a meeting with everything that hangs on it, in one transaction: the meeting, its row in SharePoint, its
 * event, what the section is told, and the cards that stand about it.
 */

export const WRITE_CALENDARS = 'write-calendars';
export const writeCalendarsJob: Job = {
  task: WRITE_CALENDARS,
  payload: {},
  key: WRITE_CALENDARS,
  wakes: true,
};

/** The card of the year stands about this. */
export const planSubject = (desk: Pick<MeetingDesk, 'settings'>): string => `plan/${desk.settings.id}`;

export type NoticeKind = 'arranged' | 'calendarRefused' | 'uninvited' | 'putBack';

export type Telling = {
  readonly kind: NoticeKind;
  readonly title: Words;
  readonly lines: readonly Words[];
};

export const tellSection = async (
  tx: Tx,
  desk: MeetingDesk,
  meetingId: string | undefined,
  telling: Telling,
): Promise<void> => {
  const id = desk.newId();
  await addMeetingNotice(tx, desk.settings.id, { id, meetingId, ...telling, at: desk.clock() });
  const channel = { to: 'channel', ...desk.settings.meetings.channel } as const;
  const told = delivery(`meeting-notice/${id}`, channel, 'meeting.notice', id);
  await addDeliveries(tx, [told]);
  await addJobs(tx, [deliverJob(told.thread)]);
};

/** Who wrote the record and who corrected it, a line each. */
export const recordHistory = (
  { by, at, corrections = [] }: MeetingMinutes,
  nameOf: (person: string) => string,
  language: Language,
): readonly string[] => {
  const ja = language === 'ja';
  const when = (instant: number): string =>
    ja ? formatInstantEra(instant) : formatInstant(instant, language, { year: true });
  return [
    `${when(at)}　${ja ? '記録' : 'Recorded'}　${nameOf(by)}`,
    ...corrections.map(
      (one) => `${when(one.at)}　${ja ? '訂正' : 'Corrected'}　${nameOf(one.by)}　${one.reason}`,
    ),
  ];
};

const minutesText = (minutes: MeetingMinutes | undefined, nameOf: (person: string) => string) =>
  minutes === undefined
    ? {}
    : {
        decisions: minutes.decisions.join('\n'),
        attendance: minutes.attendance
          .map(({ person, there, proxy }) => {
            const how = there ? '出席' : proxy === undefined ? '欠席' : `代理出席：${proxy}`;
            return `${nameOf(person)}　${how}`;
          })
          .join('\n'),
        history: recordHistory(minutes, nameOf, 'ja').join('\n'),
      };

/** The whole row goes to SharePoint: all of it is the product's. */
export const fileMeeting = async (
  tx: Tx,
  desk: MeetingDesk,
  staff: readonly Colleague[],
  one: Pick<MeetingRow, 'id' | 'meeting' | 'organiserId'> & {
    readonly minutes?: MeetingMinutes | undefined;
  },
): Promise<void> => {
  const commandId = desk.newId();
  const nameOf = nameIn(desk.settings, staff);
  await addCommand(tx, {
    commandId,
    list: meetingList(desk.settings).key,
    rowId: one.id,
    values: meetingRow(desk.settings, { ...one, ...minutesText(one.minutes, nameOf) }, nameOf, commandId),
    urgent: false,
    acceptedAt: new Date(desk.clock()),
  });
};

export type Change = {
  readonly before: KeptMeeting;
  readonly meeting: Meeting;
  readonly organiserId?: string | undefined;
  readonly minutes?: MeetingMinutes;
  /** False where the calendar says so already. */
  readonly calendar?: boolean;
};

/** As part of a transaction. @returns false when somebody was quicker: nothing of it is done */
export const keepIn = async (
  tx: Tx,
  desk: MeetingDesk,
  staff: readonly Colleague[],
  change: Change,
): Promise<boolean> => {
  const { before, meeting, organiserId = before.organiserId, minutes, calendar = true } = change;
  const done = await changeMeeting(tx, before, meeting, desk.clock(), {
    organiserId,
    ...(minutes === undefined ? {} : { minutes }),
  });
  if (!done) return false;
  await fileMeeting(tx, desk, staff, {
    id: before.id,
    meeting,
    organiserId,
    minutes: minutes ?? before.minutes,
  });
  if (calendar && meeting.state === 'confirmed') await wishEvent(tx, before.id, 'there');
  if (calendar && meeting.state === 'cancelled' && before.meeting.state === 'confirmed')
    await wishEvent(tx, before.id, 'gone');
  await refreshNotices(tx, before.id);
  await deriveSoon(tx, [meeting.id]);
  return true;
};

/** What was said of the meeting shows how it stands now. */
export const refreshNotices = async (tx: Tx, meetingId: string): Promise<void> =>
  addJobs(
    tx,
    (await noticesOf(tx, meetingId)).map((id) => refreshJob(id)),
  );

/** What follows a change of meetings, once for all of them. */
export const followMeetings = (desk: MeetingDesk, ids: readonly string[]): readonly Job[] => [
  fileRowsJob,
  writeCalendarsJob,
  ...ids.map((id) => refreshJob(id)),
  refreshJob(planSubject(desk)),
];

/** @returns false when somebody was quicker */
export const keepMeeting = async (desk: MeetingDesk, change: Change, telling?: Telling): Promise<boolean> => {
  const staff = await desk.staff();
  return desk.db.transaction().execute(async (tx) => {
    if (!(await keepIn(tx, desk, staff, change))) return false;
    if (telling) await tellSection(tx, desk, change.before.id, telling);
    await addJobs(tx, followMeetings(desk, [change.before.id]));
    return true;
  });
};
