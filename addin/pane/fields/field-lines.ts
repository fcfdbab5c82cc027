import type { FieldState } from '../../../shared/documents/compare.ts';
import { STATES, type State } from '../../../shared/documents/field-states.ts';
import { fieldOf, type DocumentFields } from '../../../shared/documents/document-field.ts';
import { isRows, type Facts } from '../../../shared/documents/facts.ts';
import type { Language } from '../../../shared/kernel/words.ts';

/** The fields of a document as a person reads them, and what may be refreshed without writing over anybody's words. */

export type FieldLine = FieldState & {
  readonly key: string;
  readonly label: string;
  /** What a refresh of it writes: the field by itself, or the whole list whose row it stands in. */
  readonly unit: string;
};

const unitOf = ({ id, row }: FieldState): string => (row === undefined ? id : (id.split('.')[0] ?? id));

export type Known = {
  readonly fields: DocumentFields;
  readonly facts: Facts;
  readonly language: Language;
};

/** A row is told by the first words of it; its key says nothing to a person. */
const rowName = (facts: Facts, list: string, key: string): string => {
  const fact = facts.get(list);
  const rows = fact && isRows(fact.value) ? fact.value : [];
  const index = rows.findIndex((row) => row.key === key);
  const text = Object.values(rows[index]?.values ?? {}).find(
    (value) => typeof value === 'string' && value.length > 1 && !/^\d/.test(value),
  );
  return typeof text === 'string' ? text : String(index + 1);
};

/** What a field of a document is called: one of a row by its list and by what the row is about. */
export const fieldLabel = (
  { id, row }: { readonly id: string; readonly row?: string },
  { fields, facts, language }: Known,
): string => {
  const label = fieldOf(fields, id)?.label[language] ?? id;
  if (row === undefined) return label;
  const list = id.split('.')[0] ?? id;
  return `${fieldOf(fields, list)?.label[language] ?? list} › ${rowName(facts, list, row)} › ${label}`;
};

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
