import { holidayOn } from './holidays.ts';
import { type Instant, timeOfDay, toTokyo } from './instant.ts';
import {
  addDays,
  type PlainDate,
  partsOf,
  plainDate,
  type Weekday,
  weekdayName,
  weekdayOf,
} from './plain-date.ts';
import type { Words } from './words.ts';

/** The calendar of one office, as the engagement profile gives it. Dates YYYY-MM-DD, days of the year MM-DD. */
export type CalendarSettings = {
  readonly closedWeekdays: readonly Weekday[];
  /** May run over the year's end: 12-29 to 01-03. Both ends closed. */
  readonly yearEnd: { readonly from: string; readonly to: string };
  readonly closures: readonly { readonly date: string; readonly reason: string }[];
  readonly openings: readonly { readonly date: string; readonly reason: string }[];
  /** Asia/Tokyo; open from `start` until just before `end`. */
  readonly officeHours: { readonly start: string; readonly end: string };
};

export type ClosedReason = Words & { readonly cause: 'closure' | 'holiday' | 'yearEnd' | 'weekday' };

/**
 * 開庁日. A day is open unless its weekday is closed, it is a national holiday, it lies in the year-end closing, or
 * the profile closes it; an opening in the profile wins over all of these. Nothing is moved silently: the functions
 * that may answer another day than asked say so in their name.
 */
export type OpenDays = {
  isOpen(date: PlainDate): boolean;
  /** Undefined on an open day. Of several reasons the most particular: closure, holiday, year end, weekday. */
  whyClosed(date: PlainDate): ClosedReason | undefined;
  /**
   * n ≥ 1: the nth open day after the date, which itself is not counted; n ≤ −1: the nth before it; 0: the date, or
   * when it is closed the next open day. @throws RangeError unless n is a whole number within ±OPEN_DAYS_REACH
   */
  add(date: PlainDate, n: number): PlainDate;
  /** n ≥ 1: the nth open day before the date (「1開庁日前」is 1); 0: the date, or the last open day before it. */
  before(date: PlainDate, n: number): PlainDate;
  /** The first open day after the date. */
  next(date: PlainDate): PlainDate;
  /** The last open day before the date. */
  previous(date: PlainDate): PlainDate;
  /**
   * How many open days from `from` to `to`: `from` not counted, `to` counted if open; negative when `to` is the
   * earlier (then too `from` is the one not counted). So between(d, add(d, n)) is n for every n but 0.
   */
  between(from: PlainDate, to: PlainDate): number;
  /** How many open days lie in the range, both ends counted. 0 when `to` is the earlier. */
  count(from: PlainDate, to: PlainDate): number;
  /** On an open day, from the start of the office hours until just before their end. */
  inOfficeHours(instant: Instant): boolean;
};

/** Open days that add and before look ahead or back at most: some forty years. */
export const OPEN_DAYS_REACH = 10_000;

/** The open days of one year as days of the year from 0, and for each day of the year how many lie before it. */
type Year = { readonly open: readonly number[]; readonly passed: readonly number[] };

