import type { FieldState } from '../../shared/documents/compare.ts';
import { STATES, type State } from '../../shared/documents/field-states.ts';

/** How many are in which state. */
export const countStates = (states: readonly FieldState[]): Readonly<Record<State, number>> => {
  const counts = Object.fromEntries(STATES.map((state) => [state, 0])) as Record<State, number>;
  for (const { state } of states) counts[state] += 1;
  return counts;
};
