import type { Settings } from '../../../shared/engagements/settings.ts';
import { formatInstantEra, tokyoDate } from '../../../shared/kernel/instant.ts';
import {
  type Column,
  columnsOf,
  type ColumnValues,
  toColumns,
} from '../../../shared/kernel/record/columns.ts';
import type { Values } from '../../../shared/kernel/record/field.ts';
import { ISSUE_FLOW, type Issue, type IssueEntry, issueRecord } from '../../../shared/issues/issue.ts';
import { COMMAND_ID, type ListDefinition, ROW_ID, SEQUENCE } from '../../graph/lists.ts';

/** 課題管理表 as a list. All of it is the product's: what changes an issue is a step with who, when and why. */

const LONG = { text: { allowMultipleLines: true, textType: 'plain' } } as const;
const LINE = { text: { maxLength: 255 } } as const;

const own: readonly Column[] = [
  SEQUENCE,
  { name: 'History', displayName: '経過', ...LONG },
  { name: 'IssueOwnerId', displayName: '担当ID', hidden: true, ...LINE },
  { name: ROW_ID, displayName: '課題ID', indexed: true, enforceUniqueValues: true, ...LINE },
  { name: COMMAND_ID, displayName: '最終処理ID', hidden: true, ...LINE },
];

/** How this engagement's numbers begin: R8-課-. */
export const issueNumbers = ({ numberPrefix, issues }: Settings): string =>
  `${numberPrefix}-${issues.numberMark}-`;

export const issueList = (settings: Settings): ListDefinition => ({
  key: 'issues',
  site: 'documents',
  title: settings.issues.list,
  description: '課題管理表',
  columns: [...columnsOf(issueRecord(settings.issues)), ...own],
});

/** The record's values of an issue. */
export const issueValues = (issue: Issue, nameOf: (person: string) => string): Values => ({
  title: issue.title,
  kind: issue.kind,
  priority: issue.priority,
  owner: nameOf(issue.owner),
  state: issue.state,
  ...(issue.content === '' ? {} : { content: issue.content }),
  ...(issue.due === undefined ? {} : { due: issue.due }),
  ...(issue.meeting === undefined ? {} : { meeting: issue.meeting }),
  ...(issue.doneAt === undefined ? {} : { doneOn: tokyoDate(issue.doneAt) }),
});

const MORE_STEPS = { raise: '起票', assign: '担当変更', reschedule: '期限変更' } as const;

export const stepName = (step: IssueEntry['step']): string =>
  step === 'raise' || step === 'assign' || step === 'reschedule'
    ? MORE_STEPS[step]
    : ISSUE_FLOW.steps[step].name.ja;

/** 経過, oldest first, an entry a line. */
export const historyText = (issue: Issue, nameOf: (person: string) => string): string =>
  [
    issue.earlier ?? '',
    ...issue.history.map(({ at, by, step, note }) =>
      [formatInstantEra(at), stepName(step), nameOf(by), note.replaceAll('\n', ' ')]
        .filter((part) => part !== '')
        .join('　'),
    ),
  ]
    .filter((line) => line !== '')
    .join('\n');

export const issueRow = (
  settings: Settings,
  id: string,
  issue: Issue,
  nameOf: (person: string) => string,
  commandId: string,
): ColumnValues => ({
  ...toColumns(issueRecord(settings.issues), issueValues(issue, nameOf)),
  Title: issue.number,
  [SEQUENCE.name]: Number(issue.number.split('-').at(-1)),
  History: historyText(issue, nameOf),
  IssueOwnerId: issue.owner,
  [ROW_ID]: id,
  [COMMAND_ID]: commandId,
});
