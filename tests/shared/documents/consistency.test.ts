import { describe, expect, test } from '@jest/globals';
import { compareDocuments, type ComparisonOptions } from '../../../shared/documents/compare-documents.ts';
import { readDocument } from '../../../shared/documents/file-hand.ts';
import { openPackage } from '../../../shared/documents/ooxml/package.ts';
import { textPlaces } from '../../../shared/documents/text-places.ts';
import { chart, deckFile, shape, table, words, type SlideParts } from './deck-fixture.ts';
import { cell, control, paragraph, row, tableOf, text, wordFile } from './word-fixture.ts';

const side = (bytes: Uint8Array) => {
  const file = openPackage(bytes);
  const read = file.ok ? readDocument(file.value) : file;
  const places = file.ok ? textPlaces(file.value) : file;
  if (!read.ok || !places.ok) throw new Error('not read');
  return { anchors: read.value.anchors, places: places.value };
};
const word = (...paragraphs: readonly string[]) =>
  side(wordFile({ body: paragraphs.map((one) => paragraph(text(one))).join('') }));
const slides = (...parts: readonly SlideParts[]) => side(deckFile(parts));
const held = (
  first: ReturnType<typeof side>,
  second: ReturnType<typeof side>,
  options?: ComparisonOptions,
) => {
  const { pairs, verdict } = compareDocuments(first, second, options);
  return {
    verdict,
    pairs: pairs.map((pair) => `${pair.kind === 'field' ? pair.id : pair.label} ${pair.agreement}`),
  };
};

describe('N-3.2.ア: 詳細版と概要版に齟齬のないよう', () => {
  test('a figure typed by hand that says another thing is found, with both places', () => {
    const { pairs, verdict } = compareDocuments(
      word('研修の受講者数は1,234人です。'),
      slides({ shapes: shape('本文', words('研修の受講者数：１２４３名')) }),
    );
    expect(verdict).toBe('different');
    expect(pairs).toMatchObject([
      {
        kind: 'figure',
        label: '研修の受講者数',
        agreement: 'differs',
        first: [{ text: '1,234人', where: { ja: '本文 1段落目' } }],
        second: [{ text: '1243名', where: { ja: 'スライド1「本文」' } }],
      },
    ]);
  });

  test.each([
    ['監査の対象は12課です。', '監査の対象：12課', 'consistent'],
    ['委託料は12,340,000円です。', '委託料 約1,230万円', 'consistent'],
    ['委託料は12,360,000円です。', '委託料 約1,230万円', 'different'],
    ['委託料は12,360,000円です。', '委託料 1,230万円', 'different'],
    ['実施日は令和8年9月18日です。', '実施日：2026年9月18日', 'consistent'],
    ['実施日は令和8年9月18日です。', '実施日：令和8年9月19日', 'different'],
    ['受講率は98.5%でした。', '受講率：98.5％', 'consistent'],
    ['増減は△3件です。', '増減：3件', 'different'],
    ['業務責任者：例田 一郎', '業務責任者：例田一郎', 'consistent'],
    ['業務責任者：例田 一郎', '業務責任者：試山 花子', 'different'],
    ['発表3件、PC12台', '発表4件、PC12台', 'different'],
    ['合計は1,234です。', '合計は1,235です。', 'different'],
    ['12課を対象とします。', '13課を対象とします。', 'toConfirm'],
    ['第3条及び図2に示す。', '第4条及び図5に示す。', 'consistent'],
  ])('%s | %s: %s', (first, second, verdict) => {
    expect(held(word(first), word(second)).verdict).toBe(verdict);
  });

  test('what cannot be paired is to be confirmed; a summary may leave out, not add', () => {
    const detailed = word('点検の対象は30課です。', '指摘事項は7件です。');
    const summary = slides({ shapes: shape('本文', words('点検の対象は30課')) });
    expect(held(detailed, summary)).toEqual({
      verdict: 'toConfirm',
      pairs: ['点検の対象 agrees', '指摘事項 toConfirm'],
    });
    expect(held(detailed, summary, { secondMayOmit: true }).verdict).toBe('consistent');
    expect(held(summary, detailed, { secondMayOmit: true }).verdict).toBe('toConfirm');
    expect(held(word('12件'), word('12件')).verdict).toBe('toConfirm');
  });

  test('tables by the headings of row and column, charts by category and series, notes as text', () => {
    const grid = (count: string) =>
      tableOf(
        3,
        row(...['区分', '件数', '割合'].map((one) => cell(paragraph(text(one))))) +
          row(...['甲', count, '10%'].map((one) => cell(paragraph(text(one))))) +
          row(...['乙', '2', '20%'].map((one) => cell(paragraph(text(one))))),
      );
    const deck = slides({
      shapes:
        table('表', [
          ['区分', '件数', '割合'],
          ['甲', '1', '10%'],
          ['乙', '2', '20%'],
        ]) + chart('図'),
      notes: shape('ノート', words('指摘は3件')),
      chart: true,
    });
    const detailed = (count: string) =>
      side(wordFile({ body: grid(count) + paragraph(text('指摘は3件です。')) }));
    expect(held(detailed('1'), deck)).toEqual({
      verdict: 'consistent',
      pairs: ['甲 件数 agrees', '甲 割合 agrees', '乙 件数 agrees', '乙 割合 agrees', '指摘 agrees'],
    });
    expect(held(detailed('5'), deck).pairs).toContain('甲 件数 differs');
  });

  test('each of the two bears a number of its own, which is no difference', () => {
    const [one, other] = ['R8-文-0003', 'R8-文-0004'].map((number) =>
      side(
        wordFile({
          body:
            paragraph(control('cio:document.number', text(number))) +
            paragraph(text('監査の対象は12課です。')),
        }),
      ),
    );
    if (one && other) expect(held(one, other).verdict).toBe('consistent');
    expect.assertions(1);
  });

  test('fields by their id, whatever their format', () => {
    const detailed = (value: string) =>
      side(
        wordFile({
          body: paragraph(text('予算は') + control('cio:plan.budget', text(value)) + text('です。')),
        }),
      );
    const summary = (value: string) => slides({ shapes: shape('cio:plan.budget', words(value)) });
    expect(held(detailed('12,340,000円'), summary('約1,230万円'))).toEqual({
      verdict: 'consistent',
      pairs: ['plan.budget rounded'],
    });
    expect(held(detailed('12,340,000円'), summary('約1,300万円'))).toEqual({
      verdict: 'different',
      pairs: ['plan.budget differs'],
    });
  });
});
