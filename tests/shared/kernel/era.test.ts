import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { eraLong, eraOf, eraShort, parseDateInput, parseEraDate } from '../../../shared/kernel/era.ts';
import { addDays, plainDate } from '../../../shared/kernel/plain-date.ts';
import { eraDate } from './arbitrary-dates.ts';

describe('和暦', () => {
  test.each([
    ['2026-04-01', '令和8年4月1日', 'R8.4.1'],
    ['2019-05-01', '令和元年5月1日', 'R元.5.1'],
    ['2019-04-30', '平成31年4月30日', 'H31.4.30'],
    ['1989-01-08', '平成元年1月8日', 'H元.1.8'],
    ['1989-01-07', '昭和64年1月7日', 'S64.1.7'],
    ['1926-12-25', '昭和元年12月25日', 'S元.12.25'],
    ['1926-12-24', '大正15年12月24日', 'T15.12.24'],
    ['1912-07-30', '大正元年7月30日', 'T元.7.30'],
    ['1912-07-29', '明治45年7月29日', 'M45.7.29'],
    ['1873-01-01', '明治6年1月1日', 'M6.1.1'],
  ])('%s is %s and %s', (date, long, short) => {
    expect(eraLong(plainDate(date))).toBe(long);
    expect(eraShort(plainDate(date))).toBe(short);
  });

  test('before the Gregorian calendar there is no answer', () => {
    expect(() => eraLong(plainDate('1872-12-31'))).toThrow(RangeError);
    expect(parseEraDate('明治5年12月31日')).toBeUndefined();
  });

  test.each([
    ['令和8年4月1日', '2026-04-01'],
    ['令和元年5月1日', '2019-05-01'],
    ['令和1年5月1日', '2019-05-01'],
    ['令和８年１０月１日', '2026-10-01'],
    ['㋿8年4月1日', '2026-04-01'],
    [' 令和 8年 4月 1日 ', '2026-04-01'],
    ['R8.4.1', '2026-04-01'],
    ['R8/4/1', '2026-04-01'],
    ['r8-04-01', '2026-04-01'],
    ['R元.5.1', '2019-05-01'],
    ['H31.4.30', '2019-04-30'],
    ['S64/1/7', '1989-01-07'],
  ])('reads %s as %s', (text, date) => {
    expect(parseEraDate(text)).toBe(date);
  });

  test.each([
    '平成31年5月1日',
    '令和元年4月30日',
    '昭和64年1月8日',
    '令和8年2月29日',
    '令和0年4月1日',
    '令和8年13月1日',
    '令和元年',
    'R8.4/1',
    'X8.4.1',
    '8.4.1',
    '',
  ])('does not read %s', (text) => {
    expect(parseEraDate(text)).toBeUndefined();
  });

  test.each([
    ['2026-04-01', '2026-04-01'],
    ['2026/4/1', '2026-04-01'],
    ['2026年4月1日', '2026-04-01'],
    ['令和8年4月1日', '2026-04-01'],
    ['2026/2/29', undefined],
    ['4/1', undefined],
  ])('an input field reads %s as %s', (text, date) => {
    expect(parseDateInput(text)).toBe(date);
  });

  test('what is written is read back', () => {
    fc.assert(
      fc.property(eraDate, (date) => {
        expect(parseEraDate(eraLong(date))).toBe(date);
        expect(parseEraDate(eraShort(date))).toBe(date);
      }),
    );
  });

  test('from one day to the next the era year stays, grows by one, or a new era begins with 1', () => {
    fc.assert(
      fc.property(eraDate, (date) => {
        const today = eraOf(date);
        const tomorrow = eraOf(addDays(date, 1));
        if (tomorrow.era === today.era) expect([0, 1]).toContain(tomorrow.year - today.year);
        else expect(tomorrow.year).toBe(1);
      }),
    );
  });
});
