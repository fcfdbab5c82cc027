import { expect, test } from '@jest/globals';
import { issueCard } from '../../../bot/features/issues/issue-card.ts';
import { textOf } from '../../../infra/local-people.ts';
import type { Issue } from '../../../shared/issues/issue.ts';
import { plainDate } from '../../../shared/kernel/plain-date.ts';
import { expectGoodCard } from '../../harness/good-card.ts';
import { at, calendarOf, nerima } from '../../shared/meetings/sample-year.ts';

const shown = (due: string, state: Issue['state'] = 'open'): string => {
  const issue: Issue = {
    number: 'R8-課-0001',
    kind: 'actionItem',
    title: '要件一覧を作る',
    content: '',
    priority: 'medium',
    state,
    owner: 'baba',
    due: plainDate(due),
    history: [],
  };
  const card = issueCard(
    { settings: nerima },
    calendarOf(nerima),
    { id: 'i', issue, revision: 1 },
    () => '馬場 二葉',
    () => true,
    at('2026-04-13T09:00'),
    'ja',
  );
  expectGoodCard(card);
  return textOf(card);
};

test('N-4.3.ア.ウ 宿題の期限が閉庁日にあたるときは、日付を動かさず、次の開庁日を添える', () => {
  expect(shown('2026-04-29')).toMatch(
    /4月29日\(水\)[^]*この日は閉庁日です（昭和の日）。次の開庁日は4月30日\(木\)です。/,
  );
  expect(shown('2026-04-30')).not.toContain('閉庁日');
  expect(shown('2026-04-29', 'done')).not.toContain('閉庁日');
});
