import { defineRecord, type FieldChoice, type RecordDefinition } from '../kernel/record/field.ts';

/**
 * The year's security management plan (運営計画書) as records: what is done (取組), what was found (リスク) and what is
 * measured (数値). Both editions of the plan and of the final report take their figures from these. N-3.2.ア.
 */

const choice = (id: string, ja: string, en: string): FieldChoice => ({ id, name: { ja, en } });

export const PHASES = [
  choice('plan', '計画', 'Plan'),
  choice('do', '実施', 'Do'),
  choice('check', '点検', 'Check'),
  choice('act', '改善', 'Act'),
] as const;

export const STATES = [
  choice('planned', '未着手', 'Not begun'),
  choice('underWay', '実施中', 'Under way'),
  choice('done', '完了', 'Done'),
  choice('continued', '継続', 'Goes on next year'),
] as const;

export const LEVELS = [
  choice('high', '高', 'High'),
  choice('medium', '中', 'Medium'),
  choice('low', '低', 'Low'),
];

/** In the order of the fiscal year. */
const MONTHS = [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3].map((month) =>
  choice(`m${month}`, `${month}月`, `Month ${month}`),
);

/** SharePoint's own title column: what a row is called there. */
const TITLE = 'Title';

const number = () =>
  ({
    kind: 'text',
    column: TITLE,
    label: { ja: '番号', en: 'Number' },
    required: true,
    max: 20,
    indexed: true,
  }) as const;
const owner = (column: string) =>
  ({ kind: 'text', column, label: { ja: '担当', en: 'Owner' }, required: true, max: 100 }) as const;

export const initiativeRecord: RecordDefinition = defineRecord({
  name: 'initiative',
  label: { ja: '取組', en: 'Initiative' },
  fields: {
    number: number(),
    name: {
      kind: 'text',
      column: 'InitiativeName',
      label: { ja: '取組', en: 'Initiative' },
      required: true,
      max: 40,
    },
    aim: {
      kind: 'text',
      column: 'Aim',
      label: { ja: 'ねらい', en: 'Aim' },
      hint: {
        ja: '例：配属の前に、全員が基本の動作を身に付けます',
        en: 'e.g. Everyone knows the basics before they start',
      },
      required: true,
      max: 60,
    },
    phase: {
      kind: 'choice',
      column: 'Phase',
      label: { ja: '段階', en: 'Phase' },
      required: true,
      choices: PHASES,
      indexed: true,
    },
    theme: { kind: 'text', column: 'Theme', label: { ja: 'テーマ', en: 'Theme' }, max: 40 },
    method: { kind: 'lines', column: 'Method', label: { ja: '方法', en: 'Method' }, max: 500 },
    owner: owner('InitiativeOwner'),
    months: { kind: 'choices', column: 'Months', label: { ja: '実施月', en: 'Months' }, choices: MONTHS },
    target: { kind: 'text', column: 'Target', label: { ja: '目標', en: 'Target' }, max: 100 },
    state: {
      kind: 'choice',
      column: 'InitiativeState',
      label: { ja: '状態', en: 'State' },
      required: true,
      choices: STATES,
      indexed: true,
    },
    result: { kind: 'lines', column: 'Result', label: { ja: '結果', en: 'Result' }, max: 500 },
    nextYear: { kind: 'text', column: 'NextYear', label: { ja: '翌年度の取組', en: 'Next year' }, max: 100 },
  },
});

export const planRiskRecord: RecordDefinition = defineRecord({
  name: 'planRisk',
  label: { ja: 'リスク', en: 'Risk' },
  fields: {
    number: number(),
    risk: { kind: 'text', column: 'Risk', label: { ja: 'リスク', en: 'Risk' }, required: true, max: 60 },
    origin: { kind: 'text', column: 'Origin', label: { ja: '見つけた場', en: 'Found in' }, max: 60 },
    level: {
      kind: 'choice',
      column: 'RiskLevel',
      label: { ja: '程度', en: 'Level' },
      required: true,
      choices: LEVELS,
    },
    treatment: { kind: 'text', column: 'Treatment', label: { ja: '対応', en: 'Treatment' }, max: 100 },
    owner: owner('RiskOwner'),
    due: { kind: 'date', column: 'RiskDue', label: { ja: '期限', en: 'Due' } },
    state: {
      kind: 'choice',
      column: 'RiskState',
      label: { ja: '状態', en: 'State' },
      required: true,
      choices: STATES,
      indexed: true,
    },
  },
});

export const planFigureRecord: RecordDefinition = defineRecord({
  name: 'planFigure',
  label: { ja: '数値', en: 'Figure' },
  fields: {
    figure: {
      kind: 'text',
      column: TITLE,
      label: { ja: '識別子', en: 'Id' },
      hint: { ja: '例：trainingRate', en: 'e.g. trainingRate' },
      required: true,
      max: 40,
      indexed: true,
    },
    label: {
      kind: 'text',
      column: 'FigureLabel',
      label: { ja: '項目', en: 'Figure' },
      required: true,
      max: 40,
    },
    unit: { kind: 'text', column: 'Unit', label: { ja: '単位', en: 'Unit' }, required: true, max: 10 },
    better: {
      kind: 'choice',
      column: 'Better',
      label: { ja: '目標の向き', en: 'Direction' },
      required: true,
      choices: [choice('higher', '計画以上', 'At least'), choice('lower', '計画以下', 'At most')],
    },
    planned: {
      kind: 'integer',
      column: 'Planned',
      label: { ja: '計画', en: 'Planned' },
      min: 0,
      max: 1_000_000_000,
    },
    actual: {
      kind: 'integer',
      column: 'Actual',
      label: { ja: '実績', en: 'Actual' },
      min: 0,
      max: 1_000_000_000,
    },
    origin: { kind: 'text', column: 'FigureOrigin', label: { ja: '出典', en: 'Source' }, max: 60 },
  },
});

/** The words of the year's plan and report; one item a year. */
export const planRecord: RecordDefinition = defineRecord({
  name: 'securityManagementPlan',
  label: { ja: '運営計画', en: 'Security management plan' },
  fields: {
    year: {
      kind: 'text',
      column: TITLE,
      label: { ja: '年度', en: 'Fiscal year' },
      hint: { ja: '例：令和8年度', en: 'e.g. 令和8年度' },
      required: true,
      max: 20,
      indexed: true,
    },
    ...Object.fromEntries(
      [
        ['aim', 'Aim', '目的（一文）', 'Aim in a sentence'],
        ['purpose', 'Purpose', '目的', 'Purpose'],
        ['reviewMessage', 'ReviewMessage', '前年度の振り返り（一文）', 'Last year in a sentence'],
        ['review', 'Review', '前年度の振り返り', 'Last year'],
        ['incidents', 'Incidents', '事故等への備え', 'Ready for incidents'],
        ['followUp', 'FollowUp', '進捗の確認', 'Follow-up'],
        ['summaryMessage', 'SummaryMessage', '総括（一文）', 'Summary in a sentence'],
        ['summary', 'Summary', '総括', 'Summary'],
      ].map(([id, column, ja, en]) => [
        id,
        { kind: 'lines', column: column ?? '', label: { ja: ja ?? '', en: en ?? '' }, max: 1000 } as const,
      ]),
    ),
  },
});
