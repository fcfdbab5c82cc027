import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { dueEntries } from '../../../bot/store/migration-due-entries.ts';
import { dueFacts } from '../../../bot/store/migration-due-facts.ts';
import { dueInstants } from '../../../bot/store/migration-due-instants.ts';
import { startStore } from '../../harness/store.ts';

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

test('what was said before there was a record is taken over, and waits to be filed; cases keep their clocks', async () => {
  await store.db.connection().execute(async (db) => {
    await sql`create schema before`.execute(db);
    await sql`set search_path to before, public`.execute(db);
    await dueInstants.up(db);
    await dueFacts.up(db);
    await sql`
      insert into counter (engagement, kind, last) values ('nerima-r8', 'meeting', 1);
      insert into person (id, name, mail, job_title, guest, groups, fetched_at)
        values ('p1', '例田 一郎', '', '', false, '{}', now());
      insert into due_done values ('deadline/workPlan', 'deadline/workPlan', 'p1', '2026-04-10T01:00:00Z');
      insert into due_owner values ('R8-会-0001/agenda', 'R8-会-0001', 'p2', 'p1', '2026-04-11T01:00:00Z');
      insert into reminder_seen values ('digest/x', 'p1', '2026-04-12T01:00:00Z');
      insert into due_fact (id, engagement, deadline, subject, about, case_id, at, since, agreed, by_id) values
        (gen_random_uuid(), 'nerima-r8', 'opinion', 'R8-相-0001', 'R8-相-0001', gen_random_uuid(),
          '2026-04-13T01:00:00Z', '2026-04-13T01:00:00Z', null, null),
        (gen_random_uuid(), 'nerima-r8', 'payment', 'x', '請求書', null,
          '2026-04-12T15:00:00Z', '2026-04-13T01:00:00Z', '2026-05-01', 'p1');
    `.execute(db);
    await dueEntries.up(db);
    const { rows } = await sql<Record<string, unknown>>`
      select engagement, topic, subject, scope, name, day, about, owner_id, by_name, filed from due_entry order by at, topic
    `.execute(db);
    const all = { engagement: 'nerima-r8', by_name: '例田 一郎', filed: false };
    expect(rows).toMatchObject([
      { ...all, topic: 'done', subject: 'deadline/workPlan' },
      { ...all, topic: 'owner', subject: 'R8-会-0001/agenda', scope: 'R8-会-0001', owner_id: 'p2' },
      { ...all, topic: 'seen', subject: 'digest/x' },
      { ...all, topic: 'date', subject: 'deadline/payment/x', day: '2026-05-01' },
      { ...all, topic: 'fact', subject: 'deadline/payment/x', day: '2026-04-13', about: '請求書' },
    ]);
    const facts = await sql<Record<string, unknown>>`select subject from due_fact`.execute(db);
    expect(facts.rows).toEqual([{ subject: 'R8-相-0001' }]);
    await sql`set search_path to default`.execute(db);
  });
}, 30_000);
