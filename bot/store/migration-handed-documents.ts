import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Files in the folders of meetings, and which paper each of them is. It can be rebuilt from the library at any time. */
export const handedDocuments: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`
      create table handed_document (
        item_id text primary key,
        engagement text not null,
        slot text,
        meeting text,
        folder text not null,
        name text not null,
        size bigint not null,
        web_url text,
        by_id text,
        by_name text,
        at timestamptz not null,
        refused text,
        no_paper boolean not null default false,
        gone boolean not null default false
      );
      create index handed_document_slot on handed_document (engagement, slot) where slot is not null and not gone;

      create table library_folder (id text primary key, parent_id text, name text not null);

      create table meeting_folder (
        engagement text not null,
        meeting text not null,
        primary key (engagement, meeting)
      );
    `.execute(db);
  },
};
