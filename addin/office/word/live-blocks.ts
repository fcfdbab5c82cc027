import { ok, type Result } from '../../../shared/kernel/problem.ts';
import type { Block } from '../../../shared/documents/ooxml/word-blocks.ts';
import { officeProblems } from '../office-problems.ts';
import type { Piece } from './block-changes.ts';
import { flatPiece } from './flat-package.ts';
import { controlOf, plainText, type Controls } from './live-controls.ts';

/** Blocks of the open document, found by their place among its paragraphs and exchanged. */

/** To be read after the next sync. */
export const loadParagraphs = (context: Word.RequestContext): Word.ParagraphCollection => {
  const { paragraphs } = context.document.body;
  paragraphs.load('items/text');
  return paragraphs;
};

export type Live = { readonly controls: Controls; readonly paragraphs: Word.ParagraphCollection | undefined };

/** Marks that Word and the file write each in its own way do not count. */
const bare = (text: string): string => plainText(text).replaceAll(/[\s\p{Cc}\uFFFC]/gu, '');

/** Whether Word and the file say the same. */
export const isSame = (one: string, other: string): boolean => bare(one) === bare(other);

/** A control of a block by which it is found, wherever Word counts its paragraphs. */
const holdOf = ({ kind, control, handles }: Block, { controls }: Live): Word.ContentControl | undefined =>
  kind === 'control'
    ? controlOf(controls, control)
    : handles.map((handle) => controlOf(controls, handle)).find((one) => one !== undefined);

/**
 * Whether the document still has these paragraphs where the file had them; Word may tell a placeholder as nothing.
 * Where Word counts other paragraphs than the file has, blocks are known by their controls alone.
 */
export const stands = (live: Live, blocks: readonly Block[], total: number): boolean => {
  const { paragraphs } = live;
  if (paragraphs?.items.length !== total) return blocks.every((block) => holdOf(block, live) !== undefined);
  return blocks.every(({ first, texts }) =>
    texts.every((text, index) =>
      ['', bare(text)].includes(bare(paragraphs.items[first + index]?.text ?? '')),
    ),
  );
};

export const lengthOf = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, { texts }) => sum + texts.length, 0);

const rangeOf = (block: Block, live: Live): Word.Range | undefined => {
  const hold = holdOf(block, live);
  if (block.kind === 'control') return hold?.getRange('Whole');
  const paragraph = hold?.paragraphs.getFirst() ?? live.paragraphs?.items[block.first];
  if (block.kind === 'paragraph') return paragraph?.getRange('Whole');
  return (hold ?? paragraph)?.parentTable.getRange('Whole');
};

const wholeRange = (blocks: readonly Block[], live: Live): Word.Range | undefined => {
  const [first, last] = [blocks[0], blocks.at(-1)];
  const [begin, end] = [first && rangeOf(first, live), last && rangeOf(last, live)];
  return begin && end && first !== last ? begin.expandTo(end) : begin;
};

/**
 * Queues the exchange of some blocks for a piece.
 * @param there the blocks as they stand; none: the piece is put before `next`, or at the end
 */
export const exchange = (
  context: Word.RequestContext,
  live: Live,
  there: readonly Block[],
  piece: Piece,
  next: Block | undefined,
): Result<true> => {
  const gone = { ok: false as const, problem: officeProblems.editing() };
  if (piece.blocks.length === 0) {
    const controls = there.map((block) => controlOf(live.controls, block.control));
    if (controls.some((control) => control === undefined)) return gone;
    for (const control of controls) control?.delete(false);
    return ok(true);
  }
  const flat = flatPiece(piece.file);
  if (!flat.ok) return flat;
  if (there.length > 0) {
    const range = wholeRange(there, live);
    if (!range) return gone;
    range.insertOoxml(flat.value, 'Replace');
    return ok(true);
  }
  const behind = next && rangeOf(next, live);
  if (behind) behind.insertOoxml(flat.value, 'Before');
  else context.document.body.insertOoxml(flat.value, 'End');
  return ok(true);
};

const sayingOf = ({ kind, texts, marks }: Block): string => [kind, ...texts.map(bare), ...marks].join('\n');

export const saysSame = (one: readonly Block[], other: readonly Block[]): boolean =>
  one.length === other.length &&
  one.every((block, index) => sayingOf(block) === sayingOf(other[index] as Block));

export const isEmpty = ({ kind, texts }: Block): boolean =>
  kind === 'paragraph' && bare(texts.join('')) === '';
