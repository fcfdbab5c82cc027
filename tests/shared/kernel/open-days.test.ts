import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fiscalYearRange } from '../../../shared/kernel/fiscal-year.ts';
import { fromTokyo, timeOfDay } from '../../../shared/kernel/instant.ts';
import { type CalendarSettings, openDays, openDaysLeft } from '../../../shared/kernel/open-days.ts';
import { addDays, plainDate, weekdayOf } from '../../../shared/kernel/plain-date.ts';
import { dateWithHolidays } from './arbitrary-dates.ts';

const usual: CalendarSettings = {
  closedWeekdays: ['sat', 'sun'],
  yearEnd: { from: '12-29', to: '01-03' },
  closures: [],
  openings: [],
  officeHours: { start: '08:30', end: '17:15' },
};
const office = openDays(usual);
const particular = openDays({
  ...usual,
  closures: [{ date: '2026-06-12', reason: '庁舎停電' }],
  openings: [{ date: '2026-03-29', reason: '年度末の休日開庁' }],
});

const day = plainDate;
const steps = fc.integer({ min: 1, max: 500 });

describe('hand-worked values', () => {
  test.each([
    ['2026-09-24', '2026-09-18'],
    ['2026-05-07', '2026-05-01'],
    ['2027-01-04', '2026-12-28'],
    ['2027-03-23', '2027-03-19'],
  ])('N-4.3.ア.ウ one open day before a meeting on %s is %s', (meeting, due) => {
    expect(office.before(day(meeting), 1)).toBe(due);
    expect(office.previous(day(meeting))).toBe(due);
  });

  test.each([
    [2026, 241],
    [2027, 243],
    [2028, 242],
  ])('fiscal year %i has %i open days', (year, expected) => {
    const { start, end } = fiscalYearRange(year);
    expect(office.count(start, end)).toBe(expected);
  });

  test('the year end is closed over the turn of the year, and only it', () => {
    expect(office.isOpen(day('2026-12-28'))).toBe(true);
    for (const closed of ['2026-12-29', '2026-12-31', '2027-01-01', '2027-01-03']) {
      expect(office.isOpen(day(closed))).toBe(false);
    }
    expect(office.isOpen(day('2027-01-04'))).toBe(true);
  });

  test('the moved holidays of 2021 are closed and their usual days open (K-2)', () => {
    expect(office.whyClosed(day('2021-07-22'))?.ja).toBe('海の日');
    expect(office.whyClosed(day('2021-07-23'))?.ja).toBe('スポーツの日');
    expect(office.whyClosed(day('2021-08-09'))?.cause).toBe('holiday');
    expect(office.isOpen(day('2021-07-19'))).toBe(true);
    expect(office.isOpen(day('2021-10-11'))).toBe(true);
  });

  test('a closed day says why, an open day says nothing', () => {
    expect(office.whyClosed(day('2026-04-04'))).toEqual({ cause: 'weekday', ja: '土曜日', en: 'Saturday' });
    expect(office.whyClosed(day('2026-11-23'))?.ja).toBe('勤労感謝の日');
    expect(office.whyClosed(day('2026-12-30'))?.cause).toBe('yearEnd');
    expect(office.whyClosed(day('2027-01-01'))?.ja).toBe('元日');
    expect(particular.whyClosed(day('2026-06-12'))).toEqual({
      cause: 'closure',
      ja: '庁舎停電',
      en: '庁舎停電',
    });
    expect(office.whyClosed(day('2026-04-01'))).toBeUndefined();
  });

  test('an opening in the profile wins over the weekday, and over a holiday and the year end', () => {
    expect(particular.isOpen(day('2026-03-29'))).toBe(true);
    const busy = openDays({
      ...usual,
      closures: [{ date: '2026-12-30', reason: '閉庁' }],
      openings: [
        { date: '2026-12-30', reason: '臨時開庁' },
        { date: '2026-11-23', reason: '臨時開庁' },
      ],
    });
    expect(busy.isOpen(day('2026-12-30'))).toBe(true);
    expect(busy.isOpen(day('2026-11-23'))).toBe(true);
  });

  test('zero steps stay on an open day and leave a closed one in the direction of the name', () => {
    expect(office.add(day('2026-09-24'), 0)).toBe('2026-09-24');
    expect(office.add(day('2026-09-19'), 0)).toBe('2026-09-24');
    expect(office.before(day('2026-09-23'), 0)).toBe('2026-09-18');
    expect(office.before(day('2026-09-24'), 0)).toBe('2026-09-24');
  });

  test('from a closed day the next open day is number one', () => {
    expect(office.add(day('2026-09-19'), 1)).toBe('2026-09-24');
    expect(office.add(day('2026-09-19'), -1)).toBe('2026-09-18');
    expect(office.next(day('2026-12-28'))).toBe('2027-01-04');
  });

  test('days between two days leave out the first and count the last', () => {
    expect(office.between(day('2026-09-18'), day('2026-09-24'))).toBe(1);
    expect(office.between(day('2026-09-24'), day('2026-09-18'))).toBe(-1);
    expect(office.between(day('2026-09-19'), day('2026-09-23'))).toBe(0);
    expect(office.between(day('2026-09-19'), day('2026-09-19'))).toBe(0);
    expect(office.count(day('2026-09-24'), day('2026-09-18'))).toBe(0);
  });

  test('office hours are those of Tokyo, the start counted and the end not', () => {
    const at = (date: string, time: string) => office.inOfficeHours(fromTokyo(day(date), timeOfDay(time)));
    expect(at('2026-04-01', '08:29')).toBe(false);
    expect(at('2026-04-01', '08:30')).toBe(true);
    expect(at('2026-04-01', '17:14')).toBe(true);
    expect(at('2026-04-01', '17:15')).toBe(false);
    expect(at('2026-04-04', '10:00')).toBe(false);
  });

  test('a wish that no calendar can grant is refused', () => {
    const never = openDays({ ...usual, closedWeekdays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] });
    expect(() => never.next(day('2026-04-01'))).toThrow(RangeError);
    expect(() => never.previous(day('2026-04-01'))).toThrow(RangeError);
    expect(() => office.add(day('2026-04-01'), 1.5)).toThrow(RangeError);
    expect(() => office.add(day('2026-04-01'), 10_001)).toThrow(RangeError);
    expect(() => office.add(day('9998-12-31'), 400)).toThrow(RangeError);
  });

  test('the days left are said as the cards say them', () => {
    expect(openDaysLeft(2)).toEqual({ ja: 'あと2開庁日', en: '2 open days left' });
    expect(openDaysLeft(1).en).toBe('1 open day left');
    expect(openDaysLeft(0).ja).toBe('本日まで');
    expect(openDaysLeft(-3).ja).toBe('3開庁日超過');
  });
});

