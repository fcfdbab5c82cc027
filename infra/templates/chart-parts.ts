import { DRAWING, escaped, OFFICE, officeFile, XML, type Part } from './office-package.ts';

/** Real charts of Office with their workbook inside: bars, whose data are filled in later. */

export type ChartModel = {
  /** What stands until it is filled, without a figure: nothing is drawn that nobody knows. */
  readonly categories: readonly string[];
  readonly series: readonly string[];
  /** Bars that lie, for long names. */
  readonly lying?: boolean;
  /** Behind the numbers: 件, %. */
  readonly unit: string;
  /** Of the words in it, in points. */
  readonly size: number;
  readonly max?: number;
};

/** Told apart in print without colour too. */
const COLOURS = ['9DB7D5', '1F4E79', '7F7F7F'];

const letters = (column: number): string => String.fromCharCode(65 + column);

const cache = (kind: 'str' | 'num', reference: string, values: readonly (string | number)[]): string =>
  `<c:${kind}Ref><c:f>Sheet1!${reference}</c:f><c:${kind}Cache>${kind === 'num' ? '<c:formatCode>General</c:formatCode>' : ''}<c:ptCount val="${values.length}"/>${values
    .map((value, index) => `<c:pt idx="${index}"><c:v>${escaped(String(value))}</c:v></c:pt>`)
    .join('')}</c:${kind}Cache></c:${kind}Ref>`;

const wordsOf = (size: number): string =>
  `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="${size * 100}"><a:solidFill><a:srgbClr val="262626"/></a:solidFill><a:latin typeface="游ゴシック"/><a:ea typeface="游ゴシック"/></a:defRPr></a:pPr><a:endParaRPr lang="ja-JP"/></a:p></c:txPr>`;

const chartXml = ({ categories, series, lying = false, unit, size, max }: ChartModel): string => {
  const last = categories.length + 1;
  const bars = series
    .map(
      (name, index) =>
        `<c:ser><c:idx val="${index}"/><c:order val="${index}"/><c:tx>${cache('str', `$${letters(index + 1)}$1`, [name])}</c:tx><c:spPr><a:solidFill><a:srgbClr val="${COLOURS[series.length === 1 ? 1 : index % 3]}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/><c:dLbls><c:numFmt formatCode="#,##0&quot;${escaped(unit)}&quot;;;" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${wordsOf(size)}<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls><c:cat>${cache('str', `$A$2:$A$${last}`, categories)}</c:cat><c:val>${cache(
          'num',
          `$${letters(index + 1)}$2:$${letters(index + 1)}$${last}`,
          categories.map(() => 0),
        )}</c:val></c:ser>`,
    )
    .join('');
  const legend =
    series.length > 1
      ? `<c:legend><c:legendPos val="t"/><c:overlay val="0"/>${wordsOf(size)}</c:legend>`
      : '';
  return `${XML}<c:chartSpace xmlns:c="${DRAWING}/chart" xmlns:a="${DRAWING}/main" xmlns:r="${OFFICE}"><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart><c:barDir val="${lying ? 'bar' : 'col'}"/><c:grouping val="clustered"/><c:varyColors val="0"/>${bars}<c:gapWidth val="60"/><c:axId val="111111111"/><c:axId val="222222222"/></c:barChart><c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="${lying ? 'maxMin' : 'minMax'}"/></c:scaling><c:delete val="0"/><c:axPos val="${lying ? 'l' : 'b'}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="595959"/></a:solidFill></a:ln></c:spPr>${wordsOf(size)}<c:crossAx val="222222222"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx><c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/>${max === undefined ? '' : `<c:max val="${max}"/>`}<c:min val="0"/></c:scaling><c:delete val="1"/><c:axPos val="${lying ? 't' : 'l'}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="111111111"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx><c:spPr><a:noFill/></c:spPr></c:plotArea>${legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${wordsOf(size)}<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`;
};

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const workbook = ({ categories, series }: ChartModel): Uint8Array => {
  const X = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"`;
  const said = (value: string, place: string): string =>
    `<c r="${place}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
  const head = `<row r="1">${series.map((name, index) => said(name, `${letters(index + 1)}1`)).join('')}</row>`;
  const rows = categories.map(
    (name, index) =>
      `<row r="${index + 2}">${said(name, `A${index + 2}`)}${series.map((_, column) => `<c r="${letters(column + 1)}${index + 2}"><v>0</v></c>`).join('')}</row>`,
  );
  return officeFile(
    [
      {
        name: 'xl/workbook.xml',
        type: `${SHEET}.sheet.main+xml`,
        content: `${XML}<workbook ${X}><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
        relations: [['rId1', 'worksheet', 'worksheets/sheet1.xml']],
      },
      {
        name: 'xl/worksheets/sheet1.xml',
        type: `${SHEET}.worksheet+xml`,
        content: `${XML}<worksheet ${X}><dimension ref="A1:${letters(series.length)}${categories.length + 1}"/><sheetData>${head}${rows.join('')}</sheetData></worksheet>`,
      },
    ],
    '',
  );
};

/** @param folder word or ppt */
export const chartParts = (folder: 'word' | 'ppt', number: number, model: ChartModel): readonly Part[] => [
  {
    name: `${folder}/charts/chart${number}.xml`,
    type: 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml',
    content: chartXml(model),
    relations: [['rId1', 'package', `../embeddings/Microsoft_Excel_Sheet${number}.xlsx`]],
  },
  { name: `${folder}/embeddings/Microsoft_Excel_Sheet${number}.xlsx`, content: workbook(model) },
];
