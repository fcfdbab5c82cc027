import type { ChartData } from '../chart-data.ts';
import {
  attributeOf,
  childOf,
  childrenOf,
  descend,
  escapeXml,
  nameOf,
  plainText,
  within,
  written,
} from './xml-read.ts';
import type { Xml } from './xml.ts';

/** A chart part: what it draws, and the same chart drawing something else. Its looks stay as they are. */

const cached = (xml: Xml, element: number | undefined): readonly string[] => {
  const values: string[] = [];
  if (element === undefined) return values;
  for (const point of within(xml, element, 'c:pt')) {
    const value = childOf(xml, point, 'c:v');
    const index = Number(attributeOf(xml, point, 'idx') ?? values.length);
    if (value !== undefined && index >= 0 && index < 10_000) values[index] = plainText(xml, value);
  }
  const [count] = within(xml, element, 'c:ptCount');
  const length = count === undefined ? values.length : Number(attributeOf(xml, count, 'val') ?? 0);
  return Array.from({ length: Math.min(length || 0, 10_000) }, (_, index) => values[index] ?? '');
};

const seriesOf = (xml: Xml): readonly number[] => within(xml, 0, 'c:ser');

const nameOfSeries = (xml: Xml, series: number): string => {
  const given = childOf(xml, series, 'c:tx');
  const value = given === undefined ? undefined : within(xml, given, 'c:v')[0];
  return value === undefined ? '' : plainText(xml, value);
};

export const readChart = (xml: Xml): ChartData => {
  const series = seriesOf(xml);
  const [first] = series;
  return {
    categories: first === undefined ? [] : cached(xml, childOf(xml, first, 'c:cat')),
    series: series.map((one) => ({
      name: nameOfSeries(xml, one),
      values: cached(xml, childOf(xml, one, 'c:val')).map((value) =>
        value === '' || !Number.isFinite(Number(value)) ? undefined : Number(value),
      ),
    })),
  };
};

/** Charts with categories and values can be given other data; points in a plane cannot, nor charts without a series. */
export const isFillable = (xml: Xml): boolean => {
  const series = seriesOf(xml);
  return (
    series.length > 0 &&
    within(xml, 0, 'c:scatterChart', 'c:bubbleChart').length === 0 &&
    series.every(
      (one) => childOf(xml, one, 'c:val') !== undefined && childOf(xml, one, 'c:order') !== undefined,
    )
  );
};

/** The sheet that the chart's data stands on, as formulas write it: Sheet1, 'My sheet'. */
const sheetReference = (xml: Xml): string => {
  for (const formula of within(xml, 0, 'c:f')) {
    const [, sheet] = /^('(?:[^']|'')+'|[^'!]+)!/.exec(plainText(xml, formula)) ?? [];
    if (sheet !== undefined) return sheet;
  }
  return 'Sheet1';
};

export const sheetOf = (xml: Xml): string => {
  const sheet = sheetReference(xml);
  return sheet.startsWith("'") ? sheet.slice(1, -1).replaceAll("''", "'") : sheet;
};

