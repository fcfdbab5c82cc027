import type { Anchor } from '../../shared/documents/anchor.ts';
import type { TextPlace } from '../../shared/documents/text-place.ts';
import type { Spot } from '../office/office-document.ts';

/** Where a spot is among the texts of a document, which a browser shows in place of Word. */
export type ShownPlace = { readonly index: number; readonly start: number; readonly end: number };

type Stretch = ShownPlace & { readonly id: string };

const stretchesOf = (texts: readonly TextPlace[]): readonly Stretch[] =>
  texts.flatMap(({ fields }, index) => fields.map(({ id, start, end }) => ({ index, id, start, end })));

const sum = (counts: readonly number[]): number => counts.reduce((total, one) => total + one, 0);
const once = ({ text }: Anchor): number => (text === '' ? 0 : 1);
const byLine = ({ text }: Anchor): number => text.split('\n').filter((line) => line !== '').length;

/** The stretch in which a field begins: places come in the order of the document on both sides. */
const beginOf = (
  anchor: Anchor,
  anchors: readonly Anchor[],
  stretches: readonly Stretch[],
): Stretch | undefined => {
  if (anchor.text === '') return undefined;
  const all = anchors.filter(({ tag }) => tag.role === 'field' && tag.id === anchor.tag.id);
  const own = stretches.filter(({ id }) => id === anchor.tag.id);
  // A field of several lines is a paragraph for each, or one in which they are broken.
  const count = [byLine, once].find((one) => sum(all.map(one)) === own.length);
  return count && own[sum(all.slice(0, all.indexOf(anchor)).map(count))];
};

/** An empty field shows no text to be led to: what stands nearest to it does. */
const nearest = (
  target: Anchor,
  anchors: readonly Anchor[],
  stretches: readonly Stretch[],
): Stretch | undefined => {
  const at = anchors.indexOf(target);
  const byDistance = anchors
    .map((anchor, index) => ({ anchor, away: Math.abs(index - at) }))
    .filter(({ anchor }) => anchor.tag.role === 'field')
    .toSorted((one, other) => one.away - other.away);
  for (const { anchor } of byDistance) {
    const found = beginOf(anchor, anchors, stretches);
    if (found) return found;
  }
  return undefined;
};

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
  const all = anchors.filter(({ tag }) => tag.role === 'field' && tag.id === id);
  const target = row === undefined ? all[nth] : all.find((one) => one.row?.key === row);
  const found =
    (target && nearest(target, anchors, stretches)) ??
    stretches.filter((one) => one.id === id)[nth] ??
    // A list stands where its first field does.
    stretches.find((one) => one.id.startsWith(`${id}.`));
  return found && { index: found.index, start: found.start, end: found.end };
};
