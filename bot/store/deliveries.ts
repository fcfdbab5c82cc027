import { sql } from 'kysely';
import type { Queryable } from './database.ts';
import type { DeliveryStatus, Destination } from './tables.ts';

/** The delivery ledger: what is told to whom, once, and where it stands. */

export type NewDelivery = {
  readonly key: string;
  readonly thread: string;
  readonly destination: Destination;
  readonly message: string;
  readonly subjectId: string;
  readonly urgent: boolean;
};

export type Delivery = NewDelivery & {
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly serviceUrl: string | null;
  readonly conversationId: string | null;
  readonly activityId: string | null;
  readonly contentHash: string | null;
};

export const threadOf = (destination: Destination): string =>
  destination.to === 'channel'
    ? `channel/${destination.team}/${destination.channel}`
    : `person/${destination.personId}`;

export const delivery = (
  key: string,
  destination: Destination,
  message: string,
  subjectId: string,
  urgent = false,
): NewDelivery => ({ key, thread: threadOf(destination), destination, message, subjectId, urgent });

/** A statement takes 65,535 values. */
const MOST_AT_ONCE = 2_000;

export const addDeliveries = async (db: Queryable, deliveries: readonly NewDelivery[]): Promise<void> => {
  for (let from = 0; from < deliveries.length; from += MOST_AT_ONCE)
    await addSome(db, deliveries.slice(from, from + MOST_AT_ONCE));
};

const addSome = async (db: Queryable, deliveries: readonly NewDelivery[]): Promise<void> => {
  await db
    .insertInto('delivery')
    .values(
      deliveries.map((one) => ({
        key: one.key,
        thread: one.thread,
        destination: JSON.stringify(one.destination),
        message: one.message,
        subject_id: one.subjectId,
        urgent: one.urgent,
        status: 'pending' as const,
        attempts: 0,
        doubtful: 0,
        service_url: null,
        conversation_id: null,
        activity_id: null,
        content_hash: null,
        held_until: null,
        stale: null,
        fault: null,
        not_before: sql<Date>`clock_timestamp()`,
        updated_at: sql<Date>`clock_timestamp()`,
      })),
    )
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
};

const shape = (row: {
  key: string;
  thread: string;
  destination: Destination;
  message: string;
  subject_id: string;
  urgent: boolean;
  status: DeliveryStatus;
  attempts: number;
  service_url: string | null;
  conversation_id: string | null;
  activity_id: string | null;
  content_hash: string | null;
}): Delivery => ({
  key: row.key,
  thread: row.thread,
  destination: row.destination,
  message: row.message,
  subjectId: row.subject_id,
  urgent: row.urgent,
  status: row.status,
  attempts: row.attempts,
  serviceUrl: row.service_url,
  conversationId: row.conversation_id,
  activityId: row.activity_id,
  contentHash: row.content_hash,
});

export const findDelivery = async (db: Queryable, key: string): Promise<Delivery | undefined> => {
  const row = await db.selectFrom('delivery').selectAll().where('key', '=', key).executeTakeFirst();
  return row && shape(row);
};

/** The next message of a thread that may go now; urgent ones first. */
export const nextDelivery = async (db: Queryable, thread: string): Promise<Delivery | undefined> => {
  const row = await db
    .selectFrom('delivery')
    .selectAll()
    .where('thread', '=', thread)
    .where('status', 'in', ['pending', 'sending'])
    .where('not_before', '<=', sql<Date>`clock_timestamp()`)
    .orderBy('urgent', 'desc')
    .orderBy('ordinal')
    .limit(1)
    .executeTakeFirst();
  return row && shape(row);
};

/**
 * What waits in a thread and is not urgent: the backlog that may have to be told as one, also where it was told so
 * already and no answer came.
 */
export const waitingIn = async (db: Queryable, thread: string): Promise<readonly Delivery[]> => {
  const rows = await db
    .selectFrom('delivery')
    .selectAll()
    .where('thread', '=', thread)
    .where('status', 'in', ['pending', 'sending'])
    .where('urgent', '=', false)
    .orderBy('ordinal')
    .execute();
  return rows.map(shape);
};

