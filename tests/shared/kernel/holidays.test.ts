import { describe, expect, test } from '@jest/globals';
import { holidayOn } from '../../../shared/kernel/holidays.ts';
import { addDays, type PlainDate, plainDate } from '../../../shared/kernel/plain-date.ts';

const namesFrom = (from: string, to: string): string[] => {
  const found: string[] = [];
  for (let date: PlainDate = plainDate(from); date <= to; date = addDays(date, 1)) {
    if (holidayOn(date) !== undefined) found.push(date.slice(5));
  }
  return found;
};

describe('祝日', () => {
  test.each([
    [
      '2026-04-01',
      '2026-12-31',
      '04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23',
    ],
    [
      '2027-01-01',
      '2027-12-31',
      '01-01 01-11 02-11 02-23 03-21 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23',
    ],
    [
      '2028-01-01',
      '2028-12-31',
      '01-01 01-10 02-11 02-23 03-20 04-29 05-03 05-04 05-05 07-17 08-11 09-18 09-22 10-09 11-03 11-23',
    ],
    ['2029-01-01', '2029-03-31', '01-01 01-08 02-11 02-12 02-23 03-20'],
    [
      '2021-01-01',
      '2021-12-31',
      '01-01 01-11 02-11 02-23 03-20 04-29 05-03 05-04 05-05 07-22 07-23 08-08 08-09 09-20 09-23 11-03 11-23',
    ],
  ])('from %s to %s', (from, to, expected) => {
    expect(namesFrom(from, to)).toEqual(expected.split(' '));
  });

  test('the holidays moved by special acts of 2020 and 2021 have their names', () => {
    expect(holidayOn(plainDate('2020-07-23'))?.name.ja).toBe('海の日');
    expect(holidayOn(plainDate('2020-07-24'))?.name.ja).toBe('スポーツの日');
    expect(holidayOn(plainDate('2020-08-10'))?.name.ja).toBe('山の日');
    expect(holidayOn(plainDate('2021-07-22'))?.name).toEqual({ ja: '海の日', en: 'Marine Day' });
    expect(holidayOn(plainDate('2021-08-08'))?.name.ja).toBe('山の日');
    expect(holidayOn(plainDate('2021-08-09'))?.name.ja).toContain('振替休日');
  });

  test('what is not yet gazetted is marked as predicted', () => {
    expect(holidayOn(plainDate('2027-11-23'))?.status).toBe('official');
    expect(holidayOn(plainDate('2028-01-01'))?.status).toBe('predicted');
  });

  test('a day outside the table, and a name every object has, are no holidays', () => {
    expect(holidayOn(plainDate('2051-01-01'))).toBeUndefined();
    expect(holidayOn('constructor' as PlainDate)).toBeUndefined();
  });
});
