import { ok, type Result } from '../../kernel/problem.ts';
import type { DocumentTable } from '../document-table.ts';
import { slidesOf } from './deck.ts';
import { declare, draftOf, draftXml, finish, freeName, relate, setText } from './draft.ts';
import { readXml, relationsOf, type OfficePackage } from './package.ts';
import { refusals } from './refusals.ts';
import { listSlides } from './slide-list.ts';
import { tableSlideMarkup, textBoxMarkup } from './slide-markup.ts';
import { controlMarkup, tableMarkup, type ControlMarkup } from './word-markup.ts';
import { attributeOf, childOf, childrenOf, descend, nameOf, within } from './xml-read.ts';
import type { Xml } from './xml.ts';

/** Puts something new at a document's end: before the page setup of its last section, or on and behind its last slide. */

const W14 = 'http://schemas.microsoft.com/office/word/2010/wordml';
const MC = 'http://schemas.openxmlformats.org/markup-compatibility/2006';

/** Check boxes are younger than the standard: a document that holds one says that others may pass them over. */
const withCheckBoxes = (root: string): string => {
  const declared = [
    root.includes('xmlns:w14=') ? '' : ` xmlns:w14="${W14}"`,
    root.includes('xmlns:mc=') ? '' : ` xmlns:mc="${MC}"`,
    root.includes('mc:Ignorable=') ? '' : ' mc:Ignorable="w14"',
  ];
  return root
    .replace(/mc:Ignorable="([^"]*)"/, (whole, prefixes: string) =>
      prefixes.split(' ').includes('w14') ? whole : `mc:Ignorable="${prefixes} w14"`,
    )
    .replace(/>$/, `${declared.join('')}>`);
};

const atWordsEnd = (file: OfficePackage, markup: string): Result<OfficePackage> => {
  const draft = draftOf(file);
  const read = draftXml(draft, file.main);
  if (!read.ok) return read;
  const xml = read.value;
  const body = childOf(xml, 0, 'w:body');
  if (body === undefined) return refusals.broken(file.main);
  const last = [...childrenOf(xml, body)].at(-1);
  const at =
    last !== undefined && nameOf(xml, last) === 'w:sectPr'
      ? (xml.start[last] as number)
      : (xml.innerEnd[body] as number);
  const [start, inner] = [xml.start[0] as number, xml.inner[0] as number];
  const root = xml.text.slice(start, inner);
  const opened = markup.includes('<w14:') ? withCheckBoxes(root) : root;
  const { text } = xml;
  setText(draft, file.main, text.slice(0, start) + opened + text.slice(inner, at) + markup + text.slice(at));
  return ok(finish(draft));
};

const nextShapeId = (xml: Xml): number =>
  Math.max(1, ...within(xml, 0, 'p:cNvPr').map((one) => Number(attributeOf(xml, one, 'id') ?? 0))) + 1;

const ontoLastSlide = (file: OfficePackage, markup: (xml: Xml) => string): Result<OfficePackage> => {
  const slides = slidesOf(file);
  if (!slides.ok) return slides;
  const part = slides.value.at(-1)?.part ?? '';
  const draft = draftOf(file);
  const read = draftXml(draft, part);
  if (!read.ok) return read;
  const tree = descend(read.value, 0, 'p:cSld', 'p:spTree');
  if (tree === undefined) return refusals.broken(part);
  // What extends the tree stands behind its shapes.
  const [extension] = [...childrenOf(read.value, tree)].filter(
    (child) => nameOf(read.value, child) === 'p:extLst',
  );
  const at =
    extension === undefined ? (read.value.innerEnd[tree] as number) : (read.value.start[extension] as number);
  const { text } = read.value;
  setText(draft, part, text.slice(0, at) + markup(read.value) + text.slice(at));
  return ok(finish(draft));
};

/** A new field at the end of a document. @returns document.broken, document.unsafe */
export const insertControl = (file: OfficePackage, field: ControlMarkup): Result<OfficePackage> =>
  file.kind === 'pptx'
    ? ontoLastSlide(file, (xml) => textBoxMarkup(nextShapeId(xml), field.tag, field.title))
    : atWordsEnd(file, controlMarkup(field));

const asSlide = (file: OfficePackage, table: DocumentTable): Result<OfficePackage> => {
  const slides = slidesOf(file);
  if (!slides.ok) return slides;
  const last = slides.value.at(-1);
  const [main, relations] = [readXml(file, file.main), relationsOf(file, last?.part ?? '')];
  if (!main.ok) return main;
  if (!relations.ok) return relations;
  const layout = relations.value.find(({ type }) => type === 'slideLayout')?.target;
  if (!last || layout === undefined) return refusals.broken(file.main);
  const size = childOf(main.value, 0, 'p:sldSz');
  const length = (name: string, usual: number): number =>
    Number(size === undefined ? usual : (attributeOf(main.value, size, name) ?? usual));
  const draft = draftOf(file);
  const part = freeName(draft, 'ppt/slides/slide', '.xml');
  setText(draft, part, tableSlideMarkup(table, length('cx', 12_192_000), length('cy', 6_858_000)));
  const declared = declare(
    draft,
    part,
    'application/vnd.openxmlformats-officedocument.presentationml.slide+xml',
  );
  if (!declared.ok) return declared;
  const related = relate(draft, part, 'slideLayout', layout);
  if (!related.ok) return related;
  const listed = listSlides(draft, slides.value, [
    ...slides.value.map((slide) => ({ slide })),
    { copyOf: last, part },
  ]);
  return listed.ok ? ok(finish(draft)) : listed;
};

/** A table at the end of a Word file, or as a PowerPoint file's last slide. @returns document.broken, document.unsafe */
export const insertTable = (file: OfficePackage, table: DocumentTable): Result<OfficePackage> =>
  file.kind === 'pptx' ? asSlide(file, table) : atWordsEnd(file, tableMarkup(table));
