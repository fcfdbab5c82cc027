import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What people said about deadlines becomes entries of one log, which is filed to SharePoint. What was said before is taken
 * over, and filed as well; facts that cases tell stay where they are, and follow from the cases.
 */
export const dueEntries: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`
      create table due_entry (
        id uuid primary key,
        ordinal bigint generated always as identity,
        engagement text not null,
        topic text not null,
        lifted boolean not null default false,
        subject text not null,
        scope text not null,
        name text not null,
        day text,
        about text,
        owner_id text,
        owner_name text,
        reason text,
        by_id text not null,
        by_name text not null,
        at timestamptz not null,
        filed boolean not null default false
      );
      create index due_entry_subject on due_entry (subject, topic);
      create index due_entry_scope on due_entry (engagement, scope) where topic <> 'seen';
      create index due_entry_waiting on due_entry (ordinal) where not filed;

      insert into due_entry
        (id, engagement, topic, subject, scope, name, day, about, owner_id, owner_name, by_id, by_name, at)
      select gen_random_uuid(), coalesce((select max(engagement) from counter), ''), topic, subject, scope,
        coalesce(about, subject), day, about, owner_id, coalesce(o.name, owner_id), coalesce(by_id, ''),
        coalesce(b.name, by_id, ''), at
      from (
        select 'done' as topic, subject, scope, null as day, null as about, null as owner_id, by_id, at from due_done
        union all
        select 'owner', subject, scope, null, null, owner_id, by_id, at from due_owner
        union all
        select 'seen', key, key, null, null, null, person_id, at from reminder_seen
        union all
        select 'fact', 'deadline/' || deadline || '/' || subject, 'deadline/' || deadline || '/' || subject,
          to_char(at at time zone 'Asia/Tokyo', 'YYYY-MM-DD'), about, null, by_id, since
        from due_fact where case_id is null and withdrawn_at is null
        union all
        select 'date', 'deadline/' || deadline || '/' || subject, 'deadline/' || deadline || '/' || subject,
          agreed, null, null, by_id, since
        from due_fact where case_id is null and agreed is not null and withdrawn_at is null
      ) said left join person o on o.id = owner_id left join person b on b.id = by_id
      order by at;

      drop table due_done, due_owner, reminder_seen;
      delete from due_fact where case_id is null;
      alter table due_fact alter case_id set not null, drop agreed, drop by_id, drop withdrawn_by, drop reason;
    `.execute(db);
  },
};
