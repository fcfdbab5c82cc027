import type { TextPlace } from '../../shared/documents/text-place.ts';

/** A text cut where fields and the place that is led to begin and end. */
export type Piece = {
  readonly start: number;
  readonly text: string;
  readonly kind: 'plain' | 'field' | 'here';
};

export const piecesOf = (
  { text, fields }: Pick<TextPlace, 'text' | 'fields'>,
  here?: { readonly start: number; readonly end: number },
): readonly Piece[] => {
  const cuts = [
    0,
    text.length,
    ...fields.flatMap(({ start, end }) => [start, end]),
    ...(here ? [here.start, here.end] : []),
  ].filter((at) => at >= 0 && at <= text.length);
  const ends = [...new Set(cuts)].sort((one, other) => one - other);
  return ends.slice(1).map((end, index): Piece => {
    const start = ends[index] ?? 0;
    const within = (one: { start: number; end: number }): boolean => start >= one.start && end <= one.end;
    return {
      start,
      text: text.slice(start, end),
      kind: here && within(here) ? 'here' : fields.some(within) ? 'field' : 'plain',
    };
  });
};
