import { sql } from 'kysely';
import type { Queryable } from './database.ts';
import type { Destination } from './tables.ts';

/** Messages that stand about something that has changed since: they are made anew at their thread's pace. */

export type StaleCard = {
  readonly key: string;
  readonly message: string;
  readonly subjectId: string;
  readonly destination: Destination;
  readonly attempts: number;
  readonly serviceUrl: string | null;
  readonly conversationId: string | null;
  readonly activityId: string | null;
  readonly contentHash: string | null;
  /** Which change it was taken up for: a later one makes it stale again. */
  readonly change: string;
};

/**
 * What stands or is just going out about these subjects has to be looked at again.
 * @returns the threads it stands in
 */
export const markStale = async (db: Queryable, subjectIds: readonly string[]): Promise<readonly string[]> => {
  const { rows } = await sql<{ thread: string }>`
    with marked as (
      update delivery set stale = gen_random_uuid()
      where subject_id = any(${subjectIds}::text[]) and status in ('sending', 'sent')
      returning thread
    )
    select distinct thread from marked
  `.execute(db);
  return rows.map(({ thread }) => thread);
};

/** A card of the thread that is to be made anew now. One in which somebody is filling in a form is left alone. */
export const nextStale = async (db: Queryable, thread: string): Promise<StaleCard | undefined> => {
  const { rows } = await sql<StaleCard>`
    select key, message, subject_id as "subjectId", destination, attempts, service_url as "serviceUrl",
      conversation_id as "conversationId", activity_id as "activityId", content_hash as "contentHash", stale as change
    from delivery
    where thread = ${thread} and status = 'sent' and stale is not null and not_before <= clock_timestamp()
      and (held_until is null or held_until <= clock_timestamp())
    order by ordinal limit 1
  `.execute(db);
  return rows[0];
};

/** It says how things stand, as of the change it was taken up for. @param contentHash of what stands there now */
export const markFresh = async (
  db: Queryable,
  card: StaleCard,
  contentHash: string | null,
): Promise<void> => {
  await sql`
    update delivery set content_hash = ${contentHash}, stale = nullif(stale, ${card.change}::uuid), fault = null
    where key = ${card.key}
  `.execute(db);
};

export const postponeUpdate = async (
  db: Queryable,
  key: string,
  milliseconds: number,
  fault: string,
): Promise<void> => {
  await sql`
    update delivery set fault = ${fault}, attempts = attempts + 1,
      not_before = clock_timestamp() + ${milliseconds} * interval '1 millisecond'
    where key = ${key}
  `.execute(db);
};
