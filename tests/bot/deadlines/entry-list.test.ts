import { describe, expect, test } from '@jest/globals';
import { entryOfRow, entryRow, listOfEntry } from '../../../bot/features/deadlines/entry-list.ts';
import type { DeadlineEntry } from '../../../shared/kernel/deadline/deadline-entry.ts';
import { plainDate } from '../../../shared/kernel/plain-date.ts';
import { profile } from '../../shared/engagements/profile-text.ts';

/** 期限の記録: what goes to SharePoint comes home as it was. */

const said = (change: Partial<DeadlineEntry>): DeadlineEntry => ({
  id: '00000000-0000-4000-8000-000000000001',
  topic: 'done',
  lifted: false,
  subject: 'deadline/opinion/R8-相-0001',
  scope: 'deadline/opinion/R8-相-0001',
  name: '調達の資料への意見書（R8-相-0001）',
  by: { id: 'person-1', name: '例田 一郎' },
  at: Date.parse('2026-09-14T01:02:03.456Z'),
  ...change,
});

describe('a row tells the whole entry', () => {
  test.each<[string, Partial<DeadlineEntry>]>([
    ['提出済み', {}],
    ['提出済みの取消し', { lifted: true, reason: 'まだ送っていない' }],
    ['期限の登録', { topic: 'fact', day: plainDate('2026-09-11'), about: '第1回の請求書' }],
    ['登録の取消し', { topic: 'fact', lifted: true, reason: '別の契約のもの' }],
    ['期限の変更', { topic: 'date', day: plainDate('2026-10-02'), reason: '合意した' }],
    ['期限の変更の取消し', { topic: 'date', lifted: true, reason: '元に戻す' }],
    ['対象外', { topic: 'exempt', reason: '漏えいはなかった' }],
    ['対象外の取消し', { topic: 'exempt', lifted: true, reason: '誤り' }],
    ['担当変更', { topic: 'owner', owner: { id: 'person-2', name: '見本 花子' } }],
    ['確認', { topic: 'seen' }],
  ])('%s', (kind, change) => {
    const entry = said(change);
    const row = entryRow(entry, 'command');
    expect(row['EntryKind']).toBe(kind);
    expect(entryOfRow(entry.id, row)).toEqual(entry);
  });

  test('one that lacks what it is about, who or when is none', () => {
    const row = entryRow(said({}), 'command');
    for (const column of ['EntryKind', 'DueId', 'DueScope', 'EntryById', 'EntryInstant'])
      expect(entryOfRow('x', { ...row, [column]: null })).toBeUndefined();
    expect(entryOfRow('x', { ...row, EntryKind: '別のもの' })).toBeUndefined();
  });
});

test('the clocks of incidents stand where only some may look', () => {
  const { settings } = profile('nerima-r8');
  const legal = said({ subject: 'deadline/preliminaryReport/R8-事-0001' });
  const noted = said({
    topic: 'seen',
    subject: 'deadline/finalReport/R8-事-0001@2026-10-11T23:59:00+09:00/x',
  });
  expect([legal, noted, said({})].map((one) => listOfEntry(settings, one))).toEqual([
    'incidentDeadlineEntries',
    'incidentDeadlineEntries',
    'deadlineEntries',
  ]);
});
