import type { Words } from '../kernel/words.ts';

/** A paragraph of a document with where it stands: what a person would be led to. */
export type TextPlace = {
  readonly part: string;
  /** Its place among the elements of the part; for a chart, of no meaning. */
  readonly element: number;
  readonly kind: 'paragraph' | 'cell' | 'shape' | 'notes' | 'chart';
  readonly where: Words;
  readonly text: string;
  /** The heading above it, or the slide's title. */
  readonly heading: string;
  /** For a cell: the headings of its row and its column. */
  readonly rowLabel?: string;
  readonly columnLabel?: string;
  /** How wide the table is that it stands in. */
  readonly columns?: number;
  /** Stretches of the text that fields fill: [start, end). */
  readonly fields: readonly { readonly id: string; readonly start: number; readonly end: number }[];
};

/** Whether a stretch of a text is a field's, wholly or in part. */
export const isInField = ({ fields }: TextPlace, start: number, end: number): boolean =>
  fields.some((field) => start < field.end && end > field.start);
