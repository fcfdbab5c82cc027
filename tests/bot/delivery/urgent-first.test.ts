import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pino from 'pino';
import { deliverJob, deliverJobs } from '../../../bot/delivery/deliver-job.ts';
import { addJobs, startWorker } from '../../../bot/jobs/jobs.ts';
import { handOver } from '../../../bot/jobs/wake.ts';
import { eventually } from '../../harness/eventually.ts';
import { startStore } from '../../harness/store.ts';

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

const many = Array.from({ length: 2_000 }, (_, index) => ({ thread: `person/${index}`, urgent: false }));

test.each([
  ['in one statement', addJobs],
  ['handed over', handOver],
])(
  'what is urgent is said before thousands of others, whenever it came (%s)',
  async (_how, add) => {
    const said: string[] = [];
    await add(store.db, deliverJobs(many));
    await add(store.db, deliverJobs([{ thread: 'channel/incidents', urgent: true }]));
    // Asked for again without haste, it loses none.
    await add(store.db, [deliverJob('channel/incidents')]);
    const worker = await startWorker({
      pool: store.pool,
      log: pino({ level: 'silent' }),
      handlers: {
        deliver: (payload) => {
          said.push((payload as { thread: string }).thread);
          return Promise.resolve();
        },
      },
    });
    await eventually('all are said', () => Promise.resolve(said.length >= many.length + 2));
    await worker.stop();
    // The queue hands out a dozen at a time.
    expect(said.indexOf('channel/incidents')).toBeLessThan(12);
  },
  60_000,
);

test('a thread with something urgent among what it is to be told has one job', () => {
  const jobs = deliverJobs([
    { thread: 'person/1', urgent: false },
    { thread: 'person/1', urgent: true },
    { thread: 'person/2', urgent: false },
  ]);
  expect(jobs.map(({ key, isUrgent }) => [key, isUrgent ?? false])).toEqual([
    ['deliver-urgent/person/1', true],
    ['deliver/person/2', false],
  ]);
});
