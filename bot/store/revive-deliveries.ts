import { sql } from 'kysely';
import type { Queryable } from './database.ts';

/** What had to wait for its reader or its channel goes on. */

/** What waits in a thread may go now. @returns how many messages */
export const hurry = async (db: Queryable, thread: string): Promise<number> => {
  const { numUpdatedRows } = await db
    .updateTable('delivery')
    .set({ not_before: sql<Date>`clock_timestamp()` })
    .where('thread', '=', thread)
    .where('status', '=', 'pending')
    .executeTakeFirst();
  return Number(numUpdatedRows);
};

/** Somebody who could not be reached can be now: what was meant for them goes out. @returns how many messages */
export const reviveUnreachable = async (db: Queryable, thread: string): Promise<number> => {
  const { numUpdatedRows } = await db
    .updateTable('delivery')
    .set({ status: 'pending', not_before: sql<Date>`clock_timestamp()` })
    .where('thread', '=', thread)
    .where('status', '=', 'unreachable')
    .executeTakeFirst();
  return Number(numUpdatedRows);
};
