import type { LivePlace } from '../powerpoint/live-place.ts';

/** Cells of tables: PowerPointApi 1.8. Before it the slide is exchanged. */

export const reachesCells = (): boolean => Office.context.requirements.isSetSupported('PowerPointApi', '1.8');

/** Row and column from 0. */
export const cellPlace = (shape: PowerPoint.Shape, row: number, column: number): LivePlace => {
  const cell = shape.getTable().getCellOrNullObject(row, column);
  return {
    load: () => {
      cell.load('text');
    },
    text: () => (cell.isNullObject ? undefined : cell.text),
    write: (text) => {
      cell.text = text;
    },
  };
};
