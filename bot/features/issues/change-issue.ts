import { plainDate } from '../../../shared/kernel/plain-date.ts';
import { may } from '../../../shared/kernel/permission.ts';
import { failed, type Problem, type Result } from '../../../shared/kernel/problem.ts';
import type { Values } from '../../../shared/kernel/record/field.ts';
import { readForm, typedIn } from '../../../shared/kernel/record/read-input.ts';
import {
  assignIssue,
  type Issue,
  ISSUE_FLOW,
  type IssueStep,
  raiseIssue,
  rescheduleIssue,
  stepIssue,
} from '../../../shared/issues/issue.ts';
import { idIn, type PressData, revisionIn, textIn } from '../../intake/press-data.ts';
import { noNumberYet } from '../../intake/numbering.ts';
import { findIssue, type KeptIssue } from '../../store/issues.ts';
import { problem, type Answer, type Turn } from '../../teams/turn.ts';
import {
  formRecord,
  FORMS,
  type FormState,
  formTitle,
  issueForm,
  type IssueForm,
  type Owner,
} from './issue-form.ts';
import { addNewIssue, doerOf, type IssueDesk, keepIssue } from './keep-issue.ts';
import { issueAnswer, issueIn, noSuchIssue } from './show-issue.ts';

/** Issues are raised, taken through their steps, given to another and given another date; each change is history. */

/** Who may read the register may own what stands in it. */
const ownersOf = async (desk: IssueDesk): Promise<readonly Owner[]> => {
  const roles = desk.settings.permissions['issue.read'].map((grantee) => grantee.replace(/^role:/, ''));
  return (await desk.staff())
    .filter((member) => member.roles.some((role) => roles.includes(role)))
    .map(({ id, name }) => ({ id, name }));
};

const wanted = (data: PressData): IssueForm | undefined =>
  FORMS.find((what) => what === textIn(data, 'what'));

const form = (
  desk: IssueDesk,
  turn: Turn,
  what: IssueForm,
  one: KeptIssue | undefined,
  state: Omit<FormState, 'about'>,
): Answer => {
  const { language } = turn.speaker;
  const about = one && `${one.issue.number}　${one.issue.title}`;
  return {
    kind: 'dialog',
    title: formTitle(what)[language],
    card: issueForm(desk.settings, what, language, { ...state, about }),
  };
};

export const openIssueForm = async (desk: IssueDesk, turn: Turn, data: PressData): Promise<Answer> => {
  const what = wanted(data);
  if (what === undefined || !may(desk.settings, turn.speaker, 'issue.read')) return noSuchIssue;
  const owners = await ownersOf(desk);
  if (what === 'raise') {
    const { priorities } = desk.settings.issues;
    const typed = {
      kind: 'issue',
      priority: (priorities[1] ?? priorities[0])?.id ?? '',
      owner: turn.speaker.id,
    };
    return form(desk, turn, what, undefined, { owners, data: { issueId: desk.newId() }, typed });
  }
  const one = await issueIn(desk, turn, data);
  if (!one) return noSuchIssue;
  const typed = {
    owner: one.issue.owner,
    ...(one.issue.due === undefined ? {} : { due: one.issue.due }),
  };
  return form(desk, turn, what, one, { owners, data: { issueId: one.id, revision: one.revision }, typed });
};

const outOfDate = failed(
  'issue.changed',
  'この課題は、開いている間に変更されました。いまの内容を表示しています。何も変わっていません。',
  'This issue was changed meanwhile. Here is how it stands. Nothing has changed.',
).problem;

const keepAnd = async (
  desk: IssueDesk,
  turn: Turn,
  one: KeptIssue,
  result: Result<Issue>,
  refused: (problem: Problem) => Answer,
): Promise<Answer> => {
  if (!result.ok) return refused(result.problem);
  const done = await keepIssue(desk, one, result.value);
  const now = await findIssue(desk.db, one.id);
  return now ? issueAnswer(desk, turn, now, done ? undefined : outOfDate.message) : noSuchIssue;
};

const STEPS = Object.keys(ISSUE_FLOW.steps) as readonly IssueStep[];

/** A step that needs no word. */
export const stepNow = async (desk: IssueDesk, turn: Turn, data: PressData): Promise<Answer> => {
  const one = await issueIn(desk, turn, data);
  const name = STEPS.find((step) => step === textIn(data, 'what'));
  if (!one || name === undefined) return noSuchIssue;
  if (one.revision !== revisionIn(data)) return issueAnswer(desk, turn, one, outOfDate.message);
  const result = stepIssue(one.issue, name, '', doerOf(desk, turn.speaker, turn.now));
  return keepAnd(desk, turn, one, result, problem);
};

const textOf = (values: Values, name: string): string => {
  const value = values[name];
  return typeof value === 'string' ? value : '';
};

const raised = (desk: IssueDesk, turn: Turn, number: string, values: Values): Result<Issue> => {
  const due = textOf(values, 'due');
  return raiseIssue(
    {
      number,
      kind: textOf(values, 'kind'),
      title: textOf(values, 'title'),
      content: textOf(values, 'content'),
      priority: textOf(values, 'priority'),
      owner: textOf(values, 'owner'),
      ...(due === '' ? {} : { due: plainDate(due) }),
    },
    doerOf(desk, turn.speaker, turn.now),
  );
};

const changed = (
  desk: IssueDesk,
  turn: Turn,
  what: Exclude<IssueForm, 'raise'>,
  { issue }: KeptIssue,
  values: Values,
): Result<Issue> => {
  const doer = doerOf(desk, turn.speaker, turn.now);
  const note = textOf(values, 'note');
  switch (what) {
    case 'assign':
      return assignIssue(issue, textOf(values, 'owner'), note, doer);
    case 'reschedule':
      return rescheduleIssue(issue, plainDate(textOf(values, 'due')), note, doer);
    case 'hold':
    case 'sendBack':
    case 'reopen':
      return stepIssue(issue, what, note, doer);
  }
};

/** Sends a form. */
export const changeNow = async (desk: IssueDesk, turn: Turn, data: PressData): Promise<Answer> => {
  const what = wanted(data);
  const id = idIn(data, 'issueId');
  if (what === undefined || id === undefined || !may(desk.settings, turn.speaker, 'issue.read'))
    return noSuchIssue;
  const owners = await ownersOf(desk);
  const record = formRecord(desk.settings, what, owners);
  const typed = typedIn(record, data);
  const one = await findIssue(desk.db, id);
  const again = (state: Pick<FormState, 'faults' | 'problem'>): Answer =>
    form(desk, turn, what, one, { owners, data: { issueId: id, revision: one?.revision }, typed, ...state });
  const reading = readForm(record, typed);
  if (!reading.ok) return again({ faults: reading.faults });
  const values = reading.values as Values;
  if (what === 'raise') {
    if (!one) {
      // Asked without a number first: what is refused takes none.
      const asked = raised(desk, turn, '', values);
      if (!asked.ok) return again({ problem: asked.problem });
      if (!desk.isNumbered('issue')) return again({ problem: noNumberYet });
      await addNewIssue(desk, id, (number) => ({ ...asked.value, number }));
    }
    const now = await findIssue(desk.db, id);
    return now ? issueAnswer(desk, turn, now) : noSuchIssue;
  }
  if (!one) return noSuchIssue;
  if (one.revision !== revisionIn(data)) return issueAnswer(desk, turn, one, outOfDate.message);
  return keepAnd(desk, turn, one, changed(desk, turn, what, one, values), (refused) =>
    again({ problem: refused }),
  );
};
