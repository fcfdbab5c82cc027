import { ok, type Result } from '../../kernel/problem.ts';
import type { ChartData } from '../chart-data.ts';
import { chartWith, isFillable, readChart, sheetOf } from './chart.ts';
import { parseTag } from '../tag.ts';
import { draftBytes, draftXml, setText, type Draft } from './draft.ts';
import { readXml, relationsOf, type OfficePackage } from './package.ts';
import { shapesIn } from './slide-shapes.ts';
import { controlsIn } from './word-controls.ts';
import { attributeOf, nameOf, within } from './xml-read.ts';
import type { Xml } from './xml.ts';
import { workbookWith } from './workbook.ts';

/** Charts as they hang on the parts that show them. */

/** The chart part that an element of a part shows; undefined where it shows none. */
export const chartPartIn = (
  file: OfficePackage,
  part: string,
  xml: Xml,
  element: number,
): string | undefined => {
  const chart = nameOf(xml, element) === 'c:chart' ? element : within(xml, element, 'c:chart')[0];
  const id = chart === undefined ? undefined : attributeOf(xml, chart, 'r:id');
  const relations = relationsOf(file, part);
  const target = relations.ok
    ? relations.value.find((one) => one.id === id && one.type === 'chart')
    : undefined;
  return target && file.parts.has(target.target) ? target.target : undefined;
};

/** A chart that bears one of our names, on whatever part shows it. */
export type NamedChart = { readonly id: string; readonly chart: string };

const nameOnDrawing = (xml: Xml, element: number): string | undefined =>
  ['name', 'title']
    .map((attribute) => attributeOf(xml, element, attribute) ?? '')
    .find((one) => parseTag(one));

/** Charts in Word: the name or title of the drawing, or the tag of a control around it. The place's element as well. */
export const chartsInStory = (
  file: OfficePackage,
  part: string,
  xml: Xml,
): readonly (NamedChart & { readonly element: number })[] => {
  const drawings = within(xml, 0, 'wp:docPr').map((element) => ({
    raw: nameOnDrawing(xml, element) ?? '',
    element: xml.parent[element] as number,
  }));
  const controls = controlsIn(xml).found.map(({ raw, content }) => ({ raw, element: content }));
  return [...drawings, ...controls].flatMap(({ raw, element }) => {
    const tag = parseTag(raw);
    if (tag === undefined || tag === 'unreadable' || tag.role !== 'chart') return [];
    const chart = chartPartIn(file, part, xml, element);
    return chart === undefined ? [] : [{ id: tag.id, chart, element }];
  });
};

const chartsOnSlide = (file: OfficePackage, part: string, xml: Xml): readonly NamedChart[] =>
  shapesIn(file, part, xml).found.flatMap(({ tag, element }) => {
    const chart = tag.role === 'chart' ? chartPartIn(file, part, xml, element) : undefined;
    return chart === undefined ? [] : [{ id: tag.id, chart }];
  });

/** Every named chart of a document. */
export const chartsNamed = (file: OfficePackage): readonly NamedChart[] =>
  [...file.parts.keys()]
    .filter((part) => /^(word|ppt\/slides)\/[^/]+\.xml$/.test(part))
    .flatMap((part) => {
      const xml = readXml(file, part);
      if (!xml.ok) return [];
      return file.kind === 'pptx'
        ? chartsOnSlide(file, part, xml.value)
        : chartsInStory(file, part, xml.value);
    });

/** What a chart draws now; undefined where it is one that cannot be given other data. */
export const chartDataIn = (file: OfficePackage, chart: string): ChartData | undefined => {
  const xml = readXml(file, chart);
  return xml.ok && isFillable(xml.value) ? readChart(xml.value) : undefined;
};

/** Writes the data into the chart and into the workbook that it carries. */
export const writeChart = (draft: Draft, chart: string, data: ChartData): Result<true> => {
  const read = draftXml(draft, chart);
  if (!read.ok) return read;
  const relations = relationsOf(draft.file, chart);
  if (!relations.ok) return relations;
  const book = relations.value.find(({ type, external }) => type === 'package' && !external);
  if (book && draft.file.parts.has(book.target)) {
    const bytes = draftBytes(draft, book.target);
    if (!bytes.ok) return bytes;
    const made = workbookWith(bytes.value, sheetOf(read.value), data);
    if (!made.ok) return made;
    draft.changes.set(book.target, made.value);
  }
  setText(draft, chart, chartWith(read.value, data), read.value.text);
  return ok(true);
};
