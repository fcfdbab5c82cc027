import { describe, expect, test } from '@jest/globals';
import { PLAN } from '../../../shared/documents/facts-of/plan-fields.ts';
import { readDocument } from '../../../shared/documents/file-hand.ts';
import type { Finding } from '../../../shared/documents/finding.ts';
import { lintDocument, type LintOptions } from '../../../shared/documents/lint.ts';
import { openPackage, readXml, type OfficePackage } from '../../../shared/documents/ooxml/package.ts';
import { applyFixes, textPlaces, type TextFix } from '../../../shared/documents/text-places.ts';
import { cell, control, paragraph, placeholder, row, tableOf, text, wordFile } from './word-fixture.ts';

const opened = (body: string): OfficePackage => {
  const file = openPackage(wordFile({ body }));
  if (!file.ok) throw new Error(file.problem.code);
  return file.value;
};
const findings = (file: OfficePackage, options: Partial<LintOptions> = {}): readonly Finding[] => {
  const [read, places] = [readDocument(file), textPlaces(file)];
  if (!read.ok || !places.ok) throw new Error('not read');
  return lintDocument(
    { anchors: read.value.anchors, places: places.value },
    { orthography: 'kanji', ...options },
  );
};
const told = (lines: readonly string[], options: Partial<LintOptions> = {}): readonly string[] =>
  findings(opened(lines.map((line) => paragraph(text(line))).join('')), options).map(
    ({ rule, place, start, end, fix }) =>
      `${rule} ${place?.text.slice(start, end) ?? ''}${fix === undefined ? '' : ` → ${fix}`}`,
  );

describe('N-4.2.ア: the language of a document before it is proofread', () => {
  test.each<[string, readonly string[], readonly string[], Partial<LintOptions>?]>([
    ['placeholders', ['担当：○○課　【　】', '件数は△3です'], ['placeholder ○○', 'placeholder 【　】']],
    [
      'eras',
      ['令和8年度', '2026年4月1日から', '2027年まで', '令和9年（2027年）'],
      ['era 2026年4月1日 → 令和8年4月1日', 'era 2027年'],
    ],
    ['one era alone', ['2026年4月1日から'], []],
    [
      'width',
      ['第1回', '１２件のＩＣＴ', 'ｼｽﾃﾑ'],
      ['width １２ → 12', 'width ＩＣＴ → ICT', 'width ｼｽﾃﾑ → システム'],
    ],
    ['orthography, kanji', ['甲および乙'], ['orthography および → 及び']],
    ['orthography, kana', ['甲及び乙、または丙'], ['orthography 及び → および'], { orthography: 'kana' }],
    [
      'orthography: a word that only ends or begins like a conjunction is left alone',
      ['年次の計画と目次の第2次の案、次の表'],
      ['orthography 次の → つぎの'],
      { orthography: 'kana' },
    ],
    ['the same in kanji', ['引きつぎの記録、またはじめての方、つぎの表'], ['orthography つぎの → 次の']],
    [
      'a word list',
      ['事故が1件、事故等が2件'],
      ['orthography 事故 → 事故等'],
      { words: [['事故', '事故等']] },
    ],
    [
      'numbering',
      ['1　概要', '(1) 目的', 'ア　甲', 'イ　乙', 'エ　丁', '(2) 範囲', '(4) 体制', '3　結果'],
      ['numbering エ', 'numbering (4)', 'numbering 3'],
    ],
    ['sound numbering', ['1　概要', '(1) 目的', '2　範囲', '(1) 甲', '(2) 乙', '3年間で実施する'], []],
    [
      'assurance',
      ['安全性を保証します。', '問題はありません。'],
      ['assurance 保証します', 'assurance 問題はありません'],
      { advisory: true },
    ],
    ['assurance elsewhere', ['保証します。'], []],
  ])('%s', (_, lines, expected, options = {}) => {
    expect(told(lines, options)).toEqual(expected);
  });

  test('an empty field is named', () => {
    expect(findings(opened(paragraph(placeholder('cio:plan.title'))))).toMatchObject([
      { rule: 'empty', field: 'plan.title', message: { ja: '項目「plan.title」が空です。' } },
    ]);
  });

  test('where its kind is known, by its name; an empty month of the schedule is no finding', () => {
    const file = opened(
      ['cio:plan.aim', 'cio:initiatives.m4', 'cio:initiatives.owner']
        .map((tag) => paragraph(placeholder(tag)))
        .join(''),
    );
    expect(findings(file, { fields: PLAN.fields }).map(({ message }) => message.ja)).toEqual([
      '項目「目的（一文）」が空です。',
      '項目「担当」が空です。',
    ]);
  });

  test('of a row that is to be written that is told, not each of its empty cells', () => {
    const file = opened(
      tableOf(
        2,
        control(
          'cio:each:findings:w1',
          row(
            cell(paragraph(control('cio:findings.finding', text('（要記入）')))) +
              cell(paragraph(placeholder('cio:findings.level'))),
          ),
        ),
      ),
    );
    expect(findings(file).map(({ rule }) => rule)).toEqual(['placeholder']);
  });

  test('what is still to be written is told as it stands there', () => {
    expect(told(['結論：（要記入）'])).toEqual(['placeholder （要記入）']);
  });

  test('safe fixes are written over runs, in their looks; a field is never spelled anew', () => {
    const bold = '<w:rPr><w:b/></w:rPr>';
    const body =
      paragraph(text('甲 &amp; お', bold) + text('よび乙、１') + text('２件')) +
      paragraph(control('cio:plan.title', text('丙および丁 1')));
    const file = opened(body);
    const all = findings(file);
    expect(all.filter(({ fix }) => fix === undefined)).toHaveLength(1);
    const fixes = all.flatMap(({ place, start, end, fix }): TextFix[] =>
      place && start !== undefined && end !== undefined && fix !== undefined
        ? [{ place, start, end, text: fix }]
        : [],
    );
    const fixed = applyFixes(file, fixes);
    if (!fixed.ok) throw new Error(fixed.problem.code);
    const xml = readXml(fixed.value, 'word/document.xml');
    expect(xml.ok && xml.value.text).toContain(
      `<w:p><w:r>${bold}<w:t xml:space="preserve">甲 &amp; 及び</w:t></w:r><w:r><w:t xml:space="preserve">乙、12</w:t></w:r><w:r><w:t xml:space="preserve">件</w:t></w:r></w:p>`,
    );
    expect(xml.ok && xml.value.text).toContain('丙および丁');
    expect(findings(fixed.value).filter(({ fix }) => fix !== undefined)).toEqual([]);
  });
});
