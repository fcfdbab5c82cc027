import { ok, type Result } from '../../kernel/problem.ts';
import type { TextPlace } from '../text-place.ts';
import { slidesOf } from './deck.ts';
import { readXml, type OfficePackage } from './package.ts';
import { readParagraph } from './paragraph.ts';
import { attributeOf, childOf, childrenOf, descend, nameOf, within } from './xml-read.ts';
import type { Xml } from './xml.ts';

/**
 * Whether tables end on their slides. PowerPoint makes a row as high as its text needs when it shows it, and writes that
 * down only once somebody has touched the row: what the text needs is estimated. Lengths in EMU.
 */

const PER_POINT = 12_700;
/** Line distance of Japanese fonts in PowerPoint, a part of the letters' size. */
const LINE = 1.2;
/** What PowerPoint takes where a file says nothing: ECMA-376 Part 1, 21.1.3.17 (a:tcPr). */
const SIDE = 91_440;
const EDGE = 45_720;
const USUAL_SIZE = 1_800;

const lengthOf = (xml: Xml, element: number | undefined, attribute: string, usual: number): number => {
  const value = Number(element === undefined ? undefined : attributeOf(xml, element, attribute));
  return Number.isFinite(value) ? value : usual;
};

const HALF = /[\u{20}-\u{7e}\u{ff61}-\u{ff9f}]/gu;
/** In letters of full width. */
const widthOf = (text: string): number => text.length - (text.match(HALF)?.length ?? 0) / 2;

/** In hundredths of a point: the largest letters of the paragraph, the end of an empty one. */
const sizeOf = (xml: Xml, paragraph: number, usual: number): number => {
  const sizes = within(xml, paragraph, 'a:rPr', 'a:endParaRPr').map((one) => lengthOf(xml, one, 'sz', usual));
  return sizes.length === 0 ? usual : Math.max(...sizes);
};

/** How high a cell's text stands, with the room above and below it. */
const heightOf = (xml: Xml, cell: number, width: number, usual: number): number => {
  const properties = childOf(xml, cell, 'a:tcPr');
  const length = (attribute: string, otherwise: number): number =>
    lengthOf(xml, properties, attribute, otherwise);
  const room = width - length('marL', SIDE) - length('marR', SIDE);
  const body = childOf(xml, cell, 'a:txBody');
  // Text that runs upwards grows sideways.
  const upright = !/^(?:vert|wordArt|mongolian)/.test(
    (properties !== undefined && attributeOf(xml, properties, 'vert')) || '',
  );
  if (body === undefined || room <= 0 || !upright) return 0;
  const style = descend(xml, body, 'a:lstStyle', 'a:lvl1pPr', 'a:defRPr');
  const own = lengthOf(xml, style, 'sz', usual);
  let height = length('marT', EDGE) + length('marB', EDGE);
  for (const paragraph of childrenOf(xml, body)) {
    if (nameOf(xml, paragraph) !== 'a:p') continue;
    const size = (sizeOf(xml, paragraph, own) / 100) * PER_POINT;
    for (const line of readParagraph(xml, paragraph).text.split('\n'))
      height += Math.max(1, Math.ceil((widthOf(line) * size) / room)) * size * LINE;
  }
  return height;
};

const isMerged = (xml: Xml, cell: number): boolean =>
  ['hMerge', 'vMerge', 'rowSpan'].some((one) => (attributeOf(xml, cell, one) ?? '0') !== '0');

const rowHeight = (xml: Xml, row: number, columns: readonly number[], usual: number): number => {
  const needed = within(xml, row, 'a:tc').map((cell, column) => {
    if (isMerged(xml, cell)) return 0;
    const span = lengthOf(xml, cell, 'gridSpan', 1);
    const width = columns.slice(column, column + span).reduce((sum, one) => sum + one, 0);
    return heightOf(xml, cell, width, usual);
  });
  return Math.max(lengthOf(xml, row, 'h', 0), ...needed);
};

/** The first row of the table that does not end above that line; a table fits when there is none. */
const rowBeyond = (xml: Xml, frame: number, lowest: number, usual: number): number | undefined => {
  const offset = descend(xml, frame, 'p:xfrm', 'a:off');
  const table = descend(xml, frame, 'a:graphic', 'a:graphicData', 'a:tbl');
  if (offset === undefined || table === undefined) return undefined;
  const columns = within(xml, table, 'a:gridCol').map((one) => lengthOf(xml, one, 'w', 0));
  let bottom = lengthOf(xml, offset, 'y', 0);
  return within(xml, table, 'a:tr').find((row) => {
    bottom += rowHeight(xml, row, columns, usual);
    return bottom > lowest;
  });
};

/**
 * Of each table that runs over its slide's lower end, the first text there, else the last before it.
 * @param places of this very file
 * @returns document.broken, document.unsafe
 */
export const tablesBeyond = (
  file: OfficePackage,
  places: readonly TextPlace[],
): Result<readonly TextPlace[]> => {
  if (file.kind !== 'pptx') return ok([]);
  const [main, slides] = [readXml(file, file.main), slidesOf(file)];
  if (!main.ok) return main;
  if (!slides.ok) return slides;
  const lowest = lengthOf(main.value, childOf(main.value, 0, 'p:sldSz'), 'cy', Number.POSITIVE_INFINITY);
  const style = descend(main.value, 0, 'p:defaultTextStyle', 'a:lvl1pPr', 'a:defRPr');
  const usual = lengthOf(main.value, style, 'sz', USUAL_SIZE);
  const beyond: TextPlace[] = [];
  for (const { part } of slides.value) {
    const read = readXml(file, part);
    if (!read.ok) return read;
    const xml = read.value;
    for (const frame of within(xml, 0, 'p:graphicFrame')) {
      const row = rowBeyond(xml, frame, lowest, usual);
      if (row === undefined) continue;
      const past = xml.after[frame] as number;
      const own = places.filter((one) => one.part === part && one.element > frame && one.element < past);
      const found = own.find(({ element }) => element > row) ?? own.at(-1);
      if (found) beyond.push(found);
    }
  }
  return ok(beyond);
};
