import { OFFICE, XML } from './office-package.ts';

/**
 * How our Word documents look. Styles carry it all: who wants another look changes them in Word. Sizes in half
 * points, distances in twentieths of a point. 明朝 for the text, ゴシック for headings and tables' heads.
 */

export const WORD_NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  `xmlns:r="${OFFICE}"`,
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
].join(' ');

const MINCHO = '<w:rFonts w:ascii="游明朝" w:hAnsi="游明朝" w:eastAsia="游明朝" w:cs="Times New Roman"/>';
const GOTHIC = '<w:rFonts w:ascii="游ゴシック" w:hAnsi="游ゴシック" w:eastAsia="游ゴシック" w:cs="Arial"/>';

/** A fixed line: 游明朝 and 游ゴシック else stand far apart. */
const line = (height: number, before = 0, after = 0): string =>
  `<w:spacing w:before="${before}" w:after="${after}" w:line="${height}" w:lineRule="exact"/>`;

type Look = { readonly p?: string; readonly r?: string; readonly based?: string; readonly next?: string };

const style = (id: string, name: string, { p = '', r = '', based = 'Normal', next }: Look): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="${based}"/>${next ? `<w:next w:val="${next}"/>` : ''}<w:qFormat/>${p ? `<w:pPr>${p}</w:pPr>` : ''}${r ? `<w:rPr>${r}</w:rPr>` : ''}</w:style>`;

const size = (half: number): string => `<w:sz w:val="${half}"/><w:szCs w:val="${half}"/>`;
const numbered = (level: number): string =>
  `<w:numPr>${level > 0 ? `<w:ilvl w:val="${level}"/>` : ''}<w:numId w:val="1"/></w:numPr>`;

const PARAGRAPHS = [
  style('Title', 'Title', {
    next: 'Normal',
    p: `<w:keepNext/>${line(480, 120, 240)}<w:jc w:val="center"/>`,
    r: `${GOTHIC}<w:b/>${size(32)}`,
  }),
  style('Subtitle', 'Subtitle', {
    p: `${line(360, 0, 240)}<w:jc w:val="center"/>`,
    r: `${GOTHIC}${size(24)}`,
  }),
  style('Heading1', 'heading 1', {
    next: 'BodyText',
    p: `<w:keepNext/>${numbered(0)}${line(360, 240, 80)}<w:outlineLvl w:val="0"/>`,
    r: `${GOTHIC}<w:b/>${size(24)}`,
  }),
  style('Heading2', 'heading 2', {
    next: 'BodyText',
    p: `<w:keepNext/>${numbered(1)}${line(340, 120, 40)}<w:outlineLvl w:val="1"/>`,
    r: `${GOTHIC}${size(21)}`,
  }),
  style('Item2', '項目(1)', {}),
  style('Item3', '項目ア', {}),
  style('Item4', '項目(ア)', {}),
  style('Letter', '本文（字下げ）', { p: '<w:ind w:firstLine="210"/>' }),
  style('Attachment', '別紙', {
    next: 'Normal',
    p: `<w:keepNext/><w:pageBreakBefore/>${line(400, 0, 120)}<w:outlineLvl w:val="0"/>`,
    r: `${GOTHIC}<w:b/>${size(24)}`,
  }),
  style('BodyText', 'Body Text', { p: '<w:ind w:left="425" w:firstLine="210"/>' }),
  style('BulletItem', '項目・', { p: '<w:numPr><w:numId w:val="2"/></w:numPr>' }),
  style('Right', '右寄せ', { p: '<w:jc w:val="right"/>' }),
  style('Sender', '差出人', { p: '<w:ind w:left="3969"/>' }),
  style('Fact', '見出し付き項目', {
    p: `<w:tabs><w:tab w:val="left" w:pos="1701"/></w:tabs><w:ind w:left="1701" w:hanging="1701"/>`,
  }),
  style('Caption', 'caption', { p: `<w:keepNext/>${line(300, 120, 40)}`, r: `${GOTHIC}${size(19)}` }),
  style('Source', '出典', { p: line(280, 20, 120), r: size(18) }),
  style('Gap', '表の後', { p: line(200), r: size(10) }),
  style('Figure', '図', { p: '<w:spacing w:before="60" w:after="0" w:line="240" w:lineRule="auto"/>' }),
  style('TableText', '表の文字', { p: line(300), r: size(19) }),
  style('TableHead', '表の見出し', {
    based: 'TableText',
    p: '<w:keepNext/><w:jc w:val="center"/>',
    r: GOTHIC,
  }),
  style('TableKept', '表の文字（続けて置く）', { based: 'TableText', p: '<w:keepNext/>' }),
  style('TableNumber', '表の数値', { based: 'TableText', p: '<w:jc w:val="right"/>' }),
  style('Header', 'header', {
    p: `<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>${line(280)}`,
    r: `${GOTHIC}${size(18)}`,
  }),
  style('HeaderWide', 'ヘッダー（横）', {
    based: 'Header',
    p: '<w:tabs><w:tab w:val="clear" w:pos="9070"/><w:tab w:val="right" w:pos="13436"/></w:tabs>',
  }),
  style('Footer', 'footer', { p: `${line(280)}<w:jc w:val="center"/>`, r: size(18) }),
];

const edge = (name: string, width: number, color: string): string =>
  `<w:${name} w:val="single" w:sz="${width}" w:space="0" w:color="${color}"/>`;

const TABLES = `<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style><w:style w:type="table" w:customStyle="1" w:styleId="Hairlines"><w:name w:val="細罫の表"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>${edge('top', 8, '404040')}${edge('left', 4, '404040')}${edge('bottom', 8, '404040')}${edge('right', 4, '404040')}${edge('insideH', 2, '808080')}${edge('insideV', 2, '808080')}</w:tblBorders><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/><w:vAlign w:val="center"/></w:tcPr></w:tblStylePr><w:tblStylePr w:type="firstCol"><w:tblPr/><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="F5F5F5"/></w:tcPr></w:tblStylePr></w:style>`;

export const STYLES = `${XML}<w:styles ${WORD_NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>${MINCHO}<w:kern w:val="2"/>${size(21)}<w:lang w:val="en-US" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="340" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style><w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/><w:uiPriority w:val="99"/><w:rPr><w:color w:val="666666"/></w:rPr></w:style><w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>${TABLES}${PARAGRAPHS.join('')}</w:styles>`;

type Level = {
  readonly format: string;
  readonly text: string;
  readonly style?: string;
  readonly left: number;
  readonly hanging: number;
};

const level = ({ format, text, style: linked, left, hanging }: Level, index: number): string =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${linked ? `<w:pStyle w:val="${linked}"/>` : ''}<w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${left}" w:hanging="${hanging}"/></w:pPr></w:lvl>`;

/** 1 → (1) → ア → (ア), one list through the whole document, and a list of ・. */
export const NUMBERING = `${XML}<w:numbering ${WORD_NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>${[
  { format: 'decimal', text: '%1', style: 'Heading1', left: 425, hanging: 425 },
  { format: 'decimal', text: '(%2)', style: 'Heading2', left: 851, hanging: 511 },
  { format: 'aiueoFullWidth', text: '%3', left: 1106, hanging: 340 },
  { format: 'aiueoFullWidth', text: '(%4)', left: 1531, hanging: 510 },
]
  .map(level)
  .join(
    '',
  )}</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="hybridMultilevel"/>${level({ format: 'bullet', text: '・', style: 'BulletItem', left: 680, hanging: 255 }, 0)}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`;

/** Names that Office has, and what takes their place where it has not. */
export const FONTS = `${XML}<w:fonts ${WORD_NAMESPACES}>${[
  ['游明朝', 'Yu Mincho,MS 明朝,MS Mincho', '02020400000000000000', 'roman'],
  ['游ゴシック', 'Yu Gothic,MS ゴシック,MS Gothic', '020B0400000000000000', 'swiss'],
]
  .map(
    ([name, others, panose, family]) =>
      `<w:font w:name="${name}"><w:altName w:val="${others}"/><w:panose1 w:val="${panose}"/><w:charset w:val="80"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`,
  )
  .join('')}</w:fonts>`;
