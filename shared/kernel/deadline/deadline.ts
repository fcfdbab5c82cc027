import { fromTokyo, type Instant, timeOfDay, tokyoDate } from '../instant.ts';
import type { ClosedReason, OpenDays } from '../open-days.ts';
import { addDays, parsePlainDate, type PlainDate } from '../plain-date.ts';
import { lastOfMonth, lastOfTenDays, periodDays } from './period.ts';
import type { DueRule } from './rule.ts';

/** What a rule counts from: an instant (a meeting's start, a request's arrival) or a day (of the contract). */
export type Anchor = Instant | PlainDate;

export type Deadline = {
  readonly due: Instant;
  /** The day of `due` in Tokyo. */
  readonly date: PlainDate;
  /** False where the rule names a day only: `due` is then the last minute of it, 23:59. */
  readonly timed: boolean;
  /** Set when the day is closed. The date stays what the rule says; whether the next open day will do, people decide. */
  readonly closedDay?: { readonly why: ClosedReason; readonly nextOpenDay: PlainDate };
  /** The clause of the contract, or the source of a legal clock. */
  readonly clause: string;
};

const LAST_MINUTE = timeOfDay('23:59');

/**
 * The due instant of a rule. The first day is never counted (民法140条): two weeks from 1 April end on 15 April. No
 * date is moved; 「n開庁日前」 counts open days before the anchor's day, which itself may be closed.
 * @throws RangeError when the date leaves the calendar's reach
 */
export function deadline(rule: DueRule, anchor: Anchor, calendar: OpenDays, clause: string): Deadline {
  const day = typeof anchor === 'number' ? tokyoDate(anchor) : anchor;
  if ('atStart' in rule && typeof anchor === 'number') return standing(anchor, day, true, calendar, clause);
  const date = dueDay(rule, day, calendar);
  const time = 'at' in rule && rule.at !== undefined ? timeOfDay(rule.at) : undefined;
  return standing(fromTokyo(date, time ?? LAST_MINUTE), date, time !== undefined, calendar, clause);
}

function dueDay(rule: DueRule, day: PlainDate, calendar: OpenDays): PlainDate {
  if ('openDaysBefore' in rule) return calendar.before(day, rule.openDaysBefore);
  if ('openDaysAfter' in rule) return calendar.add(day, rule.openDaysAfter);
  if ('daysAfter' in rule) return addDays(day, rule.daysAfter);
  if ('weeksAfter' in rule) return addDays(day, 7 * rule.weeksAfter);
  if ('endOf' in rule) return rule.endOf === 'month' ? lastOfMonth(day) : lastOfTenDays(day);
  if ('on' in rule) return parsePlainDate(rule.on) ?? periodDays(rule.on).end;
  return day;
}

/** A due instant that people agreed on (an issue's date, a date set 都度), in the same shape. */
export function agreedDeadline(date: PlainDate, calendar: OpenDays, clause: string): Deadline {
  return standing(fromTokyo(date, LAST_MINUTE), date, false, calendar, clause);
}

function standing(
  due: Instant,
  date: PlainDate,
  timed: boolean,
  calendar: OpenDays,
  clause: string,
): Deadline {
  const why = calendar.whyClosed(date);
  const own = { due, date, timed, clause };
  return why === undefined ? own : { ...own, closedDay: { why, nextOpenDay: calendar.next(date) } };
}
