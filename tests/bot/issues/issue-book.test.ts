import { describe, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { issueBook } from '../../../bot/features/issues/issue-book.ts';
import type { Issue } from '../../../shared/issues/issue.ts';
import { plainDate } from '../../../shared/kernel/plain-date.ts';
import { profiles } from '../intake/sample-cases.ts';

const typed = '=HYPERLINK("http://example.com","押す")';

const issue: Issue = {
  number: 'R8-課-0001',
  kind: 'actionItem',
  title: typed,
  content: '+1+1\n@SUM(A1)\n-2\t|cmd',
  priority: 'high',
  state: 'open',
  owner: 'someone',
  due: plainDate('2026-10-30'),
  history: [{ at: Date.UTC(2026, 8, 14, 1), by: 'someone', step: 'raise', note: '=1+1' }],
};

describe('N-3.3.ア.エ.2 課題管理表をExcelにする', () => {
  test.each(profiles)('$id：入力された文字は式にならず、そのままの文字で入る', async ({ settings }) => {
    const files = unzipSync(await issueBook(settings, [issue], () => '例田 一郎'));
    const parts = Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)] as const);
    const sheets = parts.filter(([name]) => /^xl\/worksheets\/[^/]+\.xml$/.test(name));
    expect(sheets.length).toBe(1);
    for (const [, xml] of sheets) expect(xml).not.toMatch(/<f[ >/]|t="e"/);
    const all = parts.map(([, xml]) => xml).join('\n');
    expect(all).toContain('=HYPERLINK(');
    expect(all).toContain('R8-課-0001');
    expect(all).not.toMatch(/externalLink|TargetMode="External"/);
  });
});
