import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { agreedDeadline, deadline } from '../../../shared/kernel/deadline/deadline.ts';
import { lastOfTenDays, periodDays } from '../../../shared/kernel/deadline/period.ts';
import { type DueRule, dueRule, ruleWords } from '../../../shared/kernel/deadline/rule.ts';
import {
  formatInstantEra,
  formatIso,
  fromTokyo,
  parseIso,
  timeOfDay,
} from '../../../shared/kernel/instant.ts';
import { type CalendarSettings, openDays } from '../../../shared/kernel/open-days.ts';
import { plainDate } from '../../../shared/kernel/plain-date.ts';
import { dateWithHolidays } from './arbitrary-dates.ts';

const settings: CalendarSettings = {
  closedWeekdays: ['sat', 'sun'],
  yearEnd: { from: '12-29', to: '01-03' },
  closures: [],
  openings: [],
  officeHours: { start: '08:30', end: '17:15' },
};
const calendar = openDays(settings);
const at = (text: string): number => parseIso(`${text}:00+09:00`) ?? Number.NaN;

/** Day and time of the due instant, and where the day is closed the next open one. */
const due = (rule: DueRule, anchor: number | string, days = calendar): string => {
  const found = deadline(rule, typeof anchor === 'number' ? anchor : plainDate(anchor), days, 'X-1');
  const time = found.timed ? ` ${formatIso(found.due).slice(11, 16)}` : '';
  return `${found.date}${time}${found.closedDay === undefined ? '' : ` → ${found.closedDay.nextOpenDay}`}`;
};

const papers: DueRule = { openDaysBefore: 1, at: '10:00' };

describe('N-4.3.ア.ウ, N-4.3.ア.エ 1開庁日前の午前10時まで', () => {
  test.each([
    ['an ordinary Thursday', '2026-06-11T13:30', '2026-06-10 10:00'],
    ['a Monday', '2026-06-15T13:30', '2026-06-12 10:00'],
    // 21 敬老の日, 22 国民の休日 between two holidays, 23 秋分の日, and the weekend before them.
    ['after 22 September 2026', '2026-09-24T13:30', '2026-09-18 10:00'],
    // 3–5 May, and 6 May for the 3rd on a Sunday.
    ['after 5 May 2026', '2026-05-07T13:30', '2026-05-01 10:00'],
    ['the first open day of the year', '2027-01-04T10:00', '2026-12-28 10:00'],
    ['the last one of the old', '2026-12-28T10:00', '2026-12-25 10:00'],
    ['after 春分の日 on a Sunday', '2027-03-23T13:30', '2027-03-19 10:00'],
    ['the first day of the contract: due before it', '2026-04-01T13:30', '2026-03-31 10:00'],
    // 海の日 was moved to Thursday 22 July, スポーツの日 to Friday 23 July.
    ['July 2021', '2021-07-26T13:30', '2021-07-21 10:00'],
    ['the third Monday of July 2021, an open day', '2021-07-20T13:30', '2021-07-19 10:00'],
    // 山の日 was moved to Sunday 8 August, so that the 9th is off and the 11th is not.
    ['August 2021', '2021-08-10T13:30', '2021-08-06 10:00'],
    ['12 August 2021', '2021-08-12T13:30', '2021-08-11 10:00'],
    // Ten days off, 27 April to 6 May 2019.
    ['令和元年', '2019-05-07T13:30', '2019-04-26 10:00'],
    ['a meeting on a Sunday counts back from it', '2026-06-14T13:30', '2026-06-12 10:00'],
    ['just after midnight in Tokyo', '2026-06-12T00:10', '2026-06-11 10:00'],
  ])('%s', (_case, meeting, expected) => {
    expect(due(papers, at(meeting))).toBe(expected);
  });

  test('across the change of era the date is said in the era that it has', () => {
    const found = deadline(papers, at('2019-05-07T13:30'), calendar, 'X-1');
    expect(formatInstantEra(found.due)).toBe('平成31年4月26日(金) 10:00');
    expect(formatInstantEra(at('2019-05-07T13:30'))).toBe('令和元年5月7日(火) 13:30');
  });

  test('a holiday declared late moves what is counted from now on', () => {
    const late = openDays({ ...settings, closures: [{ date: '2026-09-18', reason: '台風による閉庁' }] });
    expect(due(papers, at('2026-09-24T13:30'), late)).toBe('2026-09-17 10:00');
    const opened = openDays({ ...settings, openings: [{ date: '2026-09-22', reason: '臨時開庁' }] });
    expect(due(papers, at('2026-09-24T13:30'), opened)).toBe('2026-09-22 10:00');
  });
});

