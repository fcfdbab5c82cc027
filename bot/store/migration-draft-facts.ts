import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What a draft was made of, and when: it is made anew when that changed, and no person touched it. */
export const draftFacts: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`
      alter table document_draft
        add column facts text not null default '',
        add column made_on text not null default '',
        add column left_alone boolean not null default false;
    `.execute(db);
  },
};
