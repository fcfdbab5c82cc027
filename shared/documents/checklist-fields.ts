import type { Words } from '../kernel/words.ts';
import type { DocumentFields } from './document-field.ts';
import { count, rows, text } from './facts-of/kind.ts';

/**
 * A checklist in a document: its items, filled in by a person, and what they come to. Items on Specific Personal
 * Information (My Number) stand in tables of their own. Their source is the document itself: the counts follow the
 * items that stand beside them.
 */

export const RESULTS = ['conforming', 'toImprove', 'nonConforming', 'notApplicable'] as const;
export type CheckResult = (typeof RESULTS)[number];

export const RESULT_NAMES: Readonly<Record<CheckResult, Words>> = {
  conforming: { ja: '適合', en: 'Conforming' },
  toImprove: { ja: '要改善', en: 'To improve' },
  nonConforming: { ja: '不適合', en: 'Non-conforming' },
  notApplicable: { ja: '対象外', en: 'Not applicable' },
};

export const resultOf = (shown: string): CheckResult | undefined =>
  RESULTS.find((one) => RESULT_NAMES[one].ja === shown.trim());

/** The columns of the counts. */
export const NUMBERS = [...RESULTS, 'open', 'total'] as const;

/** The two tables of a checklist: list of its items, list of its counts. */
export const CHECKLIST_PARTS = [
  { items: 'checks', counts: 'checkCounts', myNumber: false },
  { items: 'myNumberChecks', counts: 'myNumberCounts', myNumber: true },
] as const;
export type ChecklistPart = (typeof CHECKLIST_PARTS)[number];

const ITEM = {
  result: {
    kind: 'choice',
    label: { ja: '結果', en: 'Result' },
    choices: RESULTS.map((id) => ({ id, name: RESULT_NAMES[id] })),
  },
  evidence: text('確認資料', 'Evidence'),
  fact: text('確認した事実', 'Observed fact'),
  remark: { ...text('備考', 'Remark'), sparse: true },
} as const;

const COUNT = {
  conforming: count('', '適合', 'Conforming'),
  toImprove: count('', '要改善', 'To improve'),
  nonConforming: count('', '不適合', 'Non-conforming'),
  notApplicable: count('', '対象外', 'Not applicable'),
  open: count('', '未記入', 'Open'),
  total: count('', '計', 'Total'),
};

export const CHECKLIST_FIELDS: DocumentFields = {
  ...rows('checks', ['点検項目', 'Items'], ITEM),
  ...rows('checkCounts', ['点検の集計', 'Counts'], COUNT),
  ...rows('myNumberChecks', ['特定個人情報の点検項目', 'Items on My Number'], ITEM),
  ...rows('myNumberCounts', ['特定個人情報の点検の集計', 'Counts on My Number'], COUNT),
};
