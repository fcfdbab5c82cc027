import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Meetings, the issue register, calendars, and who holds which role. A slot of the year is filled once. */
export const meetings: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`
      create table meeting (
        id uuid primary key,
        engagement text not null,
        number text not null,
        series text not null,
        state text not null,
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        fields jsonb not null,
        minutes jsonb,
        revision integer not null default 1,
        organiser_id text,
        event_id text,
        event_change_key text,
        changed_at timestamptz not null,
        unique (engagement, number)
      );
      create unique index meeting_slot on meeting (engagement, series, (fields ->> 'slot'))
        where fields ->> 'slot' is not null;
      create index meeting_starts on meeting (engagement, starts_at);
      create index meeting_ends on meeting (ends_at) where state = 'confirmed';
      create index meeting_event on meeting (event_id) where event_id is not null;

      create table issue (
        id uuid primary key,
        engagement text not null,
        number text not null,
        state text not null,
        owner_id text not null,
        due text,
        meeting text,
        fields jsonb not null,
        revision integer not null default 1,
        changed_at timestamptz not null,
        unique (engagement, number)
      );
      create index issue_open on issue (engagement, due, number) where state <> 'done';

      create table calendar_write (
        meeting_id uuid primary key references meeting (id),
        wanted text not null,
        wish uuid not null,
        status text not null default 'pending',
        attempts integer not null default 0,
        not_before timestamptz not null default now(),
        fault text
      );
      create index calendar_write_open on calendar_write (not_before) where status = 'pending';

      create table calendar_cursor (
        mailbox text primary key,
        delta_link text,
        not_before timestamptz not null default now()
      );

      create table meeting_notice (
        id uuid primary key,
        engagement text not null,
        meeting_id uuid references meeting (id),
        kind text not null,
        title jsonb not null,
        lines jsonb not null,
        at timestamptz not null
      );

      create table staff (engagement text primary key, members jsonb not null, fetched_at timestamptz not null);
    `.execute(db);
  },
};
