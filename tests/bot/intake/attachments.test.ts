import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { attachWaiting, discardWaiting } from '../../../bot/intake/attach-files.ts';
import { correctCase } from '../../../bot/intake/correct-case.ts';
import type { Desk } from '../../../bot/intake/desk.ts';
import type { IntakeKind } from '../../../bot/intake/intake-kind.ts';
import { kindRenderers } from '../../../bot/intake/renderers.ts';
import { submitCase } from '../../../bot/intake/submit-case.ts';
import { takeUpCase } from '../../../bot/intake/take-up-case.ts';
import { filesOfCase } from '../../../bot/store/attachments.ts';
import { findCase } from '../../../bot/store/cases.ts';
import type { Card } from '../../../bot/teams/card.ts';
import type { Person } from '../../../shared/kernel/person.ts';
import { typedFrom } from '../../../shared/kernel/record/card-input.ts';
import { acceptedCase, answered, deskOn, keptFile, turnOf } from '../../harness/desk.ts';
import { elementsOf } from '../../harness/good-card.ts';
import { startStore } from '../../harness/store.ts';
import { fullest, profiles, reporter } from './sample-cases.ts';

/** Files that a person puts to a case of theirs, and who sees that it has some. */

const [profile] = profiles;
const consultation = profile?.kinds.find((one) => one.kind === 'consultation');
const [section] = profile?.settings.sections ?? [];
const groupOf = (role: string): string => {
  const found = profile?.settings.roles.find(({ id }) => id === role);
  if (!found) throw new Error(`no role ${role}`);
  return found.group;
};
if (!profile || !consultation || !section) throw new Error('no profile');
const kind: IntakeKind = consultation;
const { settings } = profile;
const chief: Person = {
  ...reporter,
  id: '00000000-0000-4000-8000-0000000000c1',
  groups: [section.group, groupOf(settings.chiefs)],
};
const officer: Person = {
  ...reporter,
  id: '00000000-0000-4000-8000-0000000000c2',
  groups: [groupOf('itPolicySection')],
};

let store: Awaited<ReturnType<typeof startStore>>;
let desk: Desk;
beforeAll(async () => {
  store = await startStore();
  desk = deskOn(store.db, profile, { person: () => Promise.resolve(chief) });
}, 60_000);
afterAll(() => store?.stop());

const turn = turnOf(reporter);
const chiefSees = async (caseId: string): Promise<string> =>
  JSON.stringify(
    await kindRenderers(desk, kind)[`${kind.kind}.chief`]?.(caseId, { to: 'person', personId: chief.id }),
  );
const channelSees = async (caseId: string): Promise<string> =>
  JSON.stringify(
    await kindRenderers(desk, kind)[`${kind.kind}.announce`]?.(caseId, {
      to: 'channel',
      ...kind.settings.channel,
    }),
  );
const refreshed = async (caseId: string): Promise<boolean> =>
  (await store.pool.query('select 1 from graphile_worker.jobs where key = $1', [`refresh-cards/${caseId}`]))
    .rowCount === 1;

describe('files that come to a case', () => {
  test('are named to the chief who approves it, counted in the channel, and both cards are made anew', async () => {
    const one = await acceptedCase(desk, kind, { state: 'awaitingApproval', sectionId: section.id });
    expect(await chiefSees(one.id)).not.toContain('添付');
    expect(await channelSees(one.id)).not.toContain('添付');
    const file = await keptFile(store.db, reporter.id, '見積書（見本）.xlsx');
    answered(await attachWaiting(desk, [], turn, { files: file, where: one.id }));
    expect(await refreshed(one.id)).toBe(true);
    expect(await chiefSees(one.id)).toContain('見積書（見本）.xlsx');
    const channel = await channelSees(one.id);
    expect(channel).toContain('添付');
    expect(channel).toContain('1件');
    // A file's name may tell what its case is about.
    expect(channel).not.toContain('見積書');
  });

  test('are counted on the card of who takes the case up', async () => {
    const one = await acceptedCase(desk, kind, { sectionId: section.id });
    const file = await keptFile(store.db, reporter.id, '構成図.pdf');
    await attachWaiting(desk, [], turn, { files: file, where: one.id });
    const { said } = answered(
      await takeUpCase(desk, kind, turnOf(officer), { caseId: one.id, revision: one.revision }),
    );
    expect(said).toContain('1件');
    expect(said).not.toContain('構成図');
  });
});

