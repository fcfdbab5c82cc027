import { addDays, addMonths, partsOf, type PlainDate, plainDate } from '../plain-date.ts';

/** A month 'YYYY-MM', or its 上旬, 中旬 or 下旬 as 'YYYY-MM-early', '-middle', '-late'. */
export type Period = string;

export type Days = { readonly start: PlainDate; readonly end: PlainDate };

/** First and last day. 上旬 is the 1st to the 10th, 中旬 the 11th to the 20th, 下旬 the rest. */
export function periodDays(period: Period): Days {
  const month = period.slice(0, 7);
  const first = plainDate(`${month}-01`);
  const day = (text: string): PlainDate => plainDate(`${month}-${text}`);
  switch (period.slice(8)) {
    case 'early':
      return { start: first, end: day('10') };
    case 'middle':
      return { start: day('11'), end: day('20') };
    case 'late':
      return { start: day('21'), end: lastOfMonth(first) };
    default:
      return { start: first, end: lastOfMonth(first) };
  }
}

export const lastOfMonth = (date: PlainDate): PlainDate => {
  const first = plainDate(`${date.slice(0, 7)}-01`);
  return addDays(addMonths(first, 1), -1);
};

/** The last day of the 旬 in which the day lies. */
export function lastOfTenDays(date: PlainDate): PlainDate {
  const { day } = partsOf(date);
  const part = day <= 10 ? 'early' : day <= 20 ? 'middle' : 'late';
  return periodDays(`${date.slice(0, 7)}-${part}`).end;
}

/** 2021-08 is 8月, 2021-08-late is 8月下旬. */
export function periodWords(period: Period): string {
  const part: Readonly<Record<string, string>> = { early: '上旬', middle: '中旬', late: '下旬' };
  return `${Number(period.slice(5, 7))}月${part[period.slice(8)] ?? ''}`;
}