describe('laws', () => {
  const calendars = fc.constantFrom(office, particular);

  test('no closed day is ever given', () => {
    fc.assert(
      fc.property(calendars, dateWithHolidays, fc.integer({ min: -500, max: 500 }), (calendar, date, n) => {
        expect(calendar.isOpen(calendar.add(date, n))).toBe(true);
        expect(calendar.isOpen(calendar.before(date, n))).toBe(true);
      }),
    );
  });

  test('open is the same as having no reason to be closed', () => {
    fc.assert(
      fc.property(calendars, dateWithHolidays, (calendar, date) => {
        expect(calendar.isOpen(date)).toBe(calendar.whyClosed(date) === undefined);
      }),
    );
  });

  test('n days on and n days back meet', () => {
    fc.assert(
      fc.property(calendars, dateWithHolidays, steps, (calendar, date, n) => {
        const open = calendar.add(date, 0);
        expect(calendar.before(calendar.add(open, n), n)).toBe(open);
        expect(calendar.add(calendar.before(open, n), n)).toBe(open);
        expect(calendar.add(open, -n)).toBe(calendar.before(open, n));
      }),
    );
  });

  test('steps add up, and between counts them', () => {
    fc.assert(
      fc.property(calendars, dateWithHolidays, steps, steps, (calendar, date, a, b) => {
        expect(calendar.add(calendar.add(date, a), b)).toBe(calendar.add(date, a + b));
        expect(calendar.between(date, calendar.add(date, a))).toBe(a);
        expect(calendar.between(date, calendar.before(date, a))).toBe(-a);
      }),
    );
  });

  test('later days never give earlier answers', () => {
    fc.assert(
      fc.property(
        calendars,
        dateWithHolidays,
        steps,
        fc.integer({ min: 1, max: 40 }),
        (calendar, date, n, gap) => {
          const later = addDays(date, gap);
          expect(calendar.add(date, n) <= calendar.add(later, n)).toBe(true);
          expect(calendar.add(date, n) < calendar.add(date, n + 1)).toBe(true);
          expect(calendar.add(date, n) > date && calendar.before(date, n) < date).toBe(true);
        },
      ),
    );
  });

  test('counting by table is counting one by one', () => {
    fc.assert(
      fc.property(calendars, dateWithHolidays, fc.integer({ min: 0, max: 800 }), (calendar, from, length) => {
        let counted = 0;
        for (let i = 0; i <= length; i += 1) if (calendar.isOpen(addDays(from, i))) counted += 1;
        expect(calendar.count(from, addDays(from, length))).toBe(counted);
      }),
      { numRuns: 30 },
    );
  });

  test('the next open day is the first that is open', () => {
    fc.assert(
      fc.property(calendars, dateWithHolidays, (calendar, date) => {
        let candidate = addDays(date, 1);
        while (!calendar.isOpen(candidate)) candidate = addDays(candidate, 1);
        expect(calendar.next(date)).toBe(candidate);
      }),
    );
  });

  test('only Saturdays and Sundays are closed for their weekday', () => {
    fc.assert(
      fc.property(dateWithHolidays, (date) => {
        if (office.whyClosed(date)?.cause === 'weekday') {
          expect(['sat', 'sun']).toContain(weekdayOf(date));
        }
      }),
    );
  });
});
