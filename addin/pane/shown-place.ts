import type { Anchor } from '../../shared/documents/anchor.ts';
import type { TextPlace } from '../../shared/documents/text-place.ts';
import type { Spot } from '../office/office-document.ts';

/** Where a spot is among the texts of a document, which a browser shows in place of Word. */
export type ShownPlace = { readonly index: number; readonly start: number; readonly end: number };

type Stretch = ShownPlace & { readonly id: string };

const stretchesOf = (texts: readonly TextPlace[]): readonly Stretch[] =>
  texts.flatMap(({ fields }, index) => fields.map(({ id, start, end }) => ({ index, id, start, end })));

/** The which-th of the places with that id bears the row: places come in the order of the document on both sides. */
const numberOf = (anchors: readonly Anchor[], id: string, row: string): number =>
  anchors.filter(({ tag }) => tag.role === 'field' && tag.id === id).findIndex((one) => one.row?.key === row);

export const shownPlace = (
  texts: readonly TextPlace[],
  anchors: readonly Anchor[],
  spot: Spot,
): ShownPlace | undefined => {
  if (spot.at === 'text') {
    const { place, start = 0, end = place.text.length } = spot;
    const index = texts.findIndex(
      (one) => one.part === place.part && one.element === place.element && one.text === place.text,
    );
    return index < 0 ? undefined : { index, start, end };
  }
  const { id, row, nth = 0 } = spot;
  const stretches = stretchesOf(texts);
  const own = stretches.filter((one) => one.id === id);
  const found =
    own[row === undefined ? nth : numberOf(anchors, id, row)] ??
    own[0] ??
    // A list stands where its first field does.
    stretches.find((one) => one.id.startsWith(`${id}.`));
  return found && { index: found.index, start: found.start, end: found.end };
};
