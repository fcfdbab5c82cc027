import { ok, type Result } from '../../kernel/problem.ts';
import type { Words } from '../../kernel/words.ts';
import type { TextPlace } from '../text-place.ts';
import { readXml, relationsOf, type OfficePackage } from './package.ts';
import { readParagraph } from './paragraph.ts';
import { controlsIn } from './word-controls.ts';
import { storiesOf, type Story } from './word-document.ts';
import { attributeOf, childOf, childrenOf, descend, nameOf, within } from './xml-read.ts';
import type { Xml } from './xml.ts';

/** All paragraphs of a Word file, in the order of each part: body, headers, footers, notes, with tables and text boxes. */

/** Styles that are headings, by id: their names are the same in every language of Word. */
const headingStyles = (file: OfficePackage): ReadonlySet<string> => {
  const relations = relationsOf(file, file.main);
  const part = relations.ok ? relations.value.find(({ type }) => type === 'styles')?.target : undefined;
  const read = part === undefined ? undefined : readXml(file, part);
  if (!read?.ok) return new Set();
  const xml = read.value;
  return new Set(
    within(xml, 0, 'w:style').flatMap((style) => {
      const name = descend(xml, style, 'w:name');
      const words = name === undefined ? '' : (attributeOf(xml, name, 'w:val') ?? '');
      return /^(heading \d|title)$/i.test(words) ? [attributeOf(xml, style, 'w:styleId') ?? ''] : [];
    }),
  );
};

type Table = {
  readonly past: number;
  readonly number: number;
  readonly columns: number;
  row: number;
  column: number;
  readonly heads: string[];
  first: string;
};

const paragraphWords = (story: Story, number: number): Words => ({
  ja: `${story.words.ja} ${number}段落目`,
  en: `${story.words.en}, paragraph ${number}`,
});

const cellWords = (story: Story, { number, row, column }: Table): Words => ({
  ja: `${story.words.ja} 表${number} ${row + 1}行${column + 1}列`,
  en: `${story.words.en}, table ${number}, row ${row + 1}, column ${column + 1}`,
});

const columnsOf = (xml: Xml, table: number): number => {
  const grid = childOf(xml, table, 'w:tblGrid');
  return grid === undefined ? 0 : [...childrenOf(xml, grid)].length;
};

const placesIn = (xml: Xml, story: Story, headings: ReadonlySet<string>): TextPlace[] => {
  const controls = new Map(
    controlsIn(xml).found.flatMap(({ element, tag, placeholder }) =>
      tag.role === 'field' && !placeholder ? [[element, tag.id]] : [],
    ),
  );
  const places: TextPlace[] = [];
  const tables: Table[] = [];
  const around: { id: string; past: number }[] = [];
  let [tableCount, paragraphCount, heading] = [0, 0, ''];
  for (let element = 0; element < xml.count; element += 1) {
    while ((tables.at(-1)?.past ?? Infinity) <= element) tables.pop();
    while ((around.at(-1)?.past ?? Infinity) <= element) around.pop();
    const name = nameOf(xml, element);
    const table = tables.at(-1);
    const field = controls.get(element);
    if (field !== undefined) around.push({ id: field, past: xml.after[element] as number });
    if (name === 'mc:Fallback') element = (xml.after[element] as number) - 1;
    else if (name === 'w:tbl') {
      tableCount += 1;
      tables.push({
        past: xml.after[element] as number,
        number: tableCount,
        columns: columnsOf(xml, element),
        row: -1,
        column: -1,
        heads: [],
        first: '',
      });
    } else if (name === 'w:tr' && table) {
      table.row += 1;
      table.column = -1;
      table.first = '';
    } else if (name === 'w:tc' && table) table.column += 1;
    else if (name === 'w:p') {
      const inside: { id: string; start: number; past: number }[] = around.map(({ id, past }) => ({
        id,
        start: 0,
        past,
      }));
      const fields: { id: string; start: number; end: number }[] = [];
      const leave = (at: number, length: number): void => {
        for (let last = inside.at(-1); last && last.past <= at; last = inside.at(-1)) {
          fields.push({ id: last.id, start: last.start, end: length });
          inside.pop();
        }
      };
      const { text } = readParagraph(xml, element, (inner, length) => {
        leave(inner, length);
        const id = controls.get(inner);
        if (id !== undefined) inside.push({ id, start: length, past: xml.after[inner] as number });
      });
      leave(Infinity, text.length);
      paragraphCount += 1;
      const style = descend(xml, element, 'w:pPr', 'w:pStyle');
      if (!table && style !== undefined && headings.has(attributeOf(xml, style, 'w:val') ?? ''))
        heading = text;
      if (table?.row === 0) table.heads[table.column] = `${table.heads[table.column] ?? ''}${text}`;
      if (table?.column === 0) table.first += text;
      if (text === '') continue;
      places.push({
        part: story.part,
        element,
        kind: table ? 'cell' : 'paragraph',
        where: table ? cellWords(story, table) : paragraphWords(story, paragraphCount),
        text,
        heading,
        ...(table
          ? {
              rowLabel: table.column > 0 ? table.first : '',
              columnLabel: table.row > 0 ? (table.heads[table.column] ?? '') : '',
              columns: table.columns,
            }
          : {}),
        fields,
      });
    }
  }
  return places;
};

export const wordPlaces = (file: OfficePackage): Result<readonly TextPlace[]> => {
  const stories = storiesOf(file);
  if (!stories.ok) return stories;
  const headings = headingStyles(file);
  const places: TextPlace[] = [];
  for (const story of stories.value) {
    const read = readXml(file, story.part);
    if (!read.ok) return read;
    places.push(...placesIn(read.value, story, headings));
  }
  return ok(places);
};
