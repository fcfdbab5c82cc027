import { ok, type Result } from '../../shared/kernel/problem.ts';
import { openPackage, type OfficePackage } from '../../shared/documents/ooxml/package.ts';
import { officeProblems } from './office-problems.ts';

/** The open document as a file, with edits that were not saved. Word and PowerPoint hand it over in slices. */

/** The largest that they give. */
const SLICE = 4_194_304;

const fileOf = async (): Promise<Office.File> =>
  new Promise((resolve, reject) => {
    Office.context.document.getFileAsync(Office.FileType.Compressed, { sliceSize: SLICE }, (answer) =>
      answer.status === Office.AsyncResultStatus.Succeeded ? resolve(answer.value) : reject(answer.error),
    );
  });

const sliceOf = async (file: Office.File, index: number): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    file.getSliceAsync(index, (answer) =>
      answer.status === Office.AsyncResultStatus.Succeeded
        ? resolve(Uint8Array.from(answer.value.data as ArrayLike<number>))
        : reject(answer.error),
    );
  });

/** At most two files may be open at a time, and one left open gives wrong slices the next time. */
const closed = async (file: Office.File): Promise<void> =>
  new Promise((resolve) => {
    file.closeAsync(() => resolve());
  });

/** @returns document.notRead */
export const wholeFile = async (): Promise<Result<Uint8Array>> => {
  try {
    const file = await fileOf();
    try {
      const bytes = new Uint8Array(file.size);
      let at = 0;
      for (let index = 0; index < file.sliceCount; index += 1) {
        const slice = await sliceOf(file, index);
        bytes.set(slice, at);
        at += slice.length;
      }
      return ok(bytes);
    } finally {
      await closed(file);
    }
  } catch {
    return { ok: false, problem: officeProblems.notRead() };
  }
};

/** @returns document.notRead, what openPackage refuses */
export const wholePackage = async (): Promise<Result<OfficePackage>> => {
  const bytes = await wholeFile();
  return bytes.ok ? openPackage(bytes.value) : bytes;
};
