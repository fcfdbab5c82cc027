import { wordBlocks, type Block } from '../../../shared/documents/ooxml/word-blocks.ts';
import { wholePackage } from '../whole-file.ts';
import { isEmpty, loadParagraphs, saysSame } from './live-blocks.ts';

/** What shall stand from the block of that number on. */
export type Placed = { readonly at: number; readonly blocks: readonly Block[] };

type Found = { readonly proven: boolean; readonly strays: readonly number[] };

/** Strays by their place among the paragraphs. Of empty paragraphs side by side it does not matter which one goes. */
const look = (there: readonly Block[], total: number, placed: readonly Placed[]): Found => {
  const strays: number[] = [];
  for (const { at, blocks } of placed) {
    const from = at + strays.length;
    const past = from + blocks.length;
    if (!saysSame(there.slice(from, past), blocks)) return { proven: false, strays: [] };
    for (let next = past; there.length - strays.length > total; next += 1) {
      const block = there[next];
      if (!block || !isEmpty(block)) break;
      strays.push(block.first);
    }
  }
  return { proven: true, strays };
};

/**
 * Reads the document anew and looks whether the pieces stand where they shall. Word may leave empty paragraphs behind
 * a table that it was given: they are taken out.
 * @param total of all blocks in the body
 */
export const proveBlocks = async (
  context: Word.RequestContext,
  total: number,
  placed: readonly Placed[],
): Promise<boolean> => {
  const now = await wholePackage();
  const there = now.ok ? wordBlocks(now.value) : now;
  if (!there.ok) return false;
  const { proven, strays } = look(there.value, total, placed);
  if (strays.length > 0) {
    const paragraphs = loadParagraphs(context);
    await context.sync();
    for (const place of strays) paragraphs.items[place]?.delete();
    await context.sync();
  }
  return proven;
};
