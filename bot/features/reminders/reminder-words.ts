import { formatInstant, type Instant, tokyoDate } from '../../../shared/kernel/instant.ts';
import { openDaysLeft, type OpenDays } from '../../../shared/kernel/open-days.ts';
import { formatDate } from '../../../shared/kernel/plain-date.ts';
import { shorten } from '../../../shared/kernel/text.ts';
import { say, type Language, type Words } from '../../../shared/kernel/words.ts';
import type { Due } from '../../../shared/meetings/due.ts';
import { untilMeeting } from '../../../shared/meetings/remaining.ts';
import { isOfMeeting, type View } from './view.ts';

/** How reminders speak. */

export const text = {
  due: { ja: '期限のお知らせ', en: 'Deadline' },
  meeting: { ja: '会議のお知らせ', en: 'Meeting' },
  digest: { ja: '今日のお知らせ', en: 'Today' },
  others: { ja: '一緒に届いたほかのお知らせ', en: 'What came with it' },
  dueAt: { ja: '期限', en: 'Due' },
  for: { ja: '会議', en: 'For' },
  owner: { ja: '担当', en: 'Owed by' },
  when: { ja: '日時', en: 'When' },
  where: { ja: '場所', en: 'Where' },
  organiser: { ja: '開催者', en: 'Organised by' },
  agenda: { ja: '次第', en: 'Agenda' },
  papersIn: { ja: '提出済みの資料', en: 'Papers that are in' },
  papersOut: { ja: '未提出の資料', en: 'Papers still missing' },
  none: { ja: 'なし', en: 'None' },
  folder: { ja: '資料の置き場所', en: 'Put the file in' },
  clause: { ja: '根拠', en: 'Clause' },
  overdue: { ja: '期限を過ぎています', en: 'Overdue' },
  begun: { ja: '開始時刻を過ぎています', en: 'It has begun' },
  arrived: { ja: '提出されました', en: 'Handed in' },
  given: { ja: '担当が変わりました', en: 'Somebody else owes it now' },
  moved: {
    ja: '日時が変わりました。変更後の内容です。',
    en: 'The time has changed. This is how it stands now.',
  },
  gone: { ja: '中止または終了しました', en: 'Called off or over' },
  exempt: { ja: '対象外です', en: 'Not owed' },
  ruled: { ja: '契約による期限（合意により変更）', en: 'By the contract (another date was agreed on)' },
  why: { ja: '対象外の理由', en: 'Why it is not owed' },
  takenAway: { ja: '提出されたものが取り下げられました', en: 'No longer handed in' },
  closed: { ja: '課題が完了したか、期限がなくなりました', en: 'The task is done or has no date any more' },
  soon: { ja: 'まもなく始まります', en: 'Starts soon' },
  join: { ja: '会議に参加する', en: 'Join the meeting' },
  seen: { ja: '確認する', en: 'Noted' },
  later: { ja: '後で知らせる', en: 'Remind me later' },
  reassign: { ja: '担当を変える', en: 'Change who owes it' },
  open: { ja: '内容を見る', en: 'Show details' },
  atOnce: {
    ja: '期限が決まったか変わったため、すぐにお届けしています。',
    en: 'You get this at once because its date was set or changed.',
  },
  openFolder: { ja: '置き場所を開く', en: 'Open the folder' },
} as const satisfies Record<string, Words>;

/** 9月18日(金) 10:00; where the rule names a day only, 9月18日(金). */
export const dueText = ({ deadline }: Due, language: Language): string =>
  deadline.timed ? formatInstant(deadline.due, language) : formatDate(deadline.date, language);

/** A date is never moved: where its day is closed the next open day stands beside it. */
export const closedLine = ({ deadline: { closedDay } }: Due, language: Language): string | undefined =>
  closedDay &&
  (language === 'ja'
    ? `この日は閉庁日です（${closedDay.why.ja}）。次の開庁日は${formatDate(closedDay.nextOpenDay, 'ja')}です。`
    : `That day is closed (${closedDay.why.en}). The next open day is ${formatDate(closedDay.nextOpenDay, 'en')}.`);

const handedIn: Words = { ja: '提出済み', en: 'handed in' };

/** 提出済み, 検収済み: what it is called once it is done. */
export const doneWord = ({ due }: Pick<View, 'due'>): Words => due?.deed ?? handedIn;

/** 提出済みです, 検収済みです; of what just came in 提出されました. */
export const doneText = (view: View, language: Language): string => {
  if (view.reminder.kind === 'arrived' && view.due?.deed === undefined) return say(text.arrived, language);
  const { ja, en } = doneWord(view);
  return language === 'ja' ? `${ja}です` : `${en.slice(0, 1).toUpperCase()}${en.slice(1)}`;
};

/** 検収済みにする */
export const doText = (view: View, language: Language): string =>
  language === 'ja' ? `${doneWord(view).ja}にする` : `Mark as ${doneWord(view).en}`;

/** How it stands where nobody has to do anything any more. */
export const restText = (view: View, language: Language): string => {
  const { stands, reminder } = view;
  if (stands === 'done' || stands === 'open') return doneText(view, language);
  if (stands !== 'gone') return say(text[stands], language);
  if (reminder.kind === 'arrived') return say(text.takenAway, language);
  return say(reminder.subject.startsWith('issue/') ? text.closed : text.gone, language);
};

