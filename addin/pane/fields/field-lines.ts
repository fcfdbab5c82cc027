import type { FieldState } from '../../../shared/documents/compare.ts';
import { STATES, type State } from '../../../shared/documents/field-states.ts';
import type { DocumentFields } from '../../../shared/documents/document-field.ts';
import type { Facts } from '../../../shared/documents/facts.ts';
import { fieldLabel } from '../../../shared/documents/field-label.ts';
import type { Language } from '../../../shared/kernel/words.ts';

/** The fields of a document as a person reads them, and what may be refreshed without writing over anybody's words. */

export type FieldLine = FieldState & {
  readonly key: string;
  readonly label: string;
  /** What a refresh of it writes: the field by itself, or the whole list whose row it stands in. */
  readonly unit: string;
};

const unitOf = ({ id, row }: FieldState): string => (row === undefined ? id : (id.split('.')[0] ?? id));

export const fieldLines = (
  states: readonly FieldState[],
  fields: DocumentFields,
  facts: Facts,
  language: Language,
): readonly FieldLine[] =>
  states.map((state) => ({
    ...state,
    key: `${state.kind}:${state.id}#${state.row ?? ''}`,
    unit: unitOf(state),
    label: fieldLabel(state, { fields, facts, language }),
  }));

/** States in which nothing is asked of anybody. */
export const SETTLED: readonly State[] = ['written', 'inStep'];

/** What asks for something, by state; what is settled last. */
export const inOrder = (
  lines: readonly FieldLine[],
): readonly (readonly [state: State, lines: readonly FieldLine[]])[] =>
  STATES.flatMap((state) => {
    const own = lines.filter((line) => line.state === state);
    return own.length > 0 ? [[state, own] as const] : [];
  });

export const isPersons = (state: State): boolean => state === 'editedByHand' || state === 'written';

/** Units that hold words of a person: refreshing them would write over those. */
export const editedUnits = (lines: readonly FieldLine[]): ReadonlySet<string> =>
  new Set(lines.filter(({ state }) => isPersons(state)).map(({ unit }) => unit));

/** What «refresh all» writes: everything that only waits for its value. */
export const refreshable = (lines: readonly FieldLine[]): ReadonlySet<string> => {
  const edited = editedUnits(lines);
  return new Set(
    lines.filter(({ state, unit }) => state === 'stale' && !edited.has(unit)).map(({ unit }) => unit),
  );
};
