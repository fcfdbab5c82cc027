import { formatInstant, type Instant, tokyoDate } from '../../../shared/kernel/instant.ts';
import { openDaysLeft, type OpenDays } from '../../../shared/kernel/open-days.ts';
import { formatDate } from '../../../shared/kernel/plain-date.ts';
import { shorten } from '../../../shared/kernel/text.ts';
import { say, type Language, type Words } from '../../../shared/kernel/words.ts';
import type { Due } from '../../../shared/meetings/due.ts';
import type { View } from './view.ts';

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
  arrived: { ja: '提出されました', en: 'Handed in' },
  done: { ja: '提出済みです', en: 'Handed in' },
  finished: { ja: '済んでいます', en: 'Done' },
  moved: {
    ja: '日時が変わりました。このお知らせは以前の日時のものです。',
    en: 'The time has changed; this was about the earlier one.',
  },
  gone: { ja: '中止または終了しました。', en: 'Called off or over.' },
  soon: { ja: 'まもなく始まります', en: 'Starts soon' },
  join: { ja: '会議に参加する', en: 'Join the meeting' },
  seen: { ja: '確認する', en: 'Noted' },
  later: { ja: '後で知らせる', en: 'Remind me later' },
  submitted: { ja: '提出済みにする', en: 'It is handed in' },
  finish: { ja: '済みにする', en: 'It is done' },
  reassign: { ja: '担当を変える', en: 'Change who owes it' },
  open: { ja: '内容を見る', en: 'Show details' },
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

/** あと2開庁日, 本日まで, 期限を過ぎています. */
export const leftText = (due: Instant, now: Instant, calendar: OpenDays, language: Language): string =>
  due < now
    ? say(text.overdue, language)
    : say(openDaysLeft(calendar.between(tokyoDate(now), tokyoDate(due))), language);

/** What it is about; of a task its number too, whose words somebody typed. */
export const titleOf = (view: View, language: Language): string => {
  if (view.reminder.kind === 'meeting' || view.reminder.kind === 'soon') return view.meeting?.title ?? '';
  return view.due === undefined ? '' : say(view.due.name, language);
};

/** What a locked screen may show: never what somebody typed, nor what an incident is about. */
export const summaryOf = (view: View, now: Instant, calendar: OpenDays, language: Language): string => {
  const { kind } = view.reminder;
  const title = view.due?.outside ? say(view.due.outside, language) : titleOf(view, language);
  if (kind === 'meeting' || kind === 'soon') {
    return shorten(`${title} ${formatInstant(view.meeting?.start ?? now, language)}`, 40);
  }
  const how =
    kind === 'arrived'
      ? say(view.due?.isAct ? text.finished : text.arrived, language)
      : leftText(view.due?.deadline.due ?? now, now, calendar, language);
  return shorten(language === 'ja' ? `${how}：${title}` : `${how}: ${title}`, 40);
};

/** Says that it comes late. */
export const lateLines = (view: View, language: Language): readonly string[] =>
  view.late === undefined
    ? []
    : [
        language === 'ja'
          ? `${formatInstant(view.late, language)}のお知らせです。遅れて届けています。`
          : `This should have come ${formatInstant(view.late, language)}.`,
      ];

/** Says that it comes late, or for somebody who is away. */
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
    ...lateLines(view, language),
  ];
};
