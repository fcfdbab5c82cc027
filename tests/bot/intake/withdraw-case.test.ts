import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { kindOf } from '../../../bot/intake/desk.ts';
import { withdrawCase } from '../../../bot/intake/withdraw-case.ts';
import { findCase } from '../../../bot/store/cases.ts';
import { acceptedCase, answered, deskOn, turnOf } from '../../harness/desk.ts';
import { startStore } from '../../harness/store.ts';
import { nerimaProfile, reporter } from './sample-cases.ts';

const profile = nerimaProfile;
const kind = kindOf(profile, 'consultation');

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

test('N-3.3.ア.イ.a.1 a second click where the first one asked withdraws nothing: it wants the tick, and keeps the reason', async () => {
  const desk = deskOn(store.db, profile);
  const { id } = await acceptedCase(desk, kind);
  const data = { caseId: id, revision: 1, reason: '自己解決しました' };
  const { said } = answered(await withdrawCase(desk, kind, turnOf(reporter), data));
  expect(said).toContain('まだ取り下げていません');
  expect(said).toContain('自己解決しました');
  expect(await findCase(store.db, id)).toMatchObject({ state: 'received' });
});

test('N-3.3.ア.イ.a.1 a reason whose last letter would be cut in half withdraws the case, and is kept without it', async () => {
  const desk = deskOn(store.db, profile);
  const { id } = await acceptedCase(desk, kind);
  const reason = `${'あ'.repeat(299)}𠮷`;
  answered(
    await withdrawCase(desk, kind, turnOf(reporter), { caseId: id, revision: 1, reason, sure: 'true' }),
  );
  expect(await findCase(store.db, id)).toMatchObject({ state: 'withdrawn', reason: 'あ'.repeat(299) });
});
