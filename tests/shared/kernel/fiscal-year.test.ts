import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  fiscalYearLabel,
  fiscalYearMark,
  fiscalYearOf,
  fiscalYearRange,
} from '../../../shared/kernel/fiscal-year.ts';
import { addDays, plainDate } from '../../../shared/kernel/plain-date.ts';
import { eraDate } from './arbitrary-dates.ts';

describe('年度', () => {
  test('N-2.1.1 令和8年度 runs from 2026-04-01 to 2027-03-31', () => {
    expect(fiscalYearRange(2026)).toEqual({ start: '2026-04-01', end: '2027-03-31' });
    expect(fiscalYearOf(plainDate('2026-03-31'))).toBe(2025);
    expect(fiscalYearOf(plainDate('2026-04-01'))).toBe(2026);
    expect(fiscalYearOf(plainDate('2027-03-31'))).toBe(2026);
  });

  test.each([
    [2026, '令和8年度', 'R8'],
    [2021, '令和3年度', 'R3'],
    [2020, '令和2年度', 'R2'],
    [2019, '令和元年度', 'R1'],
    [2018, '平成30年度', 'H30'],
    [1989, '平成元年度', 'H1'],
    [1988, '昭和63年度', 'S63'],
  ])('%i is %s, its numbers begin with %s', (year, label, mark) => {
    expect(fiscalYearLabel(year, 'ja')).toBe(label);
    expect(fiscalYearLabel(year, 'en')).toBe(`FY${year}`);
    expect(fiscalYearMark(year)).toBe(mark);
  });

  test('every day lies in the range of its fiscal year, and the ranges meet without a gap', () => {
    fc.assert(
      fc.property(eraDate, (date) => {
        const year = fiscalYearOf(date);
        const { start, end } = fiscalYearRange(year);
        expect(start <= date && date <= end).toBe(true);
        expect(addDays(end, 1)).toBe(fiscalYearRange(year + 1).start);
      }),
    );
  });
});
