import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, plainDate } from '../../../shared/kernel/plain-date.ts';
import { fromTokyo, timeOfDay, toTokyo, tokyoDate } from '../../../shared/kernel/instant.ts';
import { moveMeeting } from '../../../shared/meetings/arrange.ts';
import { duesOfMeeting } from '../../../shared/meetings/due.ts';
import type { Meeting } from '../../../shared/meetings/meeting.ts';
import { horizon, remindersIn, type ReminderFacts } from '../../../shared/meetings/reminder-plan.ts';
import { replayYear } from '../../../shared/meetings/replay.ts';
import {
  at,
  calendarOf,
  crew,
  digesting,
  factsOf,
  flat,
  kawasaki,
  nerima,
  noticeFacts,
} from './sample-year.ts';

const both = [
  ['nerima-r8', nerima],
  ['kawasaki-r3', kawasaki],
] as const;
const years = new Map(both.map(([id, settings]) => [id, replayYear(settings, crew)]));
const yearOf = (id: (typeof both)[number][0]) => {
  const year = years.get(id);
  if (year === undefined) throw new Error(id);
  return year;
};

describe.each(both)('the year of %s', (id, settings) => {
  const year = yearOf(id);

  test('twice the same, byte for byte', () => {
    expect(JSON.stringify(replayYear(settings, crew))).toBe(JSON.stringify(year));
  });

  test('every key once', () => {
    const keys = year.reminders.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('nothing out of hours or on a closed day but what is urgent', () => {
    const calendar = calendarOf(settings);
    const { hours } = settings.meetings.reminders;
    for (const { at: when, urgent } of year.reminders) {
      const { date, time } = toTokyo(when);
      expect(urgent || (calendar.isOpen(date) && hours.start <= time && time < hours.end)).toBe(true);
    }
  });

  test('everything has a clause that stands in the contract’s settings', () => {
    const known = new Set([
      ...settings.meetings.series.flatMap(({ clause, documents }) => [
        clause,
        ...documents.map((one) => one.clause),
      ]),
      ...settings.meetings.series.flatMap(({ cadence }) =>
        'within' in cadence ? cadence.within.flatMap(({ clause }) => clause ?? []) : [],
      ),
      ...settings.deadlines.list.map(({ clause, source }) => clause ?? source),
    ]);
    for (const { clause } of flat(year.reminders)) expect(known.has(clause)).toBe(true);
  });
});

test('N-4.3.ア.ウ: 24 定例会 with three papers, 6 進捗報告会 with three, and the contract’s own three', () => {
  expect(yearOf('nerima-r8').dues).toHaveLength(24 * 3 + 6 * 3 + 3);
});

test('K-7.1: 提言書 and 調査報告書 on 28 February 2022, the yearly report on 31 March', () => {
  const fixed = yearOf('kawasaki-r3').dues.filter(({ deadline }) => deadline.clause === 'K-7.1');
  expect(fixed.map(({ name, deadline }) => [name.ja, deadline.date])).toEqual([
    ['情報化施策推進に係る提言書', '2022-02-28'],
    ['最適化施策に係る調査報告書', '2022-02-28'],
    ['情報統括監理業務報告書', '2022-03-31'],
  ]);
});

test('K-4.2.ア.2: a system meeting asks for no paper and no minutes', () => {
  const system = yearOf('kawasaki-r3').meetings.filter(({ series }) => series === 'systemMeeting1');
  expect(system.flatMap((one) => duesOfMeeting(kawasaki.meetings, one, calendarOf(kawasaki)))).toEqual([]);
});

const facts = (staff: typeof crew): ReminderFacts => factsOf(nerima, yearOf('nerima-r8').meetings, { staff });
const start = at('2026-04-01T00:00');
const minute = fc.integer({ min: 0, max: 365 * 1440 }).map((n) => start + n * 60_000);

describe('a span at a time', () => {
  test('spans side by side give what one span gives, digests and all', () => {
    const all = facts(digesting);
    const whole = remindersIn(all, { from: start, to: at('2027-04-01T00:00') });
    fc.assert(
      fc.property(fc.uniqueArray(minute, { minLength: 1, maxLength: 4 }), (cuts) => {
        const edges = [start, ...cuts.sort((a, b) => a - b), at('2027-04-01T00:00')];
        const parts = edges
          .slice(1)
          .flatMap((to, index) => remindersIn(all, { from: edges[index] ?? start, to }));
        expect(parts).toEqual(whole);
      }),
      { numRuns: 10 },
    );
  });

  test('what lies outside the horizon may be left out: the cost is the span’s and not the year’s', () => {
    const all = facts(digesting);
    // Some meetings were made late, so that their reminders come at once.
    const late = all.meetings.map((one, n): Meeting =>
      n % 5 === 0 ? { ...one, since: one.start - 20 * 3_600_000 } : one,
    );
    const made = factsOf(nerima, late, { staff: digesting });
    fc.assert(
      fc.property(minute, fc.integer({ min: 1, max: 5 * 1440 }), (from, length) => {
        const span = { from, to: from + length * 60_000 };
        const { subject, since } = horizon(made, span);
        const near = (instant: number, from_: number | undefined): boolean =>
          (subject.from <= instant && instant <= subject.to) ||
          (from_ !== undefined && since.from <= from_ && from_ <= since.to);
        const few = {
          ...made,
          meetings: made.meetings.filter((one) => near(one.start, one.since)),
          dues: made.dues.filter((one) => near(one.deadline.due, one.since)),
        };
        expect(remindersIn(few, span)).toEqual(remindersIn(made, span));
        expect(few.meetings.length).toBeLessThan(12);
      }),
      { numRuns: 60 },
    );
  });

  test('a day of a year with a hundred times the meetings looks at no more than that day’s', () => {
    const span = { from: at('2026-09-16T00:00'), to: at('2026-09-17T00:00') };
    const { subject } = horizon(facts(crew), span);
    expect([tokyoDate(subject.from), tokyoDate(subject.to)]).toEqual(['2026-09-14', '2026-09-30']);
  });
});

describe('moving one meeting', () => {
  test('changes exactly its own deadlines and reminders', () => {
    const year = { from: start, to: at('2027-04-01T00:00') };
    const before = facts(crew);
    const told = flat(remindersIn(before, year));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: before.meetings.length - 1 }),
        fc.integer({ min: 0, max: 364 }),
        (index, offset) => {
          const chosen = before.meetings[index];
          if (chosen === undefined) throw new Error('no meeting');
          const to = fromTokyo(addDays(plainDate('2026-04-01'), offset), timeOfDay('09:45'));
          const moved = moveMeeting(
            noticeFacts(nerima),
            chosen,
            { start: to, reason: '都合' },
            { mayDo: () => true, at: start - 86_400_000 },
          );
          if (!moved.ok) throw new Error(moved.problem.message.ja);
          const meetings = before.meetings.map((one) => (one === chosen ? moved.value.meeting : one));
          const after = factsOf(nerima, meetings, { staff: crew });
          const others = <T extends { id: string; meeting?: string }>(list: readonly T[]) =>
            list.filter((one) => one.id !== chosen.id && one.meeting !== chosen.id);
          expect(others(after.dues)).toEqual(others(before.dues));
          const own = (subject: string): boolean =>
            subject === chosen.id || subject.startsWith(`${chosen.id}/`);
          const now = flat(remindersIn(after, year));
          expect(now.filter(({ subject }) => !own(subject))).toEqual(
            told.filter(({ subject }) => !own(subject)),
          );
          // Moved by a few days over a holiday, a paper may be due when it was: then nothing of it changes.
          const dueAt = ({ dues }: typeof before) =>
            new Map(dues.map(({ id, deadline }) => [id, deadline.due]));
          const [was, is] = [dueAt(before), dueAt(after)];
          const stays = (subject: string): boolean =>
            was.has(subject) && was.get(subject) === is.get(subject);
          const old = new Set(told.map(({ key }) => key));
          expect(now.filter(({ subject, key }) => own(subject) && !stays(subject) && old.has(key))).toEqual(
            [],
          );
        },
      ),
      { numRuns: 15 },
    );
  });
});

test('the profile changed in the middle of the year: what lies before the change is as it was', () => {
  const change = at('2026-10-01T00:00');
  const year = { from: start, to: at('2027-04-01T00:00') };
  const reminders = {
    ...nerima.meetings.reminders,
    deadlines: [{ openDaysBefore: 3, at: '11:00', to: ['owner' as const] }],
  };
  const settings = { ...nerima, meetings: { ...nerima.meetings, reminders } };
  const old = remindersIn(facts(crew), year).filter(({ at: when }) => when < change);
  // From the change on the new plan is asked, for spans from then on only; what was said stays said.
  const fresh = remindersIn({ ...facts(crew), settings }, { from: change, to: year.to });
  expect(fresh.every(({ at: when }) => when >= change)).toBe(true);
  expect(fresh.filter(({ kind }) => kind === 'late')).toEqual([]);
  const keys = new Set(old.map(({ key }) => key));
  expect(fresh.filter(({ key }) => keys.has(key))).toEqual([]);
});
