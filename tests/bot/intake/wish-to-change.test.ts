import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { kindOf } from '../../../bot/intake/desk.ts';
import type { Desk } from '../../../bot/intake/desk.ts';
import { listMine } from '../../../bot/intake/list-cases.ts';
import { changeCommand, CHOOSE, turnChoices } from '../../../bot/intake/wish-to-change.ts';
import type { Case } from '../../../bot/store/cases.ts';
import { foldText, type Answer, type Turn } from '../../../bot/teams/turn.ts';
import { acceptedCase, answered, deskOn, NOW, turnOf } from '../../harness/desk.ts';
import { elementsOf, expectGoodCard } from '../../harness/good-card.ts';
import { startStore } from '../../harness/store.ts';
import { nerimaProfile, reporter } from './sample-cases.ts';

/** 「取り下げたい」「訂正したい」: whoever says so sees every case of theirs that can still be changed. */

const profile = nerimaProfile;
const kind = kindOf(profile, 'consultation');

let store: Awaited<ReturnType<typeof startStore>>;
let desk: Desk;
let turn: Turn;
beforeAll(async () => {
  store = await startStore();
  desk = deskOn(store.db, profile);
}, 60_000);
afterAll(() => store?.stop());
beforeEach(() => {
  turn = turnOf({ ...reporter, id: randomUUID() });
});

/** The oldest first, a minute after the other. */
const own = async (count: number, changes: Partial<Case> = {}): Promise<readonly Case[]> => {
  const made: Case[] = [];
  for (let index = 0; index < count; index += 1)
    made.push(
      await acceptedCase(desk, kind, {
        reporterId: turn.speaker.id,
        submittedAt: NOW + index * 60_000,
        fields: { subject: `件名その${index}` },
        ...changes,
      }),
    );
  return made;
};
const wish = (said: string): Promise<Answer> => changeCommand(desk).run(turn, foldText(said));
const presses = (answer: Answer): readonly { verb: unknown; data: Record<string, unknown> }[] =>
  elementsOf(answered(answer).card).flatMap((element) => {
    const action = (element['selectAction'] ?? element) as Record<string, unknown>;
    if (action['type'] !== 'Action.Execute' && action['type'] !== 'Action.Submit') return [];
    const data = (action['data'] ?? {}) as Record<string, unknown>;
    return [{ verb: action['verb'] ?? data['verb'], data }];
  });
const numbersIn = (answer: Answer): ReadonlySet<string> =>
  new Set(answered(answer).said.match(/R8-相-\d+/g) ?? []);

test('N-3.3.ア.エ.1 an urgent case is called 至急 in every list, another is not', async () => {
  const [calm] = await own(1);
  for (const list of [() => wish('取り下げたい'), () => listMine(desk, turn)])
    expect(answered(await list()).said).not.toContain('至急');
  await own(1, { urgent: true });
  for (const list of [
    () => wish('取り下げたい'),
    () => wish('訂正したい'),
    () => listMine(desk, turn),
    () => listMine(desk, turn, { whose: 'all' }),
  ]) {
    const { said, card } = answered(await list());
    expect(said.match(/"至急"/g)).toHaveLength(1);
    expect(said).toContain(calm?.number);
    expectGoodCard(card);
  }
});

describe.each([
  ['取り下げたい', 'withdraw', '取り下げる受付を選んでください。'],
  ['訂正したい', 'correct', '訂正する受付を選んでください。'],
] as const)('%s', (said, verb, title) => {
  test('lists all of them, a page at a time, and says which they are', async () => {
    const cases = await own(9);
    const first = await wish(said);
    expectGoodCard(answered(first).card);
    expect(answered(first).said).toContain(title);
    expect(answered(first).said).toContain('1〜8件目');
    const next = presses(first).find(({ verb: one }) => one === CHOOSE);
    if (!next) throw new Error('no way to the others');
    const second = await turnChoices(desk, turn, next.data);
    expect(answered(second).said).toContain('"9件目"');
    expect([...numbersIn(first), ...numbersIn(second)].toSorted()).toEqual(
      cases.map(({ number }) => number).toSorted(),
    );
    expect(presses(second).some(({ verb: one }) => one === `${kind.kind}.${verb}`)).toBe(true);
  });

  test('shows no pages where all of them fit', async () => {
    await own(8);
    const answer = await wish(said);
    expect(numbersIn(answer).size).toBe(8);
    expect(answered(answer).said).not.toContain('件目');
    expect(presses(answer).some(({ verb: one }) => one === CHOOSE)).toBe(false);
  });

  test('finds an old one behind any number that others are at work on', async () => {
    const [old] = await own(1);
    await own(31, { state: 'takenUp', submittedAt: NOW + 3_600_000 });
    expect([...numbersIn(await wish(said))]).toEqual([old?.number]);
  });

  test('says so where there is none', async () => {
    await own(1, { state: 'withdrawn' });
    const answer = await wish(said);
    expect(answered(answer).said).toContain('訂正・取下げができる自分の受付はありません');
    expect(numbersIn(answer).size).toBe(0);
  });
});

test('a page that is empty by now leads back to the first', async () => {
  const [one] = await own(1);
  const answer = await turnChoices(desk, turn, { what: 'withdraw', offset: 8 });
  expect([...numbersIn(answer)]).toEqual([one?.number]);
});
