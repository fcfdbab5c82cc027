import { ok, type Result } from '../../kernel/problem.ts';
import type { ChartData } from '../chart-data.ts';
import { columnLetters } from './chart.ts';
import { draftOf, draftXml, finish, setText, unrelate, type Draft } from './draft.ts';
import { openPackage, readXml, relationsOf, writePackage, type OfficePackage } from './package.ts';
import { refusals } from './refusals.ts';
import { attributeOf, attributeSpan, childOf, escapeXml, within, written } from './xml-read.ts';
import type { Xml } from './xml.ts';

/** The workbook inside a chart: what a person sees on «edit data» says the same as the chart. */

const sheetPart = (file: OfficePackage, sheet: string): Result<string> => {
  const [book, relations] = [readXml(file, file.main), relationsOf(file, file.main)];
  if (!book.ok) return book;
  if (!relations.ok) return relations;
  const sheets = within(book.value, 0, 'x:sheet');
  const found = sheets.find((one) => attributeOf(book.value, one, 'name') === sheet) ?? sheets[0];
  const id = found === undefined ? undefined : attributeOf(book.value, found, 'r:id');
  const part = relations.value.find((one) => one.id === id)?.target;
  return part === undefined ? refusals.broken(file.main) : ok(part);
};

/** A1 is empty in a chart's sheet; a table there needs a name for its first column. */
const rowsOf = (
  { categories, series }: ChartData,
  corner: string,
): readonly (readonly (string | number | undefined)[])[] => [
  [corner, ...series.map(({ name }) => name)],
  ...categories.map((category, index) => [category, ...series.map(({ values }) => values[index])]),
];

const sheetData = (xml: Xml, data: ChartData, corner: string): string => {
  const x = (name: string): string => written(xml, `x:${name}`);
  const cell = (value: string | number | undefined, place: string): string => {
    if (value === undefined || value === '') return '';
    return typeof value === 'number'
      ? `<${x('c')} r="${place}"><${x('v')}>${value}</${x('v')}></${x('c')}>`
      : `<${x('c')} r="${place}" t="inlineStr"><${x('is')}><${x('t')} xml:space="preserve">${escapeXml(value)}</${x('t')}></${x('is')}></${x('c')}>`;
  };
  const rows = rowsOf(data, corner).map((row, index) => {
    const cells = row.map((value, column) => cell(value, `${columnLetters(column)}${index + 1}`));
    return `<${x('row')} r="${index + 1}">${cells.join('')}</${x('row')}>`;
  });
  return `<${x('sheetData')}>${rows.join('')}</${x('sheetData')}>`;
};

const areaOf = ({ categories, series }: ChartData): string =>
  `A1:${columnLetters(series.length)}${categories.length + 1}`;

const replaced = (xml: Xml, changes: readonly { start: number; end: number; text: string }[]): string =>
  changes
    .toSorted((one, other) => other.start - one.start)
    .reduce((text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end), xml.text);

const element = (xml: Xml, index: number, text: string) => ({
  start: xml.start[index] as number,
  end: xml.end[index] as number,
  text,
});

/** A table over the data: its area and its columns follow. Its first column's name. */
const writeTable = (draft: Draft, part: string, data: ChartData): Result<string> => {
  const read = draftXml(draft, part);
  if (!read.ok) return read;
  const xml = read.value;
  const columns = childOf(xml, 0, 'x:tableColumns');
  if (columns === undefined) return refusals.broken(part);
  const [first] = within(xml, columns, 'x:tableColumn');
  const corner = ((first === undefined ? undefined : attributeOf(xml, first, 'name')) ?? '').trim() || '項目';
  const [list, one] = [written(xml, 'x:tableColumns'), written(xml, 'x:tableColumn')];
  const names = [corner, ...data.series.map(({ name }) => name)];
  const areas = [0, ...within(xml, 0, 'x:autoFilter')].flatMap((index) => {
    const span = attributeSpan(xml, index, 'ref');
    return span ? [{ ...span, text: areaOf(data) }] : [];
  });
  const all = names.map((name, index) => `<${one} id="${index + 1}" name="${escapeXml(name)}"/>`).join('');
  setText(
    draft,
    part,
    replaced(xml, [...areas, element(xml, columns, `<${list} count="${names.length}">${all}</${list}>`)]),
  );
  return ok(corner);
};

/** The workbook with the data of a chart on its sheet, from A1 on. Other sheets stay as they are. */
export const workbookWith = (bytes: Uint8Array, sheet: string, data: ChartData): Result<Uint8Array> => {
  const opened = openPackage(bytes, { kinds: ['xlsx'] });
  if (!opened.ok) return opened;
  const file = opened.value;
  const part = sheetPart(file, sheet);
  if (!part.ok) return part;
  const draft = draftOf(file);
  const [read, relations] = [readXml(file, part.value), relationsOf(file, part.value)];
  if (!read.ok) return read;
  if (!relations.ok) return relations;
  const xml = read.value;
  let corner = '';
  for (const { target } of relations.value.filter(({ type }) => type === 'table')) {
    const table = writeTable(draft, target, data);
    if (!table.ok) return table;
    corner = table.value;
  }
  const old = childOf(xml, 0, 'x:sheetData');
  if (old === undefined) return refusals.broken(part.value);
  const dimension = childOf(xml, 0, 'x:dimension');
  const area = dimension === undefined ? undefined : attributeSpan(xml, dimension, 'ref');
  setText(
    draft,
    part.value,
    replaced(xml, [
      element(xml, old, sheetData(xml, data, corner)),
      ...(area ? [{ ...area, text: areaOf(data) }] : []),
    ]),
  );
  // The order in which formulas are reckoned names cells that may be gone; Excel makes it anew.
  const chain = relationsOf(file, file.main);
  if (!chain.ok) return chain;
  for (const { id, type, target } of chain.value)
    if (type === 'calcChain') {
      const gone = unrelate(draft, file.main, id, target);
      if (!gone.ok) return gone;
    }
  return ok(writePackage(finish(draft)));
};
