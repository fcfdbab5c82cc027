import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Papers handed in through the bot: their bytes are here, durable, until they stand in the library. */
export const handedFiles: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`
      create table handed_file (
        id uuid primary key,
        engagement text not null,
        slot text not null,
        meeting text not null,
        owner_id text not null,
        owner_name text not null,
        name text not null,
        size bigint not null,
        bytes bytea,
        at timestamptz not null,
        item_id text,
        fault text
      );
      create index handed_file_waiting on handed_file (engagement, at) where bytes is not null;
    `.execute(db);
  },
};
