import { type Days, type Period, periodDays, periodWords } from '../kernel/deadline/period.ts';
import { tokyoDate } from '../kernel/instant.ts';
import { addMonths, formatDate, plainDate, type PlainDate } from '../kernel/plain-date.ts';
import type { Words } from '../kernel/words.ts';
import { reportedPeriod, slotsOf, type Slot } from './cadence.ts';
import type { Meeting } from './meeting.ts';
import type { Series } from './meeting-settings.ts';

/** Something the contract asks of the year that the proposal does not meet; people decide what becomes of it. */
export type Conflict = {
  readonly code: 'unplaced' | 'crowded' | 'uncovered';
  readonly series: string;
  /** The slot it is about; absent where it is about the whole series. */
  readonly slot?: string;
  readonly message: Words;
  readonly clause: string;
};

/** Why no start in a slot would do. */
export type Hindrance = 'noOpenDay' | 'hours' | 'clash' | 'noMeetingThere';

const WHY: Readonly<Record<Hindrance, Words>> = {
  noOpenDay: { ja: '開庁日がありません', en: 'there is no open day' },
  hours: { ja: '開庁時間に収まりません', en: 'it does not fit into the office hours' },
  clash: { ja: '出席者がほかの会議と重なります', en: 'attendees are in other meetings' },
  noMeetingThere: { ja: '合わせる会議がありません', en: 'the meeting it goes with is missing' },
};

const windowWords = (window: Days, language: 'ja' | 'en'): string =>
  `${formatDate(window.start, language)}${language === 'ja' ? '～' : '–'}${formatDate(window.end, language)}`;

export const unplaced = (series: Series, slot: Slot, title: string, why: readonly Hindrance[]): Conflict => ({
  code: 'unplaced',
  series: series.id,
  slot: slot.id,
  message: {
    ja: `${title}を${windowWords(slot.window, 'ja')}に置けません。${why.map((one) => WHY[one].ja).join('、')}。`,
    en: `${series.name.en}: no place from ${windowWords(slot.window, 'en')}: ${why.map((one) => WHY[one].en).join(', ')}.`,
  },
  clause: series.clause,
});

export const crowded = (series: Series, slot: Slot, title: string): Conflict => ({
  code: 'crowded',
  series: series.id,
  slot: slot.id,
  message: {
    ja: `${title}は、前後の回との間が${series.leastGapOpenDays}開庁日に足りません。`,
    en: `${series.name.en}: fewer than ${series.leastGapOpenDays} open days from its neighbour.`,
  },
  clause: series.clause,
});

/**
 * The months of the term on which no meeting of a reporting series reports. Begun in the middle of a year, those whose
 * meeting was to be before `from` are past and nobody's concern any more.
 */
export function uncovered(
  series: Series,
  meetings: readonly Meeting[],
  term: Days,
  from?: PlainDate,
): readonly Conflict[] {
  if (typeof series.reports === 'string' || meetings.length === 0) return [];
  const past = slotsOf(series.cadence, term).filter(({ window }) => from !== undefined && window.end < from);
  const reported = [
    ...meetings.map((one) => tokyoDate(one.start)),
    ...past.map(({ window }) => window.end),
  ].flatMap((day) => reportedPeriod(series, day, term) ?? []);
  const missing: Period[] = [];
  for (let day = plainDate(`${term.start.slice(0, 7)}-01`); day <= term.end; day = addMonths(day, 1)) {
    const { end } = periodDays(day.slice(0, 7));
    if (!reported.some((period) => period.start <= end && end <= period.end)) missing.push(day.slice(0, 7));
  }
  if (missing.length === 0) return [];
  const months = missing.map((month) => periodWords(month)).join('、');
  return [
    {
      code: 'uncovered',
      series: series.id,
      message: {
        ja: `${months}分を報告する${series.name.ja}が、委託期間の中にありません。`,
        en: `${series.name.en}: none in the term reports on ${missing.join(', ')}.`,
      },
      clause: series.clause,
    },
  ];
}
