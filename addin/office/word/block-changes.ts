import { ok, type Result } from '../../../shared/kernel/problem.ts';
import { applyPlan } from '../../../shared/documents/file-hand.ts';
import type { FillPlan } from '../../../shared/documents/fill-plan.ts';
import type { OfficePackage } from '../../../shared/documents/ooxml/package.ts';
import { blocksAlone, wordBlocks, type Block } from '../../../shared/documents/ooxml/word-blocks.ts';

/**
 * What Word's interface cannot write (rows that come and go, charts, controls of kinds that it does not know yet) is
 * made by the file hand in the block that it stands in, and the block is exchanged.
 */
export type BlockChange = {
  /** Where it begins among the body's blocks, before any change. */
  readonly from: number;
  readonly before: Piece;
  readonly after: Piece;
};

/** Blocks of one document, alone in it. */
export type Piece = { readonly file: OfficePackage; readonly blocks: readonly Block[] };

export type BlockChanges = {
  readonly changes: readonly BlockChange[];
  /** Blocks of the body before. */
  readonly total: number;
  /** Handles of what stands in no block: in headers, footers and notes. */
  readonly outside: readonly string[];
};

/** Neighbours that go together: rows of one list that stand side by side. */
const spans = (
  blocks: readonly Block[],
  handles: ReadonlySet<string>,
): readonly (readonly [number, number])[] => {
  const found: [number, number][] = [];
  let at = 0;
  while (at < blocks.length) {
    const list = blocks[at]?.list;
    const other = blocks.findIndex((block, index) => index > at && block.list !== list);
    const past = list === undefined ? at + 1 : other < 0 ? blocks.length : other;
    if (blocks.slice(at, past).some((block) => block.handles.some((one) => handles.has(one))))
      found.push([at, past]);
    at = past;
  }
  return found;
};

const pieceOf = (file: OfficePackage): Result<Piece> => {
  const blocks = wordBlocks(file);
  return blocks.ok ? ok({ file, blocks: blocks.value }) : blocks;
};

/** @param handles of the anchors that only an exchange can change */
export const blockChanges = (
  file: OfficePackage,
  plan: FillPlan,
  handles: ReadonlySet<string>,
): Result<BlockChanges> => {
  const blocks = wordBlocks(file);
  if (!blocks.ok) return blocks;
  const changes: BlockChange[] = [];
  for (const [from, past] of handles.size > 0 ? spans(blocks.value, handles) : []) {
    const alone = blocksAlone(file, from, past - from);
    if (!alone.ok) return alone;
    const made = applyPlan(alone.value, plan);
    if (!made.ok) return { ok: false, problem: made.problems[0] as (typeof made.problems)[number] };
    const after = pieceOf(made.file);
    if (!after.ok) return after;
    changes.push({
      from,
      before: { file: alone.value, blocks: blocks.value.slice(from, past) },
      after: after.value,
    });
  }
  const inside = new Set(blocks.value.flatMap((block) => block.handles));
  return ok({ changes, total: blocks.value.length, outside: [...handles].filter((one) => !inside.has(one)) });
};
