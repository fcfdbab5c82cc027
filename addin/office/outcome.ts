import type { Problem } from '../../shared/kernel/problem.ts';
import type { Applied, Undo, Undone } from './office-document.ts';
import { officeProblems } from './office-problems.ts';

/** How a write ends, the same for every hand. */

/** Nothing was written. */
export const refused = (
  ...problems: readonly Problem[]
): Exclude<Applied, { readonly ok: true }> & Exclude<Undone, { readonly ok: true }> => ({
  ok: false,
  problems,
  notUndone: [],
});

/** 元に戻す, until it succeeded. */
export const undoOnce = (takeBack: () => Promise<Undone>): Undo => {
  let taken = false;
  return async () => {
    if (taken) return refused(officeProblems.onceOnly());
    const back = await takeBack();
    taken = back.ok;
    return back;
  };
};
