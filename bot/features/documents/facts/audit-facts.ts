import {
  AUDIT_SUMMARY,
  AUDIT_WORKING_PAPER,
  auditSummaryFacts,
  auditWorkingPaperFacts,
} from '../../../../shared/documents/facts-of/audit-documents.ts';
import { factsOf } from '../../../../shared/documents/facts.ts';
import type { DocumentKind } from '../../../../shared/documents/facts-of/kind.ts';
import { fiscalYearLabel } from '../../../../shared/kernel/fiscal-year.ts';
import { tokyoDate, type Instant } from '../../../../shared/kernel/instant.ts';
import { ok, type Result } from '../../../../shared/kernel/problem.ts';
import type { Words } from '../../../../shared/kernel/words.ts';
import type { DocumentDesk } from '../document-desk.ts';
import { frontOf, gone, mayAll, notYours, toWrite, type Asking, type Known } from './known.ts';

/** 監査調書 of a section, and the year's summary. Audits are no records yet: what a section is called is all there is. */

const noRecords: Words = {
  ja: '監査の記録がまだないため、監査員、実施日、項目と結果、指摘事項は分かりません。点検表を挿入し、文書に直接書いてください。',
  en: 'There are no records of audits yet: auditors, day, results and findings are not known. Insert a checklist and write into the document.',
};

const START = 'section-';

export const auditSubjects = ({ settings }: Pick<DocumentDesk, 'settings'>) =>
  settings.sections.map(({ id, name }) => ({ id: `${START}${id}`, name: name.ja }));

/** What the front of the document and the auditee say; all else is to be written, where words can be. */
const known = (kind: DocumentKind, facts: Known['facts'], now: Instant): Known['facts'] => {
  const sure = [...facts.values()].filter(({ id }) => id.startsWith('document.') || id === 'audit.auditee');
  return factsOf([
    ...toWrite(kind.fields, now),
    // The chart of the summary is drawn from results, and not to be had without them.
    ...(kind.id === AUDIT_SUMMARY.id ? [{ id: 'categories', value: [], at: now }] : []),
    { id: 'audit.isAgreed', value: false, at: now },
    ...sure,
  ]);
};

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
            AUDIT_SUMMARY,
            auditSummaryFacts(asking.now, front, {
              audits: [],
              summary: '',
              goodPractices: '',
              risks: [],
              method: '',
            }),
            asking.now,
          ),
          notes: [noRecords],
        })
      : gone;
  const section = auditSubjects(desk).find(({ id }) => id === subject);
  if (!section) return gone;
  return ok({
    name: section.name,
    facts: known(
      AUDIT_WORKING_PAPER,
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
      asking.now,
    ),
    notes: [noRecords],
  });
};
