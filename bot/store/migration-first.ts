import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Forward only: a migration that has run anywhere is never edited. */

export const first: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`
      create table counter (
        engagement text not null,
        kind text not null,
        last integer not null,
        primary key (engagement, kind)
      );

      create table cases (
        id uuid primary key,
        engagement text not null,
        kind text not null,
        sequence integer not null,
        number text not null,
        state text not null,
        reporter_id text not null,
        reporter_name text not null,
        reporter_mail text not null,
        section_id text,
        urgent boolean not null default false,
        fields jsonb not null,
        revision integer not null default 1,
        submitted_at timestamptz not null,
        changed_at timestamptz not null,
        reason text,
        handler_id text,
        handler_name text,
        language text not null default 'ja',
        unique (engagement, kind, sequence),
        unique (engagement, number)
      );
      create index cases_reporter on cases (reporter_id, submitted_at desc);
      create index cases_section on cases (section_id, submitted_at desc);
      create index cases_submitted on cases (kind, submitted_at desc);

      create table list_row (
        list text not null,
        row_id uuid not null,
        item_id text,
        etag text,
        web_url text,
        seen jsonb,
        deleted boolean not null default false,
        primary key (list, row_id)
      );
      create index list_row_row on list_row (row_id);
      create unique index list_row_item on list_row (list, item_id) where item_id is not null;

      create table filing (
        command_id uuid primary key,
        ordinal bigint generated always as identity,
        list text not null,
        row_id uuid not null,
        values jsonb not null,
        urgent boolean not null default false,
        status text not null default 'pending',
        attempts integer not null default 0,
        not_before timestamptz not null default now(),
        fault text,
        accepted_at timestamptz not null,
        filed_at timestamptz
      );
      create index filing_open on filing (urgent desc, ordinal) where status = 'pending';
      create index filing_row on filing (row_id, list, ordinal) where status <> 'filed';

      create table conversation (
        person_id text primary key,
        service_url text not null,
        conversation_id text not null,
        language text not null default 'ja',
        greeted boolean not null default false
      );

      create table channel (
        team text not null,
        channel text not null,
        channel_id text not null,
        service_url text not null,
        primary key (team, channel)
      );

      create table delivery (
        key text primary key,
        ordinal bigint generated always as identity,
        thread text not null,
        destination jsonb not null,
        message text not null,
        subject_id text not null,
        urgent boolean not null default false,
        status text not null default 'pending',
        attempts integer not null default 0,
        doubtful integer not null default 0,
        service_url text,
        conversation_id text,
        activity_id text,
        content_hash text,
        held_until timestamptz,
        stale uuid,
        fault text,
        not_before timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
      create index delivery_open on delivery (thread, urgent desc, ordinal) where status in ('pending', 'sending');
      create index delivery_stale on delivery (thread, ordinal) where stale is not null;
      create index delivery_subject on delivery (subject_id);

      create table thread_send (thread text not null, at timestamptz not null);
      create index thread_send_at on thread_send (thread, at desc);

      create table person (
        id text primary key,
        name text not null,
        mail text not null,
        job_title text not null,
        guest boolean not null,
        groups text[] not null,
        fetched_at timestamptz not null
      );

      create table attachment (
        id uuid primary key,
        owner_id text not null,
        case_id uuid references cases (id),
        name text not null,
        content_type text not null,
        size integer not null,
        sha256 text not null,
        bytes bytea,
        item_id text,
        web_url text,
        fault text,
        received_at timestamptz not null
      );
      create index attachment_owner on attachment (owner_id) where case_id is null;
      create index attachment_case on attachment (case_id);

      create table list_cursor (list text primary key, delta_link text, synced_at timestamptz);

      create table pace (name text primary key, free_at timestamptz not null);

      create table handed_job (ordinal bigint generated always as identity primary key, job jsonb not null);
    `.execute(db);

    // One round trip, and whatever needs no number before the counter, so that it is held no longer than must be.
    await sql`
      create function accept_case(
        new_case jsonb, prefix text, mark text, command uuid, list_name text, row_values jsonb,
        deliveries jsonb, attachments uuid[], jobs jsonb
      ) returns table (number text, is_new boolean, reporter_id text) language plpgsql as $$
      declare
        the_id uuid := (new_case ->> 'id')::uuid;
        the_engagement text := new_case ->> 'engagement';
        the_kind text := new_case ->> 'kind';
        next integer;
        the_number text;
      begin
        return query select c.number, false, c.reporter_id from cases c where c.id = the_id;
        if found then return; end if;

        -- The first of several that send the same submission at once has it; the others wait here for its end.
        insert into list_row (list, row_id) values (list_name, the_id) on conflict do nothing;
        if not found then
          return query select c.number, false, c.reporter_id from cases c where c.id = the_id;
          if found then return; end if;
        end if;

        insert into delivery (key, thread, destination, message, subject_id, urgent, status, service_url,
          conversation_id, activity_id, not_before)
        select d ->> 'key', d ->> 'thread', d -> 'destination', d ->> 'message', the_id::text,
          (new_case ->> 'urgent')::boolean, coalesce(d ->> 'status', 'pending'), d ->> 'service_url',
          d ->> 'conversation_id', d ->> 'activity_id',
          clock_timestamp() + coalesce((d ->> 'delay')::float8, 0) * interval '1 millisecond'
        from jsonb_array_elements(deliveries) d
        on conflict (key) do nothing;

        insert into handed_job (job) select value from jsonb_array_elements(jobs);

        insert into counter as k (engagement, kind, last) values (the_engagement, the_kind, 1)
          on conflict (engagement, kind) do update set last = k.last + 1
          returning last into next;
        the_number := prefix || '-' || mark || '-' || lpad(next::text, greatest(4, length(next::text)), '0');

        insert into cases (id, engagement, kind, sequence, number, state, reporter_id, reporter_name, reporter_mail,
          section_id, urgent, fields, submitted_at, changed_at, language)
        values (the_id, the_engagement, the_kind, next, the_number, new_case ->> 'state',
          new_case ->> 'reporter_id', new_case ->> 'reporter_name', new_case ->> 'reporter_mail',
          new_case ->> 'section_id', (new_case ->> 'urgent')::boolean, new_case -> 'fields',
          (new_case ->> 'submitted_at')::timestamptz, (new_case ->> 'submitted_at')::timestamptz,
          new_case ->> 'language');

        insert into filing (command_id, list, row_id, values, urgent, accepted_at)
        values (command, list_name, the_id,
          row_values || jsonb_build_object('Title', the_number, 'Sequence', next),
          (new_case ->> 'urgent')::boolean, (new_case ->> 'submitted_at')::timestamptz);

        if cardinality(attachments) > 0 then
          update attachment a set case_id = the_id
          where a.id = any (attachments) and a.case_id is null and a.owner_id = new_case ->> 'reporter_id';
        end if;

        return query select the_number, true, new_case ->> 'reporter_id';
      end $$;
    `.execute(db);
  },
};