/** A, B … Z, AA: columns from 0. */
export const columnLetters = (column: number): string =>
  (column >= 26 ? columnLetters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

const points = (c: (name: string) => string, values: readonly (string | undefined)[]): string =>
  `<${c('ptCount')} val="${values.length}"/>${values
    .map((value, index) =>
      value === undefined
        ? ''
        : `<${c('pt')} idx="${index}"><${c('v')}>${escapeXml(value)}</${c('v')}></${c('pt')}>`,
    )
    .join('')}`;

type Piece = { readonly start: number; readonly end: number; readonly text: string };

const spanOf = (xml: Xml, element: number): { start: number; end: number } => ({
  start: xml.start[element] as number,
  end: xml.end[element] as number,
});

const seriesPieces = (xml: Xml, series: number, data: ChartData, index: number): readonly Piece[] => {
  const c = (name: string): string => written(xml, `c:${name}`);
  const sheet = escapeXml(sheetReference(xml));
  const last = data.categories.length + 1;
  const column = columnLetters(index + 1);
  const reference = (kind: string, range: string, inner: string): string =>
    `<${c(`${kind}Ref`)}><${c('f')}>${sheet}!${range}</${c('f')}><${c(`${kind}Cache`)}>${inner}</${c(`${kind}Cache`)}></${c(`${kind}Ref`)}>`;
  const one = data.series[index];
  const value = childOf(xml, series, 'c:val') as number;
  const [format] = within(xml, value, 'c:formatCode');
  const code = format === undefined ? 'General' : plainText(xml, format);
  const numbers = `<${c('formatCode')}>${escapeXml(code)}</${c('formatCode')}>${points(
    c,
    (one?.values ?? []).map((number) => (number === undefined ? undefined : String(number))),
  )}`;
  const title = `<${c('tx')}>${reference('str', `$${column}$1`, points(c, [one?.name ?? '']))}</${c('tx')}>`;
  const categories = `<${c('cat')}>${reference('str', `$A$2:$A$${last}`, points(c, data.categories))}</${c('cat')}>`;
  const given = childOf(xml, series, 'c:tx');
  const order = xml.end[childOf(xml, series, 'c:order') as number] as number;
  const before = childOf(xml, series, 'c:cat');
  const here = xml.start[value] as number;
  return [
    given === undefined ? { start: order, end: order, text: title } : { ...spanOf(xml, given), text: title },
    before === undefined
      ? { start: here, end: here, text: categories }
      : { ...spanOf(xml, before), text: categories },
    {
      ...spanOf(xml, value),
      text: `<${c('val')}>${reference('num', `$${column}$2:$${column}$${last}`, numbers)}</${c('val')}>`,
    },
  ];
};

const put = (text: string, from: number, to: number, pieces: readonly Piece[]): string => {
  let out = '';
  let at = from;
  for (const piece of pieces.toSorted((one, other) => one.start - other.start || one.end - other.end)) {
    out += text.slice(at, piece.start) + piece.text;
    at = piece.end;
  }
  return out + text.slice(at, to);
};

const numbered = (xml: Xml, series: number, number: number): readonly Piece[] =>
  ['c:idx', 'c:order'].flatMap((name) => {
    const element = childOf(xml, series, name);
    return element === undefined
      ? []
      : [{ ...spanOf(xml, element), text: `<${written(xml, name)} val="${number}"/>` }];
  });

/** What a copied series must not bring along: the colours and marks of the one it was copied from, and its id. */
const own = (xml: Xml, series: number): readonly Piece[] =>
  [...childrenOf(xml, series)]
    .filter((child) => ['c:spPr', 'c:dPt', 'c:marker', 'c:extLst'].includes(nameOf(xml, child)))
    .map((child) => ({ ...spanOf(xml, child), text: '' }));

/** The chart's text with these data. Series beyond those there are become copies of the last one, in the next colours. */
export const chartWith = (xml: Xml, data: ChartData): string => {
  const series = seriesOf(xml);
  const last = series.length - 1;
  const highest = Math.max(
    ...series.map((one) => Number(attributeOf(xml, descend(xml, one, 'c:order') as number, 'val') ?? 0)),
  );
  const pieces = series.map((one, index): Piece => {
    const { start, end } = spanOf(xml, one);
    if (index >= data.series.length) return { start, end, text: '' };
    const first = put(xml.text, start, end, seriesPieces(xml, one, data, index));
    const copies = index < last ? [] : data.series.slice(series.length);
    const more = copies.map((_, copy) => {
      const number = series.length + copy;
      return put(xml.text, start, end, [
        ...seriesPieces(xml, one, data, number),
        ...numbered(xml, one, highest + 1 + copy),
        ...own(xml, one),
      ]);
    });
    return { start, end, text: first + more.join('') };
  });
  return put(xml.text, 0, xml.text.length, pieces);
};
