import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which content of a file the product wrote last, for a person. */
export const writtenFiles: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`alter table library_file add column written_version text`.execute(db);
  },
};
