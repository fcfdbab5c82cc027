import { strToU8, zipSync, type Zippable } from 'fflate';

/** PowerPoint files made by hand for the tests: one master, one layout, slides with named shapes, tables, charts, notes. */

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const BASE = 'http://schemas.openxmlformats.org';
const OFFICE = `${BASE}/officeDocument/2006/relationships`;
const PML = 'application/vnd.openxmlformats-officedocument.presentationml';
const DML = 'application/vnd.openxmlformats-officedocument.drawingml';
const NS = `xmlns:a="${BASE}/drawingml/2006/main" xmlns:r="${OFFICE}" xmlns:p="${BASE}/presentationml/2006/main"`;
const MAP =
  'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"';

const theme = ((): string => {
  const colours = [
    'dk1',
    'lt1',
    'dk2',
    'lt2',
    'accent1',
    'accent2',
    'accent3',
    'accent4',
    'accent5',
    'accent6',
    'hlink',
    'folHlink',
  ];
  const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
  const line = `<a:ln w="9525">${fill}</a:ln>`;
  const effect = '<a:effectStyle><a:effectLst/></a:effectStyle>';
  const font = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>';
  return `<a:theme xmlns:a="${BASE}/drawingml/2006/main" name="試験"><a:themeElements><a:clrScheme name="試験">${colours.map((name, index) => `<a:${name}><a:srgbClr val="${name.startsWith('lt') ? 'FFFFFF' : `2040${String(index + 10)}`}"/></a:${name}>`).join('')}</a:clrScheme><a:fontScheme name="試験"><a:majorFont>${font}</a:majorFont><a:minorFont>${font}</a:minorFont></a:fontScheme><a:fmtScheme name="試験"><a:fillStyleLst>${fill.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${line.repeat(3)}</a:lnStyleLst><a:effectStyleLst>${effect.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${fill.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`;
})();

const GROUP = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>';
const tree = (shapes: string): string => `<p:cSld><p:spTree>${GROUP}${shapes}</p:spTree></p:cSld>`;

let serial = 10;
const shapeId = (): number => (serial += 1);

const FRAME = '<a:off x="400000" y="400000"/><a:ext cx="6000000" cy="800000"/>';

export const words = (text: string, properties = '<a:rPr lang="ja-JP" b="1"/>'): string =>
  `<a:p><a:pPr algn="ctr"/><a:r>${properties}<a:t>${text}</a:t></a:r></a:p>`;

export const shape = (name: string, paragraphs: string = words('未記入')): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="${shapeId()}" name="${name}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>${FRAME}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>${paragraphs}</p:txBody></p:sp>`;

const frame = (name: string, uri: string, inner: string): string =>
  `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="${shapeId()}" name="${name}"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm>${FRAME}</p:xfrm><a:graphic><a:graphicData uri="${BASE}/drawingml/2006/${uri}">${inner}</a:graphicData></a:graphic></p:graphicFrame>`;

const cell = (text: string): string =>
  `<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>${text === '' ? '<a:endParaRPr lang="ja-JP" sz="1400"/>' : `<a:r><a:rPr lang="ja-JP" sz="1400"/><a:t>${text}</a:t></a:r>`}</a:p></a:txBody><a:tcPr/></a:tc>`;

export const table = (name: string, rows: readonly (readonly string[])[], marks = 'firstRow="1"'): string =>
  frame(
    name,
    'table',
    `<a:tbl><a:tblPr ${marks}/><a:tblGrid>${(rows[0] ?? []).map(() => '<a:gridCol w="2000000"/>').join('')}</a:tblGrid>${rows
      .map(
        (row, index) =>
          `<a:tr h="370000">${row.map(cell).join('')}<a:extLst><a:ext uri="{0D108BD9-81ED-4DB2-BD59-A6C34878D82A}"><a16:rowId xmlns:a16="http://schemas.microsoft.com/office/drawing/2014/main" val="${index + 1}"/></a:ext></a:extLst></a:tr>`,
      )
      .join('')}</a:tbl>`,
  );

