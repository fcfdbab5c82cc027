import { eraOf } from './era.ts';
import { type PlainDate, partsOf, plainDate } from './plain-date.ts';
import type { Language } from './words.ts';

/** A Japanese fiscal year by the calendar year it begins in: 2026 is 令和8年度, 2026-04-01 to 2027-03-31. */
export type FiscalYear = number;

export function fiscalYearOf(date: PlainDate): FiscalYear {
  const { year, month } = partsOf(date);
  return month >= 4 ? year : year - 1;
}

/** First and last day. @throws RangeError outside the years 1–9998 */
export function fiscalYearRange(fiscalYear: FiscalYear): { start: PlainDate; end: PlainDate } {
  const year = (value: number): string => String(value).padStart(4, '0');
  return { start: plainDate(`${year(fiscalYear)}-04-01`), end: plainDate(`${year(fiscalYear + 1)}-03-31`) };
}

/** The era a fiscal year is named after is that of its first day, but 2019 is 令和元年度, although it began in 平成31年. */
function eraOfFiscalYear(fiscalYear: FiscalYear): ReturnType<typeof eraOf> {
  const { start } = fiscalYearRange(fiscalYear);
  return eraOf(fiscalYear === 2019 ? plainDate('2019-05-01') : start);
}

/** 令和8年度, 令和元年度; FY2026. @throws RangeError before 1873 (Japanese) */
export function fiscalYearLabel(fiscalYear: FiscalYear, language: Language): string {
  if (language === 'en') return `FY${fiscalYear}`;
  const { era, year } = eraOfFiscalYear(fiscalYear);
  return `${era.name}${year === 1 ? '元' : year}年度`;
}

/** What stands before the numbers of a fiscal year: R8; digits only, so 2019 is R1. @throws RangeError before 1873 */
export function fiscalYearMark(fiscalYear: FiscalYear): string {
  const { era, year } = eraOfFiscalYear(fiscalYear);
  return `${era.letter}${year}`;
}
