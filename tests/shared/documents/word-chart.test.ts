import { expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { applyPlan, readDocument } from '../../../shared/documents/file-hand.ts';
import { planFill } from '../../../shared/documents/fill-plan.ts';
import { openPackage, writePackage } from '../../../shared/documents/ooxml/package.ts';
import { FIELDS, facts } from './sample-fields.ts';
import { withChart } from './word-chart-fixture.ts';

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
