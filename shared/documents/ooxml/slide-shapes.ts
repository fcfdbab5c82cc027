import { parseTag, type Tag } from '../tag.ts';
import { readXml, relationsOf, type OfficePackage } from './package.ts';
import { attributeOf, attributeSpan, childOf, descend, nameOf, within, type Span } from './xml-read.ts';
import type { Xml } from './xml.ts';

/** The shapes of a slide or its notes that bear one of our names. */
export type Shape = {
  readonly element: number;
  /** What PowerPoint calls it on its slide. */
  readonly id: string;
  readonly name: string;
  readonly nameSpan: Span;
  readonly tag: Tag;
  /** Its text (p:txBody), if there is one. */
  readonly body: number | undefined;
  /** a:tbl */
  readonly table: number | undefined;
};

export type Shapes = {
  readonly found: readonly Shape[];
  readonly unreadable: readonly string[];
};

/** Where the pane cannot name a shape it stamps it: a tag of the shape, under this key, holds what a name would. */
const TAG_KEY = 'CIO';

const stamped = (file: OfficePackage, part: string, xml: Xml, shape: number): string | undefined => {
  const [mark] = within(xml, shape, 'p:tags');
  const id = mark === undefined ? undefined : attributeOf(xml, mark, 'r:id');
  const relations = id === undefined ? undefined : relationsOf(file, part);
  const target = relations?.ok ? relations.value.find((one) => one.id === id)?.target : undefined;
  const read = target === undefined ? undefined : readXml(file, target);
  if (!read?.ok) return undefined;
  const tag = within(read.value, 0, 'p:tag').find((one) => attributeOf(read.value, one, 'name') === TAG_KEY);
  return tag === undefined ? undefined : attributeOf(read.value, tag, 'val');
};

export const shapesIn = (file: OfficePackage, part: string, xml: Xml): Shapes => {
  const found: Shape[] = [];
  const unreadable: string[] = [];
  for (const named of within(xml, 0, 'p:cNvPr')) {
    const nameSpan = attributeSpan(xml, named, 'name');
    const element = xml.parent[xml.parent[named] as number] as number;
    // The root of a slide's shapes has a name too and is no shape.
    if (!nameSpan || nameOf(xml, element) === 'p:spTree') continue;
    const own = attributeOf(xml, named, 'name') ?? '';
    const name = parseTag(own) ? own : (stamped(file, part, xml, element) ?? own);
    const tag = parseTag(name);
    if (tag === 'unreadable') unreadable.push(name);
    if (tag === undefined || tag === 'unreadable') continue;
    found.push({
      element,
      id: attributeOf(xml, named, 'id') ?? '',
      name,
      nameSpan,
      tag,
      body: childOf(xml, element, 'p:txBody'),
      table: descend(xml, element, 'a:graphic', 'a:graphicData', 'a:tbl'),
    });
  }
  return { found, unreadable };
};

/** Rows of a table that are a list's: not its heading, not its sum. */
export const listRows = (xml: Xml, table: number): readonly number[] => {
  const properties = childOf(xml, table, 'a:tblPr');
  const has = (attribute: string): boolean =>
    properties !== undefined && ['1', 'true'].includes(attributeOf(xml, properties, attribute) ?? '');
  const rows = within(xml, table, 'a:tr');
  return rows.slice(has('firstRow') ? 1 : 0, has('lastRow') ? -1 : undefined);
};

/** The text body of a cell, both from 0. */
export const cellBody = (xml: Xml, row: number | undefined, column: number): number | undefined => {
  const cell = row === undefined ? undefined : within(xml, row, 'a:tc')[column];
  return cell === undefined ? undefined : childOf(xml, cell, 'a:txBody');
};
