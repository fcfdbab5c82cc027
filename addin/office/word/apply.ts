import type { Problem } from '../../../shared/kernel/problem.ts';
import type { Anchor } from '../../../shared/documents/anchor.ts';
import { applyPlan, readDocument } from '../../../shared/documents/file-hand.ts';
import type { FillPlan } from '../../../shared/documents/fill-plan.ts';
import { ledgerXml } from '../../../shared/documents/ledger.ts';
import { readLedger } from '../../../shared/documents/ooxml/ledger-part.ts';
import type { OfficePackage } from '../../../shared/documents/ooxml/package.ts';
import { writesOf } from '../../../shared/documents/plan-values.ts';
import type { Applied, ApplyOptions } from '../office-document.ts';
import { officeProblems, problemOf } from '../office-problems.ts';
import { refused, undoOnce } from '../outcome.ts';
import { wholePackage } from '../whole-file.ts';
import { blockChanges } from './block-changes.ts';
import { BeforeWriting, carryOut, type Course, type Work } from './carry-out.ts';
import { isReachable } from './live-controls.ts';
import { takeBack, type Done } from './take-back.ts';

/** Carries a plan out in the open Word document: checked whole before the first write, proven after the last. */

type Planned = { readonly ok: true; readonly work: Work } | { readonly ok: false; readonly applied: Applied };

const isChart = ({ tag }: Anchor): boolean => tag.role === 'chart';

/** Nothing is written yet: the file hand tries the plan on the file, and what would be lost needs to be agreed to. */
const planned = (file: OfficePackage, plan: FillPlan, lossesAccepted: boolean): Planned => {
  const no = (...problems: readonly Problem[]): Planned => ({ ok: false, applied: refused(...problems) });
  const expected = applyPlan(file, plan);
  if (!expected.ok) return no(...expected.problems);
  const reading = readDocument(file);
  if (!reading.ok) return no(reading.problem);
  const { values, structures } = writesOf(reading.value, plan);
  if (structures.some(isChart) && !lossesAccepted) return no(officeProblems.lossesNotAccepted());
  const through = [
    ...structures,
    ...values.filter(({ anchor, value }) => !isReachable(anchor, value)).map(({ anchor }) => anchor),
  ];
  const nameless = through.find(({ handle }) => handle === undefined);
  if (nameless) return no(officeProblems.notReached(nameless.tag.id, nameless.place));
  const blocks = blockChanges(file, plan, new Set(through.map(({ handle }) => handle ?? '')));
  if (!blocks.ok) return no(blocks.problem);
  const outside = through.filter(({ handle }) => blocks.value.outside.includes(handle ?? ''));
  if (outside.length > 0)
    return no(...outside.map(({ tag, place }) => officeProblems.notReached(tag.id, place)));
  const { changes } = blocks.value;
  const inBlocks = new Set(changes.flatMap(({ before }) => before.blocks.flatMap(({ handles }) => handles)));
  const direct = values.filter(({ anchor }) => !inBlocks.has(anchor.handle ?? ''));
  return {
    ok: true,
    work: {
      file,
      anchors: reading.value.anchors,
      values: direct,
      changes,
      total: blocks.value.total,
      ledger: ledgerXml(plan.ledger),
      notices: expected.notices,
    },
  };
};

export const applyInWord = async (plan: FillPlan, options: ApplyOptions = {}): Promise<Applied> => {
  if (options.signal?.aborted) return refused(officeProblems.stopped());
  options.progress?.({ phase: 'reading', done: 0, of: plan.edits.length });
  const file = await wholePackage();
  if (!file.ok) return refused(file.problem);
  const made = planned(file.value, plan, options.lossesAccepted === true);
  if (!made.ok) return made.applied;
  const { work } = made;
  const before = readLedger(work.file);
  const done: Done = {
    values: work.values.map(({ anchor, value }) => ({
      anchor,
      before: { text: anchor.text, ...(anchor.checked === undefined ? {} : { checked: anchor.checked }) },
      after: value,
    })),
    changes: work.changes,
    total: work.total,
    ledger: before && ledgerXml(before),
  };
  const course: Course = {};
  const problem = await carryOut(work, options, course).catch((error: unknown) =>
    error instanceof BeforeWriting ? error : problemOf(error),
  );
  if (problem instanceof BeforeWriting) return refused(problem.problem);
  if (problem) {
    const back = await takeBack({ ...done, ...course }, false);
    return { ok: false, problems: [problem], notUndone: back.ok ? [] : back.notUndone };
  }
  return { ok: true, notices: work.notices, undo: undoOnce(() => takeBack(done, true)) };
};
