import { sql } from 'kysely';
import type { Queryable } from './database.ts';
import type { Destination } from './tables.ts';

/** Cards that somebody was answered with: in the ledger like any other, as sent. */

export type StandingCard = {
  readonly thread: string;
  readonly destination: Destination;
  readonly message: string;
  readonly subjectId: string;
  readonly serviceUrl: string;
  readonly conversationId: string;
  readonly activityId: string;
  /** Of what the message itself holds; null where only its reader's client shows it. */
  readonly contentHash: string | null;
};

/**
 * Writes down what stands in a message. It counts as stale at once: what changed while it was made is seen when it is
 * looked at, and nothing is sent where nothing did. One message has one entry, whatever stood in it before; a message
 * that is known already is surely sent anew, for an older change may have been on its way and have gone over the answer.
 */
export const recordStanding = async (db: Queryable, one: StandingCard): Promise<void> => {
  const known = await db
    .updateTable('delivery')
    .set({
      message: one.message,
      subject_id: one.subjectId,
      content_hash: null,
      held_until: null,
      stale: sql<string>`gen_random_uuid()`,
      updated_at: sql<Date>`clock_timestamp()`,
    })
    .where('thread', '=', one.thread)
    .where('conversation_id', '=', one.conversationId)
    .where('activity_id', '=', one.activityId)
    .executeTakeFirst();
  if (known.numUpdatedRows > 0n) return;
  await sql`
    insert into delivery (key, thread, destination, message, subject_id, status, service_url, conversation_id,
      activity_id, content_hash, stale)
    values (${`shown/${one.conversationId}/${one.activityId}`}, ${one.thread},
      ${JSON.stringify(one.destination)}::jsonb, ${one.message}, ${one.subjectId}, 'sent', ${one.serviceUrl},
      ${one.conversationId}, ${one.activityId}, ${one.contentHash}, gen_random_uuid())
    on conflict (key) do update set message = excluded.message, subject_id = excluded.subject_id,
      status = 'sent', activity_id = excluded.activity_id, content_hash = excluded.content_hash, held_until = null,
      stale = excluded.stale, updated_at = clock_timestamp()
    where delivery.thread = excluded.thread
  `.execute(db);
};

/**
 * A message that is known to be about something else says that again, whatever was just written over it.
 * @returns whether it is
 */
export const keepOther = async (
  db: Queryable,
  {
    thread,
    conversationId,
    activityId,
    subjectId,
  }: Pick<StandingCard, 'thread' | 'conversationId' | 'activityId' | 'subjectId'>,
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('delivery')
    .set({ content_hash: null, stale: sql<string>`gen_random_uuid()` })
    .where('thread', '=', thread)
    .where('conversation_id', '=', conversationId)
    .where('activity_id', '=', activityId)
    .where('subject_id', '<>', subjectId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** Does a message of that sort about it stand there already? */
export const standsWith = async (
  db: Queryable,
  thread: string,
  { message, subjectId }: Pick<StandingCard, 'message' | 'subjectId'>,
): Promise<boolean> =>
  (await db
    .selectFrom('delivery')
    .select('key')
    .where('thread', '=', thread)
    .where('message', '=', message)
    .where('subject_id', '=', subjectId)
    .where('activity_id', 'is not', null)
    .where('activity_id', '<>', '')
    .limit(1)
    .executeTakeFirst()) !== undefined;

/** What the messages of that sort that stand in a thread are about. */
export const subjectsStanding = async (
  db: Queryable,
  thread: string,
  message: string,
): Promise<readonly string[]> =>
  (
    await db
      .selectFrom('delivery')
      .select('subject_id')
      .distinct()
      .where('thread', '=', thread)
      .where('message', '=', message)
      .where('activity_id', 'is not', null)
      .where('activity_id', '<>', '')
      .execute()
  ).map((row) => row.subject_id);

/** Something else stands in that message now: its entry leads nowhere any more. */
export const forgetStanding = async (
  db: Queryable,
  thread: string,
  conversationId: string,
  activityId: string,
): Promise<void> => {
  await db
    .updateTable('delivery')
    .set({ activity_id: null })
    .where('thread', '=', thread)
    .where('conversation_id', '=', conversationId)
    .where('activity_id', '=', activityId)
    .execute();
};
