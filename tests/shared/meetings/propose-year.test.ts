import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toTokyo, tokyoDate } from '../../../shared/kernel/instant.ts';
import { addDays, plainDate } from '../../../shared/kernel/plain-date.ts';
import { reportedPeriod, slotsOf, yearlyTimes } from '../../../shared/meetings/cadence.ts';
import { clash } from '../../../shared/meetings/diary.ts';
import { duesOfMeeting } from '../../../shared/meetings/due.ts';
import type { Meeting } from '../../../shared/meetings/meeting.ts';
import type { Series } from '../../../shared/meetings/meeting-settings.ts';
import { clauseOfMeeting } from '../../../shared/meetings/required-document.ts';
import { proposeYear } from '../../../shared/meetings/propose-year.ts';
import type { Staff } from '../../../shared/meetings/staff.ts';
import { at, calendarOf, kawasaki, meetingOf, nerima, termOf, yearFacts } from './sample-year.ts';

const days = (meetings: readonly Meeting[], series: string): string[] =>
  meetings.filter((one) => one.series === series).map(({ start }) => tokyoDate(start));
const year = proposeYear(yearFacts(nerima));
const third = proposeYear(yearFacts(kawasaki));

describe('練馬区', () => {
  test('N-3.3.ア.エ.1 定例会 twice a month, one in each half', () => {
    const found = days(year.meetings, 'regularMeeting');
    expect(found).toHaveLength(24);
    expect(found.slice(0, 4)).toEqual(['2026-04-08', '2026-04-23', '2026-05-08', '2026-05-22']);
    // The middle of the second half of September, the 23rd, is 秋分の日 and the days before it are off as well.
    expect(found[11]).toBe('2026-09-24');
  });

  test('N-3.3.ア.オ 進捗報告会 every two months, each after the two months that it reports on', () => {
    expect(days(year.meetings, 'progressMeeting').map((day) => day.slice(0, 7))).toEqual([
      '2026-05',
      '2026-07',
      '2026-09',
      '2026-11',
      '2027-01',
      '2027-03',
    ]);
  });

  test('N-3.3.ア.ウ.a the committees about five times, and once of 「1～2回程度」', () => {
    expect(days(year.meetings, 'promotionHeadquarters')).toHaveLength(5);
    expect(days(year.meetings, 'steeringCommittee')).toHaveLength(5);
    expect(days(year.meetings, 'securityCommittee')).toHaveLength(1);
  });

  test('N-3.3.ア.ウ.a who need not come is not called to two committees at once where another hour will do', () => {
    const of = (series: string) => year.meetings.filter((one) => one.series === series);
    for (const one of of('securityCommittee'))
      for (const other of of('steeringCommittee'))
        expect(one.end <= other.start || other.end <= one.start).toBe(true);
  });

  test('what cannot be met is said: no meeting of the contract reports on its last month', () => {
    expect(year.conflicts.map(({ code, series, message }) => [code, series, message.ja])).toEqual([
      ['uncovered', 'progressMeeting', '3月分を報告する進捗報告会が、委託期間の中にありません。'],
    ]);
  });
});

