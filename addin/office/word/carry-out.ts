import type { Problem } from '../../../shared/kernel/problem.ts';
import type { Anchor } from '../../../shared/documents/anchor.ts';
import type { OfficePackage } from '../../../shared/documents/ooxml/package.ts';
import { wordBlocks, type Block } from '../../../shared/documents/ooxml/word-blocks.ts';
import type { Write } from '../../../shared/documents/plan-values.ts';
import type { ApplyOptions } from '../office-document.ts';
import { officeProblems } from '../office-problems.ts';
import { loadChoices } from '../word-later/drop-downs.ts';
import type { BlockChange } from './block-changes.ts';
import { exchange, lengthOf, loadParagraphs, stands, type Live } from './live-blocks.ts';
import { controlOf, loadControls, loadState, matched, says, textOf, write } from './live-controls.ts';
import { loadLedger, writeLedger } from './live-ledger.ts';
import { proveBlocks, type Placed } from './prove-blocks.ts';

/** The writing itself, in as many syncs for one field as for a thousand. */

export type Work = {
  readonly file: OfficePackage;
  readonly anchors: readonly Anchor[];
  readonly values: readonly Write[];
  readonly changes: readonly BlockChange[];
  /** Blocks of the body before. */
  readonly total: number;
  /** XML */
  readonly ledger: string;
  readonly notices: readonly Problem[];
};

/** What was opened for the writing and has to be closed again, whatever came of it. */
export type Course = {
  tracking?: Word.Document['changeTrackingMode'];
  /** Handles of controls whose content is locked. */
  locked?: ReadonlySet<string>;
};

/** Thrown inside of a run to leave it with nothing sent: what was queued is dropped with its context. */
export class BeforeWriting extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** The document is not the one that was read: somebody is typing, or the file lags behind. */
const hasMoved = ({ values, changes }: Work, blocks: readonly Block[], live: Live): boolean =>
  changes.some(({ before }) => !stands(live, before.blocks, lengthOf(blocks))) ||
  values.some(({ anchor }) => {
    const control = controlOf(live.controls, anchor.handle);
    return !control || (anchor.control === 'text' && anchor.text !== '' && textOf(control) !== anchor.text);
  });

/** Where the exchanged blocks stand when all is done. */
const afterwards = (
  before: number,
  changes: readonly BlockChange[],
): { readonly total: number; readonly placed: readonly Placed[] } => {
  let shift = 0;
  const placed = changes.map(({ from, before: was, after }): Placed => {
    const at = from + shift;
    shift += after.blocks.length - was.blocks.length;
    return { at, blocks: after.blocks };
  });
  return { total: before + shift, placed };
};

/** @returns what went wrong after the first write; what was written is to be taken back then */
export const carryOut = async (
  work: Work,
  { progress, signal }: ApplyOptions,
  course: Course,
): Promise<Problem | undefined> => {
  const all = wordBlocks(work.file);
  if (!all.ok) throw new BeforeWriting(all.problem);
  const { values, changes } = work;
  const of = values.length + changes.length;
  return Word.run(async (context): Promise<Problem | undefined> => {
    const collection = loadControls(context);
    const ledger = loadLedger(context);
    const paragraphs = changes.length > 0 ? loadParagraphs(context) : undefined;
    context.document.load('changeTrackingMode');
    await context.sync();
    const live: Live = { controls: matched(collection, work.anchors), paragraphs };
    if (hasMoved(work, all.value, live)) throw new BeforeWriting(officeProblems.editing());
    const targets = values.map((one) => ({ ...one, control: controlOf(live.controls, one.anchor.handle) }));
    const choices = targets.map(({ anchor, control }) =>
      anchor.control === 'dropDown' && control ? loadChoices(control) : undefined,
    );
    if (choices.some(Boolean)) await context.sync();
    if (signal?.aborted) throw new BeforeWriting(officeProblems.stopped());
    progress?.({ phase: 'writing', done: 0, of });
    const tracking = context.document.changeTrackingMode;
    course.tracking = tracking;
    course.locked = new Set(
      targets.flatMap(({ anchor, control }) => (control?.cannotEdit ? (anchor.handle ?? []) : [])),
    );
    if (tracking !== 'Off') context.document.changeTrackingMode = Word.ChangeTrackingMode.off;
    for (const [index, { anchor, value, control }] of targets.entries())
      if (control) {
        write(anchor, control, value, choices[index]);
        loadState(anchor, control);
      }
    // From the end to the beginning, so that places before it stay where they are.
    for (const { from, before, after } of changes.toReversed()) {
      const next = all.value[from + before.blocks.length];
      const queued = exchange(context, live, before.blocks, after, next);
      if (!queued.ok) throw new BeforeWriting(queued.problem);
    }
    writeLedger(context, ledger, work.ledger);
    if (tracking !== 'Off') context.document.changeTrackingMode = tracking;
    await context.sync();
    progress?.({ phase: 'proving', done: of, of });
    const unproven = targets.find(({ anchor, value, control }) => !control || !says(anchor, control, value));
    if (unproven) return officeProblems.notProven(unproven.anchor.tag.id, unproven.anchor.place);
    const { total, placed } = afterwards(all.value.length, changes);
    if (changes.length > 0 && !(await proveBlocks(context, total, placed)))
      return officeProblems.notWritten();
    return signal?.aborted ? officeProblems.stopped() : undefined;
  });
};
