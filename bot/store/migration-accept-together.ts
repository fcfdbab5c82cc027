import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Submissions of one moment share a transaction: one round trip, one fsync, one turn at the counter. Whatever needs no
 * number is written before the counter is taken, so that it is held no longer than must be; rows are taken in the order
 * of their ids, so that two instances never wait in a circle.
 */
export const acceptTogether: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`
      drop function accept_case;

      -- From when on the section chief is to be told of it.
      alter table cases add column chief_due timestamptz;
      create index cases_chief_due on cases (chief_due) where chief_due is not null;

      create type accepted_item as (
        id uuid, engagement text, kind text, state text, reporter_id text, reporter_name text, reporter_mail text,
        section_id text, urgent boolean, fields jsonb, submitted_at timestamptz, language text, prefix text, mark text,
        command uuid, list text, row_values jsonb, attachments uuid[], jobs jsonb, deliveries jsonb, chief_due boolean
      );

      create function accept_cases(items jsonb)
      returns table (id uuid, number text, is_new boolean, reporter_id text)
      language plpgsql set plan_cache_mode to force_generic_plan as $$
      #variable_conflict use_column
      declare
        given accepted_item[] := array(select i from jsonb_populate_recordset(null::accepted_item, items) i);
        ids uuid[] := array(select i.id from unnest(given) i);
        known uuid[];
        fresh accepted_item[];
      begin
        -- The first of several that send the same submission at once has it; the others wait here for its end.
        insert into list_row (list, row_id) select i.list, i.id from unnest(given) i order by i.id
          on conflict do nothing;
        known := array(select c.id from cases c where c.id = any (ids));
        fresh := array(select i from unnest(given) i where i.id <> all (known));

        insert into delivery (key, thread, destination, message, subject_id, urgent, status, service_url,
          conversation_id, activity_id, not_before)
        select d ->> 'key', d ->> 'thread', d -> 'destination', d ->> 'message', i.id::text, i.urgent,
          coalesce(d ->> 'status', 'pending'), d ->> 'service_url', d ->> 'conversation_id', d ->> 'activity_id',
          clock_timestamp() + coalesce((d ->> 'delay')::float8, 0) * interval '1 millisecond'
        from unnest(fresh) i, jsonb_array_elements(i.deliveries) d
        on conflict (key) do nothing;

        insert into handed_job (job) select job from unnest(fresh) i, jsonb_array_elements(i.jobs) job;

        with raised as (
          insert into counter as k (engagement, kind, last)
          select i.engagement, i.kind, count(*) from unnest(fresh) i group by 1, 2 order by 1, 2
          on conflict (engagement, kind) do update set last = k.last + excluded.last
          returning engagement, kind, last
        ), sequenced as (
          select i.*, k.last + 1 - row_number() over (partition by i.engagement, i.kind order by i.ordinality desc) as next
          from unnest(fresh) with ordinality i join raised k using (engagement, kind)
        ), numbered as (
          select s.*, prefix || '-' || mark || '-' || lpad(next::text, greatest(4, length(next::text)), '0') as number
          from sequenced s
        ), kept as (
          insert into cases (id, engagement, kind, sequence, number, state, reporter_id, reporter_name, reporter_mail,
            section_id, urgent, fields, submitted_at, changed_at, language, chief_due)
          select n.id, n.engagement, n.kind, n.next, n.number, n.state, n.reporter_id, n.reporter_name,
            n.reporter_mail, n.section_id, n.urgent, n.fields, n.submitted_at, n.submitted_at, n.language,
            case when n.chief_due then clock_timestamp() end
          from numbered n
        )
        insert into filing (command_id, list, row_id, values, urgent, accepted_at)
        select n.command, n.list, n.id, n.row_values || jsonb_build_object('Title', n.number, 'Sequence', n.next),
          n.urgent, n.submitted_at
        from numbered n;

        if exists (select from unnest(fresh) i where cardinality(i.attachments) > 0) then
          update attachment a set case_id = i.id from unnest(fresh) i
          where a.id = any (i.attachments) and a.case_id is null and a.owner_id = i.reporter_id;
        end if;

        return query
          select c.id, c.number, c.id <> all (known), c.reporter_id from cases c where c.id = any (ids);
      end $$;
    `.execute(db);
  },
};