describe('川崎市', () => {
  test('K-5.2.1 four systems, each once a month', () => {
    for (const n of [1, 2, 3, 4]) {
      const found = days(third.meetings, `systemMeeting${n}`);
      expect(new Set(found.map((day) => day.slice(0, 7))).size).toBe(12);
    }
  });

  test('K-5.1.1 定例会 each month on the day of one of them, and not at the same time', () => {
    const bases = third.meetings.filter(({ series }) => series.startsWith('systemMeeting'));
    const regular = third.meetings.filter(({ series }) => series === 'regularMeeting');
    expect(regular).toHaveLength(12);
    for (const one of regular) {
      const same = bases.filter(({ start }) => tokyoDate(start) === tokyoDate(one.start));
      expect(same.length).toBeGreaterThan(0);
      expect(same.filter((base) => base.start < one.end && one.start < base.end)).toEqual([]);
    }
  });

  test('K-5.1.5, K-5.1.6 the committees in 下旬 of August and February', () => {
    for (const series of ['coordinationCommittee', 'secretariesMeeting']) {
      const [august = '', february = ''] = days(third.meetings, series);
      expect(august >= '2021-08-21' && august <= '2021-08-31').toBe(true);
      expect(february >= '2022-02-21' && february <= '2022-02-28').toBe(true);
      const own = third.meetings.filter((one) => one.series === series);
      expect(own.map((one) => clauseOfMeeting(kawasaki.meetings, one))).toEqual(['K-5.1.5', 'K-5.1.6']);
    }
  });

  test('K-5.4.4, K-5.4.5 site visits and debriefs are spread over their months', () => {
    expect(days(third.meetings, 'siteVisits').map((day) => day.slice(0, 7))).toEqual([
      '2021-08',
      '2021-09',
      '2021-10',
      '2021-10',
      '2021-11',
      '2021-12',
    ]);
    expect(days(third.meetings, 'auditDebriefs')).toHaveLength(12);
  });

  test('K-4.1.ア.2 what is held on request is not proposed', () => {
    expect(days(third.meetings, 'reviewMeeting')).toEqual([]);
    expect(days(third.meetings, 'csirtMeeting')).toEqual([]);
  });
});

/** A year of one series only. */
const only = (series: Partial<Series>, change: Parameters<typeof yearFacts>[1] = {}) => {
  const [base] = nerima.meetings.series;
  if (base === undefined) throw new Error('no series');
  return yearFacts(nerima, {
    meetings: { ...nerima.meetings, series: [{ ...base, reports: 'none', ...series }] },
    ...change,
  });
};

describe('what cannot be met is stated', () => {
  test('a 旬 without an open day stays empty', () => {
    const closures = Array.from({ length: 10 }, (_, n) => ({
      date: addDays(plainDate('2026-06-01'), n),
      reason: '改修',
    }));
    const found = proposeYear(
      only(
        { cadence: { within: [{ from: '2026-06-early', times: 1 }] } },
        { calendar: calendarOf(nerima, { closures }) },
      ),
    );
    expect(found.meetings).toEqual([]);
    expect(found.conflicts).toEqual([
      {
        code: 'unplaced',
        series: 'regularMeeting',
        slot: '01',
        message: {
          ja: '定例会を6月1日(月)～6月10日(水)に置けません。開庁日がありません。',
          en: 'Regular meeting: no place from Mon 1 Jun–Wed 10 Jun: there is no open day.',
        },
        clause: 'N-3.3.ア.エ.1',
      },
    ]);
  });

  test('longer than the office is open', () => {
    const found = proposeYear(only({ lengthMinutes: 600, cadence: { perMonth: 1 } }));
    expect(found.meetings).toEqual([]);
    expect(found.conflicts.map(({ message }) => message.ja.split('。')[1])).toEqual(
      Array(12).fill('開庁時間に収まりません'),
    );
  });

  test('nobody has time', () => {
    const busy = [{ person: 'role:cioAdvisor', from: at('2026-06-01T00:00'), to: at('2026-07-01T00:00') }];
    const found = proposeYear(only({ cadence: { perMonth: 1 } }, { busy }));
    expect(days(found.meetings, 'regularMeeting').some((day) => day.startsWith('2026-06'))).toBe(false);
    expect(found.conflicts.map(({ slot, message }) => [slot, message.ja.split('。')[1]])).toEqual([
      ['2026-06-1', '出席者がほかの会議と重なります'],
    ]);
  });

  test('too close to the one before: proposed all the same, and said', () => {
    const found = proposeYear(
      only({ cadence: { within: [{ from: '2026-06-early', times: 2 }] }, leastGapOpenDays: 20 }),
    );
    expect(found.meetings).toHaveLength(2);
    expect(found.conflicts).toMatchObject([{ code: 'crowded', slot: '02' }]);
  });

  test('a coupled series whose other meeting could not be placed', () => {
    const series = kawasaki.meetings.series.filter(({ id }) => /^(systemMeeting1|regularMeeting)$/.test(id));
    const closures = Array.from({ length: 31 }, (_, n) => ({
      date: addDays(plainDate('2021-07-01'), n),
      reason: '改修',
    }));
    const found = proposeYear(
      yearFacts(kawasaki, {
        meetings: { ...kawasaki.meetings, series },
        calendar: calendarOf(kawasaki, { closures }),
      }),
    );
    expect(
      found.conflicts
        .filter(({ code }) => code === 'unplaced')
        .map(({ slot, message }) => [slot, message.ja]),
    ).toEqual([
      [
        '2021-07-1',
        '第4回大規模システム進捗会議（システム1）を7月1日(木)～7月31日(土)に置けません。開庁日がありません。',
      ],
      ['2021-07', '第4回定例会を7月1日(木)～7月31日(土)に置けません。合わせる会議がありません。'],
    ]);
  });
});

