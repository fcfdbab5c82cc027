import { ok, type Result } from '../../shared/kernel/problem.ts';
import type { OfficeDocument } from './office-document.ts';
import { officeProblems } from './office-problems.ts';

/** Which application the pane stands in. office.js is loaded by the page that asks. */

const UPDATE = { ja: '文書への書き込み', en: 'write into documents' };

/**
 * The document open beside the pane. Undefined in a plain browser, where a file takes its place (`fileDocument`).
 * Each application's hand is loaded when it is the one that is needed.
 * @returns document.tooOld below WordApi 1.6 and PowerPointApi 1.4
 */
export const hostDocument = async (): Promise<Result<OfficeDocument> | undefined> => {
  if (typeof Office === 'undefined') return undefined;
  const { host } = await Office.onReady();
  const has = (set: string, version: string): boolean =>
    Office.context.requirements.isSetSupported(set, version);
  if (host === Office.HostType.Word) {
    if (!has('WordApi', '1.6')) return { ok: false, problem: officeProblems.tooOld(UPDATE) };
    return ok((await import('./word/word-document.ts')).wordDocument());
  }
  if (host === Office.HostType.PowerPoint) {
    if (!has('PowerPointApi', '1.4')) return { ok: false, problem: officeProblems.tooOld(UPDATE) };
    return ok((await import('./powerpoint/powerpoint-document.ts')).powerpointDocument());
  }
  return undefined;
};

/** What the open document is called; empty before it was saved for the first time. */
export const hostDocumentName = (): string => {
  const address = Office.context.document.url ?? '';
  const name = address.split(/[\\/]/).at(-1) ?? '';
  if (!/^https?:/.test(address)) return name;
  try {
    return decodeURIComponent(name.replace(/[?#].*$/, ''));
  } catch {
    return name;
  }
};
