import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Where people open a folder of the library; it is read anew, since only what changes is told of. */
export const folderAddresses: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`
      alter table library_folder add column web_url text;
      delete from list_cursor where list = 'library/documents';
    `.execute(db);
  },
};
