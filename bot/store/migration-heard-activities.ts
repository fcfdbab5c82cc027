import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Messages that were answered, or are being answered, so that one delivered twice is answered once. */
export const heardActivities: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`
      create table heard_activity (
        key text primary key,
        at timestamptz not null
      );
      create index heard_activity_at on heard_activity (at);
    `.execute(db);
  },
};
