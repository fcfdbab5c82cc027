import { expect, test } from '@jest/globals';
import { flatPiece } from '../../../addin/office/word/flat-package.ts';
import { openPackage } from '../../../shared/documents/ooxml/package.ts';
import { blocksAlone } from '../../../shared/documents/ooxml/word-blocks.ts';
import { scanXml } from '../../../shared/documents/ooxml/xml.ts';
import { withChart } from '../../shared/documents/word-chart-fixture.ts';
import { paragraph, text, wordFile } from '../../shared/documents/word-fixture.ts';

const flat = (bytes: Uint8Array, count: number): string => {
  const file = openPackage(bytes);
  const alone = file.ok ? blocksAlone(file.value, 0, count) : file;
  const made = alone.ok ? flatPiece(alone.value) : alone;
  if (!made.ok) throw new Error(made.problem.code);
  return made.value;
};
const partsOf = (piece: string): readonly string[] =>
  [...piece.matchAll(/pkg:name="([^"]+)"/g)].map(([, name = '']) => name);

test('a piece carries what it shows: a chart with its workbook, and the looks', () => {
  const piece = flat(withChart(), 1);
  expect(scanXml(piece, 'piece').ok).toBe(true);
  expect(partsOf(piece)).toEqual([
    '/_rels/.rels',
    '/word/document.xml',
    '/word/_rels/document.xml.rels',
    '/word/styles.xml',
    '/word/settings.xml',
    '/word/charts/chart1.xml',
    '/word/charts/_rels/chart1.xml.rels',
    '/word/embeddings/sheet1.xlsx',
  ]);
  const book = /sheet1\.xlsx"[^>]*><pkg:binaryData>([^<]+)</.exec(piece)?.[1] ?? '';
  expect(atob(book).slice(0, 2)).toBe('PK');
});

test('it leaves behind what it does not show: headers, charts of other blocks, the ledger', () => {
  const withHeader = flat(wordFile({ header: paragraph(text('頭書き')), body: paragraph(text('本文')) }), 1);
  expect(partsOf(withHeader)).not.toContain('/word/header1.xml');
  expect(withHeader).not.toContain('headerReference');
  expect(partsOf(flat(withChart(), 0)).filter((name) => name.includes('chart'))).toEqual([]);
});
