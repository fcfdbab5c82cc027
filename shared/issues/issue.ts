import type { Instant } from '../kernel/instant.ts';
import { type PlainDate, parsePlainDate } from '../kernel/plain-date.ts';
import { failed, ok, type Result } from '../kernel/problem.ts';
import { defineRecord, type FieldChoice, type RecordDefinition } from '../kernel/record/field.ts';
import { cleanText, oneLine } from '../kernel/text.ts';
import { takeStep, workflow } from '../kernel/workflow.ts';
import type { IssueAction, IssueSettings } from './issue-settings.ts';

/** 課題管理表. A task taken away from a meeting (宿題), an issue or a risk, with who owns it and until when. N-4.3.ア.ウ */

export type IssueState = 'open' | 'working' | 'checking' | 'onHold' | 'done';

export type IssueEntry = {
  readonly at: Instant;
  readonly by: string;
  readonly step: IssueStep | 'raise' | 'assign' | 'reschedule';
  readonly note: string;
};

export type Issue = {
  readonly number: string;
  /** A kind of the profile; a task from a meeting is actionItem. */
  readonly kind: string;
  readonly title: string;
  readonly content: string;
  readonly priority: string;
  readonly state: IssueState;
  /** Id of the directory, or `role:…`. */
  readonly owner: string;
  readonly due?: PlainDate;
  /** The meeting that it was raised in. */
  readonly meeting?: string;
  readonly doneAt?: Instant;
  /** 経過 as the list has it, where the database that knew it was lost. */
  readonly earlier?: string;
  /** Oldest first; nothing of it is ever changed. */
  readonly history: readonly IssueEntry[];
};

export type IssueStep = 'start' | 'hold' | 'submit' | 'sendBack' | 'close' | 'reopen';

export const ISSUE_FLOW = workflow<IssueState, IssueStep, IssueAction>({
  states: {
    open: { ja: '未着手', en: 'open' },
    working: { ja: '対応中', en: 'in progress' },
    checking: { ja: '確認待ち', en: 'to be checked' },
    onHold: { ja: '保留', en: 'on hold' },
    done: { ja: '完了', en: 'done' },
  },
  steps: {
    start: step('着手', 'start', ['open', 'onHold'], 'working', 'issue.change', false),
    hold: step('保留', 'hold', ['open', 'working', 'checking'], 'onHold', 'issue.change', true),
    submit: step('完了の報告', 'report done', ['open', 'working'], 'checking', 'issue.change', false),
    sendBack: step('差戻し', 'send back', ['checking'], 'working', 'issue.close', true),
    close: step('完了の確認', 'close', ['open', 'working', 'checking'], 'done', 'issue.close', false),
    reopen: step('再開', 'reopen', ['done'], 'working', 'issue.close', true),
  },
});

function step(
  ja: string,
  en: string,
  from: readonly IssueState[],
  to: IssueState,
  action: IssueAction,
  reason: boolean,
) {
  return { name: { ja, en }, from, to, action, reason } as const;
}

/** Who does it, and when. `mayDo` asks the profile (kernel/permission). */
export type IssueDoer = {
  readonly id: string;
  readonly at: Instant;
  readonly mayDo: (action: IssueAction) => boolean;
};

const states: readonly FieldChoice[] = Object.entries(ISSUE_FLOW.states).map(([id, name]) => ({ id, name }));

