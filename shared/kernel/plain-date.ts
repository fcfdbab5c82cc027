import { Temporal } from 'temporal-polyfill';
import type { Language, Words } from './words.ts';

declare const plainDateBrand: unique symbol;

/**
 * A day of the calendar, 'YYYY-MM-DD', years 0001 to 9999, without a time of day and without a time zone.
 * Being a fixed-width string it sorts and compares with < and >.
 */
export type PlainDate = string & { readonly [plainDateBrand]: true };

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const FORM = /^(?!0000)\d{4}-\d{2}-\d{2}$/;

const SHORT: Record<Weekday, Words> = {
  mon: { ja: '月', en: 'Mon' },
  tue: { ja: '火', en: 'Tue' },
  wed: { ja: '水', en: 'Wed' },
  thu: { ja: '木', en: 'Thu' },
  fri: { ja: '金', en: 'Fri' },
  sat: { ja: '土', en: 'Sat' },
  sun: { ja: '日', en: 'Sun' },
};

const LONG: Record<Weekday, Words> = {
  mon: { ja: '月曜日', en: 'Monday' },
  tue: { ja: '火曜日', en: 'Tuesday' },
  wed: { ja: '水曜日', en: 'Wednesday' },
  thu: { ja: '木曜日', en: 'Thursday' },
  fri: { ja: '金曜日', en: 'Friday' },
  sat: { ja: '土曜日', en: 'Saturday' },
  sun: { ja: '日曜日', en: 'Sunday' },
};

const ENGLISH_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const temporal = (date: PlainDate): Temporal.PlainDate => Temporal.PlainDate.from(date);

/** The text as a date if it is a real day in the form YYYY-MM-DD; anything else, 2026-02-29 too, is undefined. */
export function parsePlainDate(text: string): PlainDate | undefined {
  if (!FORM.test(text)) return undefined;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return text as PlainDate;
  } catch {
    return undefined;
  }
}

/** For dates that are known to be right (literals, values a schema has passed). @throws RangeError otherwise */
export function plainDate(text: string): PlainDate {
  const date = parsePlainDate(text);
  if (date === undefined) throw new RangeError(`not a date in the form YYYY-MM-DD: ${text}`);
  return date;
}

export const plainDateFrom = (year: number, month: number, day: number): PlainDate | undefined =>
  parsePlainDate([pad(year, 4), pad(month, 2), pad(day, 2)].join('-'));

export function partsOf(date: PlainDate): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

/** Calendar days; negative goes back. @throws RangeError when the year leaves 0001–9999 */
export const addDays = (date: PlainDate, days: number): PlainDate =>
  plainDate(temporal(date).add({ days }).toString());

/** Months, the day cut to the month's last: 2026-01-31 + 1 is 2026-02-28. @throws RangeError as addDays */
export const addMonths = (date: PlainDate, months: number): PlainDate =>
  plainDate(temporal(date).add({ months }).toString());

/** Calendar days from `from` to `to`; negative when `to` is the earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number =>
  temporal(from).until(temporal(to), { largestUnit: 'days' }).days;

export const weekdayOf = (date: PlainDate): Weekday => WEEKDAYS[temporal(date).dayOfWeek - 1] as Weekday;

/** 金曜日, Friday */
export const weekdayName = (weekday: Weekday): Words => LONG[weekday];

/** 金, Fri */
export const weekdayShort = (weekday: Weekday): Words => SHORT[weekday];

/** 9月18日(金), with `year` 2026年9月18日(金); in English Fri 18 Sep, Fri 18 Sep 2026. */
export function formatDate(date: PlainDate, language: Language, options: { year?: boolean } = {}): string {
  const { year, month, day } = partsOf(date);
  const weekday = SHORT[weekdayOf(date)][language];
  if (language === 'ja') return `${options.year ? `${year}年` : ''}${month}月${day}日(${weekday})`;
  return `${weekday} ${day} ${ENGLISH_MONTHS[month - 1]}${options.year ? ` ${year}` : ''}`;
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');
