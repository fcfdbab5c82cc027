import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  daysBetween,
  formatDate,
  parsePlainDate,
  partsOf,
  plainDate,
  plainDateFrom,
  WEEKDAYS,
  weekdayOf,
} from '../../../shared/kernel/plain-date.ts';
import { dateBetween } from './arbitrary-dates.ts';

const anyDate = dateBetween('0001-01-01', '9999-12-31');

describe('plain dates', () => {
  test.each(['2026-02-29', '2026-13-01', '2026-4-1', '2026-04-01T00:00', '0000-01-01', '+002026-04-01', ''])(
    '%s is not a date',
    (text) => {
      expect(parsePlainDate(text)).toBeUndefined();
      expect(() => plainDate(text)).toThrow(RangeError);
    },
  );

  test('real days are dates, the 29th of February of a leap year too', () => {
    expect(parsePlainDate('2028-02-29')).toBe('2028-02-29');
    expect(plainDateFrom(2028, 2, 29)).toBe('2028-02-29');
    expect(plainDateFrom(2027, 2, 29)).toBeUndefined();
  });

  test('days and months are added, a month without the day gives its last', () => {
    expect(addDays(plainDate('2026-12-31'), 1)).toBe('2027-01-01');
    expect(addDays(plainDate('2028-03-01'), -1)).toBe('2028-02-29');
    expect(addMonths(plainDate('2026-01-31'), 1)).toBe('2026-02-28');
    expect(addMonths(plainDate('2026-12-15'), 2)).toBe('2027-02-15');
    expect(() => addDays(plainDate('9999-12-31'), 1)).toThrow(RangeError);
  });

  test('a day is said with its weekday', () => {
    expect(formatDate(plainDate('2026-09-18'), 'ja')).toBe('9月18日(金)');
    expect(formatDate(plainDate('2026-09-18'), 'ja', { year: true })).toBe('2026年9月18日(金)');
    expect(formatDate(plainDate('2026-09-18'), 'en')).toBe('Fri 18 Sep');
  });

  test('adding and counting days are inverse, and order is the order of the texts', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (a, b) => {
        const days = daysBetween(a, b);
        expect(addDays(a, days)).toBe(b);
        expect(Math.sign(days)).toBe(a < b ? 1 : a > b ? -1 : 0);
      }),
    );
  });

  test('weekdays follow one another', () => {
    fc.assert(
      fc.property(dateBetween('0001-01-01', '9999-12-30'), (date) => {
        const next = WEEKDAYS[(WEEKDAYS.indexOf(weekdayOf(date)) + 1) % 7];
        expect(weekdayOf(addDays(date, 1))).toBe(next);
      }),
    );
  });

  test('parts make the date again', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const { year, month, day } = partsOf(date);
        expect(plainDateFrom(year, month, day)).toBe(date);
      }),
    );
  });
});
