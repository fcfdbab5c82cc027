import { formatInstant, type Instant } from '../../../shared/kernel/instant.ts';
import { formatDate } from '../../../shared/kernel/plain-date.ts';
import type { CardElement } from '../../../shared/kernel/record/card-input.ts';
import { say, type Language } from '../../../shared/kernel/words.ts';
import { deliverableSlots } from '../../../shared/documents/slots.ts';
import { documentSlots, seriesOf } from '../../../shared/meetings/required-document.ts';
import { addressOfFolder } from '../../store/library-folders.ts';
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
import {
  answerLines,
  asides,
  closedLine,
  doText,
  dueText,
  leftText,
  restText,
  text,
  titleOf,
} from './reminder-words.ts';
import { isOfMeeting, type View } from './view.ts';
import { candidates, mayBeGiven } from './who-owes.ts';

/** One reminder as a card: what, until when, for which meeting, and what to do now. */

type Style = 'good' | 'warning' | 'attention' | 'accent' | 'emphasis';

const standing = (desk: ReminderDesk, view: View, now: Instant, language: Language): CardElement[] => {
  if (view.stands === 'done' || (view.stands === 'open' && view.reminder.kind === 'arrived'))
    return [state(restText(view, language), 'good')];
  if (view.stands !== 'open') return [state(restText(view, language), 'emphasis')];
  if (view.reminder.kind === 'soon' && now < (view.meeting?.start ?? now))
    return [state(say(text.soon, language), 'accent')];
  const late = view.due !== undefined && view.due.deadline.due < now;
  const style: Style = isMeeting(view) ? 'accent' : late ? 'attention' : 'warning';
  return [state(leftText(view, now, desk.calendar, language), style)];
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
    ...(series && series.agenda.length > 0 && full
      ? list(
          say(text.agenda, language),
          series.agenda.map(({ title }) => say(title, language)),
          say(text.none, language),
        )
      : []),
  ];
};

/** Where the file is to stand; nothing where no file tells. */
const folderOf = ({ settings, calendar }: ReminderDesk, { meeting, reminder }: View): string | undefined =>
  [
    ...(meeting ? documentSlots(settings.meetings, meeting, calendar) : []),
    ...deliverableSlots(settings),
  ].find(({ id }) => id === reminder.subject)?.folder;

const dueFacts = (desk: ReminderDesk, view: View, language: Language): CardElement[] => {
  const { due, meeting } = view;
  if (!due) return [];
  const { clause } = due.deadline;
  const closed = closedLine(due, language);
  const folder = folderOf(desk, view);
  return [
    fact(say(text.dueAt, language), dueText(due, language)),
    ...(closed === undefined ? [] : [small(closed)]),
    ...(due.ruled ? [fact(say(text.ruled, language), formatDate(due.ruled.date, language))] : []),
    ...(due.exempt ? [fact(say(text.why, language), due.exempt.reason)] : []),
    ...(meeting
      ? [fact(say(text.for, language), `${meeting.title} ${formatInstant(meeting.start, language)}`)]
      : []),
    fact(say(text.owner, language), due.owners.map((owner) => view.nameOf(owner)).join('、')),
    ...(folder === undefined ? [] : [fact(say(text.folder, language), folder)]),
    ...(clause === '' ? [] : [fact(say(text.clause, language), clause)]),
  ];
};

const isMeeting = ({ reminder }: View): boolean => isOfMeeting(reminder);

/** Whoever may say that something is handed in of which no file tells. What came in needs nobody to say so. */
export const marksDone = (view: View): boolean =>
  view.due !== undefined &&
  view.due.doneAt === undefined &&
  view.due.meeting === undefined &&
  !view.due.id.startsWith('issue/');

const actions = (
  desk: ReminderDesk,
  view: View,
  folder: string | undefined,
  language: Language,
): CardElement[] => {
  const data = { key: view.key };
  const joins = view.meeting?.joinLink;
  const open = view.stands === 'open';
  return [
    ...(open && isMeeting(view) && joins !== undefined ? [link(say(text.join, language), joins)] : []),
    ...(open && view.seen === undefined
      ? [press({ title: say(text.seen, language), verb: 'reminders.seen', data, main: true })]
      : []),
    ...(open && view.reminder.kind !== 'soon' && view.reminder.kind !== 'arrived'
      ? [press({ title: say(text.later, language), verb: 'reminders.later', data })]
      : []),
    ...(open && marksDone(view)
      ? [
          press({
            title: doText(view, language),
            verb: 'reminders.submitted',
            data,
          }),
        ]
      : []),
    ...(open && folder !== undefined ? [link(say(text.openFolder, language), folder)] : []),
    ...(open && !isMeeting(view) && mayBeGiven(view) && candidates(desk, view).length > 0
      ? [press({ title: say(text.reassign, language), verb: 'reminders.reassign', data })]
      : []),
    ...((!open || view.reminder.kind === 'arrived') && view.due?.id.startsWith('deadline/')
      ? [press({ title: say(text.open, language), verb: 'deadlines.show', data: { due: view.due.id } })]
      : []),
    ...(view.bundle === undefined
      ? []
      : [press({ title: say(text.others, language), verb: 'reminders.bundle', data: { key: view.bundle } })]),
  ];
};

/** @param buttons only where one person reads it */
export const reminderCard = async (
  desk: ReminderDesk,
  view: View,
  now: Instant,
  language: Language,
  { buttons = true }: { readonly buttons?: boolean } = {},
): Promise<Card> => {
  const path = folderOf(desk, view);
  const folder = path === undefined ? undefined : await addressOfFolder(desk.db, path);
  return card(
    [
      small(say(isMeeting(view) ? text.meeting : text.due, language)),
      heading(titleOf(view, language) || view.reminder.subject),
      ...standing(desk, view, now, language),
      ...answerLines(view, now, language).map((line) => typed(line)),
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
    buttons ? actions(desk, view, folder, language) : [],
  );
};
