import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hearingOn } from '../../../bot/store/heard-activities.ts';
import { startStore } from '../../harness/store.ts';

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

const keysOf = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${name}/${index}`);

test('of messages that come at once each has its own answer: new ones are heard, those that are known are not', async () => {
  const { hear } = hearingOn(store.db);
  await Promise.all(keysOf('known', 3).map(hear));
  const heard = await Promise.all(['new/0', 'known/0', 'new/1', 'known/2', 'new/0', 'new/2'].map(hear));
  expect(heard).toEqual([true, false, true, false, false, true]);
});

test('two instances that are handed the same messages in opposite orders hear each of them once', async () => {
  const keys = keysOf('both', 400);
  const [one, other] = [hearingOn(store.db), hearingOn(store.db)];
  const [first, second] = await Promise.all([
    Promise.all(keys.map(one.hear)),
    Promise.all(keys.toReversed().map(other.hear)),
  ]);
  expect(keys.map((_, index) => Number(first[index]) + Number(second.toReversed()[index]))).toEqual(
    keys.map(() => 1),
  );
});

test('what is unheard is heard again', async () => {
  const { hear, unhear } = hearingOn(store.db);
  expect(await hear('again')).toBe(true);
  await unhear('again');
  expect(await hear('again')).toBe(true);
});

test('a message whose id the database cannot keep spoils none of those that come with it', async () => {
  const { hear } = hearingOn(store.db);
  // The second to the last wait for the first, and go together.
  const tooLong = Array.from({ length: 2_000 }, (_, index) =>
    createHash('md5').update(`${index}`).digest('hex'),
  );
  const heard = await Promise.allSettled(
    ['sound/0', 'sound/1', 'id\u0000', 'sound/2', tooLong.join(''), 'sound/3'].map(hear),
  );
  expect(heard.map((one) => (one.status === 'fulfilled' ? one.value : 'refused'))).toEqual([
    true,
    true,
    'refused',
    true,
    'refused',
    true,
  ]);
});
