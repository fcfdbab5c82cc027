import type { Anchor } from '../../../shared/documents/anchor.ts';
import { cellPlace } from '../powerpoint-later/tables.ts';
import { fileId } from './live-slides.ts';
import { shapePlace, type LivePlace } from './live-place.ts';

/** The places of fields in the open presentation, by the handles that the file gave them. */

/** What PowerPoint calls a slide, by the file's id of it. */
export type SlideIds = ReadonlyMap<string, string>;

export const slideIds = ({ items }: PowerPoint.SlideCollection): SlideIds =>
  new Map(items.map(({ id }) => [fileId(id), id]));

/** Undefined where there is no such slide any more; a shape that is gone makes the next sync fail. */
export const placeOf = (
  context: PowerPoint.RequestContext,
  ids: SlideIds,
  { handle = '' }: Anchor,
): LivePlace | undefined => {
  const [slide = '', shape = '', row, column] = handle.split('/');
  const id = ids.get(slide);
  if (id === undefined) return undefined;
  const found = context.presentation.slides.getItem(id).shapes.getItem(shape);
  return row === undefined || column === undefined
    ? shapePlace(found)
    : cellPlace(found, Number(row), Number(column));
};
