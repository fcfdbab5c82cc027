import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A folder is found by its path, name by name. */
export const folderNames: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`create index library_folder_name on library_folder (parent_id, name)`.execute(db);
  },
};