describe('days and weeks after: the first day is not counted, a closed day is shown and not moved', () => {
  test.each<[string, DueRule, string | number, string]>([
    ['N-4.3.ア.ア.1 two weeks after the contract', { weeksAfter: 2 }, '2026-04-01', '2026-04-15'],
    ['N-4.1.ア.イ.b a week after the request', { daysAfter: 7 }, at('2026-04-24T16:00'), '2026-05-01'],
    ['N-4.1.ア.イ.b … ending on こどもの日', { daysAfter: 7 }, '2026-04-28', '2026-05-05 → 2026-05-07'],
    ['N-5.1 15 days after submission, past the year’s end', { daysAfter: 15 }, '2027-03-31', '2027-04-15'],
    ['N-5.1 the other reading: 15 open days', { openDaysAfter: 15 }, '2026-04-20', '2026-05-15'],
    ['N-5.2 30 days after the invoice', { daysAfter: 30 }, '2026-12-01', '2026-12-31 → 2027-01-04'],
    ['K-9.2 on the day itself', { daysAfter: 0 }, '2021-04-01', '2021-04-01'],
    [
      'a report five days after a holiday evening',
      { daysAfter: 5 },
      at('2026-04-29T22:00'),
      '2026-05-04 → 2026-05-07',
    ],
    ['K-7.1 a fixed date', { on: '2022-02-28' }, '2021-04-01', '2022-02-28'],
    ['a fixed 旬', { on: '2022-02-late' }, '2021-04-01', '2022-02-28'],
    ['月末 in a leap year', { endOf: 'month' }, '2028-02-10', '2028-02-29'],
    ['月末 on a Sunday', { endOf: 'month', at: '17:00' }, '2026-05-10', '2026-05-31 17:00 → 2026-06-01'],
    ['上旬', { endOf: 'tenDays' }, '2026-06-01', '2026-06-10'],
    ['中旬', { endOf: 'tenDays' }, '2026-06-11', '2026-06-20 → 2026-06-22'],
    ['下旬', { endOf: 'tenDays' }, '2026-02-21', '2026-02-28 → 2026-03-02'],
    ['by the meeting', { atStart: true }, at('2026-06-11T13:30'), '2026-06-11 13:30'],
    ['by the meeting, of which only the day is known', { atStart: true }, '2026-06-11', '2026-06-11'],
  ])('%s', (_case, rule, anchor, expected) => {
    expect(due(rule, anchor)).toBe(expected);
  });

  test('a day without a time is due until its last minute, and says why it is closed', () => {
    const found = deadline({ daysAfter: 30 }, plainDate('2026-12-01'), calendar, 'N-5.2');
    expect(found).toEqual({
      due: at('2026-12-31T23:59'),
      date: '2026-12-31',
      timed: false,
      clause: 'N-5.2',
      closedDay: {
        why: { cause: 'yearEnd', ja: '年末年始の閉庁日', en: 'Year-end closing' },
        nextOpenDay: '2027-01-04',
      },
    });
  });

  test('N-4.0 a date that both agreed on', () => {
    expect(agreedDeadline(plainDate('2026-09-22'), calendar, 'N-4.0')).toMatchObject({
      date: '2026-09-22',
      timed: false,
      closedDay: { nextOpenDay: '2026-09-24' },
    });
  });

  test('a rule has one meaning: two of them together are refused', () => {
    expect(dueRule.safeParse({ daysAfter: 7, weeksAfter: 1 }).success).toBe(false);
    expect(dueRule.safeParse({ openDaysBefore: 0 }).success).toBe(false);
    expect(dueRule.safeParse({ on: '2022-02-29' }).success).toBe(false);
  });

  test.each<[DueRule, string]>([
    [papers, '1開庁日前の10:00まで'],
    [{ daysAfter: 15 }, '15日以内'],
    [{ weeksAfter: 2 }, '2週間以内'],
    [{ endOf: 'tenDays' }, '旬の末日まで'],
    [{ atStart: true }, '会議まで'],
  ])('in words: %j', (rule, words) => {
    expect(ruleWords(rule)).toBe(words);
  });
});

test('K-5.1.5 下旬 is the 21st to the end of the month', () => {
  expect(periodDays('2021-08-late')).toEqual({ start: '2021-08-21', end: '2021-08-31' });
  expect(periodDays('2022-02-late')).toEqual({ start: '2022-02-21', end: '2022-02-28' });
  expect(periodDays('2021-06-early')).toEqual({ start: '2021-06-01', end: '2021-06-10' });
  expect(periodDays('2021-12')).toEqual({ start: '2021-12-01', end: '2021-12-31' });
  expect(lastOfTenDays(plainDate('2021-12-31'))).toBe('2021-12-31');
});

describe('of any day', () => {
  test('n open days before lie strictly before it, on an open day, and n open days apart', () => {
    fc.assert(
      fc.property(dateWithHolidays, fc.integer({ min: 1, max: 60 }), (day, n) => {
        const start = fromTokyo(day, timeOfDay('09:00'));
        const found = deadline({ openDaysBefore: n, at: '10:00' }, start, calendar, 'X-1');
        expect(found.due).toBeLessThan(start);
        expect(found.closedDay).toBeUndefined();
        // Counted without the engine: the open days from the due day until just before the anchor's.
        expect(calendar.count(found.date, day) - (calendar.isOpen(day) ? 1 : 0)).toBe(n);
      }),
    );
  });

  test('a closed day is named exactly when the day is closed, and the date is the rule’s', () => {
    fc.assert(
      fc.property(dateWithHolidays, fc.integer({ min: 0, max: 60 }), (day, n) => {
        const found = deadline({ daysAfter: n }, day, calendar, 'X-1');
        expect(found.closedDay === undefined).toBe(calendar.isOpen(found.date));
        expect(Date.parse(found.date) - Date.parse(day)).toBe(n * 86_400_000);
      }),
    );
  });
});