/** The issue as lists, cards and the register's xlsx carry it. Who owns it stands as a name; ids are workflow columns. */
export const issueRecord = (settings: IssueSettings): RecordDefinition =>
  defineRecord({
    name: 'issue',
    label: { ja: '課題', en: 'Issue' },
    fields: {
      title: {
        kind: 'text',
        column: 'IssueTitle',
        label: { ja: '件名', en: 'Subject' },
        required: true,
        max: 100,
      },
      kind: {
        kind: 'choice',
        column: 'IssueKind',
        label: { ja: '区分', en: 'Kind' },
        required: true,
        choices: settings.kinds,
        indexed: true,
      },
      content: { kind: 'lines', column: 'IssueContent', label: { ja: '内容', en: 'Content' }, max: 1000 },
      priority: {
        kind: 'choice',
        column: 'IssuePriority',
        label: { ja: '優先度', en: 'Priority' },
        required: true,
        choices: settings.priorities,
      },
      owner: {
        kind: 'text',
        column: 'IssueOwner',
        label: { ja: '担当', en: 'Owner' },
        required: true,
        max: 100,
      },
      due: { kind: 'date', column: 'IssueDue', label: { ja: '期限', en: 'Due' }, indexed: true },
      state: {
        kind: 'choice',
        column: 'IssueState',
        label: { ja: '対応状況', en: 'State' },
        required: true,
        choices: states,
        indexed: true,
      },
      meeting: {
        kind: 'text',
        column: 'IssueMeeting',
        label: { ja: '起票した会議', en: 'Raised in' },
        max: 100,
      },
      doneOn: { kind: 'date', column: 'IssueDoneOn', label: { ja: '完了日', en: 'Done on' } },
    },
  });

export type NewIssue = Pick<Issue, 'number' | 'kind' | 'title' | 'content' | 'priority' | 'owner'> & {
  readonly due?: PlainDate;
  readonly meeting?: string;
};

const refused = {
  notYou: () =>
    failed(
      'issue.notYou',
      '課題管理表を変更する権限がありません。何も変わっていません。',
      'You may not change the issue register. Nothing has changed.',
    ),
  title: () => failed('issue.title', '件名を入力してください。', 'Please give a subject.', 'title'),
  due: () =>
    failed('issue.due', '実在する日付を入力してください。', 'Please give a day that there is.', 'due'),
};

export function raiseIssue(wanted: NewIssue, doer: IssueDoer): Result<Issue> {
  if (!doer.mayDo('issue.change')) return refused.notYou();
  const title = oneLine(wanted.title);
  if (title === '') return refused.title();
  if (wanted.due !== undefined && parsePlainDate(wanted.due) === undefined) return refused.due();
  const content = cleanText(wanted.content);
  const first: IssueEntry = { at: doer.at, by: doer.id, step: 'raise', note: '' };
  return ok({ ...wanted, title, content, state: 'open', history: [first] });
}

/** One step of its way. Problems: those of workflow. */
export function stepIssue(issue: Issue, name: IssueStep, note: string, doer: IssueDoer): Result<Issue> {
  const state = takeStep(ISSUE_FLOW, issue.state, name, doer.mayDo, note);
  if (!state.ok) return state;
  const { doneAt: _, ...rest } = issue;
  const entry: IssueEntry = { at: doer.at, by: doer.id, step: name, note: cleanText(note) };
  const done = state.value === 'done' ? { doneAt: doer.at } : {};
  return ok({ ...rest, ...done, state: state.value, history: [...issue.history, entry] });
}

/** 担当変更. What is done has no new owner. */
export function assignIssue(issue: Issue, owner: string, note: string, doer: IssueDoer): Result<Issue> {
  return amend(issue, { owner }, 'assign', note, doer);
}

/** A new date, with why: a date that slips silently is the one that is missed. */
export function rescheduleIssue(issue: Issue, due: PlainDate, note: string, doer: IssueDoer): Result<Issue> {
  if (parsePlainDate(due) === undefined) return refused.due();
  if (oneLine(note) === '')
    return failed('workflow.reason', '理由を入力してください。', 'Please give a reason.', 'reason');
  return amend(issue, { due }, 'reschedule', note, doer);
}

function amend(
  issue: Issue,
  change: Partial<Pick<Issue, 'owner' | 'due'>>,
  name: 'assign' | 'reschedule',
  note: string,
  doer: IssueDoer,
): Result<Issue> {
  if (!doer.mayDo('issue.change')) return refused.notYou();
  if (issue.state === 'done') {
    return failed(
      'issue.done',
      '完了した課題です。変更するときは、先に再開してください。何も変わっていません。',
      'This issue is done. Reopen it before changing it. Nothing has changed.',
    );
  }
  const entry: IssueEntry = { at: doer.at, by: doer.id, step: name, note: cleanText(note) };
  return ok({ ...issue, ...change, history: [...issue.history, entry] });
}
