import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { tenantTurn } from '../../../bot/store/pace.ts';
import { startStore } from '../../harness/store.ts';

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

const nextFree = async (): Promise<number> => {
  const { rows } = await store.pool.query<{ at: string }>(
    `select extract(epoch from free_at) * 1000 as at from pace where name = 'teams'`,
  );
  return Number(rows[0]?.at);
};

test('of all that asks at once no fifty follow each other within a second, and nearly fifty do within a little more', async () => {
  await tenantTurn(store.db);
  const start = await nextFree();
  let taken = 0;
  await Promise.all(
    Array.from({ length: 12 }, async () => {
      while (taken < 150) {
        taken += 1;
        await tenantTurn(store.db);
      }
    }),
  );
  // What was late took another moment: there may be more moments than turns, never fewer.
  const each = ((await nextFree()) - start) / taken;
  expect(each).toBeGreaterThan(1_000 / 50);
}, 30_000);

test('a moment that nobody uses is lost: those who come later do not make up for it', async () => {
  // Another instance took these moments, and died.
  await store.pool.query(
    `insert into pace (name, free_at) values ('teams', clock_timestamp() + interval '300 ms')
     on conflict (name) do update set free_at = excluded.free_at`,
  );
  const free = await nextFree();
  await Promise.all(Array.from({ length: 10 }, () => tenantTurn(store.db)));
  expect((await nextFree()) - free).toBeGreaterThanOrEqual(10 * (1_000 / 50));
}, 30_000);
