import type { Settings } from '../../../shared/engagements/settings.ts';
import { type ColumnValues, fromColumns } from '../../../shared/kernel/record/columns.ts';
import {
  instantOfWall,
  type Meeting,
  MEETING_FLOW,
  meetingRecord,
  type MeetingState,
} from '../../../shared/meetings/meeting.ts';
import { attendance } from '../../../shared/meetings/propose-year.ts';
import type { SeenRow } from '../../filing/follow-lists.ts';
import { SEQUENCE } from '../../graph/lists.ts';
import { addJobs } from '../../jobs/jobs.ts';
import { wishEvent } from '../../store/calendar-writes.ts';
import type { Tx } from '../../store/database.ts';
import { deriveSoon } from '../../store/due-instants.ts';
import { addMeeting, changeMeeting, findMeetingByNumber, type KeptMeeting } from '../../store/meetings.ts';
import { raiseCounter } from '../../store/numbers.ts';
import { followMeetings } from './keep-meeting.ts';
import type { MeetingDesk } from './meeting-desk.ts';
import { meetingList, meetingNumbers, PLAN_SLOT } from './meeting-list.ts';

/**
 * A database that was restored, or is empty, gets from SharePoint what the product wrote there since: no meeting is
 * missed for it. Who is invited is what the profile says; what a record says stays in the list.
 */

type Home = { readonly meeting: Meeting; readonly organiserId: string | undefined };

const isState = (value: unknown): value is MeetingState =>
  typeof value === 'string' && Object.hasOwn(MEETING_FLOW.states, value);

/** Rows of another year stand in the same list; they are that engagement's, as is a series that this one has not. */
export const meetingOfRow = (settings: Settings, row: ColumnValues): Home | undefined => {
  const {
    series: id,
    title,
    start,
    end,
    place,
    state,
    joinLink,
    reason,
  } = fromColumns(meetingRecord(settings.meetings), row);
  const number = row['Title'];
  const series = settings.meetings.series.find((one) => one.id === id);
  if (typeof number !== 'string' || !number.startsWith(meetingNumbers(settings)) || series === undefined)
    return undefined;
  if (typeof title !== 'string' || typeof start !== 'string' || typeof end !== 'string' || !isState(state))
    return undefined;
  const organiser = row['OrganiserId'];
  const slot = row[PLAN_SLOT];
  return {
    meeting: {
      id: number,
      series: series.id,
      ...(typeof slot === 'string' ? { slot } : {}),
      title,
      start: instantOfWall(start),
      end: instantOfWall(end),
      place: typeof place === 'string' ? place : series.place,
      state,
      ...(typeof joinLink === 'string' ? { joinLink } : {}),
      ...(typeof reason === 'string' ? { reason } : {}),
      ...attendance(series),
    },
    organiserId: typeof organiser === 'string' && !organiser.startsWith('role:') ? organiser : undefined,
  };
};

/** @param known the meeting as this database has it, older than the row */
export const bringMeetingHome = async (
  desk: MeetingDesk,
  tx: Tx,
  row: SeenRow,
  known: KeptMeeting | undefined,
): Promise<void> => {
  const home = row.editor.by === 'us' ? meetingOfRow(desk.settings, row.seen) : undefined;
  if (!home) return desk.log.warn({ row: row.rowId }, 'a row that is none of the product’s was left alone');
  const { settings } = desk;
  const now = desk.clock();
  const { organiserId } = home;
  // What is to come reminds from now on; of what has begun nothing is said anew. Who was invited by an older profile stays
  // invited.
  const { organiser, required, optional } = known?.meeting ?? home.meeting;
  const toCome = home.meeting.start > now;
  const meeting = {
    ...home.meeting,
    organiser,
    required,
    optional,
    ...(toCome ? { since: now } : {}),
  };
  if (known) {
    if (!(await changeMeeting(tx, known, meeting, now, { organiserId }))) return;
  } else {
    if (await findMeetingByNumber(tx, settings.id, meeting.id))
      return desk.log.warn(
        { meeting: meeting.id },
        'another meeting of this database has the number of a row',
      );
    await addMeeting(tx, settings.id, meetingList(settings).key, row.rowId, meeting, organiserId, now);
    await raiseCounter(tx, settings.id, 'meeting', Number(row.seen[SEQUENCE.name] ?? 0));
  }
  // Its event bears this id: there stays one of it.
  if (meeting.state === 'confirmed' && toCome) await wishEvent(tx, row.rowId, 'there');
  await deriveSoon(tx, [meeting.id]);
  await addJobs(tx, followMeetings(desk, [row.rowId]));
};
