import type { Days } from '../kernel/deadline/period.ts';
import type { Instant } from '../kernel/instant.ts';
import { fromTokyo, timeOfDay, tokyoDate } from '../kernel/instant.ts';
import type { OpenDays } from '../kernel/open-days.ts';
import { addDays, daysBetween, type PlainDate } from '../kernel/plain-date.ts';
import { type Slot, slotsOf } from './cadence.ts';
import { type Conflict, type Hindrance, unplaced, crowded, uncovered } from './conflict.ts';
import { type Busy, type Diary, diary, mayAttend, mustAttend } from './diary.ts';
import type { Meeting } from './meeting.ts';
import type { MeetingSettings, Series } from './meeting-settings.ts';
import { roleRef, type Staff } from './staff.ts';

export type YearFacts = {
  readonly meetings: MeetingSettings;
  readonly term: Days;
  readonly calendar: OpenDays;
  readonly staff: Staff;
  readonly busy?: readonly Busy[];
  /** Meetings that are there already, cancelled ones too: their slots are filled and none of them changes. */
  readonly standing?: readonly Meeting[];
  /** In the middle of a year only days from this one on are proposed. */
  readonly from?: PlainDate;
};

export type Proposal = { readonly meetings: readonly Meeting[]; readonly conflicts: readonly Conflict[] };

type Task = { readonly series: Series; readonly slot: Slot; readonly title: string };

/**
 * The year's meetings: each on an open day, within the office hours, in its slot, with nobody in two places, at the
 * least distance from its neighbours, coupled series on the day of another. Who need not come is spared a second
 * meeting at the same time where another start will do. The narrowest slots choose first, each
 * the day nearest to its middle. The distance alone gives way, and that is said; a slot in which nothing fits stays
 * empty, and that is said. The same facts give the same year.
 */
export function proposeYear(facts: YearFacts): Proposal {
  const standing = facts.standing ?? [];
  const books = { must: diary(facts.busy ?? []), may: diary(facts.busy ?? []) };
  const enter = (meeting: Meeting): void => {
    books.must.book(mustAttend(facts.staff, meeting), meeting.start, meeting.end);
    books.may.book(mayAttend(facts.staff, meeting), meeting.start, meeting.end);
  };
  for (const meeting of standing) if (meeting.state !== 'cancelled') enter(meeting);
  const placed: Meeting[] = [];
  const conflicts: Conflict[] = [];
  for (const task of tasksOf(facts)) {
    const found = placeOne(facts, books, [...standing, ...placed], task);
    if (found.meeting !== undefined) {
      placed.push(found.meeting);
      enter(found.meeting);
    }
    if (found.conflict !== undefined) conflicts.push(found.conflict);
  }
  const meetings = placed.sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
  for (const series of facts.meetings.series) {
    const own = [...standing, ...meetings].filter(
      (one) => one.series === series.id && one.state !== 'cancelled',
    );
    conflicts.push(...uncovered(series, own, facts.term, facts.from));
  }
  return { meetings, conflicts };
}

function tasksOf(facts: YearFacts): readonly Task[] {
  const filled = new Set((facts.standing ?? []).map(({ series, slot }) => `${series}/${slot ?? ''}`));
  const tasks = facts.meetings.series.flatMap((series) => {
    const slots = slotsOf(series.cadence, facts.term);
    return slots.map((slot, index) => ({
      series,
      slot,
      title: slots.length === 1 ? series.name.ja : `第${index + 1}回${series.name.ja}`,
    }));
  });
  const width = ({ series, slot }: Task): number =>
    'onDayOf' in series.cadence ? Infinity : daysBetween(slot.window.start, slot.window.end);
  return tasks
    .filter(({ series, slot }) => !filled.has(`${series.id}/${slot.id}`))
    .flatMap((task) => {
      const { window } = task.slot;
      const start = facts.from !== undefined && window.start < facts.from ? facts.from : window.start;
      return start > window.end ? [] : [{ ...task, slot: { ...task.slot, window: { ...window, start } } }];
    })
    .map((task, index) => ({ task, index }))
    .sort((a, b) => {
      const [one, other] = [width(a.task), width(b.task)];
      return one === other ? a.index - b.index : one - other;
    })
    .map(({ task }) => task);
}

/** Who must be where, and whoever is invited. */
type Books = { readonly must: Diary; readonly may: Diary };

