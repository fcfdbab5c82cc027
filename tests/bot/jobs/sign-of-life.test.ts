import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pino from 'pino';
import { showLife } from '../../../bot/jobs/sign-of-life.ts';
import { eventually } from '../../harness/eventually.ts';
import { startStore } from '../../harness/store.ts';

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

/** The backends that hold a worker's lock. */
const HOLDERS = `
  select pid from pg_locks where locktype = 'advisory' and granted
    and database = (select oid from pg_database where datname = current_database())
`;

test('a worker whose connection broke gives its place in the pool back: an outage leaves nothing behind', async () => {
  const places = store.pool.options.max;
  for (let round = 0; round < places + 1; round++) {
    const life = showLife(store.pool, pino({ level: 'silent' }));
    life.begin(`worker-${round}`);
    await eventually('it shows that it lives', async () => (await store.pool.query(HOLDERS)).rowCount === 1);
    await store.pool.query(`select pg_terminate_backend(pid) from (${HOLDERS}) held`);
    await eventually('it is seen to be gone', async () => (await store.pool.query(HOLDERS)).rowCount === 0);
    await life.end();
  }
  expect(store.pool.totalCount - store.pool.idleCount).toBe(0);
}, 60_000);
