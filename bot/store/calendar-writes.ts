import { sql } from 'kysely';
import type { Queryable, Tx } from './database.ts';

/** What is still to be written into calendars. The rows are the work; a job only wakes who does it. */

export type CalendarWrite = {
  readonly meetingId: string;
  readonly wanted: 'there' | 'gone';
  readonly wish: string;
  readonly attempts: number;
};

/** The latest wish counts; what was refused before is tried again with it. */
export const wishEvent = async (tx: Tx, meetingId: string, wanted: 'there' | 'gone'): Promise<void> => {
  await sql`
    insert into calendar_write (meeting_id, wanted, wish) values (${meetingId}::uuid, ${wanted}, gen_random_uuid())
    on conflict (meeting_id) do update set wanted = excluded.wanted, wish = excluded.wish, status = 'pending',
      attempts = 0, not_before = clock_timestamp(), fault = null
  `.execute(tx);
};

export const nextCalendarWrite = async (db: Queryable): Promise<CalendarWrite | undefined> => {
  const { rows } = await sql<CalendarWrite>`
    select meeting_id as "meetingId", wanted, wish, attempts from calendar_write
    where status = 'pending' and not_before <= clock_timestamp()
    order by not_before, meeting_id limit 1
  `.execute(db);
  return rows[0];
};

/**
 * The meeting is locked before its write, as by everyone who changes a meeting: in the other order, whoever changes it
 * just then and this would wait for each other for ever.
 * @returns whether it was this wish, and no later one came meanwhile
 */
export const settleCalendarWrite = async (
  tx: Tx,
  write: CalendarWrite,
  status: 'written' | 'refused',
  fault?: string,
): Promise<boolean> => {
  await sql`select from meeting where id = ${write.meetingId}::uuid for update`.execute(tx);
  const { numAffectedRows } = await sql`
    update calendar_write set status = ${status}, fault = ${fault ?? null}, attempts = attempts + 1
    where meeting_id = ${write.meetingId}::uuid and wish = ${write.wish}::uuid
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
};

export const postponeCalendarWrite = async (
  db: Queryable,
  write: CalendarWrite,
  milliseconds: number,
  fault: string,
): Promise<void> => {
  await sql`
    update calendar_write set attempts = attempts + 1, fault = ${fault},
      not_before = clock_timestamp() + ${milliseconds} * interval '1 millisecond'
    where meeting_id = ${write.meetingId}::uuid and wish = ${write.wish}::uuid
  `.execute(db);
};

export type CalendarStanding = {
  readonly status: 'pending' | 'written' | 'refused';
  readonly fault?: string;
};

/** How a meeting's event stands; undefined when none was ever wanted. */
export const calendarStanding = async (
  db: Queryable,
  meetingId: string,
): Promise<CalendarStanding | undefined> => {
  const row = await db
    .selectFrom('calendar_write')
    .select(['status', 'fault'])
    .where('meeting_id', '=', meetingId)
    .executeTakeFirst();
  return row && { status: row.status, ...(row.fault === null ? {} : { fault: row.fault }) };
};

/** Where the event of a meeting stands, as its calendar answered; the link to it goes with the meeting. */
export const keepEvent = async (
  tx: Tx,
  meetingId: string,
  event:
    | {
        readonly id: string;
        readonly changeKey: string;
        readonly organiserId: string;
        readonly joinUrl: string | undefined;
      }
    | undefined,
): Promise<void> => {
  await sql`
    update meeting set event_id = ${event?.id ?? null}, event_change_key = ${event?.changeKey ?? null},
      organiser_id = coalesce(${event?.organiserId ?? null}, organiser_id),
      fields = fields || ${JSON.stringify(event?.joinUrl === undefined ? {} : { joinLink: event.joinUrl })}::jsonb
    where id = ${meetingId}::uuid
  `.execute(tx);
};

/** In whose calendars events of the contract stand. */
export const organisersWithEvents = async (db: Queryable, engagement: string): Promise<readonly string[]> => {
  const rows = await db
    .selectFrom('meeting')
    .select('organiser_id')
    .distinct()
    .where('engagement', '=', engagement)
    .where('event_id', 'is not', null)
    .where('state', '=', 'confirmed')
    .execute();
  return rows.flatMap(({ organiser_id }) => (organiser_id === null ? [] : [organiser_id]));
};

/** @returns the link to go on from; undefined while the mailbox rests */
export const calendarCursor = async (
  db: Queryable,
  mailbox: string,
): Promise<{ readonly link: string | null } | undefined> => {
  const { rows } = await sql<{ delta_link: string | null; rests: boolean }>`
    select delta_link, not_before > clock_timestamp() as rests from calendar_cursor where mailbox = ${mailbox}
  `.execute(db);
  const [row] = rows;
  if (row === undefined) return { link: null };
  return row.rests ? undefined : { link: row.delta_link };
};

export const keepCalendarCursor = async (
  db: Queryable,
  mailbox: string,
  link: string | null,
  restMilliseconds = 0,
): Promise<void> => {
  await sql`
    insert into calendar_cursor (mailbox, delta_link, not_before)
    values (${mailbox}, ${link}, clock_timestamp() + ${restMilliseconds} * interval '1 millisecond')
    on conflict (mailbox) do update set delta_link = excluded.delta_link, not_before = excluded.not_before
  `.execute(db);
};