function placeOne(
  facts: YearFacts,
  books: Books,
  others: readonly Meeting[],
  task: Task,
): { meeting?: Meeting; conflict?: Conflict } {
  const { series, slot } = task;
  const called = attendance(series);
  const people = mustAttend(facts.staff, called);
  const everyone = mayAttend(facts.staff, called);
  const siblings = others
    .filter((one) => one.series === series.id && one.state !== 'cancelled')
    .map((one) => tokyoDate(one.start));
  const tooNear = (date: PlainDate): boolean =>
    siblings.some((day) => Math.abs(facts.calendar.between(day, date)) < series.leastGapOpenDays);
  const hindrances = new Set<Hindrance>();
  let near: Instant | undefined;
  let second: Instant | undefined;
  for (const { date, start } of startsOf(facts, others, task)) {
    const end = start + series.lengthMinutes * 60_000;
    if (!facts.calendar.inOfficeHours(start) || !inHoursUntil(facts.calendar, start, end)) {
      hindrances.add('hours');
    } else if (books.must.taken(people, start, end).length > 0) {
      hindrances.add('clash');
    } else if (tooNear(date)) {
      near ??= start;
    } else if (books.may.taken(everyone, start, end).length > 0) {
      second ??= start;
    } else return { meeting: meetingAt(task, start, end) };
  }
  if (second !== undefined)
    return { meeting: meetingAt(task, second, second + series.lengthMinutes * 60_000) };
  if (near === undefined) {
    if (hindrances.size === 0) hindrances.add('onDayOf' in series.cadence ? 'noMeetingThere' : 'noOpenDay');
    return { conflict: unplaced(series, slot, task.title, [...hindrances]) };
  }
  const end = near + series.lengthMinutes * 60_000;
  return { meeting: meetingAt(task, near, end), conflict: crowded(series, slot, task.title) };
}

const inHoursUntil = (calendar: OpenDays, start: Instant, end: Instant): boolean =>
  tokyoDate(start) === tokyoDate(end - 1) && calendar.inOfficeHours(end - 60_000);

/** The starts to try, best first; made one at a time, since the first mostly does. */
function* startsOf(
  facts: YearFacts,
  others: readonly Meeting[],
  { series, slot }: Task,
): Generator<{ readonly date: PlainDate; readonly start: Instant }> {
  const { window } = slot;
  if (!('onDayOf' in series.cadence)) {
    for (const date of openDaysFromMiddle(facts.calendar, window)) {
      for (const time of series.startTimes) yield { date, start: fromTokyo(date, timeOfDay(time)) };
    }
    return;
  }
  const bases = series.cadence.onDayOf;
  const there = others
    .filter((one) => bases.includes(one.series) && one.state !== 'cancelled')
    .map((one) => ({ one, date: tokyoDate(one.start) }))
    .filter(({ date }) => window.start <= date && date <= window.end && facts.calendar.isOpen(date))
    .sort((a, b) => a.one.start - b.one.start);
  for (const { one, date } of there) {
    yield { date, start: one.end };
    yield { date, start: one.start - series.lengthMinutes * 60_000 };
    for (const time of series.startTimes) yield { date, start: fromTokyo(date, timeOfDay(time)) };
  }
}

/** The open days of a window, the nearest to its middle first, of two as near the earlier. */
function* openDaysFromMiddle(calendar: OpenDays, { start, end }: Days): Generator<PlainDate> {
  const middle = addDays(start, Math.floor(daysBetween(start, end) / 2));
  for (let away = 0; ; away += 1) {
    const sides = away === 0 ? [middle] : [addDays(middle, -away), addDays(middle, away)];
    const inside = sides.filter((day) => start <= day && day <= end);
    if (inside.length === 0) return;
    for (const day of inside) if (calendar.isOpen(day)) yield day;
  }
}

const meetingAt = ({ series, slot, title }: Task, start: Instant, end: Instant): Meeting => ({
  id: `${series.id}-${slot.id}`,
  series: series.id,
  slot: slot.id,
  title,
  start,
  end,
  place: series.place,
  state: 'proposed',
  ...attendance(series),
});

/** Who a series calls together, as roles. */
export const attendance = (series: Series): Pick<Meeting, 'organiser' | 'required' | 'optional'> => ({
  organiser: roleRef(series.organiser),
  required: series.attendees.required.map((role) => roleRef(role)),
  optional: series.attendees.optional.map((role) => roleRef(role)),
});
