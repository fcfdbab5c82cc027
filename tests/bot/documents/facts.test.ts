import { describe, expect, test } from '@jest/globals';
import type { DocumentDesk } from '../../../bot/features/documents/document-desk.ts';
import { auditFactsOf } from '../../../bot/features/documents/facts/audit-facts.ts';
import { frontOf, numberOf } from '../../../bot/features/documents/facts/known.ts';
import { periodName, periodsOf } from '../../../bot/features/documents/facts/periods.ts';
import { recordHistory } from '../../../bot/features/meetings/keep-meeting.ts';
import { TO_WRITE } from '../../../shared/documents/facts.ts';
import { MINUTES } from '../../../shared/documents/facts-of/meeting-documents.ts';
import { plainDate } from '../../../shared/kernel/plain-date.ts';
import { profile } from '../../shared/engagements/profile-text.ts';

/** What documents are told by the records, where the profile alone decides. */

const deskOf = (id: 'nerima-r8' | 'kawasaki-r3'): DocumentDesk => {
  const { settings } = profile(id);
  const term = { start: plainDate(settings.term.start), end: plainDate(settings.term.end) };
  return { settings, term } as unknown as DocumentDesk;
};
const asking = { person: 'bot', now: Date.parse('2026-09-14T01:00:00Z') } as const;

describe('periods of reports', () => {
  test('N-4.3.ア.ア.2 are named with their year, said once', () => {
    const name = (start: string, end: string) => periodName({ start: plainDate(start), end: plainDate(end) });
    expect(name('2026-09-01', '2026-10-31')).toBe('令和8年9月1日から10月31日まで');
    expect(name('2026-11-01', '2027-01-31')).toBe('令和8年11月1日から令和9年1月31日まで');
    expect(name('2019-04-01', '2019-05-31')).toBe('平成31年4月1日から令和元年5月31日まで');
  });

  test('K-6.1 of a contract without meetings that ask for it are its months, April first', async () => {
    const periods = await periodsOf(deskOf('kawasaki-r3'), 'workReport');
    expect(periods.map(({ id }) => id.slice(0, 7))).toEqual(
      [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15].map((month) =>
        month > 12 ? `2022-0${month - 12}` : `2021-${String(month).padStart(2, '0')}`,
      ),
    );
  });
});

describe('numbers of documents', () => {
  test('come from the record that the document is of, and are to be written where there is none', () => {
    const desk = deskOf('nerima-r8');
    expect(numberOf('R8-会-0012', MINUTES)).toBe('R8-会-0012-議事録');
    expect(frontOf(desk, asking.now).number).toBe(TO_WRITE);
    expect(frontOf(desk, asking.now, 'R8-会-0012-議事録').number).toBe('R8-会-0012-議事録');
  });
});

test('N-3.2.エ an audit of which nothing is recorded is agreed by nobody, and draws no results', () => {
  const desk = deskOf('nerima-r8');
  const paper = auditFactsOf(desk, asking, 'workingPaper', 'section-tax');
  const summary = auditFactsOf(desk, asking, 'summary', '2026');
  if (!paper.ok || !summary.ok) throw new Error('no facts');
  const valueOf = (of: typeof paper, id: string) => of.value.facts.get(id)?.value;
  expect(valueOf(paper, 'audit.auditee')).toBe('税務課');
  expect(valueOf(paper, 'audit.isAgreed')).toBe(false);
  for (const id of ['audit.on', 'audit.kind', 'audit.leadAuditor', 'audit.conforming', 'audit.conclusion'])
    expect(valueOf(paper, id)).toBe(TO_WRITE);
  expect(valueOf(summary, 'categories')).toEqual([]);
  expect(valueOf(summary, 'report.audits')).toBe(TO_WRITE);
});

test('N-4.3.ア.エ the history of a record counts years as all documents do', () => {
  const at = Date.parse('2026-09-24T08:00:00Z');
  const minutes = {
    attendance: [],
    decisions: [],
    carriedOver: [],
    by: 'a',
    at,
    corrections: [{ by: 'b', at: at + 3_600_000, reason: '出席者の誤り' }],
  };
  expect(recordHistory(minutes, (person) => person, 'ja')).toEqual([
    '令和8年9月24日(木) 17:00　記録　a',
    '令和8年9月24日(木) 18:00　訂正　b　出席者の誤り',
  ]);
});
