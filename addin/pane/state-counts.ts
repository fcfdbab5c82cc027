import type { FieldState, State } from '../../shared/documents/compare.ts';

/** In the order in which they are shown: what asks for something first. */
export const STATES: readonly State[] = ['stale', 'editedByHand', 'missing', 'unknown', 'inStep'];

export const countStates = (states: readonly FieldState[]): Readonly<Record<State, number>> => {
  const counts: Record<State, number> = { stale: 0, editedByHand: 0, missing: 0, unknown: 0, inStep: 0 };
  for (const { state } of states) counts[state] += 1;
  return counts;
};
