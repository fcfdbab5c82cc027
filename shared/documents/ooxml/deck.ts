import { ok, type Result } from '../../kernel/problem.ts';
import type { Words } from '../../kernel/words.ts';
import type { Anchor, DocumentReading, InTheWay } from '../anchor.ts';
import { chartText } from '../chart-data.ts';
import { writtenRows, type Ledger } from '../ledger.ts';
import { chartDataIn, chartPartIn } from './chart-places.ts';
import { readLedger } from './ledger-part.ts';
import { readXml, relationsOf, type OfficePackage } from './package.ts';
import type { RowKeys } from './slide-nodes.ts';
import { cellBody, listRows, shapesIn, type Shape } from './slide-shapes.ts';
import { slideHindrances, slideText } from './slide-text.ts';
import { attributeOf, childOf, within } from './xml-read.ts';
import type { Xml } from './xml.ts';

/** A PowerPoint file: its slides in order, and what of them is filled. */
export type Slide = {
  readonly part: string;
  /** In presentation.xml. */
  readonly id: string;
  readonly relation: string;
  readonly notes: string | undefined;
  readonly number: number;
};

export const slidesOf = (file: OfficePackage): Result<readonly Slide[]> => {
  const [main, relations] = [readXml(file, file.main), relationsOf(file, file.main)];
  if (!main.ok) return main;
  if (!relations.ok) return relations;
  const slides: Slide[] = [];
  for (const entry of within(main.value, 0, 'p:sldId')) {
    const relation = attributeOf(main.value, entry, 'r:id') ?? '';
    const part = relations.value.find(({ id, type }) => id === relation && type === 'slide')?.target;
    if (part === undefined || !file.parts.has(part)) continue;
    const own = relationsOf(file, part);
    if (!own.ok) return own;
    const notes = own.value.find(({ type }) => type === 'notesSlide')?.target;
    const id = attributeOf(main.value, entry, 'id') ?? '';
    slides.push({ part, id, relation, notes, number: slides.length + 1 });
  }
  return ok(slides);
};

/** Keys of a table's rows: as they were filled, as long as nobody added or took out a row. */
export const keysFrom =
  (ledger: Ledger | undefined): RowKeys =>
  (list, count) => {
    const rows = writtenRows(ledger, list);
    return rows?.length === count ? rows.map(({ key }) => key) : [];
  };

type Row = NonNullable<Anchor['row']>;

/** Where a shape stands, for people and for PowerPoint. */
type Where = { readonly place: Words; readonly handle: string };

const fieldAnchor = (
  xml: Xml,
  body: number | undefined,
  id: string,
  { place, handle }: Where,
  row?: Row,
): Anchor => ({
  tag: { role: 'field', id },
  control: 'text',
  text: body === undefined ? '' : slideText(xml, body),
  ...(row ? { row } : {}),
  place,
  handle,
  inTheWay: body === undefined ? ['content'] : slideHindrances(xml, body),
});

const tableAnchors = (xml: Xml, shape: Shape, where: Where, keys: RowKeys): readonly Anchor[] => {
  const { tag, table } = shape;
  if (tag.role !== 'each') return [];
  const rows = table === undefined ? [] : listRows(xml, table);
  const first = table === undefined ? 0 : within(xml, table, 'a:tr').indexOf(rows[0] ?? -1);
  const part = { tag, control: 'part' as const, text: '', ...where };
  if (rows.length === 0 || !tag.columns) return [{ ...part, inTheWay: ['content'] }];
  const known = keys(tag.id, rows.length);
  return rows.flatMap((element, index): Anchor[] => {
    const key = known[index];
    const row: Row = { list: tag.id, index, ...(key === undefined ? {} : { key }) };
    return [
      { ...part, row, inTheWay: [] },
      ...(tag.columns ?? []).flatMap((id, column) =>
        id === undefined
          ? []
          : [fieldAnchor(xml, cellBody(xml, element, column), id, cellOf(where, first + index, column), row)],
      ),
    ];
  });
};

const cellOf = ({ place, handle }: Where, row: number, column: number): Where => ({
  place,
  handle: `${handle}/${row}/${column}`,
});

