import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { historyText, issueList, issueRow } from '../../../bot/features/issues/issue-list.ts';
import { type IssueDesk, keepIssue, putBackIssue } from '../../../bot/features/issues/keep-issue.ts';
import type { SeenRow } from '../../../bot/filing/follow-lists.ts';
import type { Editor } from '../../../bot/filing/seen-item.ts';
import { addIssue, findIssue } from '../../../bot/store/issues.ts';
import { takeNumbers } from '../../../bot/store/take-numbers.ts';
import { type Issue, stepIssue } from '../../../shared/issues/issue.ts';
import { plainDate } from '../../../shared/kernel/plain-date.ts';
import { deskOn } from '../../harness/desk.ts';
import { startStore } from '../../harness/store.ts';
import { at, nerima } from '../../shared/meetings/sample-year.ts';
import { nerimaProfile } from '../intake/sample-cases.ts';

/** N-4.3.ア.ウ: 元に戻した、または空のデータベースでも、課題管理表の宿題は期限と経過とともに残る。 */

const profile = nerimaProfile;

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());
beforeEach(async () => {
  for (const table of ['derive_wish', 'issue', 'counter', 'filing', 'list_row'] as const)
    await store.db.deleteFrom(table).execute();
});

const now = at('2026-09-14T10:00');
const desk = (): IssueDesk =>
  ({
    ...deskOn(store.db, profile),
    staff: () => Promise.resolve([]),
    machineClock: () => now,
  }) as unknown as IssueDesk;

const issue: Issue = {
  number: 'R8-課-0003',
  kind: 'actionItem',
  title: '要件一覧を作る',
  content: '様式は任意',
  priority: 'high',
  state: 'working',
  owner: 'baba',
  due: plainDate('2026-09-30'),
  meeting: 'R8-会-0012',
  history: [
    { at: at('2026-09-08T17:00'), by: 'aoki', step: 'raise', note: '' },
    { at: at('2026-09-09T09:00'), by: 'baba', step: 'start', note: '' },
  ],
};
const person: Editor = { by: 'person', id: 'p', name: '見本 係長' };
const rowOf = (rowId: string, one: Issue, editor: Editor = { by: 'us' }): SeenRow => ({
  rowId,
  itemId: '3',
  seen: issueRow(nerima, rowId, one, (ref) => ref, randomUUID()),
  editor,
  byHand: [],
  overridden: [],
  lost: editor.by === 'us',
});
const take = (row: SeenRow): Promise<void> =>
  store.db.transaction().execute((tx) => putBackIssue(desk(), tx, row));

test('空のデータベースに、担当・期限・状態・経過とともに戻り、つぎの手続はその経過に続く', async () => {
  const id = randomUUID();
  await take(rowOf(id, issue));
  const one = await findIssue(store.db, id);
  if (!one) throw new Error('it did not come home');
  const { history, ...rest } = issue;
  expect(one.issue).toMatchObject(rest);
  expect(historyText(one.issue, (ref) => ref)).toBe(historyText(issue, (ref) => ref));
  expect(await store.db.selectFrom('derive_wish').select('scope').execute()).toEqual([
    { scope: 'issue/R8-課-0003' },
  ]);
  const next = await store.db.transaction().execute((tx) => takeNumbers(tx, nerima.id, 'issue', 'R8-課-', 1));
  expect(next).toEqual(['R8-課-0004']);

  const reported = stepIssue(one.issue, 'submit', '', { id: 'baba', at: now, mayDo: () => true });
  if (!reported.ok) throw new Error(reported.problem.message.ja);
  expect(await keepIssue(desk(), one, reported.value)).toBe(true);
  const filed = await store.db
    .selectFrom('filing')
    .select('values')
    .where('row_id', '=', id)
    .executeTakeFirstOrThrow();
  expect(String(filed.values['History']).split('\n')).toHaveLength(history.length + 1);
});

test('バックアップより後の手続は、SharePointの状態になる', async () => {
  const id = randomUUID();
  const older: Issue = { ...issue, state: 'open', history: issue.history.slice(0, 1) };
  await store.db
    .transaction()
    .execute((tx) => addIssue(tx, nerima.id, issueList(nerima).key, id, older, now));
  await take(rowOf(id, issue));
  expect((await findIssue(store.db, id))?.issue).toMatchObject({ state: 'working', owner: 'baba' });
});

test('人が作った行と、ほかの年度の行からは、課題はできない', async () => {
  await take(rowOf(randomUUID(), issue, person));
  await take(rowOf(randomUUID(), { ...issue, number: 'R7-課-0003' }));
  expect(await store.db.selectFrom('issue').select('id').execute()).toEqual([]);
});