describe('添付する pressed in the chat', () => {
  test('puts the file to the case once, however often it is pressed', async () => {
    const one = await acceptedCase(desk, kind);
    const file = await keptFile(store.db, reporter.id, '資料.pdf');
    for (let times = 0; times < 2; times += 1)
      expect(answered(await attachWaiting(desk, [], turn, { files: file, where: one.id })).said).toContain(
        '資料.pdf',
      );
    expect((await findCase(store.db, one.id))?.state).toBe('received');
  });

  test('for a file that went elsewhere attaches nothing and says so', async () => {
    const [one, other] = [await acceptedCase(desk, kind), await acceptedCase(desk, kind)];
    const file = await keptFile(store.db, reporter.id, '資料.pdf');
    await attachWaiting(desk, [], turn, { files: file, where: other.id });
    const { said } = answered(await attachWaiting(desk, [], turn, { files: file, where: one.id }));
    expect(said).toContain('すでに別の受付に添付したか、破棄しています');
  });

  test('for a case that was taken up keeps the file and says so', async () => {
    const one = await acceptedCase(desk, kind, { state: 'takenUp' });
    const file = await keptFile(store.db, reporter.id, '遅れた資料.pdf');
    expect(await attachWaiting(desk, [], turn, { files: file, where: one.id })).toMatchObject({
      problem: { code: 'tooLate' },
    });
    const { rows } = await store.pool.query('select case_id from attachment where id = $1', [file]);
    expect(rows).toEqual([{ case_id: null }]);
  });
});

describe('a file that was chosen in a form and meanwhile discarded or attached elsewhere', () => {
  const lenient = { ...kind, check: () => ({}) };
  /** The form as it is sent, with files that were ticked. */
  const sheet = (files: readonly string[], more: Record<string, unknown> = {}) => ({
    ...typedFrom(kind.record, fullest(kind)),
    subject: '入力した件名',
    section: section.id,
    confirmed: 'myNumber,listOfPersons',
    files: files.join(','),
    ...more,
  });
  const inputIn = (card: unknown): unknown =>
    elementsOf(card as Card).find(({ type, id }) => type === 'Input.ChoiceSet' && id === 'files')?.['value'];

  test('brings the form back with what was typed and what is left, and nothing is sent until then', async () => {
    const [gone, left, unticked] = [
      await keptFile(store.db, reporter.id, '別件.pdf'),
      await keptFile(store.db, reporter.id, '残り.pdf'),
      await keptFile(store.db, reporter.id, '選ばない.pdf'),
    ];
    await discardWaiting(desk, turn, { files: gone });
    const submissionId = randomUUID();
    const first = answered(await submitCase(desk, lenient, turn, sheet([gone, left], { submissionId })));
    expect(first.said).toContain('すでに別の受付に添付したか、破棄しています');
    expect(first.said).toContain('まだ送信していません');
    expect(first.said).toContain('入力した件名');
    // What was not ticked stays so.
    expect(inputIn(first.card)).toBe(left);
    expect(await findCase(store.db, submissionId)).toBeUndefined();

    const second = answered(await submitCase(desk, lenient, turn, sheet([left], { submissionId })));
    expect(second.said).toContain('残り.pdf');
    expect(await filesOfCase(store.db, submissionId)).toHaveLength(1);
    await discardWaiting(desk, turn, { files: unticked });
    // Sent a second time, its own file is none that went elsewhere.
    expect(answered(await submitCase(desk, lenient, turn, sheet([left], { submissionId }))).said).toContain(
      '残り.pdf',
    );
  });

  test('where none is left the fault still stands in the form', async () => {
    const file = await keptFile(store.db, reporter.id, '一つだけ.pdf');
    const other = await acceptedCase(desk, kind);
    await attachWaiting(desk, [], turn, { files: file, where: other.id });
    const submissionId = randomUUID();
    const { said } = answered(await submitCase(desk, lenient, turn, sheet([file], { submissionId })));
    expect(said).toContain('すでに別の受付に添付したか、破棄しています');
    expect(await findCase(store.db, submissionId)).toBeUndefined();
    answered(await submitCase(desk, lenient, turn, sheet([], { submissionId })));
    expect((await findCase(store.db, submissionId))?.state).toBe('received');
  });

  test('does the same in a correction', async () => {
    const one = await acceptedCase(desk, kind);
    const file = await keptFile(store.db, reporter.id, '訂正用.pdf');
    await discardWaiting(desk, turn, { files: file });
    const form = { ...sheet([file]), caseId: one.id, revision: one.revision };
    const { said } = answered(await correctCase(desk, lenient, turn, form));
    expect(said).toContain('すでに別の受付に添付したか、破棄しています');
    expect(said).toContain('入力した件名');
    expect(await findCase(store.db, one.id)).toMatchObject({ revision: one.revision, fields: one.fields });
    answered(await correctCase(desk, lenient, turn, { ...form, files: '' }));
    expect((await findCase(store.db, one.id))?.fields['subject']).toBe('入力した件名');
  });
});
