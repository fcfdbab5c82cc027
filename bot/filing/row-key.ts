import { createHash } from 'node:crypto';
import { ROW_ID, type Item, type ListDefinition } from '../graph/lists.ts';

/** By what a row of a list is known here. */

const ROW_KEY = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A key made of what it names: the same for the same thing, however often it is made. */
export const keyOf = (thing: string): string => {
  const hash = createHash('sha256').update(thing).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
};

/**
 * The key that we gave it. A row made by hand carries none: where only we make rows it is the client's own and is left
 * alone.
 */
export const keyOfRow = ({ key, byHand }: ListDefinition, item: Item): string | undefined => {
  const ours = item.fields?.[ROW_ID];
  if (typeof ours === 'string' && ROW_KEY.test(ours)) return ours;
  return byHand ? keyOf(`${key}/${item.id}`) : undefined;
};
