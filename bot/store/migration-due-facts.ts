import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What started clocks of the contract in the course of the year: requests, invoices, incidents. */
export const dueFacts: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`
      create table due_fact (
        id uuid primary key,
        engagement text not null,
        deadline text not null,
        subject text not null,
        about text not null,
        case_id uuid,
        at timestamptz not null,
        since timestamptz not null,
        agreed text,
        by_id text,
        withdrawn_at timestamptz,
        withdrawn_by text,
        reason text,
        unique (engagement, deadline, subject)
      );
      create index due_fact_case on due_fact (case_id) where case_id is not null;
    `.execute(db);
  },
};
