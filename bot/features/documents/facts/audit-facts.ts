import {
  auditSummaryFacts,
  auditWorkingPaperFacts,
} from '../../../../shared/documents/facts-of/audit-documents.ts';
import { fiscalYearLabel } from '../../../../shared/kernel/fiscal-year.ts';
import { tokyoDate } from '../../../../shared/kernel/instant.ts';
import { ok, type Result } from '../../../../shared/kernel/problem.ts';
import type { Words } from '../../../../shared/kernel/words.ts';
import type { DocumentDesk } from '../document-desk.ts';
import { frontOf, gone, mayAll, notYours, type Asking, type Known } from './known.ts';

/** 監査調書 of a section, and the year's summary. Audits are no records yet: what a section is called is all there is. */

const noRecords: Words = {
  ja: '監査の記録がまだないため、監査員、実施日、項目と結果、指摘事項は空欄です。点検表を挿入し、文書に直接書いてください。',
  en: 'There are no records of audits yet: auditors, day, items with results and findings stay empty. Insert a checklist and write into the document.',
};

const START = 'section-';

export const auditSubjects = ({ settings }: Pick<DocumentDesk, 'settings'>) =>
  settings.sections.map(({ id, name }) => ({ id: `${START}${id}`, name: name.ja }));

/** Fields of which nothing is known: they are left out, so that nothing in a document is called wrong because of them. */
const UNKNOWN = [
  'audit.on',
  'audit.kind',
  'audit.place',
  'audit.leadAuditor',
  'audit.auditors',
  'audit.respondents',
];
const OF_RESULTS = ['audit.conforming', 'audit.improvement', 'audit.nonconforming', 'audit.notApplicable'];
const EMPTY = [
  ...UNKNOWN,
  ...OF_RESULTS,
  'audit.criteria',
  'audit.conclusion',
  'audit.isAgreed',
  'audit.agreedBy',
  'audit.agreedOn',
  'categories',
  'items',
  'findings',
  'audits',
  'risks',
  'report.summary',
  'report.goodPractices',
  'report.method',
  'report.audits',
];

const known = (facts: Known['facts']): Known['facts'] =>
  new Map([...facts].filter(([id]) => !EMPTY.includes(id)));

export const auditFactsOf = (
  desk: DocumentDesk,
  asking: Asking,
  which: 'workingPaper' | 'summary',
  subject: string,
): Result<Known> => {
  const { settings } = desk;
  if (!mayAll(desk, asking, 'document.read')) return notYours;
  const front = frontOf(desk, asking.now);
  if (which === 'summary')
    return subject === String(settings.fiscalYear)
      ? ok({
          name: fiscalYearLabel(settings.fiscalYear, 'ja'),
          facts: known(
            auditSummaryFacts(asking.now, front, {
              audits: [],
              summary: '',
              goodPractices: '',
              risks: [],
              method: '',
            }),
          ),
          notes: [noRecords],
        })
      : gone;
  const section = auditSubjects(desk).find(({ id }) => id === subject);
  if (!section) return gone;
  return ok({
    name: section.name,
    facts: known(
      auditWorkingPaperFacts(asking.now, front, {
        auditee: section.name,
        kind: '',
        on: tokyoDate(asking.now),
        place: '',
        leadAuditor: '',
        auditors: [],
        respondents: [],
        criteria: [],
        items: [],
        findings: [],
        conclusion: '',
      }),
    ),
    notes: [noRecords],
  });
};
