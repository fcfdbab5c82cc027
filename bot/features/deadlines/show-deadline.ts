import { kindOf, type DeadlineEntry } from '../../../shared/kernel/deadline/deadline-entry.ts';
import { isStartedByFact } from '../../../shared/kernel/deadline/deadline-settings.ts';
import { formatInstant, tokyoDate } from '../../../shared/kernel/instant.ts';
import { may } from '../../../shared/kernel/permission.ts';
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
import { isOfIncident } from './entry-list.ts';
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
  agree: { ja: '合意した期限にする', en: 'Set an agreed date' },
  ruleAgain: { ja: '契約による期限に戻す', en: 'Back to the contract’s date' },
  exempt: { ja: '対象外にする', en: 'Not owed' },
  owe: { ja: '対象外を取り消す', en: 'It is owed' },
  notDone: { ja: '済みを取り消す', en: 'It is not done' },
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

const settingOf = ({ settings }: DeadlineDesk, due: Due) =>
  settings.deadlines.list.find(({ id }) => id === due.setting && due.id.startsWith(`deadline/${id}`));

/** A clock that something started may turn out not to be owed; what the contract dates itself is owed. */
export const mayExempt = (desk: DeadlineDesk, person: Person, due: Due): boolean => {
  const setting = settingOf(desk, due);
  return (
    setting !== undefined &&
    isStartedByFact(setting) &&
    may(desk.settings, person, 'deadline.exempt') &&
    (!isOfIncident(desk.settings, due.id) || may(desk.settings, person, 'incident.read'))
  );
};

/** 提出済み that was said, and not told by a file: whoever said it may take it back, and who may say what is owed. */
export const mayReopen = async (desk: DeadlineDesk, person: Person, due: Due): Promise<boolean> => {
  if (due.doneAt === undefined || due.exempt !== undefined) return false;
  const said = (await historyOf(desk.db, desk.settings.id, due.id)).findLast(({ topic }) => topic === 'done');
  if (said === undefined || said.lifted) return false;
  return said.by.id === person.id || may(desk.settings, person, 'deadline.exempt');
};

/** Whether the clause leaves its date to both sides. */
export const isByAgreement = (desk: DeadlineDesk, due: Due): boolean =>
  settingOf(desk, due)?.byAgreement === true;

export const mayAgree = (desk: DeadlineDesk, person: Person): boolean =>
  may(desk.settings, person, 'deadline.agree');

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

const actionsOf = async (
  desk: DeadlineDesk,
  person: Person,
  due: Due,
  language: Language,
): Promise<CardElement[]> => {
  const button = (title: Words, verb: string): CardElement =>
    press({ title: say(title, language), verb, data: { due: due.id } });
  const open = due.doneAt === undefined && due.exempt === undefined;
  const agrees = isByAgreement(desk, due) && mayAgree(desk, person);
  return [
    ...(open && agrees ? [button(text.agree, 'deadlines.agree')] : []),
    ...(open && agrees && due.ruled ? [button(text.ruleAgain, 'deadlines.ruleAgain')] : []),
    ...(open && mayExempt(desk, person, due) ? [button(text.exempt, 'deadlines.exempt')] : []),
    ...(due.exempt && mayExempt(desk, person, due) ? [button(text.owe, 'deadlines.owe')] : []),
    ...((await mayReopen(desk, person, due)) ? [button(text.notDone, 'deadlines.notDone')] : []),
    press({ title: say(text.list, language), verb: 'deadlines.list' }),
  ];
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
