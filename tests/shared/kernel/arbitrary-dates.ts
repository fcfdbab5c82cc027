import fc from 'fast-check';
import { HOLIDAYS_KNOWN } from '../../../shared/kernel/holidays.ts';
import { addDays, daysBetween, type PlainDate, plainDate } from '../../../shared/kernel/plain-date.ts';

export const dateBetween = (from: string, to: string): fc.Arbitrary<PlainDate> =>
  fc
    .integer({ min: 0, max: daysBetween(plainDate(from), plainDate(to)) })
    .map((days) => addDays(plainDate(from), days));

/** Any day for which the table of holidays speaks, with room on both sides for counting on and back. */
export const dateWithHolidays = dateBetween(
  addDays(HOLIDAYS_KNOWN.from, 3 * 366),
  addDays(HOLIDAYS_KNOWN.to, -3 * 366),
);

export const eraDate = dateBetween('1873-01-01', '2199-12-31');
