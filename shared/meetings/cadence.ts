import { fiscalYearRange } from '../kernel/fiscal-year.ts';
import { type Days, lastOfMonth, type Period, periodDays, periodWords } from '../kernel/deadline/period.ts';
import { addDays, addMonths, daysBetween, type PlainDate, plainDate } from '../kernel/plain-date.ts';
import type { Cadence, Series } from './meeting-settings.ts';

/** One place of the year in which a meeting of a series is to be held. */
export type Slot = {
  /** Unique within the series: 2026-04-1, or 03 of those that have no month. */
  readonly id: string;
  readonly window: Days;
};

/** How often a cadence meets in a year; of a range the lower end, since more can be added and none is owed. */
export function yearlyTimes(cadence: Cadence): number {
  if ('perMonth' in cadence) return 12 * cadence.perMonth;
  if ('everyMonths' in cadence) return everyMonth(cadence).length;
  if ('perYear' in cadence)
    return typeof cadence.perYear === 'number' ? cadence.perYear : cadence.perYear.min;
  if ('within' in cadence) return cadence.within.reduce((sum, { times }) => sum + times, 0);
  return 'onDayOf' in cadence ? 12 : 0;
}

/** 1か月に2回, 2か月に1回（5月から）, 8月下旬に1回: as tables show it, in Japanese. */
export function cadenceWords(cadence: Cadence, nameOf: (series: string) => string): string {
  if ('perMonth' in cadence) return `1か月に${cadence.perMonth}回`;
  if ('everyMonths' in cadence) return `${cadence.everyMonths}か月に1回（${periodWords(cadence.first)}から）`;
  if ('perYear' in cadence) {
    const { perYear } = cadence;
    return `年${typeof perYear === 'number' ? perYear : `${perYear.min}～${perYear.max}`}回`;
  }
  if ('onDayOf' in cadence)
    return `毎月1回（${cadence.onDayOf.map((id) => nameOf(id)).join('、')}のいずれかの日）`;
  if ('onRequest' in cadence) return '求めに応じて';
  return cadence.within
    .map(
      ({ from, to, times }) =>
        `${periodWords(from)}${to === undefined ? '' : `～${periodWords(to)}`}に${times}回`,
    )
    .join('、');
}

/** The clause that asks for the meeting in a slot; mostly the series' own. */
export function clauseOfSlot({ cadence, clause }: Pick<Series, 'cadence' | 'clause'>, slot?: string): string {
  if (!('within' in cadence) || slot === undefined) return clause;
  const clauses = cadence.within.flatMap((one) =>
    Array.from({ length: one.times }, () => one.clause ?? clause),
  );
  return clauses[Number(slot) - 1] ?? clause;
}

/** The year's slots of a cadence, in the order of their days, cut to the contract's term. */
export function slotsOf(cadence: Cadence, term: Days): readonly Slot[] {
  return wholeSlots(cadence, term)
    .map(({ id, window }) => ({
      id,
      window: {
        start: window.start < term.start ? term.start : window.start,
        end: window.end > term.end ? term.end : window.end,
      },
    }))
    .filter(({ window }) => window.start <= window.end);
}

function wholeSlots(cadence: Cadence, term: Days): readonly Slot[] {
  if ('perMonth' in cadence) {
    return monthsOf(term).flatMap((month) =>
      split(periodDays(month), cadence.perMonth).map((window, index) => ({
        id: `${month}-${index + 1}`,
        window,
      })),
    );
  }
  if ('everyMonths' in cadence)
    return everyMonth(cadence).map((month) => ({ id: month, window: periodDays(month) }));
  if ('onDayOf' in cadence) return monthsOf(term).map((month) => ({ id: month, window: periodDays(month) }));
  const windows =
    'perYear' in cadence
      ? split(term, yearlyTimes(cadence))
      : 'within' in cadence
        ? cadence.within.flatMap(({ from, to, times }) =>
            split({ start: periodDays(from).start, end: periodDays(to ?? from).end }, times),
          )
        : [];
  return windows.map((window, index) => ({ id: String(index + 1).padStart(2, '0'), window }));
}

/** The months of the fiscal year from `first` on, each n-th. */
function everyMonth({ everyMonths, first }: { everyMonths: number; first: Period }): readonly Period[] {
  const start = plainDate(`${first.slice(0, 7)}-01`);
  const { end } = fiscalYearRange(Number(first.slice(5, 7)) >= 4 ? yearOf(first) : yearOf(first) - 1);
  const months: Period[] = [];
  for (let month = start; month <= end; month = addMonths(month, everyMonths)) months.push(month.slice(0, 7));
  return months;
}

const yearOf = (period: Period): number => Number(period.slice(0, 4));

const monthsOf = (term: Days): readonly Period[] => {
  const months: Period[] = [];
  for (
    let month = plainDate(`${term.start.slice(0, 7)}-01`);
    month <= term.end;
    month = addMonths(month, 1)
  ) {
    months.push(month.slice(0, 7));
  }
  return months;
};

/** Cuts days into n parts as equal as they go, by the calendar. A window shorter than n gives as many as it has days. */
function split({ start, end }: Days, n: number): readonly Days[] {
  const length = daysBetween(start, end) + 1;
  const edge = (index: number): PlainDate => addDays(start, Math.floor((length * index) / n));
  return Array.from({ length: n }, (_, index) => ({
    start: edge(index),
    end: addDays(edge(index + 1), -1),
  })).filter((part) => part.start <= part.end);
}

/**
 * The days that a meeting on `day` reports on: whole months before it, or what has passed since the meeting before
 * (`sinceLast`, that day itself not part of it). Undefined where the series reports on none, or where they would lie
 * before the contract: that was another's work.
 */
export function reportedPeriod(
  series: Pick<Series, 'reports'>,
  day: PlainDate,
  term: Days,
  previous?: PlainDate,
): Days | undefined {
  const { reports } = series;
  if (reports === 'none') return undefined;
  const first = plainDate(`${day.slice(0, 7)}-01`);
  const since = previous === undefined ? term.start : addDays(previous, 1);
  const start = reports === 'sinceLast' ? since : addMonths(first, -reports.months);
  const end = reports === 'sinceLast' ? day : lastOfMonth(addMonths(first, -1));
  if (end < term.start || end < start) return undefined;
  return { start: start < term.start ? term.start : start, end };
}