export function openDays(settings: CalendarSettings): OpenDays {
  const closedWeekdays = new Set<string>(settings.closedWeekdays);
  const closures = new Map(settings.closures.map((closure) => [closure.date, closure.reason]));
  const openings = new Set(settings.openings.map((opening) => opening.date));
  const opens = timeOfDay(settings.officeHours.start);
  const closes = timeOfDay(settings.officeHours.end);
  const years = new Map<number, Year>();

  function inYearEnd(date: PlainDate): boolean {
    const { from, to } = settings.yearEnd;
    const day = date.slice(5);
    return from <= to ? from <= day && day <= to : day >= from || day <= to;
  }

  function whyClosed(date: PlainDate): ClosedReason | undefined {
    if (openings.has(date)) return undefined;
    const closure = closures.get(date);
    if (closure !== undefined) return { cause: 'closure', ja: closure, en: closure };
    const holiday = holidayOn(date);
    if (holiday !== undefined) return { cause: 'holiday', ...holiday.name };
    if (inYearEnd(date)) return { cause: 'yearEnd', ja: '年末年始の閉庁日', en: 'Year-end closing' };
    const weekday = weekdayOf(date);
    return closedWeekdays.has(weekday) ? { cause: 'weekday', ...weekdayName(weekday) } : undefined;
  }

  function yearOf(year: number): Year {
    const known = years.get(year);
    if (known !== undefined) return known;
    const open: number[] = [];
    const passed: number[] = [];
    const last = dayOfYear(plainDate(`${yearText(year)}-12-31`));
    for (let day = 0; day <= last; day += 1) {
      passed.push(open.length);
      if (whyClosed(dayOf(year, day)) === undefined) open.push(day);
    }
    years.set(year, { open, passed });
    return { open, passed };
  }

  /** Open days of the year before the date. */
  const passedBefore = (date: PlainDate): number => yearOf(partsOf(date).year).passed[dayOfYear(date)] ?? 0;

  const isOpen = (date: PlainDate): boolean =>
    yearOf(partsOf(date).year).open[passedBefore(date)] === dayOfYear(date);

  /** The open day that has `index` open days of the date's year before it; the index may lie in another year. */
  function openDayAt(date: PlainDate, index: number): PlainDate {
    let { year } = partsOf(date);
    let rest = index;
    while (rest < 0) {
      year -= 1;
      rest += yearOf(withinReach(year, date)).open.length;
    }
    while (rest >= yearOf(withinReach(year, date)).open.length) {
      rest -= yearOf(year).open.length;
      year += 1;
    }
    return dayOf(year, yearOf(year).open[rest] ?? 0);
  }

  function step(date: PlainDate, n: number, closedCounts: 0 | 1): PlainDate {
    if (!Number.isInteger(n) || Math.abs(n) > OPEN_DAYS_REACH) {
      throw new RangeError(`open days must be a whole number within ±${OPEN_DAYS_REACH}: ${n}`);
    }
    const passed = passedBefore(date);
    return openDayAt(date, isOpen(date) ? passed + n : passed + n - closedCounts);
  }

  // From a closed day the open day at `passed` is the first after it: going on it is number 1, going back number 0.
  const add = (date: PlainDate, n: number): PlainDate => step(date, n, n > 0 ? 1 : 0);
  const before = (date: PlainDate, n: number): PlainDate => (n === 0 ? step(date, 0, 1) : add(date, -n));

  function count(from: PlainDate, to: PlainDate): number {
    if (to < from) return 0;
    const end = passedBefore(to) + (isOpen(to) ? 1 : 0);
    let total = end - passedBefore(from);
    for (let year = partsOf(from).year; year < partsOf(to).year; year += 1) total += yearOf(year).open.length;
    return total;
  }

  function between(from: PlainDate, to: PlainDate): number {
    if (from === to) return 0;
    const own = isOpen(from) ? 1 : 0;
    return from < to ? count(from, to) - own : own - count(to, from);
  }

  function inOfficeHours(instant: Instant): boolean {
    const { date, time } = toTokyo(instant);
    return isOpen(date) && opens <= time && time < closes;
  }

  return {
    isOpen,
    whyClosed,
    add,
    before,
    next: (date) => add(date, 1),
    previous: (date) => add(date, -1),
    between,
    count,
    inOfficeHours,
  };
}

const yearText = (year: number): string => String(year).padStart(4, '0');

const CUMULATIVE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

function dayOfYear(date: PlainDate): number {
  const { year, month, day } = partsOf(date);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return (CUMULATIVE[month - 1] ?? 0) + day - 1 + (leap && month > 2 ? 1 : 0);
}

const dayOf = (year: number, day: number): PlainDate => addDays(plainDate(`${yearText(year)}-01-01`), day);

/** Ends a search in a calendar that is never open, or over the edge of the years. */
function withinReach(year: number, from: PlainDate): number {
  if (year < 1 || year > 9998 || Math.abs(year - partsOf(from).year) > 60) {
    throw new RangeError(`no such open day within sixty years of ${from}`);
  }
  return year;
}

/** How a due day stands: あと2開庁日, 本日まで, 2開庁日超過. `left` is between(today, due). */
export function openDaysLeft(left: number): Words {
  if (left === 0) return { ja: '本日まで', en: 'due today' };
  const days = `${Math.abs(left)} open day${Math.abs(left) === 1 ? '' : 's'}`;
  return left > 0
    ? { ja: `あと${left}開庁日`, en: `${days} left` }
    : { ja: `${-left}開庁日超過`, en: `${days} overdue` };
}
