import { describe, expect, test } from '@jest/globals';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { ChecklistAnswer } from '../../../shared/documents/api.ts';
import { checklistCounts, countFacts } from '../../../shared/documents/checklist-counts.ts';
import { CHECKLIST_FIELDS } from '../../../shared/documents/checklist-fields.ts';
import { checklistTables } from '../../../shared/documents/checklist-table.ts';
import { factsOf } from '../../../shared/documents/facts.ts';
import { applyPlan, readDocument } from '../../../shared/documents/file-hand.ts';
import { planFill } from '../../../shared/documents/fill-plan.ts';
import { insertTable } from '../../../shared/documents/ooxml/insert.ts';
import { openPackage, writePackage, type OfficePackage } from '../../../shared/documents/ooxml/package.ts';
import { textPlaces } from '../../../shared/documents/text-places.ts';
import type { Result } from '../../../shared/kernel/problem.ts';
import { paragraph, text, wordFile } from './word-fixture.ts';

/** A checklist in a Word document: its items, what a person chose, and what it comes to. */

type Item = ChecklistAnswer['items'][number];
const item = (id: string, category: string, more: Partial<Item> = {}): Item => ({
  id,
  category,
  text: `${id}を確認したか。`,
  evidence: '記録簿',
  reference: '対策基準 5.4',
  myNumber: false,
  ...more,
});
const LIST = {
  name: { ja: '監査の点検表', en: 'Audit checklist' },
  items: [
    item('OA-01', '組織体制'),
    item('OA-02', '情報資産'),
    item('OA-03', '組織体制'),
    item('MN-01', '取扱い', { myNumber: true }),
  ],
};

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.problem.message.ja);
  return result.value;
};
const withChecklist = (): OfficePackage =>
  checklistTables(LIST).reduce(
    (file, table) => must(insertTable(file, table)),
    must(openPackage(wordFile({ body: paragraph(text('本文')) }))),
  );
const anchorsOf = (file: OfficePackage) => must(readDocument(file)).anchors;

/** As Word writes what a person chooses in the drop-down of a row. */
const choose = (file: OfficePackage, results: Readonly<Record<string, string>>): OfficePackage => {
  const parts = unzipSync(writePackage(file));
  const main = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
  const chosen = Object.entries(results).reduce((xml, [key, result]) => {
    const from = xml.indexOf(`w:val="cio:each:checks:${key}"`);
    const rest = xml.slice(from).replace('<w:showingPlcHdr/>', '').replace('選択してください', result);
    return xml.slice(0, from) + rest;
  }, main);
  return must(openPackage(zipSync({ ...parts, 'word/document.xml': strToU8(chosen) })));
};

const recounted = (file: OfficePackage): OfficePackage => {
  const read = must(readDocument(file));
  const facts = factsOf(countFacts(read.anchors, 0));
  const applied = applyPlan(file, planFill(read, CHECKLIST_FIELDS, facts, { only: new Set(facts.keys()) }));
  if (!applied.ok) throw new Error(applied.problems.map(({ message }) => message.ja).join());
  return applied.file;
};

describe('N-3.2.エ.4: 監査の点検表', () => {
  test('each item stands with its clause and a result to choose, grouped; My Number apart', () => {
    const file = withChecklist();
    const texts = must(textPlaces(file)).map((place) => place.text);
    expect(texts).toEqual(
      expect.arrayContaining(['OA-01', '組織体制', '監査の点検表（特定個人情報）', '監査の点検表の集計']),
    );
    expect(texts.some((one) => one.includes('対策基準 5.4'))).toBe(true);
    const results = anchorsOf(file).filter(({ tag }) => tag.id === 'checks.result');
    expect(
      results.map(({ row, control, text: shown, options }) => [row?.key, control, shown, options]),
    ).toEqual(
      ['1-OA-01', '1-OA-03', '2-OA-02'].map((key) => [
        key,
        'dropDown',
        '',
        ['適合', '要改善', '不適合', '対象外'],
      ]),
    );
    expect(anchorsOf(file).filter(({ tag }) => tag.id === 'myNumberChecks.result')).toHaveLength(1);
  });

  test('nothing filled in is counted as open, and the table says so from the beginning', () => {
    const counts = checklistCounts(anchorsOf(withChecklist()));
    expect(counts.map(({ part, all, told }) => [part.items, all.open, all.total, told])).toEqual([
      ['checks', 3, 3, true],
      ['myNumberChecks', 1, 1, true],
    ]);
  });

  test('what is chosen is counted by result and category, and the table follows', () => {
    const chosen = choose(withChecklist(), { '1-OA-01': '適合', '2-OA-02': '不適合' });
    const before = checklistCounts(anchorsOf(chosen));
    expect(before[0]?.told).toBe(false);
    const after = anchorsOf(recounted(chosen));
    const [counts] = checklistCounts(after);
    expect(counts?.told).toBe(true);
    expect(counts?.all).toEqual({
      conforming: 1,
      toImprove: 0,
      nonConforming: 1,
      notApplicable: 0,
      open: 1,
      total: 3,
    });
    expect(counts?.byCategory.get('c2')).toMatchObject({ nonConforming: 1, total: 1 });
    const shown = after
      .filter(({ tag, row }) => tag.role === 'field' && row?.list === 'checkCounts' && row.key === 'total')
      .map((anchor) => anchor.text);
    expect(shown).toEqual(['1', '0', '1', '0', '1', '3']);
  });

  test('a document without a checklist has nothing to count', () => {
    const file = must(openPackage(wordFile({ body: paragraph(text('本文')) })));
    expect(checklistCounts(anchorsOf(file))).toEqual([]);
    expect(countFacts(anchorsOf(file), 0)).toEqual([]);
  });
});
