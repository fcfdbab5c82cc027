import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Graph } from '../../../bot/graph/graph-client.ts';
import { intake } from '../../../bot/intake/index.ts';
import type { Answer } from '../../../bot/teams/turn.ts';
import { acceptedCase, deskOn, keptFile, turnOf } from '../../harness/desk.ts';
import { startStore } from '../../harness/store.ts';
import { profiles, reporter } from './sample-cases.ts';

/** What SharePoint refused is sent again by who may, and what is said about it is what happens. */

const [profile] = profiles;
const kind = profile?.kinds[0];
const team = profile?.settings.roles.find(({ id }) => id === 'itPolicySection');
if (!profile || !kind || !team) throw new Error('no profile');

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

const nobody = (): never => {
  throw new Error('nothing is asked of Graph here');
};
const graph: Graph = { call: nobody, batch: nobody, pages: nobody };
const places = { site: nobody, list: nobody, library: nobody };
const retry = async (language: 'ja' | 'en' = 'ja'): Promise<Answer | undefined> =>
  intake(deskOn(store.db, profile), { graph, places, machineClock: () => 0 }, []).presses[
    'intake.retryFiling'
  ]?.(turnOf({ ...reporter, groups: [team.group] }, language), {});

test('with nothing on hold it says so, and not that none are tried again', async () => {
  expect(await retry()).toEqual({
    kind: 'text',
    text: '登録保留の受付と添付はありません。何も変わっていません。',
  });
  expect(await retry('en')).toEqual({ kind: 'text', text: 'Nothing is on hold. Nothing was changed.' });
});

test('rows and files are counted each where there are some', async () => {
  const one = await acceptedCase(deskOn(store.db, profile), kind);
  const file = await keptFile(store.db, reporter.id, '図.pdf');
  const refuse = () =>
    store.db
      .updateTable('attachment')
      .set({ case_id: one.id, fault: 'refused' })
      .where('id', '=', file)
      .execute();
  await refuse();
  expect(await retry()).toEqual({ kind: 'text', text: '1件の受付の添付の登録を再試行します。' });
  await refuse();
  await store.db.updateTable('filing').set({ status: 'parked' }).where('row_id', '=', one.id).execute();
  expect(await retry()).toEqual({
    kind: 'text',
    text: '1件の登録を再試行します。1件の受付の添付の登録を再試行します。',
  });
});