const chartAnchor = (file: OfficePackage, part: string, xml: Xml, shape: Shape, where: Where): Anchor => {
  const chart = chartPartIn(file, part, xml, shape.element);
  const data = chart === undefined ? undefined : chartDataIn(file, chart);
  const inTheWay: readonly InTheWay[] = data ? [] : ['content'];
  return { tag: shape.tag, control: 'chart', text: data ? chartText(data) : '', ...where, inTheWay };
};

const anchorsOf = (
  file: OfficePackage,
  part: string,
  xml: Xml,
  shape: Shape,
  where: Where,
  keys: RowKeys,
  slideRow: Row | undefined,
): readonly Anchor[] => {
  const { tag } = shape;
  const ofRow = (id: string): Row | undefined =>
    slideRow && id.startsWith(`${slideRow.list}.`) ? slideRow : undefined;
  if (tag.role === 'field') return [fieldAnchor(xml, shape.body, tag.id, where, ofRow(tag.id))];
  if (tag.role === 'each') return tableAnchors(xml, shape, where, keys);
  if (tag.role === 'chart') return [chartAnchor(file, part, xml, shape, where)];
  if (tag.role === 'cells') {
    const rows = shape.table === undefined ? [] : within(xml, shape.table, 'a:tr');
    return tag.cells.map(({ row, column, id }) =>
      fieldAnchor(xml, cellBody(xml, rows[row], column), id, cellOf(where, row, column), ofRow(id)),
    );
  }
  const row = tag.role === 'slide' ? slideRow : undefined;
  return [{ tag, control: 'part', text: '', ...(row ? { row } : {}), ...where, inTheWay: [] }];
};

/** The list whose row a slide is, by the marker on it. */
export const slideList = (
  shapes: readonly Shape[],
): { readonly id: string; readonly key?: string } | undefined => {
  const tag = shapes.find((shape) => shape.tag.role === 'slide')?.tag;
  return tag?.role === 'slide'
    ? { id: tag.id, ...(tag.key === undefined ? {} : { key: tag.key }) }
    : undefined;
};

const words = (slide: Slide, notes: boolean): Words => ({
  ja: `スライド${slide.number}${notes ? 'のノート' : ''}`,
  en: `Slide ${slide.number}${notes ? ', notes' : ''}`,
});

/** @returns document.broken, document.unsafe */
export const readDeck = (file: OfficePackage): Result<DocumentReading> => {
  const slides = slidesOf(file);
  if (!slides.ok) return slides;
  const ledger = readLedger(file);
  const keys = keysFrom(ledger);
  const anchors: Anchor[] = [];
  const unreadable: { tag: string; place: Words }[] = [];
  let before: { id: string; index: number } | undefined;
  for (const slide of slides.value) {
    let row: Row | undefined;
    for (const part of [slide.part, slide.notes]) {
      if (part === undefined || !file.parts.has(part)) continue;
      const read = readXml(file, part);
      if (!read.ok) return read;
      const shapes = shapesIn(file, part, read.value);
      const place = words(slide, part === slide.notes);
      if (part === slide.part) {
        const list = slideList(shapes.found);
        before = list && { id: list.id, index: before?.id === list.id ? before.index + 1 : 0 };
        row = list &&
          before && {
            list: list.id,
            index: before.index,
            ...(list.key === undefined ? {} : { key: list.key }),
          };
      }
      for (const shape of shapes.found)
        anchors.push(
          ...anchorsOf(
            file,
            part,
            read.value,
            shape,
            { place, handle: `${slide.id}${part === slide.notes ? '/n' : ''}/${shape.id}` },
            keys,
            row,
          ),
        );
      unreadable.push(...shapes.unreadable.map((tag) => ({ tag, place })));
    }
  }
  const main = readXml(file, file.main);
  if (!main.ok) return main;
  const locked = childOf(main.value, 0, 'p:modifyVerifier') !== undefined;
  return ok({ kind: 'pptx', anchors, unreadable, ledger, protected: locked, tracking: false });
};
