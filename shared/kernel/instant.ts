import { Temporal } from 'temporal-polyfill';
import { eraLong } from './era.ts';
import { formatDate, plainDate, type PlainDate, weekdayOf, weekdayShort } from './plain-date.ts';
import type { Language } from './words.ts';

/**
 * A point on the time line: milliseconds since 1970-01-01T00:00Z, as Date.now() counts them. A plain number, so
 * that it is stored, compared and subtracted without ceremony. What people read is always Asia/Tokyo.
 */
export type Instant = number;

export const TOKYO = 'Asia/Tokyo';

declare const timeOfDayBrand: unique symbol;

/** 'HH:MM', 00:00 to 23:59. Sorts and compares with < and >. */
export type TimeOfDay = string & { readonly [timeOfDayBrand]: true };

export function parseTimeOfDay(text: string): TimeOfDay | undefined {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? (text as TimeOfDay) : undefined;
}

/** @throws RangeError when the text is not HH:MM */
export function timeOfDay(text: string): TimeOfDay {
  const time = parseTimeOfDay(text);
  if (time === undefined) throw new RangeError(`not a time in the form HH:MM: ${text}`);
  return time;
}

/** The wall clock in Tokyo at that instant, cut to the minute. @throws RangeError outside the years 0001–9999 */
export function toTokyo(instant: Instant): { date: PlainDate; time: TimeOfDay } {
  const wall = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(TOKYO).toPlainDateTime();
  return { date: plainDate(wall.toPlainDate().toString()), time: timeOfDay(wall.toString().slice(11, 16)) };
}

/** The instant at which the clocks of Tokyo show that date and time. */
export const fromTokyo = (date: PlainDate, time: TimeOfDay): Instant =>
  Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(TOKYO).epochMilliseconds;

/** The day it is in Tokyo. */
export const tokyoDate = (instant: Instant): PlainDate => toTokyo(instant).date;

/** 2026-09-18T10:00:00+09:00, to the second. */
export const formatIso = (instant: Instant): string =>
  Temporal.Instant.fromEpochMilliseconds(instant).toString({ timeZone: TOKYO, smallestUnit: 'second' });

/** Reads ISO 8601 with Z or an offset; a text without one names no instant and is undefined. */
export function parseIso(text: string): Instant | undefined {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return undefined;
  }
}

/** A wall-clock time of Tokyo, 'YYYY-MM-DDTHH:mm' as forms and lists carry it, for people: 9月18日(金) 10:00. */
export function formatWallTime(wallTime: string, language: Language): string {
  const [date = '', time = ''] = wallTime.split('T');
  return formatInstant(fromTokyo(plainDate(date), timeOfDay(time)), language);
}

/** 9月18日(金) 10:00, with `year` 2026年9月18日(金) 10:00; in English Fri 18 Sep 10:00, Fri 18 Sep 2026 10:00. */
export function formatInstant(
  instant: Instant,
  language: Language,
  options: { year?: boolean } = {},
): string {
  const { date, time } = toTokyo(instant);
  return `${formatDate(date, language, options)} ${time}`;
}

/** As documents show it: 令和8年9月18日(金) 10:00. */
export function formatInstantEra(instant: Instant): string {
  const { date, time } = toTokyo(instant);
  return `${eraLong(date)}(${weekdayShort(weekdayOf(date)).ja}) ${time}`;
}
