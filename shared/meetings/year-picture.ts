import type { Days } from '../kernel/deadline/period.ts';
import { type Instant, tokyoDate } from '../kernel/instant.ts';
import { addMonths, partsOf, type PlainDate, plainDate } from '../kernel/plain-date.ts';
import type { Words } from '../kernel/words.ts';
import { type Due, stateOfDue } from './due.ts';
import type { Meeting, MeetingState } from './meeting.ts';
import type { MeetingSettings } from './meeting-settings.ts';

/** The year at a glance, as data: months across, a row for each series and one for the other deadlines. */

/** Of a meeting its state, or that it is over and nobody wrote its record; of something due how that stands. */
export type MarkState = MeetingState | 'toRecord' | ReturnType<typeof stateOfDue>;

export type Mark = {
  /** Id of the meeting or the due thing. */
  readonly id: string;
  readonly kind: 'meeting' | 'due';
  readonly state: MarkState;
  readonly at: Instant;
  readonly date: PlainDate;
  readonly name: Words;
};

export type PictureRow = {
  readonly id: string;
  readonly name: Words;
  /** A cell for each month; within it by instant. */
  readonly cells: readonly (readonly Mark[])[];
};

export type YearPicture = {
  /** 'YYYY-MM' with what stands above the column. */
  readonly months: readonly { readonly id: string; readonly name: Words }[];
  readonly rows: readonly PictureRow[];
  /** What is open and late, oldest first. */
  readonly late: readonly Mark[];
};

const ENGLISH = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const OTHERS: Words = { ja: 'その他の期限', en: 'Other deadlines' };

export function yearPicture(
  settings: MeetingSettings,
  term: Days,
  facts: { readonly meetings: readonly Meeting[]; readonly dues: readonly Due[] },
  now: Instant,
): YearPicture {
  const months = monthsOf(term);
  const seriesOfMeeting = new Map(facts.meetings.map(({ id, series }) => [id, series]));
  const byRow = new Map<string, Mark[]>();
  const put = (row: string, mark: Mark): void => {
    byRow.set(row, [...(byRow.get(row) ?? []), mark]);
  };
  for (const meeting of facts.meetings) put(meeting.series, markOfMeeting(meeting, now));
  const dues = facts.dues.map((due) => ({ due, mark: markOfDue(due, now) }));
  for (const { due, mark } of dues) put(seriesOfMeeting.get(due.meeting ?? '') ?? '', mark);
  const rows = [...settings.series.map(({ id, name }) => ({ id, name })), { id: '', name: OTHERS }]
    .map(({ id, name }) => ({ id, name, marks: byRow.get(id) ?? [] }))
    .filter(({ marks }) => marks.length > 0)
    .map(({ id, name, marks }) => ({
      id,
      name,
      cells: months.map((month) => byInstant(marks.filter(({ date }) => date.startsWith(month.id)))),
    }));
  return {
    months,
    rows,
    late: byInstant(dues.map(({ mark }) => mark).filter(({ state }) => state === 'overdue')),
  };
}

const byInstant = (marks: readonly Mark[]): readonly Mark[] =>
  [...marks].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));

/** What was confirmed and is over was held, as far as anybody knows. */
export const standingOf = ({ state, end }: Meeting, now: Instant): MeetingState | 'toRecord' =>
  state === 'confirmed' && end <= now ? 'toRecord' : state;

const markOfMeeting = (meeting: Meeting, now: Instant): Mark => ({
  id: meeting.id,
  kind: 'meeting',
  state: standingOf(meeting, now),
  at: meeting.start,
  date: tokyoDate(meeting.start),
  name: { ja: meeting.title, en: meeting.title },
});

const markOfDue = (due: Due, now: Instant): Mark => ({
  id: due.id,
  kind: 'due',
  state: stateOfDue(due, now),
  at: due.deadline.due,
  date: due.deadline.date,
  name: due.name,
});

function monthsOf({ start, end }: Days): YearPicture['months'] {
  const months: { id: string; name: Words }[] = [];
  for (let day = plainDate(`${start.slice(0, 7)}-01`); day <= end; day = addMonths(day, 1)) {
    const { month } = partsOf(day);
    months.push({ id: day.slice(0, 7), name: { ja: `${month}月`, en: ENGLISH[month - 1] ?? '' } });
  }
  return months;
}
