import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { answerTemplate, consultationReportTemplate } from './consultation-templates.ts';
import { agendaTemplate, minutesTemplate } from './meeting-templates.ts';
import { auditSummaryTemplate, auditWorkingPaperTemplate } from './audit-templates.ts';
import { deckFile } from './deck-file.ts';
import { planDetailed, planSummary, reportDetailed, reportSummary } from './plan-decks.ts';
import { workReportTemplate } from './work-templates.ts';
import { wordFile } from './word-file.ts';

/**
 * Makes the shipped templates anew (`npm run templates`). They are ordinary documents: what a person changed in one
 * of them in Word or PowerPoint is lost when it is made again, so make only what is wanted: `npm run templates -- agenda`.
 */

const FOLDER = path.join(import.meta.dirname, '../../shared/documents/templates');

export const TEMPLATE_FILES: Readonly<Record<string, () => Uint8Array>> = {
  'agenda.docx': () => wordFile(agendaTemplate),
  'minutes.docx': () => wordFile(minutesTemplate),
  'response-document.docx': () => wordFile(answerTemplate),
  'consultation-report.docx': () => wordFile(consultationReportTemplate),
  'work-report.docx': () => wordFile(workReportTemplate),
  'audit-working-paper.docx': () => wordFile(auditWorkingPaperTemplate),
  'audit-summary.docx': () => wordFile(auditSummaryTemplate),
  'security-plan-detailed.pptx': () => deckFile(planDetailed),
  'security-plan-summary.pptx': () => deckFile(planSummary),
  'security-report-detailed.pptx': () => deckFile(reportDetailed),
  'security-report-summary.pptx': () => deckFile(reportSummary),
};

if (import.meta.main) {
  mkdirSync(FOLDER, { recursive: true });
  const wanted = process.argv.slice(2);
  for (const [name, make] of Object.entries(TEMPLATE_FILES))
    if (wanted.length === 0 || wanted.some((one) => name.startsWith(one))) {
      writeFileSync(path.join(FOLDER, name), make());
      console.log(name);
    }
}
