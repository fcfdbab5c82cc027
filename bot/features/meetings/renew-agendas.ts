import { fromTokyo, type Instant, timeOfDay, tokyoDate } from '../../../shared/kernel/instant.ts';
import { refreshJob } from '../../delivery/refresh.ts';
import type { MeetingClosed } from '../../events.ts';
import { addJobs, type JobHandler } from '../../jobs/jobs.ts';
import { wishEvent } from '../../store/calendar-writes.ts';
import { agendasRenewed, markAgendaRenewed } from '../../store/agenda-renewals.ts';
import { findMeetingByNumber, meetingsIn } from '../../store/meetings.ts';
import { writeCalendarsJob } from './keep-meeting.ts';
import type { MeetingDesk } from './meeting-desk.ts';

/**
 * The agenda in an invitation is as of when it was written. It is written anew twice: when the meeting before it is
 * closed, and on the open day before it; more often would be a letter to everyone each time.
 */

/** Half an hour before people are reminded of it. */
const ON_THE_EVE = '10:00';

/** Milliseconds: no open day before is further away than this. */
const AHEAD = 20 * 86_400_000;

const eveOf = ({ calendar }: Pick<MeetingDesk, 'calendar'>, start: Instant): Instant =>
  fromTokyo(calendar.before(tokyoDate(start), 1), timeOfDay(ON_THE_EVE));

export const renewAgendas = async (desk: MeetingDesk): Promise<void> => {
  const now = desk.clock();
  const near = (
    await meetingsIn(desk.db, desk.settings.id, { from: now, to: now + AHEAD, states: ['confirmed'] })
  ).filter(
    ({ meeting, eventId }) =>
      eventId !== undefined && meeting.start > now && eveOf(desk, meeting.start) <= now,
  );
  const done = await agendasRenewed(
    desk.db,
    near.map(({ id }) => id),
  );
  const due = near.filter(({ id, meeting }) => done.get(id) !== meeting.start);
  if (due.length === 0) return;
  await desk.db.transaction().execute(async (tx) => {
    for (const { id, meeting } of due) {
      await markAgendaRenewed(tx, id, meeting.start);
      // Whoever was invited since has read it as it stands.
      if (meeting.since === undefined || meeting.since < eveOf(desk, meeting.start))
        await wishEvent(tx, id, 'there');
    }
    await addJobs(tx, [writeCalendarsJob]);
  });
};

/** Its card tells of the tasks, and what it left over stands on the next agenda. */
export const afterClosing =
  (desk: MeetingDesk): JobHandler =>
  async (payload) => {
    const one = await findMeetingByNumber(desk.db, desk.settings.id, (payload as MeetingClosed).meeting);
    if (!one) return;
    const [next] = await meetingsIn(desk.db, desk.settings.id, {
      from: Math.max(desk.clock(), one.meeting.end),
      series: one.meeting.series,
      states: ['confirmed'],
    });
    await desk.db.transaction().execute(async (tx) => {
      if (next) await wishEvent(tx, next.id, 'there');
      await addJobs(tx, [refreshJob(one.id), writeCalendarsJob]);
    });
  };
