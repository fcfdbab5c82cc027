import type { Instant } from '../../shared/kernel/instant.ts';
import type { Meeting, MeetingState } from '../../shared/meetings/meeting.ts';
import type { Queryable, Tx } from './database.ts';
import { addListRow } from './list-rows.ts';
import type { MeetingMinutes, MeetingTable } from './meeting-tables.ts';

/** Meetings as they stand. `meeting.id` is the number people see; `id` is the key of rows and cards. */

export type KeptMeeting = {
  readonly id: string;
  readonly meeting: Meeting;
  readonly minutes: MeetingMinutes | undefined;
  readonly revision: number;
  readonly organiserId: string | undefined;
  readonly eventId: string | undefined;
  readonly eventChangeKey: string | undefined;
};

type Row = Pick<MeetingTable, 'id' | 'revision' | 'organiser_id' | 'event_id' | 'event_change_key'> & {
  readonly fields: Meeting;
  readonly minutes: MeetingMinutes | null;
};

const shape = (row: Row): KeptMeeting => ({
  id: row.id,
  meeting: row.fields,
  minutes: row.minutes ?? undefined,
  revision: row.revision,
  organiserId: row.organiser_id ?? undefined,
  eventId: row.event_id ?? undefined,
  eventChangeKey: row.event_change_key ?? undefined,
});

const COLUMNS = [
  'id',
  'fields',
  'minutes',
  'revision',
  'organiser_id',
  'event_id',
  'event_change_key',
] as const;

const columnsOf = (meeting: Meeting) => ({
  series: meeting.series,
  state: meeting.state,
  starts_at: new Date(meeting.start),
  ends_at: new Date(meeting.end),
  fields: JSON.stringify(meeting),
});

/** Also makes room for its row in the list, to which commands are then added. */
export const addMeeting = async (
  tx: Tx,
  engagement: string,
  list: string,
  id: string,
  meeting: Meeting,
  organiserId: string | undefined,
  at: Instant,
): Promise<void> => {
  await tx
    .insertInto('meeting')
    .values({
      id,
      engagement,
      number: meeting.id,
      ...columnsOf(meeting),
      minutes: null,
      revision: 1,
      organiser_id: organiserId ?? null,
      event_id: null,
      event_change_key: null,
      agenda_renewed_for: null,
      changed_at: new Date(at),
    })
    .execute();
  await addListRow(tx, list, id);
};

/** @returns false when somebody was quicker */
export const changeMeeting = async (
  tx: Tx,
  before: Pick<KeptMeeting, 'id' | 'revision'>,
  meeting: Meeting,
  at: Instant,
  more: { readonly organiserId?: string | undefined; readonly minutes?: MeetingMinutes } = {},
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('meeting')
    .set((expression) => ({
      ...columnsOf(meeting),
      ...(more.organiserId === undefined ? {} : { organiser_id: more.organiserId }),
      ...(more.minutes === undefined ? {} : { minutes: JSON.stringify(more.minutes) }),
      changed_at: new Date(at),
      revision: expression('revision', '+', 1),
    }))
    .where('id', '=', before.id)
    .where('revision', '=', before.revision)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

export const findMeeting = async (db: Queryable, id: string): Promise<KeptMeeting | undefined> => {
  const row = await db.selectFrom('meeting').select(COLUMNS).where('id', '=', id).executeTakeFirst();
  return row && shape(row);
};

export const findMeetingByNumber = async (
  db: Queryable,
  engagement: string,
  number: string,
): Promise<KeptMeeting | undefined> => {
  const row = await db
    .selectFrom('meeting')
    .select(COLUMNS)
    .where('engagement', '=', engagement)
    .where('number', '=', number)
    .executeTakeFirst();
  return row && shape(row);
};

export const meetingOfEvent = async (
  db: Queryable,
  engagement: string,
  organiserId: string,
  eventId: string,
): Promise<KeptMeeting | undefined> => {
  const row = await db
    .selectFrom('meeting')
    .select(COLUMNS)
    .where('engagement', '=', engagement)
    .where('organiser_id', '=', organiserId)
    .where('event_id', '=', eventId)
    .executeTakeFirst();
  return row && shape(row);
};

/** In the order of their start. @param span meetings that end after `from` and start before `to` */
export const meetingsIn = async (
  db: Queryable,
  engagement: string,
  span: {
    readonly from?: Instant;
    readonly to?: Instant;
    readonly states?: readonly MeetingState[];
    readonly series?: string;
  } = {},
): Promise<readonly KeptMeeting[]> => {
  let query = db.selectFrom('meeting').select(COLUMNS).where('engagement', '=', engagement);
  if (span.from !== undefined) query = query.where('ends_at', '>', new Date(span.from));
  if (span.to !== undefined) query = query.where('starts_at', '<', new Date(span.to));
  if (span.states !== undefined) query = query.where('state', 'in', [...span.states]);
  if (span.series !== undefined) query = query.where('series', '=', span.series);
  return (await query.orderBy('starts_at').orderBy('number').execute()).map((row) => shape(row));
};

export const hasMeetings = async (db: Queryable, engagement: string): Promise<boolean> =>
  (await db
    .selectFrom('meeting')
    .select('id')
    .where('engagement', '=', engagement)
    .limit(1)
    .executeTakeFirst()) !== undefined;
