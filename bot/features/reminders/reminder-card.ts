import { formatInstant, type Instant } from '../../../shared/kernel/instant.ts';
import type { CardElement } from '../../../shared/kernel/record/card-input.ts';
import { say, type Language } from '../../../shared/kernel/words.ts';
import { documentSlots, seriesOf } from '../../../shared/meetings/required-document.ts';
import {
  card,
  fact,
  heading,
  label,
  link,
  press,
  small,
  state,
  typed,
  words,
  type Card,
} from '../../teams/card.ts';
import type { ReminderDesk } from './reminder-desk.ts';
import { asides, closedLine, dueText, leftText, text, titleOf } from './reminder-words.ts';
import type { View } from './view.ts';

/** One reminder as a card: what, until when, for which meeting, and what to do now. */

type Style = 'good' | 'warning' | 'attention' | 'accent' | 'emphasis';

const standing = (desk: ReminderDesk, view: View, now: Instant, language: Language): CardElement[] => {
  const isAct = view.due?.isAct === true;
  if (view.stands === 'done') return [state(say(isAct ? text.finished : text.done, language), 'good')];
  if (view.stands === 'moved') return [state(say(text.moved, language), 'emphasis')];
  if (view.stands === 'gone') return [state(say(text.gone, language), 'emphasis')];
  if (view.reminder.kind === 'arrived')
    return [state(say(isAct ? text.finished : text.arrived, language), 'good')];
  if (view.reminder.kind === 'soon') return [state(say(text.soon, language), 'accent')];
  const subject =
    view.meeting && view.reminder.kind === 'meeting' ? view.meeting.start : view.due?.deadline.due;
  if (subject === undefined) return [];
  const style: Style = view.reminder.kind === 'late' || subject < now ? 'attention' : 'warning';
  return [
    state(
      leftText(subject, now, desk.calendar, language),
      view.reminder.kind === 'meeting' ? 'accent' : style,
    ),
  ];
};

const list = (title: string, lines: readonly string[], none: string): CardElement[] => [
  label(title),
  typed((lines.length > 0 ? lines : [none]).map((line) => `・${line}`).join('\n')),
];

const meetingFacts = (desk: ReminderDesk, view: View, language: Language): CardElement[] => {
  const { meeting, papers } = view;
  if (!meeting) return [];
  const own = papers.filter(({ deadline }) => deadline.due <= meeting.start);
  const naming = (one: (typeof own)[number]): string =>
    say(one.name, language).replace(`${meeting.title} `, '').replace(` (${meeting.title})`, '');
  const out = own.filter(({ doneAt }) => doneAt === undefined);
  const series = seriesOf(desk.settings.meetings, meeting);
  const full = view.reminder.kind === 'meeting';
  return [
    fact(say(text.when, language), formatInstant(meeting.start, language)),
    fact(say(text.where, language), meeting.place),
    ...(full ? [fact(say(text.organiser, language), view.nameOf(meeting.organiser))] : []),
    ...(own.length > 0 && full
      ? list(
          say(text.papersIn, language),
          own.filter(({ doneAt }) => doneAt !== undefined).map(naming),
          say(text.none, language),
        )
      : []),
    ...(own.length > 0 && (full || out.length > 0)
      ? list(say(text.papersOut, language), out.map(naming), say(text.none, language))
      : []),
    ...(series && full
      ? list(
          say(text.agenda, language),
          series.agenda.map(({ title }) => say(title, language)),
          say(text.none, language),
        )
      : []),
  ];
};

/** Where the file of a meeting's paper is to stand; nothing where no file tells. */
export const folderOf = (desk: ReminderDesk, view: View): string | undefined =>
  view.meeting &&
  documentSlots(desk.settings.meetings, view.meeting, desk.calendar).find(
    ({ id }) => id === view.reminder.subject,
  )?.folder;

const dueFacts = (desk: ReminderDesk, view: View, language: Language): CardElement[] => {
  const { due, meeting } = view;
  if (!due) return [];
  const { clause } = due.deadline;
  const closed = closedLine(due, language);
  const folder = folderOf(desk, view);
  return [
    fact(say(text.dueAt, language), dueText(due, language)),
    ...(closed === undefined ? [] : [small(closed)]),
    ...(meeting
      ? [fact(say(text.for, language), `${meeting.title} ${formatInstant(meeting.start, language)}`)]
      : []),
    fact(say(text.owner, language), due.owners.map((owner) => view.nameOf(owner)).join('、')),
    ...(folder === undefined ? [] : [fact(say(text.folder, language), folder)]),
    ...(clause === '' ? [] : [fact(say(text.clause, language), clause)]),
  ];
};

const isMeeting = ({ reminder }: View): boolean => reminder.kind === 'meeting' || reminder.kind === 'soon';

/** Whoever may say that something is handed in of which no file tells. */
export const marksDone = (view: View): boolean =>
  view.due !== undefined && view.due.meeting === undefined && !view.due.id.startsWith('issue/');

/** A task's owner is changed in the register of issues, with its history. */
export const mayBeGiven = (view: View): boolean =>
  view.due !== undefined && !view.due.id.startsWith('issue/') && view.reminder.kind !== 'arrived';

const actions = (view: View, language: Language): CardElement[] => {
  const data = { key: view.key };
  const joins = view.meeting?.joinLink;
  const open = view.stands === 'open';
  return [
    ...(open && isMeeting(view) && joins?.startsWith('https://')
      ? [link(say(text.join, language), joins)]
      : []),
    ...(open && view.seen === undefined
      ? [press({ title: say(text.seen, language), verb: 'reminders.seen', data, main: true })]
      : []),
    ...(open && view.reminder.kind !== 'soon' && view.reminder.kind !== 'arrived'
      ? [press({ title: say(text.later, language), verb: 'reminders.later', data })]
      : []),
    ...(open && marksDone(view)
      ? [
          press({
            title: say(view.due?.isAct ? text.finish : text.submitted, language),
            verb: 'reminders.submitted',
            data,
          }),
        ]
      : []),
    ...(open && !isMeeting(view) && mayBeGiven(view)
      ? [press({ title: say(text.reassign, language), verb: 'reminders.reassign', data })]
      : []),
    ...(view.bundle === undefined
      ? []
      : [press({ title: say(text.others, language), verb: 'reminders.bundle', data: { key: view.bundle } })]),
  ];
};

/** @param receipt what was just done, on top */
export const reminderCard = (
  desk: ReminderDesk,
  view: View,
  now: Instant,
  language: Language,
  { receipt, buttons = true }: { readonly receipt?: string; readonly buttons?: boolean } = {},
): Card =>
  card(
    [
      small(say(isMeeting(view) ? text.meeting : text.due, language)),
      heading(titleOf(view, language) || view.reminder.subject),
      ...standing(desk, view, now, language),
      ...(receipt === undefined ? [] : [typed(receipt)]),
      ...(isMeeting(view) ? meetingFacts(desk, view, language) : dueFacts(desk, view, language)),
      ...asides(view, language).map((line) => typed(line, { isSubtle: true, size: 'Small' })),
      ...(view.seen === undefined
        ? []
        : [
            words(
              language === 'ja'
                ? `${formatInstant(view.seen, 'ja')}に確認しました。`
                : `Noted ${formatInstant(view.seen, 'en')}.`,
              { isSubtle: true, size: 'Small' },
            ),
          ]),
    ],
    buttons ? actions(view, language) : [],
  );
