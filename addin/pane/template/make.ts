import { applyPlan, readDocument } from '../../../shared/documents/file-hand.ts';
import { openPackage, writePackage, type OfficePackage } from '../../../shared/documents/ooxml/package.ts';
import type { Result } from '../../../shared/kernel/problem.ts';
import type { Desk } from '../desk.ts';
import { factsIn, fieldsOf, type Template } from '../engine.ts';
import { previewOf, type Preview } from './preview.ts';

/** A template, what it is made of, and what would come of it. Nothing is written before the person says so. */
export type Ready = Preview & {
  readonly template: Template;
  readonly file: OfficePackage;
  readonly fileName: string;
  /** What the records do not hold yet, in words. */
  readonly notes: readonly string[];
};

/** Both are asked for at once. @throws ApiError, SignInNeeded */
export const prepare = async (
  desk: Desk,
  template: Template,
  subject: string,
  signal: AbortSignal,
): Promise<Result<Ready>> => {
  const api = await desk.api();
  const [bytes, answer] = await Promise.all([
    api.template(template.id, signal),
    api.facts(template.id, subject, signal),
  ]);
  const opened = openPackage(bytes);
  if (!opened.ok) return opened;
  const read = readDocument(opened.value);
  if (!read.ok) return read;
  const of = { id: template.id, version: template.version, subject };
  return {
    ok: true,
    value: {
      ...previewOf(read.value, fieldsOf(template), factsIn(answer), of, desk.language),
      template,
      file: opened.value,
      fileName: answer.fileName,
      notes: (answer.notes ?? []).map((note) => note[desk.language]),
    },
  };
};

export type Made =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | {
      readonly ok: false;
      readonly problems: readonly { code: string; message: { ja: string; en: string } }[];
    };

export const make = ({ file, plan }: Ready): Made => {
  const applied = applyPlan(file, plan);
  return applied.ok
    ? { ok: true, bytes: writePackage(applied.file) }
    : { ok: false, problems: applied.problems };
};
