import { describe, expect, test } from '@jest/globals';
import {
  assignIssue,
  type Issue,
  type IssueDoer,
  issueRecord,
  raiseIssue,
  rescheduleIssue,
  stepIssue,
} from '../../../shared/issues/issue.ts';
import { plainDate } from '../../../shared/kernel/plain-date.ts';
import type { Result } from '../../../shared/kernel/problem.ts';
import { profile } from '../engagements/profile-text.ts';

const settings = profile('nerima-r8').settings.issues;
const section: IssueDoer = { id: 'aoki', at: 1000, mayDo: () => true };
const contractor: IssueDoer = { id: 'baba', at: 2000, mayDo: (action) => action !== 'issue.close' };
const stranger: IssueDoer = { id: 'chiba', at: 3000, mayDo: () => false };

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.problem.message.ja);
  return result.value;
};
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.problem.code);

const wanted = {
  number: 'R8-課-0001',
  kind: 'actionItem',
  title: ' 見積りの\n根拠を確かめる ',
  content: '',
  priority: 'high',
  owner: 'baba',
  due: plainDate('2026-09-30'),
  meeting: 'R8-会-0012',
};
const raised = value(raiseIssue(wanted, section));

describe('N-4.3.ア.ウ 課題管理表', () => {
  test('a 宿題 with owner and date, from the meeting to its end, with its history', () => {
    const working = value(stepIssue(raised, 'start', '', contractor));
    const reported = value(stepIssue(working, 'submit', '業者に確認した', contractor));
    const back = value(stepIssue(reported, 'sendBack', '書面がほしい', section));
    const done: Issue = value(stepIssue(back, 'close', '', { ...section, at: 9000 }));
    expect(raised).toMatchObject({ title: '見積りの 根拠を確かめる', state: 'open', meeting: 'R8-会-0012' });
    expect(done).toMatchObject({ state: 'done', doneAt: 9000 });
    expect(done.history.map(({ by, step, note }) => [by, step, note])).toEqual([
      ['aoki', 'raise', ''],
      ['baba', 'start', ''],
      ['baba', 'submit', '業者に確認した'],
      ['aoki', 'sendBack', '書面がほしい'],
      ['aoki', 'close', ''],
    ]);
    const again = value(stepIssue(done, 'reopen', '再発した', section));
    expect(again.doneAt).toBeUndefined();
    expect(again.state).toBe('working');
  });

  test('担当変更 and a new date stand in the history with why', () => {
    const assigned = value(assignIssue(raised, 'doi', '異動のため', section));
    const later = value(rescheduleIssue(assigned, plainDate('2026-10-15'), '回答待ち', contractor));
    expect(later).toMatchObject({ owner: 'doi', due: '2026-10-15' });
    expect(later.history.map(({ step }) => step)).toEqual(['raise', 'assign', 'reschedule']);
    // What was there before is not touched.
    expect(raised).toMatchObject({ owner: 'baba', due: '2026-09-30', history: { length: 1 } });
  });

  test.each<[string, () => Result<unknown>, string]>([
    ['the contractor does not close', () => stepIssue(raised, 'close', '', contractor), 'workflow.notYou'],
    ['a stranger raises none', () => raiseIssue(wanted, stranger), 'issue.notYou'],
    ['a stranger assigns none', () => assignIssue(raised, 'x', '', stranger), 'issue.notYou'],
    ['on hold without a reason', () => stepIssue(raised, 'hold', ' ', contractor), 'workflow.reason'],
    ['reopened before it was done', () => stepIssue(raised, 'reopen', 'x', section), 'workflow.notNow'],
    [
      'a date that slips silently',
      () => rescheduleIssue(raised, plainDate('2026-10-15'), '', section),
      'workflow.reason',
    ],
    ['a done one changed', () => assignIssue({ ...raised, state: 'done' }, 'x', '', section), 'issue.done'],
    ['without a subject', () => raiseIssue({ ...wanted, title: '\u200B \n' }, section), 'issue.title'],
  ])('%s', (_case, act, expected) => {
    expect(code(act())).toBe(expected);
  });

  test('N-3.3.ア.エ.3 kinds and priorities are the profile’s', () => {
    const { kind, priority, state } = issueRecord(settings).fields;
    const names = (field: typeof kind) =>
      field !== undefined && 'choices' in field ? field.choices.map(({ name }) => name.ja) : [];
    expect(names(kind)).toEqual(['宿題', '課題', 'リスク']);
    expect(names(priority)).toEqual(['高', '中', '低']);
    expect(names(state)).toEqual(['未着手', '対応中', '確認待ち', '保留', '完了']);
  });
});
