import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which database asked SharePoint for the highest number; submissions that wait for that, in the order they came. */
export const heldSubmissions: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`
      alter table counter add column asked_of text;

      create table held_submission (
        id uuid primary key,
        ordinal bigint generated always as identity,
        kind text not null,
        reporter_id text not null,
        given jsonb not null
      );
    `.execute(db);
  },
};
