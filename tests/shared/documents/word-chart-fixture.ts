import { strFromU8, strToU8, unzipSync } from 'fflate';
import { chartXml, workbook } from './deck-fixture.ts';
import { paragraph, wordFile } from './word-fixture.ts';

/** A Word file with a chart that draws the results. */

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006';

const inline = paragraph(
  `<w:r><w:drawing><wp:inline xmlns:wp="${DRAWING}/wordprocessingDrawing"><wp:extent cx="5000000" cy="3000000"/><wp:docPr id="1" name="グラフ 1" title="cio:chart:results"/><a:graphic xmlns:a="${DRAWING}/main"><a:graphicData uri="${DRAWING}/chart"><c:chart xmlns:c="${DRAWING}/chart" r:id="rId9"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`,
);

export const withChart = (): Uint8Array => {
  const plain = unzipSync(wordFile({ body: inline }));
  const text = (name: string): string => strFromU8(plain[name] ?? new Uint8Array());
  const added = (name: string, before: string, entry: string): Uint8Array =>
    strToU8(text(name).replace(before, entry + before));
  return wordFile({
    body: inline,
    extra: {
      '[Content_Types].xml': added(
        '[Content_Types].xml',
        '</Types>',
        '<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/><Override PartName="/word/charts/chart1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/>',
      ),
      'word/_rels/document.xml.rels': added(
        'word/_rels/document.xml.rels',
        '</Relationships>',
        `<Relationship Id="rId9" Type="${OFFICE}/chart" Target="charts/chart1.xml"/>`,
      ),
      'word/charts/chart1.xml': strToU8(chartXml()),
      'word/charts/_rels/chart1.xml.rels': strToU8(
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/package" Target="../embeddings/sheet1.xlsx"/></Relationships>`,
      ),
      'word/embeddings/sheet1.xlsx': workbook(),
    },
  });
};
