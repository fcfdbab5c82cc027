import holidayJp from '@holiday-jp/holiday_jp';
import { type PlainDate, plainDate } from './plain-date.ts';
import type { Words } from './words.ts';

export type HolidayStatus = 'official' | 'predicted';

export type Holiday = { readonly name: Words; readonly status: HolidayStatus };

/**
 * Up to this day the holidays are fixed: 国立天文台 暦要項 of 2026-02-02 names those of 2027. Later ones follow the
 * Act on National Holidays and the computed equinoxes, and a special act can still move them, as in 2019 to 2021.
 */
export const HOLIDAYS_OFFICIAL_TO = plainDate('2027-12-31');

/** The years the table knows; outside them no day is reported as a holiday. */
export const HOLIDAYS_KNOWN = { from: plainDate('1970-01-01'), to: plainDate('2050-12-31') };

const table: Readonly<Record<string, { readonly name: string; readonly name_en: string }>> =
  holidayJp.holidays;

/**
 * The national holiday on a day, 振替休日 and 国民の休日 included. Looked up by the day's text: the library's own
 * functions take a Date and read it in the time zone of the process.
 */
export function holidayOn(date: PlainDate): Holiday | undefined {
  if (!Object.hasOwn(table, date)) return undefined;
  const entry = table[date];
  if (entry === undefined) return undefined;
  return {
    name: { ja: entry.name, en: entry.name_en },
    status: date <= HOLIDAYS_OFFICIAL_TO ? 'official' : 'predicted',
  };
}
