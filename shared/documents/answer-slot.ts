import { folderName } from '../kernel/file-name.ts';

/** Where the written answer to a consultation lies: 相談回答/R8-相-0001. */
export const answerSlot = (
  documents: { readonly folders: { readonly answers: string } },
  number: string,
): { readonly id: string; readonly folder: string } => ({
  id: `answer/${number}`,
  folder: `${folderName(documents.folders.answers)}/${folderName(number)}`,
});
