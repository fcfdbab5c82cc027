import type { CONSISTENCY } from '../../../shared/documents/api.ts';
import type { Settings } from '../../../shared/engagements/settings.ts';
import type { Column, ColumnValues } from '../../../shared/kernel/record/columns.ts';
import type { Words } from '../../../shared/kernel/words.ts';
import { startOf } from '../../../shared/kernel/text.ts';
import { COMMAND_ID, ROW_ID, type ListDefinition } from '../../graph/lists.ts';
import type { Proof } from '../../store/document-proofs.ts';
import type { Submission } from '../../store/document-submissions.ts';

/** 校正と提出: what was proved and what was submitted, a row each. All of it is the product's. N-4.2.ア */

export const PROOFS = 'proofs';

const LONG = { text: { allowMultipleLines: true, textType: 'plain' } } as const;
const LINE = { text: { maxLength: 255 } } as const;

const columns: readonly Column[] = [
  {
    name: 'StepKind',
    displayName: '区分',
    indexed: true,
    choice: { choices: ['校正', '提出'], allowTextEntry: true, displayAs: 'dropDownMenu' },
  },
  { name: 'StepNumber', displayName: '回・版', number: { decimalPlaces: 'none' } },
  { name: 'StepBy', displayName: '校正者・提出者', ...LINE },
  { name: 'StepById', displayName: '校正者・提出者ID', hidden: true, ...LINE },
  { name: 'DocumentAuthor', displayName: '作成者', ...LINE },
  { name: 'DocumentAuthorId', displayName: '作成者ID', hidden: true, ...LINE },
  { name: 'StepAt', displayName: '日時', indexed: true, dateTime: { format: 'dateTime' } },
  { name: 'ProofChanges', displayName: '変更点', ...LONG },
  { name: 'Consistency', displayName: '整合', ...LINE },
  { name: 'ContentHash', displayName: 'SHA-256', ...LINE },
  { name: 'DocumentKey', displayName: '文書ID', indexed: true, hidden: true, ...LINE },
  { name: 'DocumentLink', displayName: 'ファイル', ...LONG },
  { name: ROW_ID, displayName: '記録ID', indexed: true, enforceUniqueValues: true, hidden: true, ...LINE },
  { name: COMMAND_ID, displayName: '最終処理ID', hidden: true, ...LINE },
];

export const proofList = ({ documents }: Settings): ListDefinition => ({
  key: PROOFS,
  site: 'documents',
  title: documents.lists.proofs,
  titleName: '文書',
  description: '文書の校正と提出の記録',
  columns,
});

export const CONSISTENCY_WORDS: Readonly<Record<(typeof CONSISTENCY)[number], Words>> = {
  consistent: { ja: '整合', en: 'Consistent' },
  different: { ja: '食い違いあり', en: 'Different' },
  toConfirm: { ja: '要確認', en: 'To be confirmed' },
  noCounterpart: { ja: '比べる版なし', en: 'Nothing to compare with' },
};

export const consistencyWords = (consistency: string): Words =>
  Object.entries(CONSISTENCY_WORDS).find(([id]) => id === consistency)?.[1] ?? CONSISTENCY_WORDS.toConfirm;

const instant = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

export const proofRow = (title: string, one: Proof, commandId: string): ColumnValues => ({
  Title: startOf(title, 255),
  StepKind: '校正',
  StepNumber: one.round,
  StepBy: one.reviewer.name,
  StepById: one.reviewer.id,
  DocumentAuthor: one.author.name,
  DocumentAuthorId: one.author.id ?? null,
  StepAt: instant(one.at),
  ProofChanges: one.changes === '' ? null : one.changes,
  Consistency: null,
  ContentHash: one.hash,
  DocumentKey: one.document,
  DocumentLink: null,
  [ROW_ID]: one.id,
  [COMMAND_ID]: commandId,
});

export const submissionRow = (one: Submission, commandId: string): ColumnValues => ({
  Title: startOf(one.title, 255),
  StepKind: '提出',
  StepNumber: one.version,
  StepBy: one.by.name,
  StepById: one.by.id,
  DocumentAuthor: null,
  DocumentAuthorId: null,
  StepAt: instant(one.at),
  ProofChanges: null,
  Consistency: consistencyWords(one.consistency).ja,
  ContentHash: one.hash,
  DocumentKey: one.document,
  DocumentLink: one.webUrl ?? null,
  [ROW_ID]: one.id,
  [COMMAND_ID]: commandId,
});
