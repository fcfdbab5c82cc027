import { kindOf, type DeadlineEntry } from '../../../shared/kernel/deadline/deadline-entry.ts';
import { formatInstant, tokyoDate } from '../../../shared/kernel/instant.ts';
import type { Person } from '../../../shared/kernel/person.ts';
import { formatDate } from '../../../shared/kernel/plain-date.ts';
import type { CardElement } from '../../../shared/kernel/record/card-input.ts';
import { say, type Language, type Words } from '../../../shared/kernel/words.ts';
import { type Due, stateOfDue } from '../../../shared/meetings/due.ts';
import { standing } from '../../../shared/meetings/remaining.ts';
import { nameIn } from '../../identity/staff.ts';
import { textIn, type PressData } from '../../intake/press-data.ts';
import { historyOf } from '../../store/due-entries.ts';
import {
  card,
  fact,
  heading,
  label,
  notice,
  press,
  small,
  state,
  typed,
  type Card,
} from '../../teams/card.ts';
import { problem, showCard, type Answer, type Turn } from '../../teams/turn.ts';
import type { DeadlineDesk } from './deadline-desk.ts';
import { DEADLINE_FORMS, FORMS, hindranceOf } from './deadline-forms.ts';
import { closedWords } from './fact-form.ts';
import { dueText } from './list-deadlines.ts';
import { readYear } from './read-year.ts';
import { scopesOf, seenBy } from './sight.ts';

/** One deadline whole: its date and where that comes from, what was said about it, and what may be done. */

const text = {
  title: { ja: '期限', en: 'Deadline' },
  due: { ja: '期限', en: 'Due' },
  agreedOn: { ja: '合意した期限', en: 'Agreed date' },
  ruled: { ja: '契約による期限', en: 'By the contract' },
  owner: { ja: '担当', en: 'Owed by' },
  clause: { ja: '根拠', en: 'Clause' },
  doneAt: { ja: '提出・完了', en: 'Done' },
  why: { ja: '対象外の理由', en: 'Why it is not owed' },
  history: { ja: '経過', en: 'History' },
  list: { ja: '締切の一覧', en: 'All deadlines' },
} as const satisfies Record<string, Words>;

export const noSuchDeadline: Answer = problem({
  code: 'deadline.notThere',
  refusal: true,
  message: {
    ja: 'その期限は、もうないか、見る権限がありません。何も変わっていません。',
    en: 'There is no such deadline, or you may not see it. Nothing has changed.',
  },
});

/** To who only looks nothing is said of a change. */
const notFound: Answer = problem({
  code: 'deadline.notThere',
  refusal: true,
  message: {
    ja: 'その期限は、もうないか、見る権限がありません。いまの期限は「締切」と入力すると表示します。',
    en: 'There is no such deadline, or you may not see it. Write "deadlines" for those of now.',
  },
});

/** The deadline that a button names, where this person may see it. */
export const deadlineIn = async (
  desk: DeadlineDesk,
  { speaker }: Turn,
  data: PressData,
): Promise<Due | undefined> => {
  const id = textIn(data, 'due');
  if (id === undefined) return undefined;
  const all = await readYear(desk);
  for (const scope of scopesOf(desk, speaker)) {
    const due = (await seenBy(desk, speaker, scope, all))?.dues.find((one) => one.id === id);
    if (due) return due;
  }
  return undefined;
};

const historyLine = (entry: DeadlineEntry, language: Language): string =>
  [
    formatInstant(entry.at, language, { year: true }),
    say(kindOf(entry), language),
    entry.day === undefined ? '' : formatDate(entry.day, language),
    entry.owner?.name ?? '',
    entry.by.name,
    entry.reason ?? '',
  ]
    .filter((part) => part !== '')
    .join('　');

/** What may be done with it as it stands, by this person. */
const actionsOf = async (
  desk: DeadlineDesk,
  person: Person,
  due: Due,
  language: Language,
): Promise<CardElement[]> => {
  const offered: CardElement[] = [];
  for (const what of DEADLINE_FORMS)
    if ((await hindranceOf(desk, person, what, due)) === undefined)
      offered.push(
        press({ title: say(FORMS[what].title, language), verb: `deadlines.${what}`, data: { due: due.id } }),
      );
  return [...offered, press({ title: say(text.list, language), verb: 'deadlines.list' })];
};

/** @param said what was just done, or why it was not, on top */
export const deadlineCard = async (
  desk: DeadlineDesk,
  { speaker, now }: Turn,
  due: Due,
  said?: Words,
): Promise<Card> => {
  const { language } = speaker;
  const { deadline, ruled, exempt } = due;
  const nameOf = nameIn(desk.settings, await desk.staff(), language);
  const history = await historyOf(desk.db, desk.settings.id, due.id);
  const stands = stateOfDue(due, now);
  const left = desk.calendar.between(tokyoDate(now), deadline.date);
  const closed = closedWords(deadline, language);
  const date = dueText({ at: deadline.due, date: deadline.date, timed: deadline.timed }, language);
  return card(
    [
      small(say(text.title, language)),
      heading(say(due.name, language)),
      ...(said === undefined ? [] : [notice(say(said, language), 'emphasis')]),
      state(say(standing(stands, left, due.deed), language), stands === 'overdue' ? 'attention' : 'emphasis'),
      ...(exempt === undefined ? [] : [fact(say(text.why, language), exempt.reason)]),
      fact(say(ruled ? text.agreedOn : text.due, language), date),
      ...(closed === undefined ? [] : [small(closed)]),
      ...(ruled === undefined ? [] : [fact(say(text.ruled, language), formatDate(ruled.date, language))]),
      fact(say(text.owner, language), due.owners.map(nameOf).join(language === 'ja' ? '、' : ', ')),
      ...(deadline.clause === '' ? [] : [fact(say(text.clause, language), deadline.clause)]),
      ...(due.doneAt === undefined
        ? []
        : [fact(say(text.doneAt, language), formatInstant(due.doneAt, language))]),
      ...(history.length === 0
        ? []
        : [
            label(say(text.history, language)),
            typed(history.map((one) => historyLine(one, language)).join('\n')),
          ]),
    ],
    await actionsOf(desk, speaker, due, language),
  );
};

export const showDeadline = async (
  desk: DeadlineDesk,
  turn: Turn,
  data: PressData,
  said?: Words,
): Promise<Answer> => {
  const due = await deadlineIn(desk, turn, data);
  if (!due) return notFound;
  return showCard(await deadlineCard(desk, turn, due, said), say(text.title, turn.speaker.language), 'none');
};
