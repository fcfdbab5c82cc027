import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Answers are looked up in the ledger by the message they stand in. */
export const standingCards: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`create index delivery_activity on delivery (activity_id) where activity_id is not null`.execute(
      db,
    );
  },
};
