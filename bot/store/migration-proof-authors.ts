import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who wrote what was proved, by their id in the directory. */
export const proofAuthors: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`alter table document_proof add column author_id text`.execute(db);
  },
};
