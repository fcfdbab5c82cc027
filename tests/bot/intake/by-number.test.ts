import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { kindOf } from '../../../bot/intake/desk.ts';
import { numberCommand } from '../../../bot/intake/by-number.ts';
import type { Desk } from '../../../bot/intake/desk.ts';
import { helpCommand } from '../../../bot/intake/help.ts';
import { intakeFeature } from '../../../bot/intake/intake-feature.ts';
import { showCase } from '../../../bot/intake/show-case.ts';
import { takeUpCase } from '../../../bot/intake/take-up-case.ts';
import type { Feature } from '../../../bot/feature.ts';
import { foldText, nothing, type Answer, type Turn } from '../../../bot/teams/turn.ts';
import { acceptedCase, answered, deskOn, turnOf } from '../../harness/desk.ts';
import { startStore } from '../../harness/store.ts';
import { nerimaProfile, reporter } from './sample-cases.ts';

/** Who writes a number sees what it is the number of, and is promised no more than they may see. */

const profile = nerimaProfile;
const consultation = kindOf(profile, 'consultation');
const incident = kindOf(profile, 'incident');

let store: Awaited<ReturnType<typeof startStore>>;
let desk: Desk;
beforeAll(async () => {
  store = await startStore();
  desk = deskOn(store.db, profile);
}, 60_000);
afterAll(() => store?.stop());

const turn = turnOf(reporter);
const others = (offered: boolean): readonly Pick<Feature, 'byNumber'>[] => [
  {
    byNumber: {
      start: `${profile.settings.numberPrefix}-会-`,
      what: { ja: '会議', en: 'meeting' },
      offeredTo: () => offered,
      show: () => Promise.resolve(nothing),
    },
  },
];
const written = (said: string, who: Turn = turn): Promise<Answer> =>
  numberCommand(desk, others(false)).run(who, said);
const asked = (said: string) => numberCommand(desk, others(false)).asks(foldText(said));
const helpOf = async (offered: boolean, on: Desk = desk): Promise<string> => {
  const command = numberCommand(on, others(offered));
  return answered(await helpCommand(on, () => [command]).run(turn, 'ヘルプ')).said;
};

describe('N-3.3.ア.イ.a.1 a case by its number', () => {
  test('is shown however short the number is written, and by its digits where they are one case’s', async () => {
    const one = await acceptedCase(desk, consultation);
    expect(one.number).toBe('R8-相-0001');
    for (const said of ['R8-相-0001', 'Ｒ８相１', '相0001', '相-1', '0001', '１']) {
      expect([said, asked(said)]).toEqual([said, 'exactly']);
      expect(answered(await written(said)).summary).toBe(one.number);
    }
  });

  test('by digits that two cases have, or none, is asked for with its mark', async () => {
    const first = await acceptedCase(desk, consultation);
    const digits = String(Number(first.number.slice(-4)));
    const other = await acceptedCase(desk, incident, { reporterId: randomUUID() });
    expect(other.number).toBe('R8-事-0001');
    // What they may not see makes nothing ambiguous.
    expect(answered(await written('1')).summary).toBe('R8-相-0001');
    await acceptedCase(desk, incident);
    expect(answered(await written(digits === '2' ? 'R8-事-2' : '事2')).summary).toBe('R8-事-0002');
    for (const said of ['2', '9876'])
      expect(await written(said)).toMatchObject({
        kind: 'problem',
        problem: { code: 'digitsAlone', message: { ja: expect.stringContaining('R8-相-0001') as unknown } },
      });
  });

  test('is read out of nothing that only looks like one', () => {
    for (const said of ['工事1件について', '相談', '10時から', '会1回の予定でした'])
      expect([said, asked(said)]).toEqual([said, undefined]);
  });

  test('in a channel says what to do in the personal chat, and shows nothing', async () => {
    const { said } = answered(await written('R8-相-0001', { ...turn, scope: 'channel' }));
    expect(said).toContain('ボットとの個人チャットを開いて、同じ番号を入力してください');
    expect(said).not.toContain('「状況」');
  });
});

describe('N-3.3.ア.エ.1 the help', () => {
  test('promises meetings by number to those who may see them alone', async () => {
    expect(await helpOf(false)).toContain('その受付を表示します');
    expect(await helpOf(true)).toContain('その受付や会議を表示します');
  });

  test('gives a number of a kind that the person may send', async () => {
    expect(await helpOf(false)).toContain('例 R8-相-0001');
    const { settings } = profile;
    const permissions = { ...settings.permissions, 'consultation.create': ['role:itPolicySection'] };
    const narrow = deskOn(store.db, { ...profile, settings: { ...settings, permissions } });
    expect(await helpOf(false, narrow)).toContain('例 R8-事-0001');
  });
});

test.each([
  ['相談', consultation],
  ['相談したい', consultation],
  ['事故', incident],
  ['インシデント', incident],
  ['報告', incident],
  ['報告したい', incident],
])('「%s」 opens its form', (said, kind) => {
  const [command] = intakeFeature(desk, kind).commands;
  expect(command?.asks(foldText(said))).toBe('exactly');
});

test('who presses a button of a case that is not theirs is told so alike whether it is there or not, and of no number', async () => {
  const one = await acceptedCase(desk, incident, { state: 'received' });
  const stranger = turnOf({ ...reporter, id: randomUUID(), groups: [] });
  const said = async (caseId: string, press: typeof takeUpCase): Promise<string> => {
    const answer = await press(desk, incident, stranger, { caseId, revision: one.revision });
    return answer.kind === 'problem' ? answer.problem.message.ja : JSON.stringify(answer);
  };
  for (const press of [takeUpCase, showCase]) {
    const there = await said(one.id, press);
    expect(there).toBe(await said(randomUUID(), press));
    expect(there).toMatch(/この受付は、もうないか、扱う権限がありません。何も変わっていません。/);
    expect(there).not.toContain('番号');
  }
  const typed = await written(one.number, stranger);
  expect(typed.kind === 'problem' && typed.problem.message.ja).toContain('番号をご確認ください');
});
