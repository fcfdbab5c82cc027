import type { Anchor } from '../../shared/documents/anchor.ts';
import type { TextPlace } from '../../shared/documents/text-place.ts';
import type { Spot } from './office-document.ts';

/** The anchor that a spot means. */
export const anchorAt = (
  anchors: readonly Anchor[],
  { id, row, nth = 0 }: Spot & { readonly at: 'field' },
): Anchor | undefined =>
  anchors.filter(({ tag, row: own }) => tag.id === id && (row === undefined || own?.key === row))[nth];

/** Where a text stands that was read before: in its place still, or wherever the same words stand in the same part now. */
export const placeNow = (
  places: readonly TextPlace[],
  { part, element, text }: TextPlace,
): TextPlace | undefined => {
  const same = places.filter((one) => one.part === part && one.text === text);
  return same.find((one) => one.element === element) ?? same[0];
};