describe('in the middle of the year', () => {
  test('in the middle of the year, months whose meeting is past are nobody’s concern: 3月分 alone is said', () => {
    const { conflicts } = proposeYear(yearFacts(nerima, { from: plainDate('2026-11-22') }));
    expect(conflicts.filter(({ code }) => code === 'uncovered').map(({ message }) => message.ja)).toEqual([
      '3月分を報告する進捗報告会が、委託期間の中にありません。',
    ]);
  });

  test('only the future changes: what stands keeps its day, a skipped one is not proposed again', () => {
    const standing: Meeting[] = [
      meetingOf(nerima, 'regularMeeting', '2026-10-14T10:00', { id: 'R8-会-0030', slot: '2026-10-1' }),
      meetingOf(nerima, 'regularMeeting', '2026-10-23T13:30', {
        id: 'R8-会-0031',
        slot: '2026-10-2',
        state: 'cancelled',
      }),
    ];
    const found = proposeYear(yearFacts(nerima, { standing, from: plainDate('2026-10-01') }));
    const regular = days(found.meetings, 'regularMeeting');
    expect(regular[0]?.slice(0, 7)).toBe('2026-11');
    expect(regular).toHaveLength(10);
  });

  test('nothing is proposed on top of what stands', () => {
    const taken = meetingOf(nerima, 'promotionHeadquarters', '2026-06-08T13:30', { id: 'x' });
    const found = proposeYear(yearFacts(nerima, { standing: [taken] }));
    expect(found.meetings.flatMap((one) => clash([], one, taken))).toEqual([]);
  });
});

test('a leap day, a short first month and a term that begins late', () => {
  const term = { start: plainDate('2027-05-20'), end: plainDate('2028-03-31') };
  const slots = slotsOf({ perMonth: 2 }, term);
  expect(slots[0]).toEqual({ id: '2027-05-2', window: { start: '2027-05-20', end: '2027-05-31' } });
  expect(slots.find(({ id }) => id === '2028-02-2')?.window).toEqual({
    start: '2028-02-15',
    end: '2028-02-29',
  });
  expect(yearlyTimes({ perYear: { min: 1, max: 2 } })).toBe(1);
});

test('what a meeting reports on: whole months before it, or since the last one, never before the contract', () => {
  const period = (reports: Series['reports'], day: string, previous?: string) =>
    reportedPeriod(
      { reports },
      plainDate(day),
      termOf(nerima),
      previous === undefined ? undefined : plainDate(previous),
    );
  // N-3.3.ア.オ the first 進捗報告会, in May, can report on April only.
  expect(period({ months: 2 }, '2026-05-15')).toEqual({ start: '2026-04-01', end: '2026-04-30' });
  expect(period({ months: 2 }, '2027-01-15')).toEqual({ start: '2026-11-01', end: '2026-12-31' });
  // K-5.1.1 前月分: that of March 2026 would be the year before.
  expect(period({ months: 1 }, '2026-04-08')).toBeUndefined();
  expect(period('sinceLast', '2026-04-08')).toEqual({ start: '2026-04-01', end: '2026-04-08' });
  expect(period('sinceLast', '2026-04-23', '2026-04-08')).toEqual({ start: '2026-04-09', end: '2026-04-23' });
  expect(period('none', '2026-04-23')).toBeUndefined();
});

