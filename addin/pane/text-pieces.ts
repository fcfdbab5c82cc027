import type { TextPlace } from '../../shared/documents/text-place.ts';
import type { Language } from '../../shared/kernel/words.ts';

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

/** What stands beside each other: the cells of a table's row, or one paragraph by itself. */
export type TextRow = {
  /** The page's part or the slide it belongs to, and whether it is the first there. */
  readonly group: string;
  readonly isNew: boolean;
  readonly cells: readonly { readonly place: TextPlace; readonly index: number }[];
};

/** «スライド17 表1 2行3列» without its column: cells of one row have it in common. */
const lineOf = ({ kind, where }: TextPlace): string | undefined =>
  kind === 'cell' ? /^(.*\d行)\d+列/.exec(where.ja)?.[1] : undefined;

const groupOf = ({ where }: TextPlace, language: Language): string =>
  /^(?:Slide \d+|[^\s,「"]+)/.exec(where[language])?.[0] ?? '';

export const rowsOf = (texts: readonly TextPlace[], language: Language): readonly TextRow[] => {
  const rows: { group: string; isNew: boolean; cells: { place: TextPlace; index: number }[] }[] = [];
  let last: { part: string; line: string | undefined } | undefined;
  for (const [index, place] of texts.entries()) {
    const line = lineOf(place);
    const before = rows.at(-1);
    if (before && line !== undefined && last?.line === line && last.part === place.part)
      before.cells.push({ place, index });
    else {
      const group = groupOf(place, language);
      rows.push({ group, isNew: before?.group !== group, cells: [{ place, index }] });
    }
    last = { part: place.part, line };
  }
  return rows;
};
