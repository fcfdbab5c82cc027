import type { DocumentFields } from '../document-field.ts';
import { count, date, FRONT_FIELDS, lines, must, rows, text, type DocumentKind } from './kind.ts';

/** What may stand in 監査調書 and 情報セキュリティ監査結果概要報告書. */

export const AUDIT_RESULTS = [
  { id: 'conforming', name: { ja: '適合', en: 'Conforming' } },
  { id: 'improvement', name: { ja: '要改善', en: 'To be improved' } },
  { id: 'nonconforming', name: { ja: '不適合', en: 'Nonconforming' } },
  { id: 'notApplicable', name: { ja: '対象外', en: 'Not applicable' } },
] as const;
export type AuditResult = (typeof AUDIT_RESULTS)[number]['id'];

const counted = (unit: string) =>
  Object.fromEntries(AUDIT_RESULTS.map(({ id, name }) => [id, count(unit, name.ja, name.en)]));

const COUNTS: DocumentFields = Object.fromEntries(
  Object.entries(counted('件')).map(([id, field]) => [`audit.${id}`, field]),
);

const CATEGORIES = rows('categories', ['分類別の結果', 'Results by category'], {
  name: text('分類', 'Category'),
  ...counted(''),
});

const FINDING = {
  number: text('番号', 'Number'),
  level: text('区分', 'Level'),
  finding: lines('指摘事項', 'Finding'),
  cause: lines('原因', 'Cause'),
  recommendation: lines('改善提案', 'Recommendation'),
  due: { kind: 'date', style: 'eraShort', label: { ja: '改善の期限', en: 'Due' } },
  state: text('状況', 'State'),
} as const;

export const AUDIT_WORKING_PAPER: DocumentKind = {
  id: 'auditWorkingPaper',
  name: { ja: '監査調書', en: 'Audit working paper' },
  subject: 'audit',
  fields: {
    ...FRONT_FIELDS,
    ...COUNTS,
    ...CATEGORIES,
    'audit.auditee': must(text('被監査部門', 'Auditee')),
    'audit.kind': text('監査の種類', 'Kind'),
    'audit.on': must(date('実施日', 'On')),
    'audit.place': text('実施場所', 'Place'),
    'audit.leadAuditor': must(text('主任監査員', 'Lead auditor')),
    'audit.auditors': lines('監査員', 'Auditors'),
    'audit.respondents': lines('対応者', 'Respondents'),
    'audit.criteria': must(lines('監査基準', 'Criteria')),
    'audit.conclusion': must(lines('監査結論', 'Conclusion')),
    'audit.isAgreed': {
      kind: 'toggle',
      label: { ja: '被監査部門の合意', en: 'Agreed by the auditee' },
    },
    'audit.agreedBy': text('合意者', 'Agreed by'),
    'audit.agreedOn': date('合意日', 'Agreed on'),
    ...rows(
      'items',
      ['監査項目', 'Items'],
      {
        number: text('番号', 'Number'),
        category: text('分類', 'Category'),
        requirement: lines('監査項目', 'Requirement'),
        clause: text('根拠', 'Clause'),
        result: { kind: 'choice', choices: AUDIT_RESULTS, label: { ja: '結果', en: 'Result' } },
        evidence: lines('監査証拠', 'Evidence'),
        observation: lines('確認した事実', 'Observed fact'),
        remark: { ...lines('備考', 'Remark'), sparse: true },
      },
      true,
    ),
    ...rows('findings', ['指摘事項', 'Findings'], FINDING),
  },
};

export const AUDIT_SUMMARY: DocumentKind = {
  id: 'auditSummary',
  name: { ja: '情報セキュリティ監査結果概要報告書', en: 'Summary report on security audits' },
  subject: 'year',
  fields: {
    ...FRONT_FIELDS,
    ...COUNTS,
    ...CATEGORIES,
    'report.from': must(date('実施期間の始め', 'From')),
    'report.to': must(date('実施期間の終わり', 'To')),
    'report.audits': must(count('件', '監査の数', 'Audits')),
    'report.summary': must(lines('総評', 'Summary')),
    'report.goodPractices': lines('優れた取組', 'Good practices'),
    'report.method': lines('監査方法の改善', 'Improving the method'),
    ...rows(
      'audits',
      ['監査の一覧', 'Audits'],
      {
        auditee: text('被監査部門', 'Auditee'),
        kind: text('種類', 'Kind'),
        on: { kind: 'date', style: 'eraShort', label: { ja: '実施日', en: 'On' } },
        ...counted(''),
      },
      true,
    ),
    ...rows('findings', ['指摘事項', 'Findings'], { ...FINDING, auditee: text('被監査部門', 'Auditee') }),
    ...rows('risks', ['見えたリスク', 'Risks'], {
      risk: text('リスク', 'Risk'),
      cause: text('要因', 'Cause'),
      measure: text('対応策', 'Measure'),
    }),
    resultChart: {
      kind: 'chart',
      label: { ja: '分類別の結果', en: 'Results by category' },
      rows: 'categories',
      category: 'categories.name',
      series: ['categories.conforming', 'categories.improvement', 'categories.nonconforming'],
    },
  },
};