test('N-3.3.ア.オ, K-5.1.1 every meeting comes after the period that it reports on', () => {
  for (const [settings, proposal] of [
    [nerima, year],
    [kawasaki, third],
  ] as const) {
    const reporting = settings.meetings.series.filter(({ reports }) => typeof reports === 'object');
    expect(reporting).toHaveLength(1);
    for (const series of reporting) {
      for (const day of days(proposal.meetings, series.id)) {
        const period = reportedPeriod(series, plainDate(day), termOf(settings));
        expect(period === undefined || period.end < day).toBe(true);
      }
    }
  }
});

const ROLES = ['itPolicySection', 'engagementManager', 'cioAdvisor', 'cisoAdvisor', 'supportStaff'];
const staff: fc.Arbitrary<Staff> = fc
  .array(fc.subarray(ROLES, { minLength: 1 }), { maxLength: 6 })
  .map((all) => all.map((roles, index) => ({ id: `person${index}`, roles })));
const closures = fc
  .uniqueArray(fc.integer({ min: 0, max: 364 }), { maxLength: 30 })
  .map((offsets) => offsets.map((n) => ({ date: addDays(plainDate('2021-04-01'), n), reason: '臨時' })));

describe('whoever holds which roles, whatever days are closed', () => {
  test('every meeting is on an open day, in hours, in its slot; nobody is in two places; nothing is dropped unsaid', () => {
    fc.assert(
      fc.property(staff, closures, (people, closed) => {
        const calendar = calendarOf(kawasaki, { closures: closed });
        const { meetings, conflicts } = proposeYear(yearFacts(kawasaki, { staff: people, calendar }));
        for (const [index, one] of meetings.entries()) {
          expect(calendar.isOpen(tokyoDate(one.start))).toBe(true);
          expect(toTokyo(one.start).time >= '08:30' && toTokyo(one.end).time <= '17:15').toBe(true);
          for (const other of meetings.slice(index + 1)) {
            if (other.start >= one.end) break;
            expect(clash(people, one, other)).toEqual([]);
          }
        }
        const unplaced = conflicts.filter(({ code }) => code === 'unplaced').length;
        const wanted = kawasaki.meetings.series.reduce((sum, { cadence }) => sum + yearlyTimes(cadence), 0);
        expect(meetings.length + unplaced).toBe(wanted);
        for (const series of kawasaki.meetings.series) {
          const windows = new Map(
            slotsOf(series.cadence, termOf(kawasaki)).map(({ id, window }) => [id, window]),
          );
          for (const one of meetings.filter((meeting) => meeting.series === series.id)) {
            const window = windows.get(one.slot ?? '');
            const day = tokyoDate(one.start);
            expect(window !== undefined && window.start <= day && day <= window.end).toBe(true);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  test('the papers are due strictly before the meeting, and the same facts give the same year', () => {
    fc.assert(
      fc.property(staff, closures, (people, closed) => {
        const shifted = closed.map(({ date, reason }) => ({
          date: addDays(plainDate(date), 5 * 365 + 1),
          reason,
        }));
        const facts = () =>
          yearFacts(nerima, { staff: people, calendar: calendarOf(nerima, { closures: shifted }) });
        const { calendar } = facts();
        const { meetings } = proposeYear(facts());
        for (const one of meetings) {
          for (const { deadline } of duesOfMeeting(nerima.meetings, one, calendar)) {
            expect(deadline.due).toBeLessThan(one.start);
            expect(deadline.closedDay).toBeUndefined();
          }
        }
        expect(proposeYear(facts()).meetings).toEqual(meetings);
      }),
      { numRuns: 10 },
    );
  });
});
