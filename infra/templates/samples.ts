import type { Facts } from '../../shared/documents/facts.ts';
import {
  answerFacts,
  consultationReportFacts,
} from '../../shared/documents/facts-of/consultation-documents.ts';
import { agendaFacts, minutesFacts } from '../../shared/documents/facts-of/meeting-documents.ts';
import { planFacts, reportFacts } from '../../shared/documents/facts-of/plan-facts.ts';
import {
  auditSummaryFacts,
  auditWorkingPaperFacts,
} from '../../shared/documents/facts-of/audit-documents.ts';
import { workReportFacts } from '../../shared/documents/facts-of/work-documents.ts';
import type { Settings } from '../../shared/engagements/settings.ts';
import { fromTokyo, timeOfDay } from '../../shared/kernel/instant.ts';
import { plainDate } from '../../shared/kernel/plain-date.ts';
import { auditsOf, auditSummaryOf } from './sample-audit.ts';
import { workReportOf } from './sample-work.ts';
import { answerOf, consultationReportOf, dayOf, frontOf } from './sample-cases.ts';
import { planOf, reportOf } from './sample-plan.ts';
import { meetingOf, minutesOf } from './sample-meeting.ts';

/** Facts for every shipped template, from the demonstration's data and what a careful consultant would write. */
export const sampleFacts = (settings: Settings): Readonly<Record<string, Facts>> => {
  const at = fromTokyo(plainDate(dayOf(settings, '10-01')), timeOfDay('09:00'));
  const front = (number: string, monthDay: string) =>
    frontOf(settings, `${settings.numberPrefix}-文-${number}`, dayOf(settings, monthDay));
  const plan = (number: string): Facts => planFacts(at, front(number, '04-14'), planOf(settings));
  const report = (number: string): Facts => reportFacts(at, front(number, '03-19'), reportOf(settings));
  const [audit] = auditsOf(settings);
  if (!audit) throw new Error('no audit');
  return {
    workReport: workReportFacts(at, front('0035', '10-01'), workReportOf(settings)),
    auditWorkingPaper: auditWorkingPaperFacts(at, front('0046', '11-09'), audit),
    auditSummary: auditSummaryFacts(at, front('0061', '01-22'), auditSummaryOf(settings)),
    securityManagementPlanDetailed: plan('0003'),
    securityManagementPlanSummary: plan('0004'),
    securityManagementReportDetailed: report('0071'),
    securityManagementReportSummary: report('0072'),
    agenda: agendaFacts(at, front('0031', '09-25'), meetingOf(settings)),
    minutes: minutesFacts(at, front('0033', '10-01'), minutesOf(settings)),
    responseDocument: answerFacts(at, front('0029', '09-24'), answerOf(settings)),
    consultationReport: consultationReportFacts(at, front('0034', '10-01'), consultationReportOf(settings)),
  };
};
