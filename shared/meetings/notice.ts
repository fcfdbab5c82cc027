import type { Days } from '../kernel/deadline/period.ts';
import { formatInstant, type Instant, tokyoDate } from '../kernel/instant.ts';
import type { OpenDays } from '../kernel/open-days.ts';
import { formatDate } from '../kernel/plain-date.ts';
import type { Words } from '../kernel/words.ts';
import { clash } from './diary.ts';
import type { Meeting, PersonRef } from './meeting.ts';
import type { MeetingSettings } from './meeting-settings.ts';
import { documentSlots, seriesOf } from './required-document.ts';
import type { Staff } from './staff.ts';

/** What the section should know of a meeting as it stands: nothing is refused or moved for it. */
export type Notice = {
  readonly code: 'closedDay' | 'outOfHours' | 'outOfTerm' | 'clash' | 'crowded' | 'deadlinePast' | 'today';
  readonly message: Words;
  /** Who is in two places (`clash`). */
  readonly people?: readonly PersonRef[];
};

export type NoticeFacts = {
  readonly meetings: MeetingSettings;
  readonly calendar: OpenDays;
  readonly term: Days;
  readonly staff: Staff;
  /** The other meetings of those days; the meeting itself may be among them. */
  readonly others: readonly Meeting[];
  /** Slots of its documents in which a file stands, or for which another date was agreed on. */
  readonly settled?: ReadonlySet<string>;
};

export function noticesFor(facts: NoticeFacts, meeting: Meeting, now: Instant): readonly Notice[] {
  const { calendar, staff } = facts;
  const date = tokyoDate(meeting.start);
  const others = facts.others.filter((one) => one.id !== meeting.id && one.state !== 'cancelled');
  const notices: Notice[] = [];
  const say = (code: Notice['code'], ja: string, en: string, people?: readonly PersonRef[]): void => {
    notices.push({ code, message: { ja, en }, ...(people === undefined ? {} : { people }) });
  };
  const why = calendar.whyClosed(date);
  if (why !== undefined) {
    const next = calendar.next(date);
    say(
      'closedDay',
      `${formatDate(date, 'ja')}は閉庁日です（${why.ja}）。次の開庁日は${formatDate(next, 'ja')}です。`,
      `${formatDate(date, 'en')} is closed (${why.en}). The next open day is ${formatDate(next, 'en')}.`,
    );
  } else if (!calendar.inOfficeHours(meeting.start) || !calendar.inOfficeHours(meeting.end - 60_000)) {
    say('outOfHours', '開庁時間の外にかかります。', 'Part of it lies outside the office hours.');
  }
  if (date < facts.term.start || date > facts.term.end) {
    say('outOfTerm', '委託期間の外の日です。', 'The day lies outside the term of the contract.');
  }
  for (const other of others) {
    const people = clash(staff, meeting, other);
    if (people.length === 0) continue;
    const when = formatInstant(other.start, 'ja');
    say(
      'clash',
      `${other.title}（${when}）と時間が重なり、出席者のうち${people.length}人（役割を含む）が両方に当たります。`,
      `It overlaps with ${other.title} (${formatInstant(other.start, 'en')}): ${people.length} attendees are in both.`,
      people,
    );
  }
  notices.push(...crowding(facts, meeting, others));
  if (date === tokyoDate(now)) say('today', '本日の会議です。', 'It is today.');
  // What falls due afterwards, as it should, is late or not: that is for the reminders to say.
  const put = meeting.since ?? now;
  const past = documentSlots(facts.meetings, meeting, calendar).flatMap(
    ({ id, name, deadline, whenNeeded }) =>
      deadline === undefined || whenNeeded || deadline.due > put || facts.settled?.has(id)
        ? []
        : [{ name, due: deadline.due }],
  );
  for (const [due, slots] of Map.groupBy(past, (slot) => slot.due)) {
    const names = (language: 'ja' | 'en', comma: string) =>
      slots.map(({ name }) => name[language]).join(comma);
    say(
      'deadlinePast',
      `${names('ja', '、')}の期限（${formatInstant(due, 'ja')}）は、すでに過ぎています。提出日を双方で決め、「締切」からその期限を開いて「合意した期限にする」で登録してください。`,
      `Due ${formatInstant(due, 'en')}, which is past: ${names('en', ', ')}. Please agree on another date, open it from "deadlines" and set it there.`,
    );
  }
  return notices;
}

function crowding(
  { meetings, calendar }: NoticeFacts,
  meeting: Meeting,
  others: readonly Meeting[],
): Notice[] {
  const series = seriesOf(meetings, meeting);
  if (series === undefined) return [];
  const date = tokyoDate(meeting.start);
  const near = others.find(
    (one) =>
      one.series === meeting.series &&
      Math.abs(calendar.between(tokyoDate(one.start), date)) < series.leastGapOpenDays,
  );
  if (near === undefined) return [];
  const day = tokyoDate(near.start);
  return [
    {
      code: 'crowded',
      message: {
        ja: `${near.title}（${formatDate(day, 'ja')}）との間が、${series.leastGapOpenDays}開庁日に足りません。`,
        en: `Fewer than ${series.leastGapOpenDays} open days from ${near.title} (${formatDate(day, 'en')}).`,
      },
    },
  ];
}
