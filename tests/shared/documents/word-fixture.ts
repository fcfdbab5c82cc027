import { strToU8, zipSync, type Zippable } from 'fflate';

/** Word files made by hand for the tests: small, valid, with content controls as Word writes them. */

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  `xmlns:r="${OFFICE}"`,
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
  'mc:Ignorable="w14"',
].join(' ');

export const text = (words: string, properties = ''): string =>
  `<w:r>${properties}<w:t xml:space="preserve">${words}</w:t></w:r>`;

export const paragraph = (inner: string, properties = ''): string => `<w:p>${properties}${inner}</w:p>`;

let serial = 100;

/** A control around what is given: runs, paragraphs, a cell or a row. */
export const control = (tag: string, content: string, properties = ''): string => {
  serial += 1;
  return `<w:sdt><w:sdtPr><w:tag w:val="${tag}"/><w:id w:val="${serial}"/>${properties}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
};

/** A field not filled yet: Word's grey placeholder. */
export const placeholder = (tag: string, properties = ''): string =>
  control(
    tag,
    text('ここをクリック', '<w:rPr><w:rStyle w:val="PlaceholderText"/><w:b/></w:rPr>'),
    `<w:showingPlcHdr/>${properties}`,
  );

export const checkBox = (tag: string, checked = false): string =>
  control(
    tag,
    text(checked ? '☒' : '☐'),
    `<w14:checkbox><w14:checked w14:val="${checked ? 1 : 0}"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>`,
  );

export const dropDown = (tag: string, options: readonly string[]): string =>
  placeholder(
    tag,
    `<w:dropDownList>${options.map((one) => `<w:listItem w:displayText="${one}" w:value="${one}"/>`).join('')}</w:dropDownList>`,
  );

export const cell = (inner: string): string =>
  `<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>${inner}</w:tc>`;
export const row = (...cells: readonly string[]): string => `<w:tr>${cells.join('')}</w:tr>`;
export const tableOf = (columns: number, rows: string): string =>
  `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>${'<w:gridCol w:w="2000"/>'.repeat(columns)}</w:tblGrid>${rows}</w:tbl>`;

export type WordParts = {
  readonly body: string;
  readonly header?: string;
  readonly footer?: string;
  readonly footnote?: string;
  readonly settings?: string;
  /** Further entries, or other ones in the place of those made here. */
  readonly extra?: Zippable;
};

const STYLES = `<w:styles ${NAMESPACES}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style><w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/></w:style></w:styles>`;

/** The bytes of a docx. */
export const wordFile = ({
  body,
  header,
  footer,
  footnote,
  settings = '',
  extra = {},
}: WordParts): Uint8Array => {
  const parts: [name: string, type: string, relation: string, xml: string][] = [
    ['word/styles.xml', 'styles', 'styles', STYLES],
    ['word/settings.xml', 'settings', 'settings', `<w:settings ${NAMESPACES}>${settings}</w:settings>`],
  ];
  if (header !== undefined)
    parts.push(['word/header1.xml', 'header', 'header', `<w:hdr ${NAMESPACES}>${header}</w:hdr>`]);
  if (footer !== undefined)
    parts.push(['word/footer1.xml', 'footer', 'footer', `<w:ftr ${NAMESPACES}>${footer}</w:ftr>`]);
  if (footnote !== undefined)
    parts.push([
      'word/footnotes.xml',
      'footnotes',
      'footnotes',
      `<w:footnotes ${NAMESPACES}><w:footnote w:id="1">${footnote}</w:footnote></w:footnotes>`,
    ]);
  const references = parts
    .map(([, type], index) =>
      type === 'header' || type === 'footer'
        ? `<w:${type}Reference w:type="default" r:id="rId${index + 1}"/>`
        : '',
    )
    .join('');
  const document = `<w:document ${NAMESPACES}><w:body>${body}<w:sectPr>${references}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`;
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="${WORD}.document.main+xml"/>${parts.map(([name, type]) => `<Override PartName="/${name}" ContentType="${WORD}.${type}+xml"/>`).join('')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': document,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${parts.map(([name, , relation], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${relation}" Target="${name.slice(5)}"/>`).join('')}</Relationships>`,
    ...Object.fromEntries(parts.map(([name, , , xml]) => [name, xml])),
  };
  const entries = Object.entries(files).map(([name, xml]): [string, Uint8Array] => [
    name,
    strToU8(XML + xml),
  ]);
  return zipSync({ ...Object.fromEntries(entries), ...extra }, { mtime: new Date('2026-04-01T00:00:00Z') });
};
