import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * A connection keeps the function's plan, and may have made it while the tables were empty: the indexes are right then
 * too.
 */
export const acceptPlan: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`alter function accept_cases(jsonb) set enable_seqscan to off`.execute(db);
  },
};
