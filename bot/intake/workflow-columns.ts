import type { Settings } from '../../shared/engagements/settings.ts';
import {
  columnsOf,
  fromColumns,
  toColumns,
  type Column,
  type ColumnValue,
  type ColumnValues,
} from '../../shared/kernel/record/columns.ts';
import type { RecordDefinition, Values } from '../../shared/kernel/record/field.ts';
import { COMMAND_ID, ROW_ID, SEQUENCE } from '../graph/lists.ts';
import type { CaseFile } from '../store/attachments.ts';
import type { Case } from '../store/cases.ts';
import type { CaseState } from '../store/tables.ts';
import { sectionName } from './desk.ts';
import { stateWords } from './state-words.ts';

/** Columns that every list of cases has beside the fields of its record. Workflow columns are ours. */

const LONG = { text: { allowMultipleLines: true, textType: 'plain' } } as const;
const LINE = { text: { maxLength: 255 } } as const;

const workflow: readonly Column[] = [
  SEQUENCE,
  {
    name: 'State',
    displayName: '状態',
    indexed: true,
    choice: {
      choices: Object.values(stateWords).map((words) => words.ja),
      allowTextEntry: false,
      displayAs: 'dropDownMenu',
    },
  },
  { name: 'Urgent', displayName: '至急', boolean: {} },
  { name: 'ReporterName', displayName: '提出者', ...LINE },
  { name: 'ReporterMail', displayName: '提出者メール', ...LINE },
  { name: 'Section', displayName: '所属', indexed: true, ...LINE },
  { name: 'SubmittedAt', displayName: '受付日時', indexed: true, dateTime: { format: 'dateTime' } },
  { name: 'HandlerName', displayName: '担当', ...LINE },
  { name: 'Reason', displayName: '取下げ・差戻しの理由', ...LONG },
  { name: 'Files', displayName: '添付', ...LONG },
  { name: 'HandlerId', displayName: '担当ID', hidden: true, ...LINE },
  { name: 'ReporterId', displayName: '提出者ID', hidden: true, ...LINE },
  { name: 'SectionId', displayName: '所属ID', hidden: true, ...LINE },
  { name: ROW_ID, displayName: '受付ID', hidden: true, indexed: true, enforceUniqueValues: true, ...LINE },
  { name: COMMAND_ID, displayName: '最終処理ID', hidden: true, ...LINE },
];

/** Columns that are commands: who changes one by hand asks for a step. */
export const COMMAND_COLUMNS: readonly string[] = ['State', 'HandlerName', 'Urgent'];

export const WORKFLOW_COLUMNS: readonly string[] = ['Title', ...workflow.map((column) => column.name)];

export const caseColumns = (record: RecordDefinition): readonly Column[] => [
  ...columnsOf(record),
  ...workflow,
];

const instant = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');

export type RowSource = Pick<
  Case,
  | 'id'
  | 'state'
  | 'urgent'
  | 'reporterId'
  | 'reporterName'
  | 'reporterMail'
  | 'sectionId'
  | 'submittedAt'
  | 'fields'
>;

/** Of every case, from its submission on. */
const submittedRow = (settings: Settings, one: RowSource): ColumnValues => ({
  State: stateWords[one.state].ja,
  Urgent: one.urgent,
  ReporterName: one.reporterName,
  ReporterMail: one.reporterMail,
  ReporterId: one.reporterId,
  Section: sectionName(settings, one.sectionId, 'ja'),
  SectionId: one.sectionId ?? null,
  SubmittedAt: instant(one.submittedAt),
  [ROW_ID]: one.id,
});

/** A case as the list takes it when it is new; the number comes with the acceptance. */
export const newRow = (
  settings: Settings,
  record: RecordDefinition,
  one: RowSource,
  commandId: string,
): ColumnValues => ({
  ...toColumns(record, one.fields),
  ...submittedRow(settings, one),
  [COMMAND_ID]: commandId,
});

/** The files of a case as its row names them. */
export const filesText = (files: readonly CaseFile[]): string | null =>
  files.length ? files.map(({ name, webUrl }) => (webUrl ? `${name}\n${webUrl}` : name)).join('\n') : null;

/** What the workflow columns of a case's row must say. */
export const workflowRow = (settings: Settings, one: Case, files: readonly CaseFile[]): ColumnValues => ({
  Title: one.number,
  Sequence: Number(one.number.split('-').at(-1)),
  ...submittedRow(settings, one),
  HandlerName: one.handlerName ?? null,
  HandlerId: one.handlerId ?? null,
  Reason: one.reason ?? null,
  Files: filesText(files),
});

/** Blanks, line ends and how an instant is written do not make two values of a column different. */
export const sameInList = (one: ColumnValue | undefined, other: ColumnValue | undefined): boolean => {
  const plain = (value: ColumnValue | undefined): string => {
    if (value === null || value === undefined || value === false) return '';
    const text = String(value);
    return /^\d{4}-\d\d-\d\dT/.test(text) ? String(Date.parse(text)) : text.replace(/\s+/g, '');
  };
  return plain(one) === plain(other);
};

/** How a column is called on the screen. */
export const columnLabel = (record: RecordDefinition, name: string): string =>
  name === 'Title'
    ? '番号'
    : (caseColumns(record).find((column) => column.name === name)?.displayName ?? name);

/** The state that a row names; undefined when it is none of ours. */
export const stateNamed = (value: unknown): CaseState | undefined =>
  (Object.keys(stateWords) as CaseState[]).find((key) => stateWords[key].ja === value);

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** A row of the list back into a case, to rebuild what this database lost; undefined when it is not one of ours. */
export const caseFromRow = (
  record: RecordDefinition,
  row: ColumnValues,
):
  | (RowSource & {
      number: string;
      sequence: number;
      reason: string | undefined;
      handlerId: string | undefined;
      handlerName: string | undefined;
    })
  | undefined => {
  const id = text(row[ROW_ID]);
  const number = text(row['Title']);
  const submittedAt = Date.parse(text(row['SubmittedAt']) ?? '');
  const state = stateNamed(row['State']);
  if (!id || !number || !state || Number.isNaN(submittedAt)) return undefined;
  return {
    id,
    number,
    sequence: Number(row['Sequence'] ?? 0),
    state,
    urgent: row['Urgent'] === true,
    reporterId: text(row['ReporterId']) ?? '',
    reporterName: text(row['ReporterName']) ?? '',
    reporterMail: text(row['ReporterMail']) ?? '',
    sectionId: text(row['SectionId']),
    submittedAt,
    fields: fromColumns(record, row),
    reason: text(row['Reason']),
    handlerId: text(row['HandlerId']),
    handlerName: text(row['HandlerName']),
  };
};

export const fieldsFromRow = (record: RecordDefinition, row: ColumnValues): Values =>
  fromColumns(record, row);
