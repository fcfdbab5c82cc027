import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { attachWaiting } from '../../../bot/intake/attach-files.ts';
import type { Desk } from '../../../bot/intake/desk.ts';
import type { IntakeKind } from '../../../bot/intake/intake-kind.ts';
import { kindRenderers } from '../../../bot/intake/renderers.ts';
import { takeUpCase } from '../../../bot/intake/take-up-case.ts';
import { findCase } from '../../../bot/store/cases.ts';
import type { Person } from '../../../shared/kernel/person.ts';
import { acceptedCase, answered, deskOn, keptFile, turnOf } from '../../harness/desk.ts';
import { startStore } from '../../harness/store.ts';
import { profiles, reporter } from './sample-cases.ts';

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
  store = await startStore(settings);
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
    expect(await attachWaiting(desk, [], turn, { files: file, where: one.id })).toMatchObject({
      kind: 'problem',
      problem: { code: 'noFiles' },
    });
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
