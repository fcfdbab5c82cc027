import { ok, type Result } from '../../kernel/problem.ts';
import type { TextPlace } from '../text-place.ts';
import { slidesOf } from './deck.ts';
import { readXml, type OfficePackage } from './package.ts';
import { readParagraph } from './paragraph.ts';
import { attributeOf, childOf, childrenOf, descend, nameOf, within } from './xml-read.ts';
import type { Xml } from './xml.ts';

/**
 * Whether tables end above their slides’ lower end and what stands below them. PowerPoint makes a row as high as its
 * text needs when it shows it, and writes that down only once somebody has touched the row: what the text needs is
 * estimated. Lengths in EMU.
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

/** The lower end of each row of the table. */
const rowEnds = (
  xml: Xml,
  table: number,
  top: number,
  usual: number,
): readonly (readonly [number, number])[] => {
  const columns = within(xml, table, 'a:gridCol').map((one) => lengthOf(xml, one, 'w', 0));
  let bottom = top;
  return within(xml, table, 'a:tr').map((row) => {
    bottom += rowHeight(xml, row, columns, usual);
    return [row, bottom];
  });
};

type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

/** A placeholder that stands where its layout says has none of its own. */
const boxOf = (xml: Xml, shape: number): Box | undefined => {
  const transform = childOf(xml, shape, 'p:xfrm') ?? descend(xml, shape, 'p:spPr', 'a:xfrm');
  if (transform === undefined) return undefined;
  const [offset, extent] = [childOf(xml, transform, 'a:off'), childOf(xml, transform, 'a:ext')];
  const [left, top] = [lengthOf(xml, offset, 'x', 0), lengthOf(xml, offset, 'y', 0)];
  return {
    left,
    top,
    right: left + lengthOf(xml, extent, 'cx', 0),
    bottom: top + lengthOf(xml, extent, 'cy', 0),
  };
};

/** Where the next text, picture or table below begins: what was laid over the table on purpose is not below it. */
const nextBelow = (xml: Xml, frame: number, own: Box): number =>
  [...childrenOf(xml, xml.parent[frame] as number)].reduce((next, shape) => {
    if (!['p:sp', 'p:pic', 'p:graphicFrame'].includes(nameOf(xml, shape))) return next;
    const isBare = nameOf(xml, shape) === 'p:sp' && within(xml, shape, 'a:t').length === 0;
    const box = isBare ? undefined : boxOf(xml, shape);
    const isBelow = box && box.top >= own.bottom && box.left < own.right && box.right > own.left;
    return isBelow ? Math.min(next, box.top) : next;
  }, Number.POSITIVE_INFINITY);

/** Where a table does not end in time: the first text there, else the last before it. */
export type Overrun = { readonly place: TextPlace; readonly over: 'slide' | 'shape' };

/**
 * Of each table that runs over its slide's lower end, or over what stands below it.
 * @param places of this very file
 * @returns document.broken, document.unsafe
 */
export const tablesBeyond = (
  file: OfficePackage,
  places: readonly TextPlace[],
): Result<readonly Overrun[]> => {
  if (file.kind !== 'pptx') return ok([]);
  const [main, slides] = [readXml(file, file.main), slidesOf(file)];
  if (!main.ok) return main;
  if (!slides.ok) return slides;
  const lowest = lengthOf(main.value, childOf(main.value, 0, 'p:sldSz'), 'cy', Number.POSITIVE_INFINITY);
  const style = descend(main.value, 0, 'p:defaultTextStyle', 'a:lvl1pPr', 'a:defRPr');
  const usual = lengthOf(main.value, style, 'sz', USUAL_SIZE);
  const beyond: Overrun[] = [];
  for (const { part } of slides.value) {
    const read = readXml(file, part);
    if (!read.ok) return read;
    const xml = read.value;
    for (const frame of within(xml, 0, 'p:graphicFrame')) {
      const [table, box] = [descend(xml, frame, 'a:graphic', 'a:graphicData', 'a:tbl'), boxOf(xml, frame)];
      if (table === undefined || !box) continue;
      const ends = rowEnds(xml, table, box.top, usual);
      const pastSlide = ends.find(([, bottom]) => bottom > lowest);
      const next = pastSlide ? lowest : nextBelow(xml, frame, box);
      const [row] = pastSlide ?? ends.find(([, bottom]) => bottom > next) ?? [];
      if (row === undefined) continue;
      const past = xml.after[frame] as number;
      const own = places.filter((one) => one.part === part && one.element > frame && one.element < past);
      const place = own.find(({ element }) => element > row) ?? own.at(-1);
      if (place) beyond.push({ place, over: pastSlide ? 'slide' : 'shape' });
    }
  }
  return ok(beyond);
};
