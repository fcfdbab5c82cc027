import { DRAWING, OFFICE, XML } from './office-package.ts';

/** How our slides look: theme, master, layouts, the look of tables. Places in centimetres on A4 as PowerPoint has it. */

export const SLIDE = { width: 9_906_000, height: 6_858_000 };
export const emu = (centimetres: number): number => Math.round(centimetres * 360_000);

export const DECK_NAMESPACES = `xmlns:a="${DRAWING}/main" xmlns:r="${OFFICE}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"`;

export type Frame = readonly [x: number, y: number, width: number, height: number];

/** Where things stand; the width of the slide is 27.5, its height 19.05. */
export const PLACES = {
  title: [1.2, 1.05, 25.1, 1.95],
  label: [16.3, 0.4, 10, 0.6],
  rule: [1.2, 3.15, 25.1, 0.04],
  body: [1.2, 3.6, 25.1, 13.1],
  source: [1.2, 17.0, 21.5, 0.8],
  numberLabel: [2.5, 15.4, 3.4, 1],
  number: [5.9, 15.4, 15, 1],
  page: [22.3, 17.85, 4, 0.75],
} as const satisfies Readonly<Record<string, Frame>>;

export const transform = ([x, y, width, height]: Frame, prefix: 'a' | 'p' = 'a'): string =>
  `<${prefix}:xfrm><a:off x="${emu(x)}" y="${emu(y)}"/><a:ext cx="${emu(width)}" cy="${emu(height)}"/></${prefix}:xfrm>`;

const COLOURS: readonly (readonly [name: string, rgb: string])[] = [
  ['dk1', '262626'],
  ['lt1', 'FFFFFF'],
  ['dk2', '1F3A5F'],
  ['lt2', 'EEF2F7'],
  ['accent1', '1F4E79'],
  ['accent2', '9DB7D5'],
  ['accent3', '7F7F7F'],
  ['accent4', 'B08D57'],
  ['accent5', '5B7F6B'],
  ['accent6', '8C4A4A'],
  ['hlink', '1F4E79'],
  ['folHlink', '5F4B7A'],
];

export const THEME = ((): string => {
  const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
  const font =
    '<a:latin typeface="游ゴシック"/><a:ea typeface="游ゴシック"/><a:cs typeface=""/><a:font script="Jpan" typeface="游ゴシック"/>';
  return `${XML}<a:theme xmlns:a="${DRAWING}/main" name="報告書"><a:themeElements><a:clrScheme name="報告書">${COLOURS.map(([name, rgb]) => `<a:${name}><a:srgbClr val="${rgb}"/></a:${name}>`).join('')}</a:clrScheme><a:fontScheme name="報告書"><a:majorFont>${font}</a:majorFont><a:minorFont>${font}</a:minorFont></a:fontScheme><a:fmtScheme name="報告書"><a:fillStyleLst>${fill.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${`<a:ln w="6350">${fill}</a:ln>`.repeat(3)}</a:lnStyleLst><a:effectStyleLst>${'<a:effectStyle><a:effectLst/></a:effectStyle>'.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${fill.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`;
})();

export const CLEAR_MAP = `bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"`;

const GROUP =
  '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>';
export const tree = (shapes: string): string => `<p:cSld><p:spTree>${GROUP}${shapes}</p:spTree></p:cSld>`;

