import type { Words } from '../../kernel/words.ts';
import { fileStem } from '../../kernel/file-name.ts';
import { fieldOf, isPlain, writeOut } from '../document-field.ts';
import { scalarOf, TO_WRITE, type Facts } from '../facts.ts';
import { AUDIT_SUMMARY, AUDIT_WORKING_PAPER } from '../facts-of/audit-fields.ts';
import { ANSWER, CONSULTATION_REPORT } from '../facts-of/consultation-documents.ts';
import type { DocumentKind } from '../facts-of/kind.ts';
import { AGENDA, MINUTES } from '../facts-of/meeting-documents.ts';
import { PLAN, REPORT } from '../facts-of/plan-fields.ts';
import { WORK_REPORT } from '../facts-of/work-documents.ts';

/**
 * The templates that are shipped. Adding one is a file beside this and an entry here; which fields it must have, its
 * kind says (`required`).
 */
export type ShippedTemplate = {
  readonly id: string;
  readonly name: Words;
  readonly kind: DocumentKind;
  readonly app: 'word' | 'powerpoint';
  readonly edition?: 'detailed' | 'summary';
  /** In this folder. */
  readonly file: string;
  /** Its name in the library, without the ending: {field} stands for the field's text. */
  readonly libraryName: string;
  /** Where the contracts ask for it. */
  readonly clauses: readonly string[];
};

const EDITIONS = {
  detailed: { ja: '詳細版', en: 'detailed' },
  summary: { ja: '概要版', en: 'summary' },
} as const;

/** A document that the contract wants in two editions that must not disagree. */
const inEdition = (
  kind: DocumentKind,
  edition: keyof typeof EDITIONS,
  file: string,
  clauses: readonly string[],
): ShippedTemplate => ({
  id: `${kind.id}${edition === 'detailed' ? 'Detailed' : 'Summary'}`,
  name: {
    ja: `${kind.name.ja}（${EDITIONS[edition].ja}）`,
    en: `${kind.name.en} (${EDITIONS[edition].en})`,
  },
  kind,
  app: 'powerpoint',
  edition,
  file,
  libraryName: `${kind.name.ja}_${EDITIONS[edition].ja}_{document.year}`,
  clauses,
});

const PLAN_CLAUSES = ['N-3.2.ア.1', 'N-3.2.ア.3', 'N-4.2.ア'];

export const SHIPPED_TEMPLATES: readonly ShippedTemplate[] = [
  {
    id: 'agenda',
    name: AGENDA.name,
    kind: AGENDA,
    app: 'word',
    file: 'agenda.docx',
    libraryName: '次第_{meeting.title}_{meeting.start}',
    clauses: ['N-3.3.ア.エ.2', 'N-4.3.ア.ウ', 'N-4.3.ア.エ'],
  },
  {
    id: 'minutes',
    name: MINUTES.name,
    kind: MINUTES,
    app: 'word',
    file: 'minutes.docx',
    libraryName: '議事録_{meeting.title}_{meeting.start}',
    clauses: ['N-3.3.ア.エ.2', 'N-4.3.ア.ウ', 'N-4.3.ア.エ'],
  },
  {
    id: 'responseDocument',
    name: ANSWER.name,
    kind: ANSWER,
    app: 'word',
    file: 'response-document.docx',
    libraryName: '回答書_{consultation.number}_{consultation.subject}',
    clauses: ['N-3.3.ア.イ.a.1', 'N-4.3.ア.イ'],
  },
  {
    id: 'consultationReport',
    name: CONSULTATION_REPORT.name,
    kind: CONSULTATION_REPORT,
    app: 'word',
    file: 'consultation-report.docx',
    libraryName: '相談業務実施報告書_{report.from}から{report.to}まで',
    clauses: ['N-3.3.ア.イ.a.3', 'N-4.3.ア.イ'],
  },
  {
    id: 'workReport',
    name: WORK_REPORT.name,
    kind: WORK_REPORT,
    app: 'word',
    file: 'work-report.docx',
    libraryName: '作業実施報告書_{report.from}から{report.to}まで',
    clauses: ['N-3.3.ア.ア.4', 'N-4.3.ア.ア.2'],
  },
  {
    id: 'auditWorkingPaper',
    name: AUDIT_WORKING_PAPER.name,
    kind: AUDIT_WORKING_PAPER,
    app: 'word',
    file: 'audit-working-paper.docx',
    libraryName: '監査調書_{audit.auditee}_{audit.on}',
    clauses: ['N-3.2.エ.4', 'N-4.2.エ'],
  },
  {
    id: 'auditSummary',
    name: AUDIT_SUMMARY.name,
    kind: AUDIT_SUMMARY,
    app: 'word',
    file: 'audit-summary.docx',
    libraryName: '情報セキュリティ監査結果概要報告書_{document.year}',
    clauses: ['N-3.2.エ.6', 'N-3.2.エ.7', 'N-4.2.エ'],
  },
  inEdition(PLAN, 'detailed', 'security-plan-detailed.pptx', PLAN_CLAUSES),
  inEdition(PLAN, 'summary', 'security-plan-summary.pptx', PLAN_CLAUSES),
  inEdition(REPORT, 'detailed', 'security-report-detailed.pptx', [...PLAN_CLAUSES, 'N-3.2.ア.4']),
  inEdition(REPORT, 'summary', 'security-report-summary.pptx', [...PLAN_CLAUSES, 'N-3.2.ア.4']),
];

export const templateOf = (id: string): ShippedTemplate | undefined =>
  SHIPPED_TEMPLATES.find((one) => one.id === id);

/** What the filled document is called in the library. A time of day is left out: a day tells a meeting. */
export const libraryName = (
  { libraryName, kind, app }: Pick<ShippedTemplate, 'libraryName' | 'kind' | 'app'>,
  facts: Facts,
): string => {
  const name = libraryName.replaceAll(/\{([^}]+)\}/g, (_, id: string) => {
    const field = fieldOf(kind.fields, id);
    const value = scalarOf(facts.get(id));
    if (!isPlain(field) || value === undefined || value === TO_WRITE) return '';
    return field.kind === 'dateTime' && typeof value === 'string'
      ? writeOut({ kind: 'date', label: field.label }, value.slice(0, 10)).text
      : writeOut(field, value).text;
  });
  // What is not known leaves no gap.
  return `${fileStem(name.replaceAll(/_+/g, '_').replace(/_$/, ''))}.${app === 'word' ? 'docx' : 'pptx'}`;
};
