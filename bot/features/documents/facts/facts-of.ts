import type { DocumentKind } from '../../../../shared/documents/facts-of/kind.ts';
import type { Result } from '../../../../shared/kernel/problem.ts';
import type { DocumentDesk } from '../document-desk.ts';
import { answerFactsOf } from './answer-facts.ts';
import { auditFactsOf } from './audit-facts.ts';
import type { Asking, Known } from './known.ts';
import { meetingFactsOf } from './meeting-facts.ts';
import { planFactsOf } from './plan-facts-of.ts';
import { consultationReportFactsOf } from './report-facts.ts';
import { workReportFactsOf } from './work-facts.ts';

/** What is known of a subject, for a document of a kind. Problems: subjectGone, factsNotYours. */

type FactsOf = (desk: DocumentDesk, asking: Asking, subject: string) => Promise<Result<Known>>;

const BY_KIND: Readonly<Record<string, FactsOf>> = {
  agenda: (desk, asking, subject) => meetingFactsOf(desk, asking, 'agenda', subject),
  minutes: (desk, asking, subject) => meetingFactsOf(desk, asking, 'minutes', subject),
  responseDocument: answerFactsOf,
  consultationReport: consultationReportFactsOf,
  workReport: workReportFactsOf,
  securityManagementPlan: (desk, asking, subject) => planFactsOf(desk, asking, 'plan', subject),
  securityManagementReport: (desk, asking, subject) => planFactsOf(desk, asking, 'report', subject),
  auditWorkingPaper: (desk, asking, subject) =>
    Promise.resolve(auditFactsOf(desk, asking, 'workingPaper', subject)),
  auditSummary: (desk, asking, subject) => Promise.resolve(auditFactsOf(desk, asking, 'summary', subject)),
};

export const factsOfSubject = (
  desk: DocumentDesk,
  asking: Asking,
  { id }: Pick<DocumentKind, 'id'>,
  subject: string,
): Promise<Result<Known>> => {
  const make = BY_KIND[id];
  if (!make) throw new Error(`nobody knows the facts of ${id}`);
  return make(desk, asking, subject);
};
