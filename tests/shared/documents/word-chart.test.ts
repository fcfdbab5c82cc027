import { expect, test } from '@jest/globals';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { applyPlan, readDocument } from '../../../shared/documents/file-hand.ts';
import { planFill } from '../../../shared/documents/fill-plan.ts';
import { openPackage, writePackage } from '../../../shared/documents/ooxml/package.ts';
import { chartXml, workbook } from './deck-fixture.ts';
import { FIELDS, facts } from './sample-fields.ts';
import { paragraph, wordFile } from './word-fixture.ts';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006';

const inline = paragraph(
  `<w:r><w:drawing><wp:inline xmlns:wp="${DRAWING}/wordprocessingDrawing"><wp:extent cx="5000000" cy="3000000"/><wp:docPr id="1" name="グラフ 1" title="cio:chart:results"/><a:graphic xmlns:a="${DRAWING}/main"><a:graphicData uri="${DRAWING}/chart"><c:chart xmlns:c="${DRAWING}/chart" r:id="rId9"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`,
);

const withChart = (): Uint8Array => {
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

test('N-3.2.ア: a chart in Word draws the list that its title names, with the figures in its workbook', () => {
  const file = openPackage(withChart());
  const read = file.ok ? readDocument(file.value) : file;
  if (!file.ok || !read.ok) throw new Error('not read');
  expect(read.value.anchors).toMatchObject([{ control: 'chart', text: '\t件数\n甲\t1\n乙\t2' }]);
  const applied = applyPlan(file.value, planFill(read.value, FIELDS, facts()));
  if (!applied.ok) throw new Error(applied.problems[0]?.code);
  const parts = unzipSync(writePackage(applied.file));
  expect(strFromU8(parts['word/charts/chart1.xml'] ?? new Uint8Array())).toContain('<c:v>規程の改定</c:v>');
  const book = unzipSync(parts['word/embeddings/sheet1.xlsx'] ?? new Uint8Array());
  expect(strFromU8(book['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).toContain('規程の改定');
  const again = readDocument(applied.file);
  expect(again.ok && again.value.anchors[0]?.text).toBe(
    '\t件数\n研修の実施\t3\n監査 & 点検 <年2回>\t1200\n規程の改定\t5',
  );
});
