import { describe, expect, test } from '@jest/globals';
import { together } from '../../../bot/store/together.ts';

/** A database that answers when it is told to. */
const slow = (fails: (items: readonly string[]) => Error | undefined = () => undefined) => {
  const rounds: (readonly string[])[] = [];
  let go = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  const run = async (items: readonly string[]): Promise<readonly string[]> => {
    rounds.push(items);
    if (rounds.length === 1) await gate;
    const error = fails(items);
    if (error) throw error;
    return items.map((item) => `${item} accepted`);
  };
  return { rounds, run, go: () => go() };
};

describe('submissions of one moment share a transaction', () => {
  test('a lone one goes at once, those that come meanwhile go together, in their order', async () => {
    const database = slow();
    const accept = together(database.run, 3, () => false);
    const all = ['a', 'b', 'c', 'd', 'e'].map((item) => accept(item));
    database.go();
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd', 'e'].map((item) => `${item} accepted`));
    expect(database.rounds).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
  });

  test('data that the database refuses spoil nobody else’s submission', async () => {
    const database = slow((items) => (items.includes('bad') ? new Error('refused') : undefined));
    const accept = together(database.run, 10, () => true);
    const all = ['a', 'b', 'bad', 'c'].map((item) => accept(item));
    database.go();
    const settled = await Promise.allSettled(all);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });

  test('a database that is away refuses all of them once, and the next call tries again', async () => {
    let away = true;
    const database = slow(() => (away ? new Error('away') : undefined));
    const accept = together(database.run, 10, () => false);
    const all = ['a', 'b', 'c'].map((item) => accept(item));
    database.go();
    const settled = await Promise.allSettled(all);
    expect(settled.every(({ status }) => status === 'rejected')).toBe(true);
    expect(database.rounds).toEqual([['a'], ['b', 'c']]);
    away = false;
    expect(await accept('d')).toBe('d accepted');
  });
});
