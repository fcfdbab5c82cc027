import { formatInstant, type Instant, toTokyo } from '../../../shared/kernel/instant.ts';
import type { CardElement } from '../../../shared/kernel/record/card-input.ts';
import { shorten } from '../../../shared/kernel/text.ts';
import { say, type Language, type Words } from '../../../shared/kernel/words.ts';
import { type Meeting, MEETING_FLOW } from '../../../shared/meetings/meeting.ts';
import { standing } from '../../../shared/meetings/remaining.ts';
import { standingOf } from '../../../shared/meetings/year-picture.ts';
import { type Colleague, nameIn } from '../../identity/staff.ts';
import type { CalendarStanding } from '../../store/calendar-writes.ts';
import type { KeptMeeting } from '../../store/meetings.ts';
import {
  card,
  type Card,
  fact,
  heading,
  label,
  link,
  notice,
  opensDialog,
  press,
  small,
  state,
  typed,
  typedLines,
  typedNotice,
} from '../../teams/card.ts';
import { recordHistory } from './keep-meeting.ts';
import type { MeetingDesk } from './meeting-desk.ts';
import { everyone, organisersOf } from './who.ts';

/** A meeting as a card: when, where, with whom, and what can be done with it. */

const text = {
  place: { ja: '場所', en: 'Place' },
  when: { ja: '日時', en: 'When' },
  organiser: { ja: '開催者', en: 'Organiser' },
  attendees: { ja: '出席者', en: 'Attendees' },
  reason: { ja: '理由', en: 'Reason' },
  join: { ja: 'Teamsで参加する', en: 'Join in Teams' },
  confirm: { ja: '確定する', en: 'Confirm' },
  confirmHeld: { ja: '開催済みとして確定する', en: 'Confirm as held' },
  move: { ja: '日時を変える', en: 'Move' },
  skip: { ja: '省略する', en: 'Skip' },
  cancel: { ja: '中止する', en: 'Cancel' },
  record: { ja: '記録を入力する', en: 'Write the record' },
  eventPending: {
    ja: '開催者の予定表に登録しています。操作は不要です。',
    en: 'It is being put into the organiser’s calendar. Nothing needs to be done.',
  },
  eventRefused: {
    ja: '開催者の予定表に登録できていません。会議の内容は保存済みです。チャネルのお知らせをご確認ください。',
    en: 'It could not be put into the organiser’s calendar. The meeting is saved. Please see the notice in the channel.',
  },
  absent: { ja: '欠席', en: 'Absent' },
  invited: { ja: '出席予定', en: 'Invited' },
  back: { ja: '予定に戻る', en: 'Back to the list' },
  tasks: { ja: '宿題', en: 'Tasks' },
  decisions: { ja: '決定事項', en: 'Decisions' },
  carriedOver: { ja: '次回への持越し', en: 'Carried over' },
  correct: { ja: '記録を訂正する', en: 'Correct the record' },
  history: { ja: '記録の経過', en: 'History of the record' },
} as const satisfies Record<string, Words>;

const STYLE = {
  proposed: 'emphasis',
  confirmed: 'good',
  cancelled: 'warning',
  held: 'emphasis',
  toRecord: 'attention',
} as const;

/** 9月18日(金) 13:30～17:00 */
export const spanWords = ({ start, end }: Pick<Meeting, 'start' | 'end'>, language: Language): string =>
  `${formatInstant(start, language)}${language === 'ja' ? '～' : '–'}${toTokyo(end).time}`;

/** 確定; of what is over and has no record 開催済み（記録待ち）. */
export const stateName = (meeting: Meeting, now: Instant, language: Language): string => {
  const how = standingOf(meeting, now);
  if (how === 'proposed' && meeting.start <= now) return say(standing(how, -1), language);
  return say(how === 'toRecord' ? standing(how, 0) : MEETING_FLOW.states[how], language);
};

const MOST_NAMES = 12;

export const namesIn = (names: readonly string[], language: Language): string =>
  names.length <= MOST_NAMES
    ? names.join('、')
    : `${names.slice(0, MOST_NAMES).join('、')}${language === 'ja' ? `ほか${names.length - MOST_NAMES}人` : ` and ${names.length - MOST_NAMES} more`}`;

/** What can be done with it by who may arrange, in dialogs. */
export const arrangements = (one: KeptMeeting, now: Instant, language: Language): CardElement[] => {
  const { state: how, start } = one.meeting;
  const form = (what: 'move' | 'skip' | 'cancel'): CardElement =>
    opensDialog(say(text[what], language), 'meeting.form', {
      what,
      meetingId: one.id,
      revision: one.revision,
    });
  if (how === 'proposed') {
    const confirm = press({
      title: say(start <= now ? text.confirmHeld : text.confirm, language),
      verb: 'meeting.confirm',
      data: { meetingId: one.id, revision: one.revision },
      main: true,
    });
    return [confirm, form('move'), form('skip')];
  }
  return how === 'confirmed' ? [form('move'), form('skip'), form('cancel')] : [];
};

