import { ok } from '../../../shared/kernel/problem.ts';
import { readDocument } from '../../../shared/documents/file-hand.ts';
import { openPackage } from '../../../shared/documents/ooxml/package.ts';
import { toBase64 } from '../base64.ts';
import type { OfficeDocument } from '../office-document.ts';
import { officeProblems } from '../office-problems.ts';
import { wholeFile, wholePackage } from '../whole-file.ts';
import { applyInPowerPoint } from './apply.ts';
import { goTo } from './go-to.ts';
import { fixTexts, insertDocument, insertTable } from './insert.ts';
import { planWork } from './plan-work.ts';
import { putField } from './put-field.ts';

/** The presentation open in PowerPoint. Floor: PowerPointApi 1.4. */
export const powerpointDocument = (): OfficeDocument => ({
  host: 'powerpoint',
  kind: 'pptx',
  // Notes and charts cannot be asked for: everything is read from the file.
  read: async () => {
    const file = await wholePackage();
    return file.ok ? readDocument(file.value) : file;
  },
  bytes: wholeFile,
  losses: async (plan) => {
    const file = await wholePackage();
    if (!file.ok) return file;
    const planned = planWork(file.value, plan);
    // What stands against the plan is told when it is carried out.
    return ok(planned.ok ? planned.work.losses : []);
  },
  apply: applyInPowerPoint,
  fix: fixTexts,
  goTo,
  putField,
  insertTable,
  insertDocument: async (bytes, where) => {
    const given = openPackage(bytes);
    if (!given.ok) return { ok: false, problems: [given.problem], notUndone: [] };
    if (given.value.kind !== 'pptx')
      return { ok: false, problems: [officeProblems.otherApp()], notUndone: [] };
    return insertDocument(given.value, where);
  },
  openNew: async (bytes) => {
    const given = openPackage(bytes);
    if (!given.ok) return given;
    if (given.value.kind !== 'pptx') return { ok: false, problem: officeProblems.otherApp() };
    try {
      await PowerPoint.createPresentation(toBase64(bytes));
      return ok(true);
    } catch {
      return { ok: false, problem: officeProblems.notWritten() };
    }
  },
});
