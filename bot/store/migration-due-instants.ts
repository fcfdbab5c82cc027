import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Due instants of the coming days, and what people said about how they want to be reminded. */
export const dueInstants: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`
      create table due_instant (
        key text primary key,
        kind text not null,
        scope text not null,
        at timestamptz not null,
        bundle text,
        body jsonb not null,
        taken text,
        taken_at timestamptz
      );
      -- What a tick looks at: as small as what is still to come, however much has been.
      create index due_instant_open on due_instant (at, key) where taken is null;
      create index due_instant_scope on due_instant (scope, at);
      create index due_instant_bundle on due_instant (bundle) where bundle is not null;
      create index due_instant_missed on due_instant (taken_at) where taken = 'missed';

      create table derive_wish (ordinal bigint generated always as identity primary key, scope text not null);

      create table ticker (
        id integer primary key default 1 check (id = 1),
        ticked_at timestamptz not null default clock_timestamp(),
        domain_at timestamptz,
        planned_to timestamptz
      );
      insert into ticker (id) values (1);

      create table reminder_channel (person_id text primary key, channel text not null);

      create table absence (
        id uuid primary key,
        person_id text not null,
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        deputy_id text
      );
      create index absence_person on absence (person_id, ends_at);

      create table reminder_later (
        subject text not null,
        person_id text not null,
        pressed_at timestamptz not null,
        until timestamptz not null,
        scope text not null,
        primary key (subject, person_id)
      );
      create index reminder_later_until on reminder_later (until);

      create table due_owner (
        subject text primary key,
        scope text not null,
        owner_id text not null,
        by_id text not null,
        at timestamptz not null
      );
      create index due_owner_scope on due_owner (scope);

      create table due_done (
        subject text primary key,
        scope text not null,
        by_id text not null,
        at timestamptz not null
      );
      create index due_done_scope on due_done (scope);

      create table reminder_seen (
        key text not null,
        person_id text not null,
        at timestamptz not null,
        primary key (key, person_id)
      );
    `.execute(db);
  },
};