/** Who is invited; once its record is written, who was there and who was not. */
const attendance = (
  { meeting, minutes, organiserId }: KeptMeeting,
  staff: readonly Colleague[],
  nameOf: (person: string) => string,
  language: Language,
): CardElement[] => {
  if (minutes === undefined) {
    const people = everyone(staff, meeting, organiserId).map((ref) => nameOf(ref));
    return [fact(say(text.invited, language), namesIn(people, language))];
  }
  const there = minutes.attendance.flatMap(({ person, there: came, proxy }) => {
    if (proxy === undefined) return came ? [nameOf(person)] : [];
    return [language === 'ja' ? `${proxy}（${nameOf(person)}の代理）` : `${proxy} (for ${nameOf(person)})`];
  });
  const absent = minutes.attendance.flatMap(({ person, there: came, proxy }) =>
    came || proxy !== undefined ? [] : [nameOf(person)],
  );
  const none = language === 'ja' ? 'なし' : 'none';
  return [
    fact(say(text.attendees, language), there.length > 0 ? namesIn(there, language) : none),
    ...(absent.length > 0 ? [fact(say(text.absent, language), namesIn(absent, language))] : []),
  ];
};

export type Shown = {
  readonly staff: readonly Colleague[];
  readonly calendar: CalendarStanding | undefined;
  readonly notices: readonly Words[];
  /** Taken away from it, a line each. */
  readonly tasks: readonly string[];
  readonly can: { readonly arrange: boolean; readonly close: boolean };
  readonly now: number;
};

export const meetingCard = (desk: MeetingDesk, one: KeptMeeting, shown: Shown, language: Language): Card => {
  const { meeting, minutes } = one;
  const nameOf = nameIn(desk.settings, shown.staff, language);
  const organisers = organisersOf(shown.staff, meeting, one.organiserId).map((ref) => nameOf(ref));
  const waits =
    meeting.state !== 'confirmed' || shown.calendar === undefined || shown.calendar.status === 'written'
      ? []
      : [
          shown.calendar.status === 'refused'
            ? notice(say(text.eventRefused, language), 'warning')
            : small(say(text.eventPending, language)),
        ];
  const lines = (title: Words, said: readonly string[]): CardElement[] =>
    said.length === 0
      ? []
      : [label(say(title, language)), ...said.flatMap((line) => typedLines(`・${line}`))];
  return card(
    [
      small(meeting.id),
      heading(meeting.title),
      state(stateName(meeting, shown.now, language), STYLE[standingOf(meeting, shown.now)]),
      fact(say(text.when, language), spanWords(meeting, language)),
      fact(say(text.place, language), meeting.place),
      fact(say(text.organiser, language), namesIn(organisers, language)),
      ...attendance(one, shown.staff, nameOf, language),
      // Why it was moved is of no concern once it was held.
      ...(meeting.reason === undefined || meeting.state === 'held'
        ? []
        : [fact(say(text.reason, language), ''), typed(meeting.reason, {}, 4)]),
      ...waits,
      ...shown.notices.map((words) =>
        typedNotice(shorten(say(words, language), 300), meeting.state === 'held' ? 'emphasis' : 'warning'),
      ),
      ...(minutes === undefined
        ? []
        : [
            ...lines(text.decisions, minutes.decisions),
            ...lines(text.tasks, shown.tasks),
            ...lines(text.carriedOver, minutes.carriedOver),
            ...lines(text.history, recordHistory(minutes, nameOf, language)),
          ]),
    ],
    [
      ...(meeting.joinLink !== undefined && meeting.state === 'confirmed'
        ? [link(say(text.join, language), meeting.joinLink)]
        : []),
      ...(shown.can.close && meeting.state === 'confirmed' && meeting.start <= shown.now
        ? [opensDialog(say(text.record, language), 'meeting.recordForm', { meetingId: one.id })]
        : []),
      ...(shown.can.close && meeting.state === 'held'
        ? [opensDialog(say(text.correct, language), 'meeting.recordForm', { meetingId: one.id })]
        : []),
      ...(shown.can.arrange ? arrangements(one, shown.now, language) : []),
      press({
        title: say(text.back, language),
        verb: 'meeting.list',
        data:
          meeting.state === 'proposed'
            ? { whose: 'all', state: meeting.start <= shown.now ? 'passed' : 'proposed' }
            : {},
      }),
    ],
  );
};
