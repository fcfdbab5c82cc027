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
  expect(rows[0]?.taken).toHaveLength(49);
  // The fiftieth comes a window after the first, the ninety-ninth two.
  const granted = [...taken].sort((a, b) => a - b);
  expect((granted[49] ?? 0) - (granted[0] ?? 0)).toBeGreaterThan(900);
  expect((granted[98] ?? 0) - (granted[0] ?? 0)).toBeGreaterThan(1_900);
}, 30_000);
