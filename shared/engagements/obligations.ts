import { z } from 'zod';
import { clause, period, planned, unit } from '../kernel/profile-fields.ts';

/**
 * What the contract says, row by row, whether or not the program acts on it yet: so that nothing of it is missing.
 * Each enumeration carries the Japanese words it is shown by.
 */

export const OBLIGATION_KINDS = {
  duty: '行うこと',
  count: '件数',
  deadline: '期限',
  deliverable: '成果物',
  meeting: '会議',
  training: '研修',
  role: '役割・体制',
  restriction: '禁止・制限',
  right: '権利',
  condition: '条件・取決め',
  information: '背景・説明',
} as const;

export const OBLIGATION_STATUSES = {
  inSettings: '設定済み',
  recorded: '記録のみ',
  open: '要確認',
  agreed: '協議済み',
  information: '説明',
} as const;

/** The part of the product that a row asks something of. */
export const CAPABILITIES = {
  profile: '契約の設定',
  calendar: '開庁日・期限',
  consultations: '相談',
  meetings: '会議',
  issues: '課題管理',
  plans: '計画',
  reports: '報告',
  counts: '件数の管理',
  deliverables: '成果物・検収',
  reviews: '企画審査・調達',
  evaluations: 'システム評価',
  trainings: '研修',
  checks: '点検',
  audits: '監査',
  incidents: '事故等',
  protectionAssessments: '特定個人情報保護評価',
  securityManagement: '情報セキュリティマネジメント',
  policies: '規程類',
  knowledge: '情報提供',
  roles: '人・体制',
  attendance: '従事時間',
  confidentiality: '秘密保持',
  documents: '文書の作成',
  export: '納品用の出力',
  none: 'なし（遵守のみ）',
} as const;

const keys = <K extends string>(words: Record<K, string>): [K, ...K[]] => Object.keys(words) as [K, ...K[]];
const legend = (words: Record<string, string>): string =>
  Object.entries(words)
    .map(([key, meaning]) => `${key} ${meaning}`)
    .join('、');

const of = z.string().min(1).describe('何の（一つの項目に複数あるとき）');

const amount = z.strictObject({ of: of.optional(), planned, unit });

const date = z
  .union([
    z.strictObject({
      of: of.optional(),
      from: z.iso.date().optional().describe('始まりの日'),
      by: z.iso.date().describe('期限の日'),
    }),
    z.strictObject({
      of: of.optional(),
      months: z.strictObject({ from: period, to: period.optional() }).describe('時期'),
    }),
    z.strictObject({ of: of.optional(), rule: z.string().min(1).describe('期限の決め方') }),
  ])
  .describe('期限・時期：{ by: 日付 }、{ months: { from, to } }、{ rule: 決め方 } のいずれか');

export const obligation = z.strictObject({
  clause,
  text: z.string().min(1).describe('仕様書の文（要約）'),
  kind: z.enum(keys(OBLIGATION_KINDS)).describe(`種類：${legend(OBLIGATION_KINDS)}`),
  capabilities: z
    .array(z.enum(keys(CAPABILITIES)))
    .min(1)
    .describe(`関係する機能：${legend(CAPABILITIES)}`),
  counts: z.array(amount).min(1).optional().describe('件数・回数'),
  dates: z.array(date).min(1).optional().describe('期限・時期'),
  status: z.enum(keys(OBLIGATION_STATUSES)).describe(`状態：${legend(OBLIGATION_STATUSES)}`),
  note: z.string().min(1).optional().describe('補足'),
});

/** A place where the specification contradicts itself or is silent: shown to both sides, never silently mended. */
export const openQuestion = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][A-Za-z0-9]*$/, '英小文字で始まる識別子（例 followUpAudit）')
    .describe('識別子'),
  clauses: z.array(clause).min(1).describe('関係する条項'),
  question: z.string().min(1).describe('確認すること'),
  readings: z
    .array(z.strictObject({ clause, says: z.string().min(1).describe('その条項の記載') }))
    .min(1)
    .describe('仕様書の記載'),
  status: z.enum(['unconfirmed', 'agreed']).describe('unconfirmed 未確認、agreed 協議済み'),
  answer: z.string().min(1).optional().describe('協議で決まった答え（agreed のとき必ず書く）'),
});

export type Obligation = z.infer<typeof obligation>;
export type OpenQuestion = z.infer<typeof openQuestion>;
export type Planned = z.infer<typeof planned>;