/** The chart of the slide, by its number among the slide's charts. */
export const chart = (name: string, number = 1): string =>
  frame(name, 'chart', `<c:chart xmlns:c="${BASE}/drawingml/2006/chart" r:id="rIdChart${number}"/>`);

export const chartXml = (book = 'rId1'): string => {
  const points = (kind: string, ref: string, values: readonly string[], code = ''): string =>
    `<c:${kind}Ref><c:f>Sheet1!${ref}</c:f><c:${kind}Cache>${code}<c:ptCount val="${values.length}"/>${values.map((value, index) => `<c:pt idx="${index}"><c:v>${value}</c:v></c:pt>`).join('')}</c:${kind}Cache></c:${kind}Ref>`;
  const series = `<c:ser><c:idx val="0"/><c:order val="0"/><c:tx>${points('str', '$B$1', ['件数'])}</c:tx><c:spPr><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/><c:cat>${points('str', '$A$2:$A$3', ['甲', '乙'])}</c:cat><c:val>${points('num', '$B$2:$B$3', ['1', '2'], '<c:formatCode>#,##0</c:formatCode>')}</c:val></c:ser>`;
  return `<c:chartSpace xmlns:c="${BASE}/drawingml/2006/chart" xmlns:a="${BASE}/drawingml/2006/main" xmlns:r="${OFFICE}"><c:chart><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/>${series}<c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling/><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling/><c:delete val="0"/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx></c:plotArea><c:plotVisOnly val="1"/></c:chart><c:externalData r:id="${book}"/></c:chartSpace>`;
};

const relations = (list: readonly (readonly [string, string, string])[]): string =>
  `<Relationships xmlns="${BASE}/package/2006/relationships">${list.map(([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`).join('')}</Relationships>`;

const types = (overrides: readonly (readonly [string, string])[]): string =>
  `<Types xmlns="${BASE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>${overrides.map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`).join('')}</Types>`;

const zipped = (files: Readonly<Record<string, string | Uint8Array>>, extra: Zippable = {}): Uint8Array => {
  const entries = Object.entries(files).map(([name, content]): [string, Uint8Array] => [
    name,
    typeof content === 'string' ? strToU8(XML + content) : content,
  ]);
  return zipSync({ ...Object.fromEntries(entries), ...extra }, { mtime: new Date('2026-04-01T00:00:00Z') });
};

/** The workbook in a chart, with a table over its data as PowerPoint makes it. */
export const workbook = (): Uint8Array => {
  const X = `xmlns="${BASE}/spreadsheetml/2006/main" xmlns:r="${OFFICE}"`;
  const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return zipped({
    '[Content_Types].xml': types([
      ['xl/workbook.xml', `${sheet}.sheet.main+xml`],
      ['xl/worksheets/sheet1.xml', `${sheet}.worksheet+xml`],
      ['xl/tables/table1.xml', `${sheet}.table+xml`],
    ]),
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook ${X}><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([['rId1', 'worksheet', 'worksheets/sheet1.xml']]),
    'xl/worksheets/sheet1.xml': `<worksheet ${X}><dimension ref="A1:B3"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>項目</t></is></c></row></sheetData><tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>`,
    'xl/worksheets/_rels/sheet1.xml.rels': relations([['rId1', 'table', '../tables/table1.xml']]),
    'xl/tables/table1.xml': `<table ${X} id="1" name="Table1" displayName="Table1" ref="A1:B3"><tableColumns count="2"><tableColumn id="1" name="項目"/><tableColumn id="2" name="件数"/></tableColumns></table>`,
  });
};

export type SlideParts = { readonly shapes: string; readonly notes?: string; readonly chart?: boolean };

