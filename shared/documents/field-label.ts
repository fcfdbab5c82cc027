import type { Language } from '../kernel/words.ts';
import { fieldOf, type DocumentFields } from './document-field.ts';
import { isRows, TO_WRITE, type Facts } from './facts.ts';

/** What a person calls a field of a document. */

export type Naming = {
  readonly fields: DocumentFields;
  readonly facts: Facts;
  readonly language: Language;
};

/** A row is told by the first words of it; its key says nothing to a person. Undefined for one that nobody knows. */
const rowName = (facts: Facts, list: string, key: string): string | undefined => {
  const fact = facts.get(list);
  const rows = fact && isRows(fact.value) ? fact.value : [];
  const index = rows.findIndex((row) => row.key === key);
  const text = Object.values(rows[index]?.values ?? {}).find(
    (value) => typeof value === 'string' && value.length > 1 && !/^\d/.test(value) && value !== TO_WRITE,
  );
  if (typeof text === 'string') return text;
  return index < 0 ? undefined : String(index + 1);
};

/** What a field of a document is called: one of a row by its list and by what the row is about. */
export const fieldLabel = (
  { id, row }: { readonly id: string; readonly row?: string },
  { fields, facts, language }: Naming,
): string => {
  const label = fieldOf(fields, id)?.label[language] ?? id;
  if (row === undefined) return label;
  const list = id.split('.')[0] ?? id;
  const name = rowName(facts, list, row);
  return [fieldOf(fields, list)?.label[language] ?? list, ...(name === undefined ? [] : [name]), label].join(
    ' › ',
  );
};