const called = ({ nameOf, staff }: View, person: string, language: Language): string =>
  language === 'ja' && staff.some(({ id }) => id === person) ? `${nameOf(person)}さん` : nameOf(person);

/** Who did it and when. */
const doneLine = (view: View, language: Language): string | undefined => {
  const { due } = view;
  if (due?.doneAt === undefined) return undefined;
  const at = formatInstant(due.doneAt, language);
  const late = due.doneAt > due.deadline.due;
  if (language === 'ja') {
    const who = due.doneBy === undefined ? '' : `　${called(view, due.doneBy, 'ja')}`;
    return `${doneWord(view).ja}　${at}${who}${late ? '（期限の後）' : ''}`;
  }
  const who = due.doneBy === undefined ? '' : ` by ${called(view, due.doneBy, 'en')}`;
  return `${doneText(view, 'en')} ${at}${who}${late ? ', after it was due' : ''}`;
};

const givenLine = (view: View, language: Language): string | undefined =>
  view.given &&
  (language === 'ja'
    ? `${formatInstant(view.given.at, 'ja')}に${called(view, view.given.by, 'ja')}が担当を変えました。`
    : `${called(view, view.given.by, 'en')} changed who owes it ${formatInstant(view.given.at, 'en')}.`);

const againLine = (view: View, now: Instant, language: Language): string | undefined =>
  view.stands === 'open' && view.again !== undefined && view.again > now
    ? language === 'ja'
      ? `${formatInstant(view.again, 'ja')}にもう一度お知らせします。`
      : `You hear of it again ${formatInstant(view.again, 'en')}.`
    : undefined;

/** What people answered, as it holds now: the card says the same when it is looked at again. */
export const answerLines = (view: View, now: Instant, language: Language): readonly string[] =>
  [
    doneLine(view, language),
    view.stands === 'done' ? undefined : givenLine(view, language),
    againLine(view, now, language),
  ].filter((line) => line !== undefined);

/** あと2開庁日, 本日まで, 期限を過ぎています; of a meeting あと2開庁日, 本日, 始まっています. */
export const leftText = (view: View, now: Instant, calendar: OpenDays, language: Language): string => {
  const isMeeting = isOfMeeting(view.reminder);
  const at = (isMeeting ? view.meeting?.start : view.due?.deadline.due) ?? now;
  if (at < now) return say(isMeeting ? text.begun : text.overdue, language);
  const left = calendar.between(tokyoDate(now), tokyoDate(at));
  return say(isMeeting ? untilMeeting(left) : openDaysLeft(left), language);
};

/** What it is about; of a task its number too, whose words somebody typed. */
export const titleOf = (view: View, language: Language): string => {
  if (isOfMeeting(view.reminder)) return view.meeting?.title ?? '';
  return view.due === undefined ? '' : say(view.due.name, language);
};

/** What a locked screen may show: never what somebody typed, nor what an incident is about. */
export const summaryOf = (view: View, now: Instant, calendar: OpenDays, language: Language): string => {
  const { kind } = view.reminder;
  const title = view.due?.outside ? say(view.due.outside, language) : titleOf(view, language);
  if (isOfMeeting(view.reminder)) {
    return shorten(`${title} ${formatInstant(view.meeting?.start ?? now, language)}`, 40);
  }
  const how = kind === 'arrived' ? doneText(view, language) : leftText(view, now, calendar, language);
  return shorten(language === 'ja' ? `${how}：${title}` : `${how}: ${title}`, 40);
};

/** Says that it comes late. */
export const lateLines = (view: View, language: Language): readonly string[] =>
  view.late === undefined
    ? []
    : [
        language === 'ja'
          ? `${formatInstant(view.late, language)}にお届けする予定でした。遅れて届けています。`
          : `This should have come ${formatInstant(view.late, language)}.`,
      ];

/** Of what comes in one message, how much is late and since when. */
export const lateTogether = (views: readonly View[], language: Language): readonly string[] => {
  const late = views.flatMap((view) => view.late ?? []).toSorted((a, b) => a - b);
  const [first, last] = [late[0], late.at(-1)];
  if (first === undefined) return [];
  const when = formatInstant(first, language);
  const all = late.length === views.length;
  if (language === 'en')
    return [
      `${all ? 'These' : `${late.length} of them`} should have come ${first === last ? when : `from ${when} on`}.`,
    ];
  return [
    `${all ? '' : `うち${late.length}件は、`}${when}${first === last ? 'に' : 'から'}お届けする予定でした。遅れて届けています。`,
  ];
};

/** Says that it comes late, at once, or for somebody who is away. */
export const asides = (view: View, language: Language): readonly string[] => {
  const { insteadOf } = view.reminder;
  return [
    ...(insteadOf === undefined
      ? []
      : [
          language === 'ja'
            ? `${view.nameOf(insteadOf)}さんが不在のため、代わりにお届けしています。`
            : `You get this while ${view.nameOf(insteadOf)} is away.`,
        ]),
    ...(view.stands === 'open' && view.key.includes('/atOnce/') ? [say(text.atOnce, language)] : []),
    ...lateLines(view, language),
  ];
};
