import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { countedIn } from '../../../addin/pane/checklist/counted-in.ts';
import { wayOf, type Way } from '../../../addin/pane/checklist/put-checklist.ts';
import { statesOf } from '../../../addin/pane/engine.ts';
import { planRecount } from '../../../addin/pane/recount.ts';
import type { ChecklistAnswer } from '../../../shared/documents/api.ts';
import { standingOfSent } from '../../../shared/documents/consistency.ts';
import { AUDIT_WORKING_PAPER } from '../../../shared/documents/facts-of/audit-fields.ts';
import { factsOf, TO_WRITE } from '../../../shared/documents/facts.ts';
import { applyPlan, readDocument } from '../../../shared/documents/file-hand.ts';
import { planFill, type FillPlan } from '../../../shared/documents/fill-plan.ts';
import { insertTable } from '../../../shared/documents/ooxml/insert.ts';
import { openPackage, writePackage, type OfficePackage } from '../../../shared/documents/ooxml/package.ts';
import type { Result } from '../../../shared/kernel/problem.ts';
import { paragraph, text, wordFile } from '../../shared/documents/word-fixture.ts';

/** 点検表 in a document: where it goes, what is asked before, and what follows it. N-3.2.エ.4 */

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.problem.message.ja);
  return result.value;
};
const reading = (file: OfficePackage) => must(readDocument(file));
const applied = (file: OfficePackage, plan: FillPlan): OfficePackage => {
  const done = applyPlan(file, plan);
  if (!done.ok) throw new Error(done.problems.map(({ message }) => message.ja).join());
  return must(openPackage(writePackage(done.file)));
};

const list = (id: string, categories: readonly string[], myNumber = false): ChecklistAnswer => ({
  id,
  name: { ja: `点検表${id}`, en: id },
  fiscalYear: 2026,
  items: categories.map((category, index) => ({
    id: `${id}-0${index + 1}`,
    category,
    text: `${category}を確認したか。`,
    evidence: '記録簿',
    reference: '対策基準 5.4',
    myNumber,
  })),
});
const OPERATION = list('OA', ['組織体制', '組織体制', '情報資産']);
const SYSTEM = list('SA', ['構成', '構成']);
const MY_NUMBER = list('MN', ['取扱い'], true);

const put = (file: OfficePackage, way: Way): OfficePackage => {
  if (way.kind === 'items') return applied(file, way.plan);
  if (way.kind === 'tables') return way.tables.reduce((now, table) => must(insertTable(now, table)), file);
  throw new Error('it stands there already');
};
const putIn = (file: OfficePackage, checklist: ChecklistAnswer): OfficePackage =>
  put(file, wayOf(reading(file), checklist, 0));

/** As Word writes what a person chooses in the drop-downs, one after the other. */
const chosen = (file: OfficePackage, tag: string, results: readonly string[]): OfficePackage => {
  const parts = unzipSync(writePackage(file));
  let xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
  let from = 0;
  for (const result of results) {
    from = xml.indexOf(`w:val="cio:${tag}"`, from) + 1;
    const rest = xml
      .slice(from)
      .replace('<w:showingPlcHdr/>', '')
      .replace(/(<w:sdtContent>.*?<w:t[^>]*>)[^<]*/s, `$1${result}`);
    xml = xml.slice(0, from) + rest;
  }
  return must(openPackage(zipSync({ ...parts, 'word/document.xml': strToU8(xml) })));
};
const recounted = (file: OfficePackage): OfficePackage => {
  const plan = planRecount(reading(file));
  if (!plan) throw new Error('nothing is counted');
  return applied(file, plan);
};
const textsOf = (file: OfficePackage, id: string): readonly string[] =>
  reading(file)
    .anchors.filter(({ tag }) => tag.role === 'field' && tag.id === id)
    .map((anchor) => anchor.text);

/** 監査調書 as it is made: what was looked at is to be written. */
const FACTS = factsOf([
  { id: 'audit.auditee', value: '例示課', at: 0 },
  { id: 'items', value: [{ key: 'w1', values: { 'items.requirement': TO_WRITE } }], at: 0 },
  { id: 'categories', value: [{ key: 'w1', values: { 'categories.name': TO_WRITE } }], at: 0 },
]);
const paper = (): OfficePackage => {
  const file = must(
    openPackage(
      readFileSync(
        path.join(import.meta.dirname, '../../../shared/documents/templates/audit-working-paper.docx'),
      ),
    ),
  );
  return applied(file, planFill(reading(file), AUDIT_WORKING_PAPER.fields, FACTS));
};

