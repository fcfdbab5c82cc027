import type { DocumentTable, TableCell, TableRow } from '../document-table.ts';
import { escapeXml } from './xml-read.ts';

/** Markup of Word for what is put in anew: a control, a table. With its own namespaces, so that it fits anywhere. */

export type ControlMarkup = {
  readonly tag: string;
  readonly title: string;
  readonly control?: 'text' | 'checkBox' | 'dropDown';
  readonly options?: readonly string[];
  readonly text?: string;
};

const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"';

const run = (text: string, properties = ''): string =>
  `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}${text
    .split('\n')
    .map((line) => `<w:t xml:space="preserve">${escapeXml(line)}</w:t>`)
    .join('<w:br/>')}</w:r>`;

const GREY = '<w:color w:val="595959"/>';

const kindMarkup = ({ control, options = [] }: ControlMarkup): string => {
  if (control === 'checkBox')
    return '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>';
  const items = options.map(
    (one) => `<w:listItem w:displayText="${escapeXml(one)}" w:value="${escapeXml(one)}"/>`,
  );
  return control === 'dropDown'
    ? `<w:dropDownList>${items.join('')}</w:dropDownList>`
    : '<w:text w:multiLine="1"/>';
};

const shownIn = ({ control, text = '', title }: ControlMarkup): string => {
  if (control === 'checkBox')
    return run(
      '☐',
      '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/>',
    );
  if (text !== '') return run(text);
  return run(control === 'dropDown' ? '選択してください' : title, GREY);
};

/** A control among the runs of a paragraph. */
const inlineControl = (field: ControlMarkup): string => {
  const empty = field.control !== 'checkBox' && (field.text ?? '') === '';
  return `<w:sdt><w:sdtPr><w:alias w:val="${escapeXml(field.title)}"/><w:tag w:val="${escapeXml(field.tag)}"/>${empty ? '<w:showingPlcHdr/>' : ''}${kindMarkup(field)}</w:sdtPr><w:sdtContent>${shownIn(field)}</w:sdtContent></w:sdt>`;
};

/** A paragraph that holds one control. */
export const controlMarkup = (field: ControlMarkup): string =>
  `<w:p ${NAMESPACES}>${inlineControl(field)}</w:p>`;

/** Twentieths of a point: what A4 leaves between margins of 25 mm. */
const WIDTH = 9_070;

const cellMarkup = (cell: TableCell, width: number, columns: number): string => {
  const field: ControlMarkup | undefined =
    cell.tag === undefined
      ? undefined
      : {
          tag: cell.tag,
          title: cell.title ?? '',
          text: cell.text,
          ...(cell.options ? { control: 'dropDown', options: cell.options } : {}),
        };
  const inner = field
    ? inlineControl(field)
    : cell.text === ''
      ? ''
      : run(cell.text, cell.heading ? '<w:b/>' : '');
  const span = cell.heading ? `<w:gridSpan w:val="${columns}"/>` : '';
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span}${cell.heading ? '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>' : ''}</w:tcPr><w:p>${inner}</w:p></w:tc>`;
};

const rowMarkup = ({ tag, cells }: TableRow, widths: readonly number[]): string => {
  const made = cells.map((cell, index) =>
    cellMarkup(cell, cell.heading ? WIDTH : (widths[index] ?? 0), widths.length),
  );
  const row = `<w:tr><w:trPr><w:cantSplit/></w:trPr>${made.join('')}</w:tr>`;
  return tag === undefined
    ? row
    : `<w:sdt><w:sdtPr><w:tag w:val="${escapeXml(tag)}"/></w:sdtPr><w:sdtContent>${row}</w:sdtContent></w:sdt>`;
};

const BORDERS = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="7F7F7F"/>`)
  .join('');

/** The table and the paragraph behind it, without which two tables would grow together. */
export const tableMarkup = ({ title, columns, rows }: DocumentTable): string => {
  const shares = columns.reduce((sum, { share }) => sum + share, 0) || 1;
  const widths = columns.map(({ share }) => Math.round((WIDTH * share) / shares));
  const head = columns.map(
    ({ heading }, index) =>
      `<w:tc><w:tcPr><w:tcW w:w="${widths[index] ?? 0}" w:type="dxa"/><w:shd w:val="clear" w:color="auto" w:fill="D9E2F3"/></w:tcPr><w:p>${run(heading, '<w:b/>')}</w:p></w:tc>`,
  );
  return `<w:tbl ${NAMESPACES}><w:tblPr><w:tblW w:w="${WIDTH}" w:type="dxa"/><w:tblBorders>${BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="${escapeXml(title)}"/></w:tblPr><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${head.join('')}</w:tr>${rows.map((row) => rowMarkup(row, widths)).join('')}</w:tbl><w:p ${NAMESPACES}/>`;
};
