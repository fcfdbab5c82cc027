import { ok, type Result } from '../../kernel/problem.ts';
import { chartText } from '../chart-data.ts';
import { chartDataIn, chartsInStory } from './chart-places.ts';
import { readXml, withParts, type OfficePackage } from './package.ts';
import { readParagraph } from './paragraph.ts';
import { controlsIn } from './word-controls.ts';
import { refusals } from './refusals.ts';
import { childOf, childrenOf, nameOf } from './xml-read.ts';
import type { Xml } from './xml.ts';

/**
 * The body of a Word document as the blocks that stand side by side in it. Where Word cannot make a change itself
 * (rows of a list, charts), whole blocks are exchanged.
 */
export type Block = {
  readonly kind: 'table' | 'control' | 'paragraph';
  /** What Word calls the control around it. */
  readonly control?: string;
  /** The list whose row it is: the rows of a list are exchanged together. */
  readonly list?: string;
  /** Its paragraphs: where they begin among those of the body, and what they say. Text boxes are not counted. */
  readonly first: number;
  readonly texts: readonly string[];
  /** Of the fields and charts in it. */
  readonly handles: readonly string[];
  /** Tags of its fields, and what its charts draw. */
  readonly marks: readonly string[];
};

const bodyOf = (file: OfficePackage): Result<{ xml: Xml; body: number }> => {
  const read = readXml(file, file.main);
  if (!read.ok) return read;
  const body = childOf(read.value, 0, 'w:body');
  return body === undefined ? refusals.broken(file.main) : ok({ xml: read.value, body });
};

const KINDS: Readonly<Record<string, Block['kind']>> = {
  'w:p': 'paragraph',
  'w:tbl': 'table',
  'w:sdt': 'control',
};

const paragraphsIn = (xml: Xml, element: number): number[] => {
  const found: number[] = [];
  for (let inner = element; inner < (xml.after[element] as number); inner += 1) {
    const name = nameOf(xml, inner);
    if (name === 'w:txbxContent' || name === 'mc:Fallback') inner = (xml.after[inner] as number) - 1;
    else if (name === 'w:p') found.push(inner);
  }
  return found;
};

/** Which of the body's paragraphs an element is, as Word counts them; undefined where it is none of them. */
export const bodyParagraph = (xml: Xml, element: number): number | undefined => {
  const body = childOf(xml, 0, 'w:body');
  const at = body === undefined ? -1 : paragraphsIn(xml, body).indexOf(element);
  return at < 0 ? undefined : at;
};

const blockElements = (xml: Xml, body: number): readonly number[] =>
  [...childrenOf(xml, body)].filter((child) => KINDS[nameOf(xml, child)]);

/** @returns document.broken, document.unsafe */
export const wordBlocks = (file: OfficePackage): Result<readonly Block[]> => {
  const read = bodyOf(file);
  if (!read.ok) return read;
  const { xml, body } = read.value;
  const controls = controlsIn(xml).found;
  const named = [
    ...controls.map(({ element, id, raw }) => ({ element, handle: id, mark: raw })),
    ...chartsInStory(file, file.main, xml).map(({ element, chart }) => {
      const data = chartDataIn(file, chart);
      return { element, handle: chart, mark: data ? chartText(data) : '' };
    }),
  ];
  let first = 0;
  return ok(
    blockElements(xml, body).map((element): Block => {
      const past = xml.after[element] as number;
      const own = controls.find((control) => control.element === element);
      const texts = paragraphsIn(xml, element).map((one) => readParagraph(xml, one).text);
      const inside = named.filter((one) => one.element >= element && one.element < past);
      const block: Block = {
        kind: KINDS[nameOf(xml, element)] ?? 'paragraph',
        ...(own?.id === undefined ? {} : { control: own.id }),
        ...(own?.tag.role === 'each' ? { list: own.tag.id } : {}),
        first,
        texts,
        handles: inside.flatMap(({ handle }) => handle ?? []),
        marks: inside.map(({ mark }) => mark),
      };
      first += texts.length;
      return block;
    }),
  );
};

/** The document with some neighbours among its blocks alone in its body. Page setup is the whole document's. */
export const blocksAlone = (file: OfficePackage, from: number, count: number): Result<OfficePackage> => {
  const read = bodyOf(file);
  if (!read.ok) return read;
  const { xml, body } = read.value;
  const kept = new Set(blockElements(xml, body).slice(from, from + count));
  let text = xml.text.slice(0, xml.inner[body]);
  for (const child of kept) text += xml.text.slice(xml.start[child], xml.end[child]);
  return ok(withParts(file, new Map([[file.main, text + xml.text.slice(xml.innerEnd[body])]])));
};
