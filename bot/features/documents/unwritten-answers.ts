import { MOST_DOCUMENT_BYTES } from '../../../shared/documents/api.ts';
import { ANSWER } from '../../../shared/documents/facts-of/consultation-documents.ts';
import { readSent, unfilled } from '../../../shared/documents/fitness.ts';
import { GraphError } from '../../graph/graph-error.ts';
import type { DriveItem } from '../../graph/library.ts';
import { readFile } from '../../graph/read-file.ts';
import type { DocumentDesk } from './document-desk.ts';

/**
 * Written answers that lie in the library and answer nothing yet: made from a template, and empty where they must say
 * something. Whatever else is called an answer is a person's own, and counts as it is. N-3.3.ア.イ.a.1
 */

const isNamedSo = ({ name = '', deleted, folder }: DriveItem): boolean =>
  !deleted && !folder && name.normalize('NFKC').startsWith(ANSWER.name.ja) && /\.docx$/i.test(name);

const isUnwritten = (bytes: Uint8Array, name: string): boolean => {
  const sent = readSent(bytes, name);
  // Tracked changes and the like are a person's affair: it is only held back for what can be told for certain.
  if (!sent.ok || sent.value.reading.ledger?.template === undefined) return false;
  return unfilled(sent.value, ANSWER.fields) !== undefined;
};

/** @returns ids of items. Throws GraphError, but for a file that went meanwhile. */
export const unwrittenAnswers = async (
  { graph, places }: Pick<DocumentDesk, 'graph' | 'places'>,
  items: readonly DriveItem[],
): Promise<ReadonlySet<string>> => {
  const found = new Set<string>();
  for (const { id, name = '' } of items.filter((item) => isNamedSo(item)))
    try {
      const file = await readFile(graph, await places.library('documents'), id, MOST_DOCUMENT_BYTES);
      if (file && isUnwritten(file.bytes, name)) found.add(id);
    } catch (error) {
      if (!(error instanceof GraphError && error.status === 404)) throw error;
    }
  return found;
};