const placeholder = (
  id: number,
  name: string,
  kind: string,
  frame: Frame,
  words: string,
  body = '<a:bodyPr/>',
  style = '<a:lstStyle/>',
): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph ${kind}/></p:nvPr></p:nvSpPr><p:spPr>${transform(frame)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody>${body}${style}<a:p>${words}</a:p></p:txBody></p:sp>`;

const PAGE =
  '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="ja-JP"/><a:t>‹#›</a:t></a:fld>';
export const pageNumber = (id: number): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="スライド番号"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="quarter" idx="12"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p>${PAGE}</a:p></p:txBody></p:sp>`;

const small = (align: 'l' | 'r'): string =>
  `<a:lstStyle><a:lvl1pPr algn="${align}"><a:defRPr sz="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>`;

const said = (text: string): string => `<a:r><a:rPr lang="ja-JP"/><a:t>${text}</a:t></a:r>`;
const COVER: Frame = [2.5, 5.6, 22.5, 4.2];
const UNDER: Frame = [2.2, 10.3, 23.1, 4.5];

const level = (size: number, bullet: string, more = ''): string =>
  `<a:defRPr sz="${size}"${more} kern="1200"><a:solidFill><a:schemeClr val="${bullet === '' ? 'tx2' : 'tx1'}"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/></a:defRPr>`;

export const MASTER = `${XML}<p:sldMaster ${DECK_NAMESPACES}>${tree(
  placeholder(
    2,
    'タイトル',
    'type="title"',
    PLACES.title,
    said('伝えることを一文で'),
    '<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"><a:normAutofit/></a:bodyPr>',
  ) +
    placeholder(
      3,
      '本文',
      'type="body" idx="1"',
      PLACES.body,
      said('本文'),
      '<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"><a:normAutofit/></a:bodyPr>',
    ) +
    placeholder(
      4,
      'スライド番号',
      'type="sldNum" sz="quarter" idx="4"',
      PLACES.page,
      PAGE,
      '<a:bodyPr rIns="0" anchor="ctr"/>',
      small('r'),
    ),
)}<p:clrMap ${CLEAR_MAP}/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/><p:sldLayoutId id="2147483650" r:id="rId2"/></p:sldLayoutIdLst><p:txStyles><p:titleStyle><a:lvl1pPr algn="l"><a:lnSpc><a:spcPts val="2700"/></a:lnSpc>${level(2400, '', ' b="1"')}</a:lvl1pPr></p:titleStyle><p:bodyStyle><a:lvl1pPr marL="342900" indent="-342900"><a:lnSpc><a:spcPct val="110000"/></a:lnSpc><a:spcBef><a:spcPts val="1600"/></a:spcBef><a:buFont typeface="Arial"/><a:buChar char="•"/>${level(2000, '•')}</a:lvl1pPr><a:lvl2pPr marL="685800" indent="-285750"><a:spcBef><a:spcPts val="600"/></a:spcBef><a:buFont typeface="Arial"/><a:buChar char="–"/>${level(1800, '–')}</a:lvl2pPr></p:bodyStyle><p:otherStyle><a:lvl1pPr>${level(1800, '-')}</a:lvl1pPr></p:otherStyle></p:txStyles></p:sldMaster>`;

const layout = (type: string, name: string, shapes: string): string =>
  `${XML}<p:sldLayout ${DECK_NAMESPACES} type="${type}" preserve="1">${tree(shapes).replace('<p:cSld>', `<p:cSld name="${name}">`)}<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>`;

const PAGE_PLACE = placeholder(
  9,
  'スライド番号',
  'type="sldNum" sz="quarter" idx="12"',
  PLACES.page,
  PAGE,
  '<a:bodyPr rIns="0" anchor="ctr"/>',
  small('r'),
);

export const LAYOUTS: readonly string[] = [
  layout(
    'title',
    '表紙',
    placeholder(
      2,
      'タイトル',
      'type="ctrTitle"',
      COVER,
      said('表題'),
      '<a:bodyPr lIns="0" anchor="b"><a:normAutofit/></a:bodyPr>',
      '<a:lstStyle><a:lvl1pPr algn="l"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:defRPr sz="3600" b="1"/></a:lvl1pPr></a:lstStyle>',
    ) +
      placeholder(
        3,
        '副題',
        'type="subTitle" idx="1"',
        UNDER,
        said('副題'),
        '<a:bodyPr><a:normAutofit/></a:bodyPr>',
        '<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="l"><a:buNone/><a:defRPr sz="2000"/></a:lvl1pPr></a:lstStyle>',
      ) +
      PAGE_PLACE,
  ),
  layout(
    'obj',
    '本文',
    placeholder(2, 'タイトル', 'type="title"', PLACES.title, said('伝えることを一文で')) +
      placeholder(3, '本文', 'idx="1"', PLACES.body, said('本文')) +
      PAGE_PLACE,
  ),
];

const line = (name: string, width: number): string =>
  `<a:${name}><a:ln w="${width}"><a:solidFill><a:srgbClr val="808080"/></a:solidFill></a:ln></a:${name}>`;

export const TABLE_STYLE = '{6D1F0B52-3E0A-4C8E-9A77-2B6F4C1D9E10}';

const head = (name: string): string =>
  `<a:${name}><a:tcTxStyle b="on"><a:fontRef idx="minor"/><a:schemeClr val="tx2"/></a:tcTxStyle><a:tcStyle><a:tcBdr/><a:fill><a:solidFill><a:schemeClr val="lt2"/></a:solidFill></a:fill></a:tcStyle></a:${name}>`;

export const TABLE_STYLES = `${XML}<a:tblStyleLst xmlns:a="${DRAWING}/main" def="${TABLE_STYLE}"><a:tblStyle styleId="${TABLE_STYLE}" styleName="細罫の表"><a:wholeTbl><a:tcTxStyle><a:fontRef idx="minor"/><a:schemeClr val="tx1"/></a:tcTxStyle><a:tcStyle><a:tcBdr>${line('left', 3175)}${line('right', 3175)}${line('top', 9525)}${line('bottom', 9525)}${line('insideH', 3175)}${line('insideV', 3175)}</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>${head('firstCol')}${head('firstRow')}</a:tblStyle></a:tblStyleLst>`;
