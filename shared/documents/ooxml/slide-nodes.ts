import { rowTag } from '../tag.ts';
import type { EachNode, Node, Slot } from './render.ts';
import { cellBody, listRows, type Shape } from './slide-shapes.ts';
import { bodyPlace } from './slide-text.ts';
import { within } from './xml-read.ts';
import type { Xml } from './xml.ts';

/** A slide as the tree of what is written in it. */

const slot = (xml: Xml, body: number | undefined, id: string): Slot[] => {
  const place = body === undefined ? undefined : bodyPlace(xml, body);
  return place ? [{ kind: 'slot', id, ...place }] : [];
};

export type RowKeys = (list: string, count: number) => readonly (string | undefined)[];

const tableNode = (xml: Xml, shape: Shape, keys: RowKeys): EachNode[] => {
  const { tag, table } = shape;
  if (tag.role !== 'each' || table === undefined) return [];
  const rows = listRows(xml, table);
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return [];
  const known = keys(tag.id, rows.length);
  return [
    {
      kind: 'each',
      start: xml.start[first] as number,
      end: xml.end[last] as number,
      id: tag.id,
      clean: (text) => text,
      items: rows.map((row, index) => ({
        start: xml.start[row] as number,
        end: xml.end[row] as number,
        key: known[index],
        children: (tag.columns ?? []).flatMap((id, column) =>
          id === undefined ? [] : slot(xml, cellBody(xml, row, column), id),
        ),
      })),
    },
  ];
};

/** @param keys of the rows that stand in a table now: PowerPoint has no place in a row that could keep them */
export const slideNodes = (xml: Xml, shapes: readonly Shape[], keys: RowKeys): readonly Node[] => {
  const nodes: Node[] = [];
  for (let index = 0; index < shapes.length;) {
    const shape = shapes[index] as Shape;
    const { tag, element } = shape;
    let next = index + 1;
    // A group's shapes follow it.
    while (next < shapes.length && (shapes[next] as Shape).element < (xml.after[element] as number))
      next += 1;
    const inner = shapes.slice(index + 1, next);
    if (tag.role === 'field') nodes.push(...slot(xml, shape.body, tag.id));
    else if (tag.role === 'each') nodes.push(...tableNode(xml, shape, keys));
    else if (tag.role === 'slide') {
      // In a copy of the slide the marker says whose it is.
      nodes.push({ kind: 'tag', ...shape.nameSpan, of: (key) => rowTag('slide', tag.id, key) });
      nodes.push(...slideNodes(xml, inner, keys));
    } else if (tag.role === 'cells' && shape.table !== undefined) {
      const rows = within(xml, shape.table, 'a:tr');
      for (const { row, column, id } of tag.cells)
        nodes.push(...slot(xml, cellBody(xml, rows[row], column), id));
    } else if (tag.role === 'if' && !tag.slide)
      nodes.push({
        kind: 'part',
        start: xml.start[element] as number,
        end: xml.end[element] as number,
        id: tag.id,
        negated: tag.negated,
        children: slideNodes(xml, inner, keys),
        without: '',
      });
    index = next;
  }
  return nodes;
};

/** Ids that are Office's to give and stand twice after rows were copied get other numbers. */
export const renumberRows = (text: string): string => {
  if (!text.includes(':rowId ')) return text;
  const taken = new Set<string>();
  return text.replace(/(:rowId [^>]*?\bval=")(\d+)(")/g, (_, before: string, id: string, after: string) => {
    let free = Number(id);
    while (taken.has(String(free))) free = (free + 1) % 4_294_967_295;
    taken.add(String(free));
    return `${before}${free}${after}`;
  });
};
