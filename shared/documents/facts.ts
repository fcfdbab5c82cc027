import type { Instant } from '../kernel/instant.ts';

/** What is known, to be written into documents. Formats belong to the field, not to the fact. */

/** Dates are 'YYYY-MM-DD', times 'YYYY-MM-DDTHH:mm' on Tokyo's wall clock, choices the ids chosen, as records hold them. */
export type Scalar = string | number | boolean | readonly string[];

/** What stands where no record says anything and a person is to write: the language check finds what is left of it. */
export const TO_WRITE = '（要記入）';

/** An office numbers a document when it issues or receives it: until then the language check tells of it, no more. */
export const isGivenLater = (id: string): boolean => id === 'document.number';

export const orToWrite = (text: string | undefined): string =>
  text === undefined || text.trim() === '' ? TO_WRITE : text;

/** The list item a fact was read from, and its version (eTag). */
export type FactSource = { readonly list: string; readonly itemId: string; readonly version: string };

export type FactRow = {
  /** What stays the same when rows move: letters, digits and hyphens, 20 at most; the list item's id. */
  readonly key: string;
  /** By the full id of the field: 'measures.owner'. */
  readonly values: Readonly<Record<string, Scalar>>;
  readonly source?: FactSource;
};

export type Fact = {
  readonly id: string;
  readonly value: Scalar | readonly FactRow[];
  readonly source?: FactSource;
  /** When it was read. */
  readonly at: Instant;
};

export type Facts = ReadonlyMap<string, Fact>;

export const factsOf = (facts: Iterable<Fact>): Facts => new Map([...facts].map((fact) => [fact.id, fact]));

export const isRows = (value: Fact['value']): value is readonly FactRow[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null);

export const scalarOf = (fact: Fact | undefined): Scalar | undefined => {
  if (!fact || !Array.isArray(fact.value)) return fact?.value as Scalar | undefined;
  return fact.value.every((one) => typeof one === 'string') ? fact.value : undefined;
};

/** The rows of a list; an empty list is both a scalar without items and a list without rows. */
export const rowsOf = (fact: Fact | undefined): readonly FactRow[] | undefined =>
  fact && isRows(fact.value) ? fact.value : undefined;

/** Whether a part that hangs on it is shown: something is there, it is not «no» and not nothing. */
export const holds = (fact: Fact | undefined): boolean => {
  if (!fact) return false;
  const { value } = fact;
  return Array.isArray(value) ? value.length > 0 : value !== false && value !== '' && value !== 0;
};
