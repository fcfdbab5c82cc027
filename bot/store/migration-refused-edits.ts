import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Edits by hand in SharePoint that were not taken over, until they are told and after. */
export const refusedEdits: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`
      create table refused_edit (
        id uuid primary key,
        case_id uuid not null references cases (id),
        editor text,
        refusals jsonb not null,
        at timestamptz not null
      )
    `.execute(db);
  },
};
