import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { kindOf } from '../../../bot/intake/desk.ts';
import { openForm } from '../../../bot/intake/open-form.ts';
import { submitCase } from '../../../bot/intake/submit-case.ts';
import type { Desk } from '../../../bot/intake/desk.ts';
import { findCase } from '../../../bot/store/cases.ts';
import { defaultsOf, inputsOf } from '../../../infra/local-people.ts';
import { answered, deskOn, toldOf, turnOf } from '../../harness/desk.ts';
import { startStore } from '../../harness/store.ts';
import { nerimaProfile, reporter } from './sample-cases.ts';

/** Sections are the directory's groups: who holds two posts chooses, who is in none is asked, everybody else is not. */

const profile = nerimaProfile;
const kind = kindOf(profile, 'consultation');
const [first, second, third] = profile.settings.sections;
if (!first || !second || !third) throw new Error('too few sections');

let store: Awaited<ReturnType<typeof startStore>>;
let desk: Desk;
beforeAll(async () => {
  store = await startStore();
  desk = deskOn(store.db, profile);
}, 60_000);
afterAll(() => store?.stop());

const formFor = async (groups: readonly string[]) => {
  const turn = turnOf({ ...reporter, groups });
  const { card, said } = answered(await openForm(desk, kind, turn));
  const submissionId = /"submissionId":"([^"]+)"/.exec(said)?.[1] ?? '';
  const filled = { ...defaultsOf(card), subject: '件名', category: 'system', questions1: '妥当でしょうか。' };
  return {
    input: inputsOf(card).find(({ id }) => id === 'section'),
    said,
    send: async (section?: string) => {
      const data = { ...filled, submissionId, ...(section ? { section } : {}) };
      return { answer: answered(await submitCase(desk, kind, turn, data)), submissionId };
    },
  };
};
const choicesIn = (input: { readonly [key: string]: unknown } | undefined): readonly string[] =>
  ((input?.['choices'] ?? []) as readonly { value: string }[]).map(({ value }) => value);

describe('N-3.3.ア.イ.a.1 the section of who asks', () => {
  test('is not asked for where the directory knows just one, and a typed one counts for nothing', async () => {
    const { input, send } = await formFor([first.group]);
    expect(input).toBeUndefined();
    const { submissionId } = await send(second.id);
    expect(await findCase(store.db, submissionId)).toMatchObject({ sectionId: first.id });
  });

  test('is chosen by who holds two posts, among these two', async () => {
    const { input, send } = await formFor([first.group, second.group]);
    expect(input).toMatchObject({ isRequired: true });
    expect(choicesIn(input)).toEqual([first.id, second.id]);
    for (const wrong of [undefined, third.id]) {
      const { answer, submissionId } = await send(wrong);
      expect(answer.said).toContain('選択してください。');
      expect(await findCase(store.db, submissionId)).toBeUndefined();
    }
    const { submissionId } = await send(second.id);
    expect(await findCase(store.db, submissionId)).toMatchObject({ sectionId: second.id });
    expect(await toldOf(store.db, submissionId)).not.toContainEqual(expect.stringContaining('stranger'));
  });

  test('is asked of who is in none, and the channel is told', async () => {
    const { input, said, send } = await formFor([]);
    expect(said).toContain('所属を確認できなかったため、選択してください。');
    expect(choicesIn(input)).toEqual(profile.settings.sections.map(({ id }) => id));
    const { submissionId } = await send(third.id);
    expect(await findCase(store.db, submissionId)).toMatchObject({ sectionId: third.id });
    const { team, channel } = kind.settings.channel;
    expect(await toldOf(store.db, submissionId)).toContain(`intake.stranger → channel/${team}/${channel}`);
  });
});
