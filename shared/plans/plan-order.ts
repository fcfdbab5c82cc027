import type { Values } from '../kernel/record/field.ts';

/** In which order the rows of the plan's lists stand in its documents. */

type Row = { readonly values: Values; readonly itemId: string };

/** 2 stands before 10, P-2 before P-10: people number their rows as they like. */
const { compare } = new Intl.Collator('ja', { numeric: true });

/** As they came into the list: what a figure is identified by is no order. */
export const asWritten = (one: Row, other: Row): number => compare(one.itemId, other.itemId);

/** 取組 and リスク. */
export const asNumbered = (one: Row, other: Row): number =>
  compare(String(one.values['number'] ?? ''), String(other.values['number'] ?? '')) || asWritten(one, other);
