import { ok, type Result } from '../../kernel/problem.ts';
import type { Words } from '../../kernel/words.ts';
import { PREFIX } from '../tag.ts';
import type { TextPlace } from '../text-place.ts';
import { slidesOf, type Slide } from './deck.ts';
import { readXml, type OfficePackage } from './package.ts';
import { readParagraph } from './paragraph.ts';
import { listRows, shapesIn, type Shape } from './slide-shapes.ts';
import { attributeOf, childOf, childrenOf, firstWithin, nameOf, within } from './xml-read.ts';
import type { Xml } from './xml.ts';

/** All paragraphs of a PowerPoint file: shapes and tables of each slide, then its notes. */

type Seen = {
  readonly xml: Xml;
  readonly part: string;
  readonly slide: Slide;
  readonly notes: boolean;
  readonly heading: string;
};

const words = ({ slide, notes }: Seen, { ja, en }: Words): Words => ({
  ja: `スライド${slide.number}${notes ? ' ノート' : ''}${ja}`,
  en: `Slide ${slide.number}${notes ? ' notes' : ''}${en}`,
});

/** What PowerPoint calls a shape; a name of ours says nothing to a person. */
const shapeWords = (name: string): Words =>
  name === '' || name.startsWith(PREFIX) ? { ja: '', en: '' } : { ja: `「${name}」`, en: ` "${name}"` };

/** The text of the first title on the slide. */
const titleOf = (xml: Xml): string => {
  for (const shape of within(xml, 0, 'p:sp')) {
    const holder = firstWithin(xml, shape, 'p:ph');
    const body = childOf(xml, shape, 'p:txBody');
    if (holder === undefined || body === undefined) continue;
    if (/^(title|ctrTitle)$/.test(attributeOf(xml, holder, 'type') ?? ''))
      return within(xml, body, 'a:p')
        .map((one) => readParagraph(xml, one).text)
        .join('');
  }
  return '';
};

type Cell = { readonly rowLabel: string; readonly columnLabel: string; readonly columns: number };

const bodyPlaces = (
  seen: Seen,
  body: number,
  where: Words,
  id: string | undefined,
  cell?: Cell,
): TextPlace[] =>
  [...childrenOf(seen.xml, body)].flatMap((paragraph): TextPlace[] => {
    if (nameOf(seen.xml, paragraph) !== 'a:p') return [];
    const { text } = readParagraph(seen.xml, paragraph);
    if (text === '') return [];
    return [
      {
        part: seen.part,
        element: paragraph,
        kind: seen.notes ? 'notes' : cell ? 'cell' : 'shape',
        where,
        text,
        heading: seen.heading,
        ...cell,
        fields: id === undefined ? [] : [{ id, start: 0, end: text.length }],
      },
    ];
  });

/** Which field fills a cell, by the name of its table. */
const fieldOfCell = (
  xml: Xml,
  shape: Shape | undefined,
  row: number,
  rowElement: number,
  column: number,
): string | undefined => {
  const tag = shape?.tag;
  if (tag?.role === 'cells') return tag.cells.find((one) => one.row === row && one.column === column)?.id;
  if (tag?.role !== 'each' || shape?.table === undefined) return undefined;
  return listRows(xml, shape.table).includes(rowElement) ? tag.columns?.[column] : undefined;
};

const tablePlaces = (seen: Seen, table: number, number: number, shape: Shape | undefined): TextPlace[] => {
  const { xml } = seen;
  const textOf = (cell: number | undefined): string =>
    cell === undefined
      ? ''
      : within(xml, cell, 'a:p')
          .map((one) => readParagraph(xml, one).text)
          .join('');
  const rows = within(xml, table, 'a:tr');
  const heads = rows[0] === undefined ? [] : within(xml, rows[0], 'a:tc').map(textOf);
  return rows.flatMap((row, line) => {
    const cells = within(xml, row, 'a:tc');
    return cells.flatMap((cell, column) => {
      const body = childOf(xml, cell, 'a:txBody');
      if (body === undefined) return [];
      const where = words(seen, {
        ja: ` 表${number} ${line + 1}行${column + 1}列`,
        en: `, table ${number}, row ${line + 1}, column ${column + 1}`,
      });
      return bodyPlaces(seen, body, where, fieldOfCell(xml, shape, line, row, column), {
        rowLabel: column > 0 ? textOf(cells[0]) : '',
        columnLabel: line > 0 ? (heads[column] ?? '') : '',
        columns: heads.length,
      });
    });
  });
};

const partPlaces = (file: OfficePackage, seen: Seen): TextPlace[] => {
  const { xml } = seen;
  const named = new Map(shapesIn(file, seen.part, xml).found.map((shape) => [shape.element, shape]));
  let tables = 0;
  return within(xml, 0, 'p:sp', 'p:graphicFrame').flatMap((element) => {
    const shape = named.get(element);
    const body = childOf(xml, element, 'p:txBody');
    const properties = firstWithin(xml, element, 'p:cNvPr');
    const name = properties === undefined ? '' : (attributeOf(xml, properties, 'name') ?? '');
    if (body !== undefined)
      return bodyPlaces(
        seen,
        body,
        words(seen, shapeWords(name)),
        shape?.tag.role === 'field' ? shape.tag.id : undefined,
      );
    const table = firstWithin(xml, element, 'a:tbl');
    if (table === undefined) return [];
    tables += 1;
    return tablePlaces(seen, table, tables, shape);
  });
};

export const deckPlaces = (file: OfficePackage): Result<readonly TextPlace[]> => {
  const slides = slidesOf(file);
  if (!slides.ok) return slides;
  const places: TextPlace[] = [];
  for (const slide of slides.value) {
    let heading = '';
    for (const part of [slide.part, slide.notes]) {
      if (part === undefined || !file.parts.has(part)) continue;
      const read = readXml(file, part);
      if (!read.ok) return read;
      if (part === slide.part) heading = titleOf(read.value);
      places.push(
        ...partPlaces(file, { xml: read.value, part, slide, notes: part === slide.notes, heading }),
      );
    }
  }
  return ok(places);
};
