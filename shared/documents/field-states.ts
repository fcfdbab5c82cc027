/**
 * How a field of a document stands to its source:
 * inStep: says what the source says · stale: as it was filled, the source has moved on · editedByHand: a person
 * changed it, and it does not say what the source says · missing: it should be there and is not · toWrite: the
 * records hold nothing, and nobody has written it yet · written: they hold nothing, and a person wrote it ·
 * unknown: nothing can be said, for it is no field of this kind or its record is gone.
 */
export const STATES = [
  'stale',
  'editedByHand',
  'missing',
  'toWrite',
  'unknown',
  'written',
  'inStep',
] as const;
export type State = (typeof STATES)[number];
