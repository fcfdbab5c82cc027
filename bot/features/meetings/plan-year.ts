import { tokyoDate } from '../../../shared/kernel/instant.ts';
import { addDays } from '../../../shared/kernel/plain-date.ts';
import type { Conflict } from '../../../shared/meetings/conflict.ts';
import { proposeYear } from '../../../shared/meetings/propose-year.ts';
import { deliverJob } from '../../delivery/deliver-job.ts';
import { addJobs } from '../../jobs/jobs.ts';
import { addDeliveries, delivery } from '../../store/deliveries.ts';
import { addMeeting, hasMeetings, meetingsIn } from '../../store/meetings.ts';
import { oneAtATime, takeNumbers } from '../../store/take-numbers.ts';
import { fileMeeting, followMeetings, planSubject } from './keep-meeting.ts';
import type { MeetingDesk } from './meeting-desk.ts';
import { meetingList, meetingNumbers } from './meeting-list.ts';

/** The year's meetings are proposed and kept as 案; people decide what becomes of them. */

export type Planned = { readonly added: number; readonly conflicts: readonly Conflict[] };

/** Days from the first of the term in which an empty year is proposed by itself. */
const AT_THE_START = 14;

/**
 * Proposes what the year still lacks, from today on, and tells the section. A slot that is filled, also by a meeting
 * that was cancelled, is left alone: asked twice, it adds nothing.
 */
export const planYear = async (desk: MeetingDesk): Promise<Planned> => {
  const { settings, calendar, term } = desk;
  const staff = await desk.staff();
  const today = tokyoDate(desk.clock());
  return desk.db.transaction().execute(async (tx) => {
    await oneAtATime(tx, `year/${settings.id}`);
    const standing = (await meetingsIn(tx, settings.id)).map(({ meeting }) => meeting);
    const { meetings, conflicts } = proposeYear({
      meetings: settings.meetings,
      term,
      calendar,
      staff,
      standing,
      // Not today: who is invited to a meeting wants to know it the day before.
      ...(today < term.start ? {} : { from: addDays(today, 1) }),
    });
    const numbers = await takeNumbers(tx, settings.id, 'meeting', meetingNumbers(settings), meetings.length);
    const list = meetingList(settings).key;
    const ids: string[] = [];
    for (const [index, proposed] of meetings.entries()) {
      const id = desk.newId();
      const meeting = { ...proposed, id: numbers[index] ?? proposed.id };
      await addMeeting(tx, settings.id, list, id, meeting, undefined, desk.clock());
      await fileMeeting(tx, desk, staff, { id, meeting, organiserId: undefined });
      ids.push(id);
    }
    if (meetings.length > 0) {
      const channel = { to: 'channel', ...settings.meetings.channel } as const;
      const told = delivery(
        `plan/${settings.id}/${numbers[0] ?? ''}`,
        channel,
        'meeting.plan',
        planSubject(desk),
      );
      await addDeliveries(tx, [told]);
      await addJobs(tx, [...followMeetings(desk, ids), deliverJob(told.thread)]);
    }
    return { added: meetings.length, conflicts };
  });
};

/** At the start of the term an empty year is proposed without anybody asking. */
export const planAtStart = async (desk: MeetingDesk): Promise<void> => {
  const today = tokyoDate(desk.clock());
  const { start } = desk.term;
  if (today < start || today >= addDays(start, AT_THE_START) || !desk.isNumbered('meeting')) return;
  if (!(await hasMeetings(desk.db, desk.settings.id))) await planYear(desk);
};