/** The bytes of a pptx. */
export const deckFile = (
  slides: readonly SlideParts[],
  inPresentation = '',
  extra: Zippable = {},
): Uint8Array => {
  const files: Record<string, string | Uint8Array> = {};
  const overrides: [string, string][] = [
    ['ppt/presentation.xml', `${PML}.presentation.main+xml`],
    ['ppt/slideMasters/slideMaster1.xml', `${PML}.slideMaster+xml`],
    ['ppt/slideLayouts/slideLayout1.xml', `${PML}.slideLayout+xml`],
    ['ppt/notesMasters/notesMaster1.xml', `${PML}.notesMaster+xml`],
    ['ppt/theme/theme1.xml', 'application/vnd.openxmlformats-officedocument.theme+xml'],
    ['ppt/theme/theme2.xml', 'application/vnd.openxmlformats-officedocument.theme+xml'],
  ];
  slides.forEach(({ shapes, notes, chart: hasChart }, index) => {
    const number = index + 1;
    const slide = `ppt/slides/slide${number}.xml`;
    overrides.push([slide, `${PML}.slide+xml`]);
    files[slide] = `<p:sld ${NS}>${tree(shapes)}</p:sld>`;
    const own: [string, string, string][] = [['rId1', 'slideLayout', '../slideLayouts/slideLayout1.xml']];
    if (notes !== undefined) {
      own.push(['rId2', 'notesSlide', `../notesSlides/notesSlide${number}.xml`]);
      overrides.push([`ppt/notesSlides/notesSlide${number}.xml`, `${PML}.notesSlide+xml`]);
      files[`ppt/notesSlides/notesSlide${number}.xml`] = `<p:notes ${NS}>${tree(notes)}</p:notes>`;
      files[`ppt/notesSlides/_rels/notesSlide${number}.xml.rels`] = relations([
        ['rId1', 'notesMaster', '../notesMasters/notesMaster1.xml'],
        ['rId2', 'slide', `../slides/slide${number}.xml`],
      ]);
    }
    if (hasChart) {
      own.push(['rIdChart1', 'chart', `../charts/chart${number}.xml`]);
      overrides.push([`ppt/charts/chart${number}.xml`, `${DML}.chart+xml`]);
      files[`ppt/charts/chart${number}.xml`] = chartXml();
      files[`ppt/charts/_rels/chart${number}.xml.rels`] = relations([
        ['rId1', 'package', `../embeddings/sheet${number}.xlsx`],
      ]);
      files[`ppt/embeddings/sheet${number}.xlsx`] = workbook();
    }
    files[`ppt/slides/_rels/slide${number}.xml.rels`] = relations(own);
  });
  const presentation: Record<string, string> = {
    '[Content_Types].xml': types(overrides),
    '_rels/.rels': relations([['rId1', 'officeDocument', 'ppt/presentation.xml']]),
    'ppt/presentation.xml': `<p:presentation ${NS}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldIdLst>${slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="rId${10 + index}"/>`).join('')}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/>${inPresentation}</p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relations([
      ['rId1', 'slideMaster', 'slideMasters/slideMaster1.xml'],
      ['rId2', 'notesMaster', 'notesMasters/notesMaster1.xml'],
      ['rId3', 'theme', 'theme/theme1.xml'],
      ...slides.map((_, index): [string, string, string] => [
        `rId${10 + index}`,
        'slide',
        `slides/slide${index + 1}.xml`,
      ]),
    ]),
    'ppt/slideMasters/slideMaster1.xml': `<p:sldMaster ${NS}>${tree('')}<p:clrMap ${MAP}/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst></p:sldMaster>`,
    'ppt/slideMasters/_rels/slideMaster1.xml.rels': relations([
      ['rId1', 'slideLayout', '../slideLayouts/slideLayout1.xml'],
      ['rId2', 'theme', '../theme/theme1.xml'],
    ]),
    'ppt/slideLayouts/slideLayout1.xml': `<p:sldLayout ${NS}>${tree('')}</p:sldLayout>`,
    'ppt/slideLayouts/_rels/slideLayout1.xml.rels': relations([
      ['rId1', 'slideMaster', '../slideMasters/slideMaster1.xml'],
    ]),
    'ppt/notesMasters/notesMaster1.xml': `<p:notesMaster ${NS}>${tree('')}<p:clrMap ${MAP}/></p:notesMaster>`,
    'ppt/notesMasters/_rels/notesMaster1.xml.rels': relations([['rId1', 'theme', '../theme/theme2.xml']]),
    'ppt/theme/theme1.xml': theme,
    'ppt/theme/theme2.xml': theme,
  };
  return zipped({ ...presentation, ...files }, extra);
};
