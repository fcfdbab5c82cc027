import type { Anchor } from '../../shared/documents/anchor.ts';
import type { Spot } from './office-document.ts';

/** The anchor that a spot means. */
export const anchorAt = (
  anchors: readonly Anchor[],
  { id, row, nth = 0 }: Spot & { readonly at: 'field' },
): Anchor | undefined =>
  anchors.filter(({ tag, row: own }) => tag.id === id && (row === undefined || own?.key === row))[nth];