export const countWaiting = async (db: Queryable, thread: string): Promise<number> => {
  const row = await db
    .selectFrom('delivery')
    .select((expression) => expression.fn.countAll().as('count'))
    .where('thread', '=', thread)
    .where('status', 'in', ['pending', 'sending'])
    .where('urgent', '=', false)
    .executeTakeFirstOrThrow();
  return Number(row.count);
};

/** Written down before it goes out: a crash before the answer leaves this mark, and the second try is counted. */
export const markSending = async (db: Queryable, keys: readonly string[]): Promise<void> => {
  await sql`
    update delivery set doubtful = doubtful + case when status = 'sending' then 1 else 0 end,
      status = 'sending', attempts = attempts + 1, updated_at = clock_timestamp()
    where key = any(${keys}::text[])
  `.execute(db);
};

export const markSent = async (
  db: Queryable,
  keys: readonly string[],
  status: 'sent' | 'digested',
  place: { serviceUrl: string; conversationId: string; activityId: string },
  contentHash: string | null,
): Promise<void> => {
  await sql`
    update delivery set status = ${status}, content_hash = ${contentHash}, service_url = ${place.serviceUrl}, conversation_id = ${place.conversationId},
      activity_id = ${place.activityId}, fault = null, updated_at = clock_timestamp()
    where key = any(${keys}::text[])
  `.execute(db);
};

/** The platform said no, or nothing was sent at all: the message is surely not out. */
export const postponeDelivery = async (
  db: Queryable,
  keys: readonly string[],
  milliseconds: number,
  fault: string,
): Promise<void> => {
  await sql`
    update delivery set status = 'pending', fault = ${fault}, updated_at = clock_timestamp(),
      not_before = clock_timestamp() + ${milliseconds} * interval '1 millisecond'
    where key = any(${keys}::text[])
  `.execute(db);
};

/** Nothing of a thread can go for so long: all that would go now is put off, however much it is. */
export const postponeThread = async (
  db: Queryable,
  thread: string,
  milliseconds: number,
  fault: string,
): Promise<void> => {
  await sql`
    update delivery set fault = ${fault}, updated_at = clock_timestamp(),
      not_before = clock_timestamp() + ${milliseconds} * interval '1 millisecond'
    where thread = ${thread} and status in ('pending', 'sending') and not_before <= clock_timestamp()
  `.execute(db);
};

/** No answer came: the message may be out. It stays marked, and the next try is counted as doubtful. */
export const leaveInDoubt = async (
  db: Queryable,
  keys: readonly string[],
  milliseconds: number,
  fault: string,
): Promise<void> => {
  await sql`
    update delivery set fault = ${fault}, updated_at = clock_timestamp(),
      not_before = clock_timestamp() + ${milliseconds} * interval '1 millisecond'
    where key = any(${keys}::text[])
  `.execute(db);
};

export const markUnreachable = async (db: Queryable, key: string, fault: string): Promise<void> => {
  await sql`update delivery set status = 'unreachable', fault = ${fault}, updated_at = clock_timestamp() where key = ${key}`.execute(
    db,
  );
};

/** What has to be done in a thread: say something, or bring a card up to date. */
const OPEN = sql`(status in ('pending', 'sending') or (status = 'sent' and stale is not null))`;

/** When the next message of a thread may go or be made anew; undefined when none waits. Milliseconds from now. */
export const nextDeliveryIn = async (db: Queryable, thread: string): Promise<number | undefined> => {
  const { rows } = await sql<{ wait: number | null }>`
    select extract(epoch from min(
      case when status = 'sent' then greatest(not_before, held_until) else not_before end
    ) - clock_timestamp())::float8 * 1000 as wait
    from delivery where thread = ${thread} and ${OPEN}
  `.execute(db);
  const wait = rows[0]?.wait;
  return wait === null || wait === undefined ? undefined : Math.max(0, wait);
};

/** Threads in which something has to be done. `urgent` where something urgent waits to be said. */
export const waitingThreads = async (
  db: Queryable,
): Promise<readonly { readonly thread: string; readonly urgent: boolean }[]> => {
  const { rows } = await sql<{ thread: string; urgent: boolean }>`
    select thread, bool_or(urgent and status <> 'sent') as urgent from delivery where ${OPEN} group by thread
  `.execute(db);
  return rows;
};
