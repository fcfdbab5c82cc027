import { describe, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { compareWithSource } from '../../../shared/documents/compare.ts';
import type { Facts } from '../../../shared/documents/facts.ts';
import { applyPlan, readDocument } from '../../../shared/documents/file-hand.ts';
import { planFill } from '../../../shared/documents/fill-plan.ts';
import { openPackage, writePackage, type OfficePackage } from '../../../shared/documents/ooxml/package.ts';
import { checkTemplate } from '../../../shared/documents/template.ts';
import { chart, deckFile, shape, table, words, type SlideParts } from './deck-fixture.ts';
import { FIELDS, facts, measure } from './sample-fields.ts';

const opened = (bytes: Uint8Array): OfficePackage => {
  const result = openPackage(bytes, { name: '概要版.pptx' });
  if (!result.ok) throw new Error(result.problem.message.ja);
  return result.value;
};
const reading = (file: OfficePackage) => {
  const result = readDocument(file);
  if (!result.ok) throw new Error(result.problem.message.ja);
  return result.value;
};
const filled = (file: OfficePackage, given: Facts = facts()): OfficePackage => {
  const applied = applyPlan(file, planFill(reading(file), FIELDS, given));
  if (!applied.ok) throw new Error(applied.problems.map(({ message }) => message.ja).join('\n'));
  return opened(writePackage(applied.file));
};
const textOf = (file: OfficePackage, part: string): string =>
  strFromU8(unzipSync(writePackage(file))[part] ?? new Uint8Array());
const slideTexts = (file: OfficePackage): readonly string[] => {
  const main = textOf(file, 'ppt/presentation.xml');
  const relations = textOf(file, 'ppt/_rels/presentation.xml.rels');
  return [...main.matchAll(/<p:sldId id="\d+" r:id="(\w+)"\/>/g)].map(([, id]) => {
    const target = new RegExp(`Id="${id}"[^>]*Target="([^"]+)"`).exec(relations)?.[1] ?? '';
    return textOf(file, `ppt/${target}`);
  });
};
const states = (file: OfficePackage, given: Facts = facts()) =>
  compareWithSource(reading(file), FIELDS, given).map(
    ({ id, row, state }) => `${row ? `${id}#${row}` : id} ${state}`,
  );

const COLUMNS = 'cio:each:measures[measures.name,-,measures.count]';
const deck: readonly SlideParts[] = [
  {
    shapes:
      shape('cio:plan.title') +
      shape('cio:plan.purpose', words('一') + words('二')) +
      shape('cio:if:plan.hasRisks', words('リスク')),
    notes: shape('cio:plan.date'),
  },
  {
    shapes:
      table(
        COLUMNS,
        [
          ['取組', '備考', '件数'],
          ['', '手書き', ''],
          ['計', '', '8'],
        ],
        'firstRow="1" lastRow="1"',
      ) +
      table('cio:cells[B2=plan.budget,A2=plan.date]', [
        ['日付', '予算'],
        ['', ''],
      ]) +
      chart('cio:chart:results'),
    chart: true,
  },
  {
    shapes: shape('cio:slide:measures', words('■')) + shape('cio:measures.name') + chart('図'),
    notes: shape('cio:measures.count'),
    chart: true,
  },
  {
    shapes: shape('cio:ifSlide:plan.hasRisks', words('リスク一覧')) + shape('x', words('秘匿')),
    notes: shape('y', words('秘匿ノート')),
    chart: true,
  },
];

describe('N-3.2.ア: the 概要版 is filled from the same facts', () => {
  const file = filled(opened(deckFile(deck)));
  const slides = slideTexts(file);

  test('shapes and notes say their values in the looks of what stood there', () => {
    expect(slides[0]).toContain(
      '<a:p><a:pPr algn="ctr"/><a:r><a:rPr lang="ja-JP" b="1"/><a:t>情報セキュリティ運営計画書</a:t></a:r></a:p>',
    );
    expect(slides[0]?.match(/<a:t>目的の.行目<\/a:t>/g)).toHaveLength(2);
    expect(slides[0]).not.toContain('リスク');
    expect(textOf(file, 'ppt/notesSlides/notesSlide1.xml')).toContain('令和8年9月18日');
  });

  test('a table gets a row for each of the list, between its heading and its sum', () => {
    const texts = [...(slides[1] ?? '').matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, text]) => text);
    expect(texts.slice(0, 14)).toEqual([
      '取組',
      '備考',
      '件数',
      '研修の実施',
      '手書き',
      '3',
      '監査 &amp; 点検 &lt;年2回&gt;',
      '手書き',
      '1,200',
      '規程の改定',
      '手書き',
      '5',
      '計',
      '8',
    ]);
    expect(texts.slice(14)).toEqual(['日付', '予算', '令和8年9月18日', '約1,230万円']);
    const ids = [...(slides[1] ?? '').matchAll(/rowId [^>]*val="(\d+)"/g)].map(([, id]) => id);
    expect(new Set(ids.slice(0, 5)).size).toBe(5);
  });

  test('a slide stands once for each row, with its notes and chart of its own', () => {
    expect(slides).toHaveLength(5);
    expect(slides.slice(2).map((slide) => /cio:slide:measures:(\w+)/.exec(slide)?.[1])).toEqual([
      '1',
      '2',
      '3',
    ]);
    const files = unzipSync(writePackage(file));
    const relations = textOf(file, 'ppt/slides/_rels/slide5.xml.rels');
    for (const kind of ['notesSlide', 'chart'])
      expect(Object.keys(files)).toContain(new RegExp(`Target="/(ppt/${kind}s/[^"]+)"`).exec(relations)?.[1]);
    expect(relations).toContain('../slideLayouts/slideLayout1.xml');
  });

  test('a slide taken out leaves nothing behind', () => {
    for (const bytes of Object.values(unzipSync(writePackage(file))))
      expect(strFromU8(bytes)).not.toContain('秘匿');
    expect(textOf(file, '[Content_Types].xml')).not.toContain('slide4.xml');
  });

  test('a chart draws the list, in its part and in its workbook', () => {
    const drawn = textOf(file, 'ppt/charts/chart2.xml');
    expect(drawn).toContain('<c:f>Sheet1!$B$2:$B$4</c:f>');
    expect(drawn).toContain('<c:pt idx="1"><c:v>1200</c:v></c:pt>');
    expect(drawn).toContain('<c:formatCode>#,##0</c:formatCode>');
    const book = unzipSync(unzipSync(writePackage(file))['ppt/embeddings/sheet2.xlsx'] ?? new Uint8Array());
    expect(strFromU8(book['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).toContain(
      '<c r="B3"><v>1200</v></c>',
    );
    expect(strFromU8(book['xl/tables/table1.xml'] ?? new Uint8Array())).toContain('ref="A1:B4"');
  });

  test('all is in step; a change at the source shows everywhere it stands; refreshing mends it', () => {
    expect(states(file).filter((state) => !state.endsWith('inStep'))).toEqual([]);
    const now = facts({
      measures: [measure('1', '研修の実施', 4), measure('3', '規程の改定', 5)],
      'plan.hasRisks': true,
    });
    expect(states(file, now)).toEqual(
      expect.arrayContaining([
        'measures stale',
        'measures.count#1 stale',
        'results stale',
        'plan.hasRisks stale',
      ]),
    );
    const again = filled(file, now);
    expect(slideTexts(again)).toHaveLength(4);
    // What was taken out cannot come back by itself: it stays stale until the template is used again.
    expect(states(again, now).filter((state) => !state.endsWith('inStep'))).toEqual(['plan.hasRisks stale']);
    expect(textOf(again, 'ppt/charts/chart2.xml')).toContain('<c:f>Sheet1!$B$2:$B$3</c:f>');
  });

  test('a 概要版 changed by hand is found', () => {
    const parts = unzipSync(writePackage(file));
    const edited = strFromU8(parts['ppt/slides/slide1.xml'] ?? new Uint8Array()).replace(
      '運営計画書',
      '運営計画',
    );
    const byHand = opened(deckFile(deck, '', { ...parts, 'ppt/slides/slide1.xml': Buffer.from(edited) }));
    expect(states(byHand)).toContain('plan.title editedByHand');
  });
});

describe('PowerPoint templates', () => {
  test('a sound one has no fault; a wrong column is named with the right one', () => {
    expect(checkTemplate(reading(opened(deckFile(deck))), FIELDS)).toEqual([]);
    const wrong = deckFile([
      { shapes: shape('cio:plan.title') + table('cio:each:measures[measures.nam]', [['a'], ['b']]) },
    ]);
    expect(
      checkTemplate(reading(opened(wrong)), FIELDS)
        .map(({ message }) => message.ja)
        .join(''),
    ).toContain('「measures.name」ではありませんか');
  });

  test('a deck locked against changes is left alone', () => {
    const file = opened(
      deckFile(
        deck,
        '<p:modifyVerifier algorithmName="SHA-512" hashData="AA==" saltData="AA==" spinValue="1"/>',
      ),
    );
    const applied = applyPlan(file, planFill(reading(file), FIELDS, facts()));
    expect(applied.ok ? [] : applied.problems.map(({ code }) => code)).toEqual(['document.protected']);
  });

  test('sections keep naming the slides there are', () => {
    const section =
      '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="一" id="{6C1B63B2-5D0B-4C2E-9B57-C10DE5C10002}"><p14:sldIdLst><p14:sldId id="256"/><p14:sldId id="257"/><p14:sldId id="258"/><p14:sldId id="259"/></p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>';
    const main = textOf(filled(opened(deckFile(deck, section))), 'ppt/presentation.xml');
    const ids = (pattern: RegExp): readonly (string | undefined)[] =>
      [...main.matchAll(pattern)].map(([, id]) => id);
    expect(new Set(ids(/<p14:sldId id="(\d+)"/g))).toEqual(new Set(ids(/<p:sldId id="(\d+)"/g)));
  });
});
