import { sql } from 'kysely';
import type { Database } from './database.ts';

/**
 * Runs it if nobody else does, in this process or another. The lock is the connection's: it ends with the process.
 * @returns false when somebody else is at it
 */
export const alone = (db: Database, what: string, run: () => Promise<void>): Promise<boolean> =>
  db.connection().execute(async (connection) => {
    const { rows } = await sql<{ mine: boolean }>`
      select pg_try_advisory_lock(hashtextextended(${what}, 0)) as mine
    `.execute(connection);
    if (!rows[0]?.mine) return false;
    try {
      await run();
    } finally {
      await sql`select pg_advisory_unlock(hashtextextended(${what}, 0))`.execute(connection);
    }
    return true;
  });
