import { escaped } from './office-package.ts';

/** The pieces that our Word templates are put together from. Ids and the names of fields are set when the file is made. */

export const words = (text: string): string => `<w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;

/** A tab between a label and what stands beside it. */
export const TAB = '<w:r><w:tab/></w:r>';

/** A level of a list belongs to one style, here the headings': items of the same level name it themselves. */
const LEVELS: Readonly<Record<string, number>> = { Item2: 1, Item3: 2, Item4: 3 };

const properties = (style: string): string => {
  const level = LEVELS[style];
  const list = level === undefined ? '' : `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`;
  return style === 'Normal' ? '' : `<w:pPr><w:pStyle w:val="${style}"/>${list}</w:pPr>`;
};

export const para = (style: string, ...inner: readonly string[]): string =>
  `<w:p>${properties(style)}${inner.join('')}</w:p>`;

export const text = (style: string, ...lines: readonly string[]): string =>
  lines.map((line) => para(style, line === '' ? '' : words(line))).join('');

export const heading = (title: string): string => text('Heading1', title);

const control = (tag: string, alias: string, more: string, content: string): string =>
  `<w:sdt><w:sdtPr><w:alias w:val="${alias}"/><w:tag w:val="cio:${tag}"/><w:id w:val="@ID@"/>${more}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;

const prompt = (id: string): string =>
  `<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>［@${id}@］</w:t></w:r>`;

/** A value in a line of text. */
export const field = (id: string): string =>
  control(id, `@${id}@`, '<w:showingPlcHdr/><w:text/>', prompt(id));

/** A value of as many paragraphs as it has lines. */
export const fieldLines = (style: string, id: string): string =>
  control(id, `@${id}@`, '<w:showingPlcHdr/>', para(style, prompt(id)));

export const dropDown = (id: string, choices: readonly string[]): string =>
  control(
    id,
    `@${id}@`,
    `<w:showingPlcHdr/><w:dropDownList>${choices.map((one) => `<w:listItem w:displayText="${one}" w:value="${one}"/>`).join('')}</w:dropDownList>`,
    prompt(id),
  );

/** Repeated for each row of the list: paragraphs, or rows of a table. */
export const each = (list: string, content: string): string =>
  control(`each:${list}`, `@${list}@（繰り返し）`, '', content);

/** Shown while there is something; `unless` while there is not. */
export const when = (id: string, content: string): string =>
  control(`if:${id}`, `@${id}@がある場合`, '', content);
export const unless = (id: string, content: string): string =>
  control(`unless:${id}`, `@${id}@がない場合`, '', content);

export const labelled = (label: string, id: string): string => para('Fact', words(label), TAB, field(id));

export type Column = {
  readonly head: string;
  /** Parts of the width. */
  readonly width: number;
  /** Field, or what stands in the cell. */
  readonly id?: string;
  readonly cell?: string;
  readonly number?: boolean;
  /** What is typed has several lines. */
  readonly lines?: boolean;
};

const WIDTH = { portrait: 9070, landscape: 13436 };
export type Turned = keyof typeof WIDTH;

const shared = (columns: readonly { readonly width: number }[], whole: number): readonly number[] => {
  const sum = columns.reduce((total, { width }) => total + width, 0);
  return columns.map(({ width }) => Math.round((width / sum) * whole));
};

const cell = (width: number, inner: string): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${inner}</w:tc>`;

const row = (cells: string, head = false): string =>
  `<w:tr><w:trPr><w:cantSplit/>${head ? '<w:tblHeader/>' : ''}</w:trPr>${cells}</w:tr>`;

const grid = (widths: readonly number[], look: string, alt: string, rows: string): string =>
  `<w:tbl><w:tblPr><w:tblStyle w:val="Hairlines"/><w:tblW w:w="${widths.reduce((sum, one) => sum + one, 0)}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook ${look}/><w:tblCaption w:val="${escaped(alt)}"/></w:tblPr><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${rows}</w:tbl>`;

const look = (firstRow: boolean, firstColumn: boolean): string =>
  `w:val="${(0x600 + (firstRow ? 0x20 : 0) + (firstColumn ? 0x80 : 0)).toString(16).padStart(4, '0')}" w:firstRow="${firstRow ? 1 : 0}" w:lastRow="0" w:firstColumn="${firstColumn ? 1 : 0}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"`;

const inCell = ({ id, cell: given, number, lines }: Column): string =>
  given ??
  (id === undefined
    ? para('TableText')
    : lines
      ? fieldLines('TableText', id)
      : para(number ? 'TableNumber' : 'TableText', field(id)));

/** A table of a list. Its head repeats on every page, no row breaks; without rows it says so instead. */
export const listTable = (
  list: string,
  caption: string,
  columns: readonly Column[],
  {
    turned = 'portrait',
    none = '該当はありません。',
    together = false,
  }: { turned?: Turned; none?: string; /** A short one stays on one page. */ together?: boolean } = {},
): string => {
  const widths = shared(columns, WIDTH[turned]);
  const head = row(
    columns.map((column, index) => cell(widths[index] ?? 0, text('TableHead', column.head))).join(''),
    true,
  );
  const cells = columns.map((column, index) => cell(widths[index] ?? 0, inCell(column))).join('');
  const model = row(together ? cells.replaceAll('"TableText"', '"TableKept"') : cells);
  const shown =
    text('Caption', caption) +
    grid(widths, look(true, false), caption, head + each(list, model)) +
    para('Gap');
  return when(list, shown) + unless(list, text('BodyText', none));
};

/** Names at the left, values at the right. */
export const factTable = (
  alt: string,
  rows: readonly (readonly [label: string, inner: string])[],
  turned: Turned = 'portrait',
): string => {
  const widths = shared([{ width: 23 }, { width: 77 }], WIDTH[turned]);
  return (
    grid(
      widths,
      look(false, true),
      alt,
      rows
        .map(([label, inner]) =>
          row(cell(widths[0] ?? 0, text('TableHead', label)) + cell(widths[1] ?? 0, inner)),
        )
        .join(''),
    ) + para('Gap')
  );
};

export const inTable = (id: string): string => para('TableText', field(id));
export const linesInTable = (id: string): string => fieldLines('TableText', id);

/** A place for a chart of that number; 16 cm wide. */
export const chartPlace = (id: string, number: number, alt: string, height = 2_700_000): string =>
  para(
    'Figure',
    `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="5760000" cy="${height}"/><wp:docPr id="${100 + number}" name="cio:chart:${id}" descr="${escaped(alt)}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rIdChart${number}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`,
  );
