import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { tenantTurn } from '../../../bot/store/pace.ts';
import { startStore } from '../../harness/store.ts';
import { profile } from '../../shared/engagements/profile-text.ts';

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore(profile('nerima-r8').settings);
}, 60_000);
afterAll(() => store?.stop());

test('of all that asks at once no second takes more than Teams’ fifty', async () => {
  const taken: number[] = [];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: 12 }, async () => {
      while (taken.length < 150) {
        await tenantTurn(store.db);
        taken.push(performance.now() - start);
      }
    }),
  );
  const { rows } = await store.pool.query<{ taken: Date[] }>(`select taken from pace where name = 'teams'`);
  expect(rows[0]?.taken).toHaveLength(25);
  // The fifty-first comes two windows after the first, the hundred-and-first four.
  const granted = [...taken].sort((a, b) => a - b);
  expect((granted[50] ?? 0) - (granted[0] ?? 0)).toBeGreaterThan(1_000);
  expect((granted[100] ?? 0) - (granted[0] ?? 0)).toBeGreaterThan(2_000);
}, 30_000);