describe('監査調書', () => {
  const filled = putIn(paper(), OPERATION);

  test('has the checklist in its own table of items, each with a result to choose', () => {
    expect(wayOf(reading(paper()), OPERATION, 0)).toMatchObject({ kind: 'items', instead: 0 });
    expect(textsOf(filled, 'items.number')).toEqual(['OA-01', 'OA-02', 'OA-03']);
    expect(textsOf(filled, 'items.clause')).toEqual(['対策基準 5.4', '対策基準 5.4', '対策基準 5.4']);
    const results = reading(filled).anchors.filter(({ tag }) => tag.id === 'items.result');
    expect(results.map(({ text: shown, options }) => [shown, options])).toEqual(
      Array.from({ length: 3 }, () => ['', ['適合', '要改善', '不適合', '対象外']]),
    );
  });

  test('its counts follow what is chosen', () => {
    const audited = chosen(filled, 'items.result', ['適合', '要改善']);
    expect(countedIn(reading(audited).anchors)).toMatchObject([
      {
        list: 'items',
        told: false,
        all: { conforming: 1, toImprove: 1, open: 1, total: 3 },
        open: { at: 'field', id: 'items.result' },
      },
    ]);
    const after = recounted(audited);
    expect(
      ['conforming', 'improvement', 'nonconforming'].flatMap((id) => textsOf(after, `audit.${id}`)),
    ).toEqual(['1件', '1件', '0件']);
    expect(textsOf(after, 'categories.name')).toEqual(['組織体制', '情報資産']);
    expect(textsOf(after, 'categories.conforming')).toEqual(['1', '0']);
    expect(textsOf(after, 'categories.improvement')).toEqual(['1', '0']);
    expect(countedIn(reading(after).anchors)).toMatchObject([{ told: true }]);
    // Nobody's records say any of this: there is nothing that a refresh would bring back.
    const states = statesOf(reading(after), AUDIT_WORKING_PAPER.fields, FACTS);
    expect(states.filter(({ state }) => state === 'stale' || state === 'editedByHand')).toEqual([]);
    expect(states.find(({ id, kind }) => id === 'items' && kind === 'rows')?.state).toBe('written');
  });

  test('counts that lag behind are told before it is submitted', () => {
    const audited = chosen(recounted(filled), 'items.result', ['不適合']);
    const told = (file: OfficePackage) =>
      standingOfSent(
        { file, reading: reading(file) },
        undefined,
        undefined,
        AUDIT_WORKING_PAPER.fields,
        FACTS,
      );
    expect(told(audited)).toMatchObject({
      consistency: 'different',
      differences: expect.arrayContaining([
        expect.objectContaining({ label: { ja: '不適合', en: 'Nonconforming' }, own: '0件', other: '1件' }),
      ]),
    });
    expect(told(recounted(audited)).consistency).toBe('noCounterpart');
  });

  test('put in anew it asks first, and begins without results', () => {
    const audited = chosen(filled, 'items.result', ['適合', '要改善']);
    const way = wayOf(reading(audited), OPERATION, 0);
    expect(way).toMatchObject({ kind: 'items', instead: 3 });
    expect(countedIn(reading(put(audited, way)).anchors)).toMatchObject([{ all: { open: 3, total: 3 } }]);
  });

  test('another checklist stands beside it, My Number apart, and all of them are counted', () => {
    expect(wayOf(reading(filled), SYSTEM, 0)).toMatchObject({ kind: 'tables', beside: true });
    const both = putIn(putIn(filled, SYSTEM), MY_NUMBER);
    expect(countedIn(reading(both).anchors).map(({ list: of, all }) => [of, all.total])).toEqual([
      ['items', 3],
      ['checks', 2],
      ['myNumberChecks', 1],
    ]);
    const audited = chosen(chosen(both, 'items.result', ['適合']), 'myNumberChecks.result', ['適合']);
    expect(textsOf(recounted(audited), 'audit.conforming')).toEqual(['2件']);
  });
});

describe('another document', () => {
  const blank = must(openPackage(wordFile({ body: paragraph(text('本文')) })));
  const one = putIn(blank, OPERATION);

  test('takes one checklist, and no other whose counts would mix with it', () => {
    expect(wayOf(reading(blank), OPERATION, 0)).toMatchObject({ kind: 'tables', beside: false });
    expect(wayOf(reading(one), OPERATION, 0)).toEqual({ kind: 'taken', same: true });
    expect(wayOf(reading(one), SYSTEM, 0)).toEqual({ kind: 'taken', same: false });
    // My Number has tables of its own.
    const both = putIn(one, MY_NUMBER);
    expect(countedIn(reading(both).anchors).map(({ list: of, all }) => [of, all.total])).toEqual([
      ['checks', 3],
      ['myNumberChecks', 1],
    ]);
    expect(wayOf(reading(both), MY_NUMBER, 0)).toEqual({ kind: 'taken', same: true });
  });
});
