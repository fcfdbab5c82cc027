import type { Block } from '../../../shared/documents/ooxml/word-blocks.ts';
import type { BlockChange } from './block-changes.ts';
import { isEmpty, saysSame } from './live-blocks.ts';

/** Which exchanges of blocks a document shows: all of them, or after a failure some. */

export type Exchanged = {
  readonly change: BlockChange;
  /** What stands there now, with the empty paragraphs that Word left behind it. */
  readonly there: readonly Block[];
  readonly next: Block | undefined;
  /** Where it stands once all is taken back. */
  readonly at: number;
};

const grown = ({ before, after }: BlockChange): number => after.blocks.length - before.blocks.length;

/** Supposes that the changes from the given one on were made, for they are made from the last to the first. */
const supposing = (
  made: number,
  blocks: readonly Block[],
  changes: readonly BlockChange[],
  total: number,
): readonly Exchanged[] | undefined => {
  const found: Exchanged[] = [];
  let strays = blocks.length - changes.slice(made).reduce((sum, change) => sum + grown(change), total);
  let shift = 0;
  for (const [index, change] of changes.entries()) {
    const from = change.from + shift;
    const wanted = (index < made ? change.before : change.after).blocks;
    let past = from + wanted.length;
    if (!saysSame(blocks.slice(from, past), wanted)) return undefined;
    if (index < made) continue;
    shift += grown(change);
    for (let next = blocks[past]; strays > 0 && next && isEmpty(next); next = blocks[past]) {
      past += 1;
      shift += 1;
      strays -= 1;
    }
    found.push({ change, there: blocks.slice(from, past), next: blocks[past], at: change.from });
  }
  return found;
};

/**
 * @param total of the body's blocks before any exchange
 * @returns undefined where the document shows neither what was nor what was written
 */
export const exchangedBlocks = (
  blocks: readonly Block[],
  changes: readonly BlockChange[],
  total: number,
): readonly Exchanged[] | undefined => {
  for (let made = 0; made <= changes.length; made += 1) {
    const found = supposing(made, blocks, changes, total);
    if (found) return found;
  }
  return undefined;
};
