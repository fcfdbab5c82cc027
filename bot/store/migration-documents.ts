import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Files of the library as it last told of them, proof rounds and submissions of documents, and what the bot drafted.
 * The library is read anew, so that the files that lie there already are known.
 */
export const documents: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`
      create table library_file (
        id text primary key,
        parent_id text not null,
        name text not null,
        size bigint not null,
        web_url text,
        version text not null,
        changed_at timestamptz not null,
        by_id text,
        by_name text
      );

      create table document_proof (
        id uuid primary key,
        engagement text not null,
        document text not null,
        round int not null,
        reviewer_id text not null,
        reviewer_name text not null,
        author text not null,
        at timestamptz not null,
        changes text not null,
        hash text not null,
        unique (engagement, document, round),
        unique (engagement, document, reviewer_id, hash)
      );

      create table document_submission (
        id uuid primary key,
        ordinal bigint generated always as identity,
        engagement text not null,
        document text not null,
        title text not null,
        version int not null,
        name text not null,
        folder text not null,
        slot text not null,
        scope text not null,
        hash text not null,
        by_id text not null,
        by_name text not null,
        at timestamptz not null,
        proof_rounds int not null,
        consistency text not null,
        bytes bytea,
        item_id text,
        web_url text,
        filed boolean not null default false,
        fault text,
        unique (engagement, document, version)
      );
      create index document_submission_waiting on document_submission (ordinal) where not filed;

      create table document_draft (
        key text primary key,
        engagement text not null,
        item_id text,
        version text
      );
      create index document_draft_item on document_draft (item_id);

      delete from list_cursor where list = 'library/documents';
    `.execute(db);
  },
};
