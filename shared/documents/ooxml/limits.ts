/**
 * What a document of an office may be at most. A file beyond is refused before it is read, so that one made to
 * exhaust the machine does no harm. Sizes in bytes.
 */
export type Limits = {
  readonly file: number;
  readonly entries: number;
  /** All parts together, inflated. */
  readonly inflated: number;
  /** One part of XML, inflated. */
  readonly xml: number;
  /** How many times larger a part may be than what it was packed into, looked at above `ratioFrom`. */
  readonly ratio: number;
  readonly ratioFrom: number;
};

const MB = 1_048_576;

/** Own values: far above what Word and PowerPoint make of a report with pictures, far below what hurts. */
export const LIMITS: Limits = {
  file: 100 * MB,
  entries: 4_000,
  inflated: 400 * MB,
  xml: 60 * MB,
  ratio: 250,
  ratioFrom: 4 * MB,
};
