import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Channels are kept by their team, so that what is renamed or deleted is forgotten. */
export const teamChannels: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`alter table channel add column team_id text`.execute(db);
  },
};
