import { formatInstant } from '../../../shared/kernel/instant.ts';
import { openDaysLeft, type OpenDays } from '../../../shared/kernel/open-days.ts';
import { tokyoDate } from '../../../shared/kernel/instant.ts';
import { formatDate } from '../../../shared/kernel/plain-date.ts';
import type { CardElement } from '../../../shared/kernel/record/card-input.ts';
import { stepsFrom } from '../../../shared/kernel/workflow.ts';
import { say, type Language, type Words } from '../../../shared/kernel/words.ts';
import { type Issue, ISSUE_FLOW, type IssueStep } from '../../../shared/issues/issue.ts';
import type { IssueAction } from '../../../shared/issues/issue-settings.ts';
import type { KeptIssue } from '../../store/issues.ts';
import {
  card,
  type Card,
  fact,
  heading,
  label,
  notice,
  opensDialog,
  press,
  small,
  state,
  typedLines,
} from '../../teams/card.ts';
import { historyText } from './issue-list.ts';
import type { IssueDesk } from './keep-issue.ts';

/** An issue as a card: what it is, whose, until when, how it came so far, and the next steps. */

const text = {
  owner: { ja: '担当', en: 'Owner' },
  due: { ja: '期限', en: 'Due' },
  kind: { ja: '区分・優先度', en: 'Kind, priority' },
  meeting: { ja: '起票した会議', en: 'Raised in' },
  history: { ja: '経過', en: 'History' },
  assign: { ja: '担当を変える', en: 'Assign' },
  reschedule: { ja: '期限を変える', en: 'Reschedule' },
  back: { ja: '課題の一覧に戻る', en: 'Back to the list' },
  noDue: { ja: '定めなし', en: 'none' },
} as const satisfies Record<string, Words>;

const STYLE = {
  open: 'emphasis',
  working: 'accent',
  checking: 'warning',
  onHold: 'default',
  done: 'good',
} as const;

/** 10月2日(金)（あと2開庁日） */
export const dueWords = (issue: Issue, calendar: OpenDays, now: number, language: Language): string => {
  if (issue.due === undefined) return say(text.noDue, language);
  const day = formatDate(issue.due, language);
  if (issue.state === 'done') return day;
  const left = say(openDaysLeft(calendar.between(tokyoDate(now), issue.due)), language);
  return language === 'ja' ? `${day}（${left}）` : `${day} (${left})`;
};

/** Where the day is closed, the next open one stands beside it: the day itself is what was agreed on. */
const closedWords = ({ due, state: at }: Issue, calendar: OpenDays): Words | undefined => {
  const why = due === undefined || at === 'done' ? undefined : calendar.whyClosed(due);
  if (due === undefined || why === undefined) return undefined;
  const next = calendar.next(due);
  return {
    ja: `この日は閉庁日です（${why.ja}）。次の開庁日は${formatDate(next, 'ja')}です。`,
    en: `That day is closed (${why.en}). The next open day is ${formatDate(next, 'en')}.`,
  };
};

export const nameOfChoice = (
  choices: readonly { readonly id: string; readonly name: Words }[],
  id: string,
  language: Language,
): string => choices.find((choice) => choice.id === id)?.name[language] ?? id;

/** Steps that ask why open a form; the others are done at once. The one that goes on comes first. */
const stepButtons = (
  one: KeptIssue,
  language: Language,
  can: (action: IssueAction) => boolean,
): CardElement[] => {
  const data = { issueId: one.id, revision: one.revision };
  const order: readonly IssueStep[] = ['start', 'submit', 'close', 'sendBack', 'hold', 'reopen'];
  const open = stepsFrom(ISSUE_FLOW, one.issue.state);
  return order
    .filter((name) => open.includes(name) && can(ISSUE_FLOW.steps[name].action))
    .map((name, index) => {
      const step = ISSUE_FLOW.steps[name];
      const title = say(step.name, language);
      return step.reason
        ? opensDialog(title, 'issue.form', { ...data, what: name })
        : press({ title, verb: 'issue.step', data: { ...data, what: name }, main: index === 0 });
    });
};

const MOST_HISTORY = 12;

export const issueCard = (
  desk: Pick<IssueDesk, 'settings'>,
  calendar: OpenDays,
  one: KeptIssue,
  nameOf: (person: string) => string,
  can: (action: IssueAction) => boolean,
  now: number,
  language: Language,
  said?: Words,
): Card => {
  const { issue } = one;
  const { kinds, priorities } = desk.settings.issues;
  const data = { issueId: one.id, revision: one.revision };
  const amend = issue.state !== 'done' && can('issue.change');
  const history = historyText(issue, nameOf).split('\n');
  const closed = closedWords(issue, calendar);
  return card(
    [
      small(issue.number),
      heading(issue.title),
      state(say(ISSUE_FLOW.states[issue.state], language), STYLE[issue.state]),
      ...(said ? [notice(say(said, language), 'warning')] : []),
      fact(say(text.owner, language), nameOf(issue.owner)),
      fact(say(text.due, language), dueWords(issue, calendar, now, language)),
      ...(closed ? [small(say(closed, language))] : []),
      fact(
        say(text.kind, language),
        `${nameOfChoice(kinds, issue.kind, language)}・${nameOfChoice(priorities, issue.priority, language)}`,
      ),
      ...(issue.meeting === undefined ? [] : [fact(say(text.meeting, language), issue.meeting)]),
      ...(issue.doneAt === undefined
        ? []
        : [fact(say(ISSUE_FLOW.states.done, language), formatInstant(issue.doneAt, language))]),
      ...(issue.content === '' ? [] : typedLines(issue.content)),
      label(say(text.history, language)),
      ...typedLines(history.slice(-MOST_HISTORY).join('\n')),
    ],
    [
      ...stepButtons(one, language, can),
      ...(amend
        ? [
            opensDialog(say(text.assign, language), 'issue.form', { ...data, what: 'assign' }),
            opensDialog(say(text.reschedule, language), 'issue.form', { ...data, what: 'reschedule' }),
          ]
        : []),
      press({ title: say(text.back, language), verb: 'issue.list' }),
    ],
  );
};
