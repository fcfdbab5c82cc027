import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import {
  keepEvent,
  nextCalendarWrite,
  settleCalendarWrite,
  wishEvent,
} from '../../../bot/store/calendar-writes.ts';
import { eventually } from '../../harness/eventually.ts';
import { somebodyWaits, startStore } from '../../harness/store.ts';

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

test('N-3.3.ア.エ.1 a meeting that is moved while its event is just being written down: neither waits for ever', async () => {
  const id = randomUUID();
  await sql`
    insert into meeting (id, engagement, number, series, state, starts_at, ends_at, fields, changed_at)
    values (${id}::uuid, 'e', 'R8-会-0001', 'regularMeeting', 'confirmed', now(), now(), '{}'::jsonb, now())
  `.execute(store.db);
  await store.db.transaction().execute((tx) => wishEvent(tx, id, 'there'));
  const write = await nextCalendarWrite(store.db);
  if (!write) throw new Error('nothing to write');

  let written: Promise<boolean> | undefined;
  await store.db.transaction().execute(async (tx) => {
    await sql`update meeting set starts_at = now() where id = ${id}::uuid`.execute(tx);
    written = store.db.transaction().execute(async (other) => {
      const mine = await settleCalendarWrite(other, write, 'written');
      await keepEvent(other, id, { id: 'event', changeKey: 'k', organiserId: 'o', joinUrl: undefined });
      return mine;
    });
    await eventually('the other one waits', () => somebodyWaits(store.db));
    await wishEvent(tx, id, 'there');
  });
  // The later wish is still to be written.
  await expect(written).resolves.toBe(false);
  expect(await nextCalendarWrite(store.db)).toMatchObject({ meetingId: id, wanted: 'there' });
});
