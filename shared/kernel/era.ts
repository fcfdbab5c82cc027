import { parsePlainDate, plainDate, plainDateFrom, type PlainDate, partsOf } from './plain-date.ts';

export type Era = { readonly name: string; readonly letter: string; readonly firstYear: number };

/** The eras since the Gregorian calendar. Where one ends and the next begins is Intl's to say. */
const ERAS: readonly Era[] = [
  { name: '明治', letter: 'M', firstYear: 1868 },
  { name: '大正', letter: 'T', firstYear: 1912 },
  { name: '昭和', letter: 'S', firstYear: 1926 },
  { name: '平成', letter: 'H', firstYear: 1989 },
  { name: '令和', letter: 'R', firstYear: 2019 },
];

/** Before it Japan counted days by the lunar calendar: a Gregorian day then has no 和暦 of the same month and day. */
export const ERA_DATES_FROM = plainDate('1873-01-01');

// The formatter is fed with noon of the day in UTC, and UTC is named: a plain date belongs to no process time zone.
// With era, year and a long month Intl says 元 for the first year, with a numeric month it says 1 (ICU-20408): the
// year is read through both.
const japanese = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
  timeZone: 'UTC',
  era: 'long',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
});

/** Era and year of a day, 元年 as 1. @throws RangeError for a day before 1873 */
export function eraOf(date: PlainDate): { era: Era; year: number } {
  if (date < ERA_DATES_FROM) throw new RangeError(`no 和暦 before ${ERA_DATES_FROM}: ${date}`);
  const { year, month, day } = partsOf(date);
  const parts = japanese.formatToParts(Date.UTC(year, month - 1, day, 12));
  const name = parts.find((part) => part.type === 'era')?.value;
  const era = ERAS.find((candidate) => candidate.name === name);
  const yearText = parts.find((part) => part.type === 'year')?.value ?? '';
  if (era === undefined) throw new RangeError(`unknown era ${name ?? ''} for ${date}`);
  return { era, year: yearText === '元' ? 1 : Number(yearText) };
}

const yearWords = (year: number): string => (year === 1 ? '元' : String(year));

/** 令和8年4月1日, 令和元年5月1日. @throws RangeError for a day before 1873 */
export function eraLong(date: PlainDate): string {
  const { era, year } = eraOf(date);
  const { month, day } = partsOf(date);
  return `${era.name}${yearWords(year)}年${month}月${day}日`;
}

/** R8.4.1; the first year is 元 here too: R元.5.1. @throws RangeError for a day before 1873 */
export function eraShort(date: PlainDate): string {
  const { era, year } = eraOf(date);
  const { month, day } = partsOf(date);
  return `${era.letter}${yearWords(year)}.${month}.${day}`;
}

const YEAR = String.raw`(明治|大正|昭和|平成|令和|[MTSHR])(元|\d{1,3})`;
const LONG = new RegExp(`^${YEAR}年(\\d{1,2})月(\\d{1,2})日$`, 'i');
const SHORT = new RegExp(`^${YEAR}([./-])(\\d{1,2})\\3(\\d{1,2})$`, 'i');

/**
 * Reads 令和8年4月1日, 令和元年5月1日, R8.4.1, R8/4/1, R8-4-1; full-width digits and ㋿ as well. Undefined when it
 * is no such text, no real day, or a day outside the era it names (平成31年5月1日).
 */
export function parseEraDate(text: string): PlainDate | undefined {
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '');
  const long = LONG.exec(plain);
  const short = SHORT.exec(plain);
  const [eraText, yearText, month, day] =
    long !== null
      ? [long[1], long[2], long[3], long[4]]
      : short !== null
        ? [short[1], short[2], short[4], short[5]]
        : [];
  const era = ERAS.find((one) => one.name === eraText || one.letter === eraText?.toUpperCase());
  if (era === undefined || yearText === undefined) return undefined;
  const year = yearText === '元' ? 1 : Number(yearText);
  const date = plainDateFrom(era.firstYear + year - 1, Number(month), Number(day));
  if (date === undefined || date < ERA_DATES_FROM) return undefined;
  const found = eraOf(date);
  return found.era === era && found.year === year ? date : undefined;
}

/** Reads a date as people type it: 2026-04-01, 2026/4/1, 2026年4月1日, or 和暦. */
export function parseDateInput(text: string): PlainDate | undefined {
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '');
  const western = /^(\d{4})(?:年(\d{1,2})月(\d{1,2})日|([./-])(\d{1,2})\4(\d{1,2}))$/.exec(plain);
  if (western === null) return parsePlainDate(plain) ?? parseEraDate(plain);
  return plainDateFrom(
    Number(western[1]),
    Number(western[2] ?? western[5]),
    Number(western[3] ?? western[6]),
  );
}
