import { expect, test } from '@jest/globals';
import { lateTogether } from '../../../bot/features/reminders/reminder-words.ts';
import type { View } from '../../../bot/features/reminders/view.ts';
import { at } from '../../shared/meetings/sample-year.ts';

/** What comes late says so once, and only of what is late. */

const views = (...late: readonly (string | undefined)[]): readonly View[] =>
  late.map((wall) => ({ late: wall === undefined ? undefined : at(wall) }) as View);
const said = (...late: readonly (string | undefined)[]): readonly string[] =>
  lateTogether(views(...late), 'ja');

test('N-4.3.ア.ウ：まとめて届くもののうち、遅れたものだけを、いつの分からかとともに言う', () => {
  expect(said(undefined, undefined)).toEqual([]);
  expect(said('2026-09-14T10:30', '2026-09-14T10:30')).toEqual([
    '9月14日(月) 10:30にお届けする予定でした。遅れて届けています。',
  ]);
  expect(said('2026-09-15T10:30', '2026-09-14T10:30')).toEqual([
    '9月14日(月) 10:30からお届けする予定でした。遅れて届けています。',
  ]);
  expect(said('2026-09-14T10:30', undefined)).toEqual([
    'うち1件は、9月14日(月) 10:30にお届けする予定でした。遅れて届けています。',
  ]);
});
