import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { compared } from '../../../addin/pane/compare/compared.ts';
import { namesOfFields } from '../../../addin/pane/engine.ts';
import {
  byRule,
  findingLines,
  findingsIn,
  fixOf,
  isAdvisory,
  isMendedAtSource,
  spotOf,
} from '../../../addin/pane/proof/findings.ts';
import { offersOf, sought } from '../../../addin/pane/template/field-offers.ts';
import { previewOf } from '../../../addin/pane/template/preview.ts';
import { PLAN } from '../../../shared/documents/facts-of/plan-fields.ts';
import { factsOf, TO_WRITE } from '../../../shared/documents/facts.ts';
import { readDocument } from '../../../shared/documents/file-hand.ts';
import { lintDocument } from '../../../shared/documents/lint.ts';
import { openPackage } from '../../../shared/documents/ooxml/package.ts';
import { textPlaces } from '../../../shared/documents/text-places.ts';
import { deckFile, table } from '../../shared/documents/deck-fixture.ts';
import { control, paragraph, text, wordFile } from '../../shared/documents/word-fixture.ts';

/** What the pane tells before and after a document is made: preview, fields to put in, findings, differences. */

const sideOf = (bytes: Uint8Array) => {
  const file = openPackage(bytes);
  const read = file.ok ? readDocument(file.value) : file;
  const places = file.ok ? textPlaces(file.value) : file;
  if (!read.ok || !places.ok) throw new Error('not read');
  return { reading: read.value, anchors: read.value.anchors, places: places.value };
};
const summary = path.join(
  import.meta.dirname,
  '../../../shared/documents/templates/security-plan-summary.pptx',
);

describe('N-3.2.ア.1: a plan made of its template', () => {
  const { reading } = sideOf(readFileSync(summary));

  test('what is known is told with its value, what is not is told by name, the required first', () => {
    const facts = factsOf([{ id: 'document.client', value: '例示区', at: 0 }]);
    const { filled, lacking, plan } = previewOf(reading, PLAN.fields, facts, undefined, 'ja');
    expect(filled).toEqual([
      { id: 'document.client', label: '委託者', value: { is: 'text', text: '例示区' } },
    ]);
    expect(lacking[0]?.required).toBe(true);
    expect(lacking.map(({ id }) => id)).toContain('document.label');
    expect(new Set(lacking.map(({ id }) => id)).size).toBe(lacking.length);
    expect(plan.edits).not.toHaveLength(0);
  });

  test('what is empty, or to be written by a person, is told once, and not as filled in', () => {
    const facts = factsOf([
      { id: 'document.client', value: '例示区', at: 0 },
      { id: 'document.number', value: '', at: 0 },
      { id: 'plan.purpose', value: TO_WRITE, at: 0 },
      { id: 'risks', value: [{ key: 'w1', values: { 'risks.risk': TO_WRITE } }], at: 0 },
    ]);
    const { filled, lacking } = previewOf(reading, PLAN.fields, facts, undefined, 'ja');
    expect(filled.map(({ id }) => id)).toEqual(['document.client']);
    const labels = lacking.map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['文書番号', '目的', 'リスク']));
    expect(new Set(labels).size).toBe(labels.length);
  });

  test('a field is offered with what it will hold, and found by its name in any width', () => {
    const offers = offersOf(PLAN.fields, factsOf([{ id: 'document.client', value: '例示区', at: 0 }]), 'ja');
    const [client] = sought(offers, '委託者');
    expect(client).toMatchObject({ value: '例示区', field: { tag: 'cio:document.client', title: '委託者' } });
    expect(sought(offers, 'ＤＯＣＵＭＥＮＴ．client').map(({ id }) => id)).toContain('document.client');
    expect(sought(offers, 'そんな項目はない')).toEqual([]);
  });
});

describe('N-3.2.ア: 照合 told from the side of the open document', () => {
  const plan = (value: string, more = '') =>
    sideOf(
      wordFile({ body: paragraph(control('cio:plan.total', text(value))) + paragraph(text(more || '以上')) }),
    );

  const known = { fields: namesOfFields(), facts: factsOf([]), states: [], language: 'ja' } as const;

  test('the open one is first, whichever of the two is the summary', () => {
    for (const which of ['here', 'there', 'neither'] as const) {
      const told = compared(plan('12件'), plan('13件'), which, known);
      expect(told.verdict).toBe('different');
      expect(told.lines[0]).toMatchObject({
        agreement: 'differs',
        here: [{ text: '12件' }],
        there: [{ text: '13件' }],
        spots: [{ at: 'field', id: 'plan.total', nth: 0 }],
      });
    }
  });

  test('where nobody is signed in a field still has its name', () => {
    const here = sideOf(wordFile({ body: paragraph(control('cio:plan.riskCount', text('3件'))) }));
    const there = sideOf(wordFile({ body: paragraph(control('cio:plan.riskCount', text('4件'))) }));
    expect(compared(here, there, 'neither', known).lines[0]?.label).toBe('リスクの数');
  });

  test('what the summary leaves out is no fault; what it adds is to be confirmed', () => {
    const detailed = plan('12件', '監査の対象は5課です。');
    expect(compared(detailed, plan('12件'), 'there', known).verdict).toBe('consistent');
    expect(compared(plan('12件'), detailed, 'here', known).verdict).toBe('consistent');
    expect(compared(plan('12件'), detailed, 'there', known).verdict).toBe('toConfirm');
  });
});

describe('校正', () => {
  const findings = () => {
    const { anchors, places } = sideOf(
      wordFile({
        body: paragraph(text('計画および点検を行います。')) + paragraph(control('cio:plan.title', text(' '))),
      }),
    );
    return lintDocument({ anchors, places }, { orthography: 'kanji', advisory: true });
  };

  test('each finding leads to its place, and only what says the same is a fix', () => {
    const all = findings();
    const spelling = all.find(({ rule }) => rule === 'orthography');
    const empty = all.find(({ rule }) => rule === 'empty');
    expect(spelling && fixOf(spelling)).toMatchObject({ text: '及び' });
    expect(spelling && spotOf(spelling)).toMatchObject({ at: 'text', start: 2, end: 5 });
    expect(empty && fixOf(empty)).toBeUndefined();
    expect(empty && spotOf(empty)).toEqual({ at: 'field', id: 'plan.title' });
    expect(byRule(findingLines(all)).map(([rule]) => rule)).toEqual(['empty', 'orthography']);
  });

  test('N-4.2.ア: a table that runs over its slide is told with the way to it', () => {
    const rows = Array.from({ length: 30 }, (_, row) => [`取組${row + 1}`]);
    const found = findingsIn(deckFile([{ shapes: table('表', rows) }]), { orthography: 'kanji' });
    const overrun = found.ok ? found.value.find(({ rule }) => rule === 'overrun') : undefined;
    expect(overrun && spotOf(overrun)).toMatchObject({ at: 'text', place: { text: '取組18' } });
    expect(overrun && fixOf(overrun)).toBeUndefined();
  });

  test('N-4.3: a spelling that comes from a record is mended there, one typed by hand here', () => {
    const { anchors, places } = sideOf(
      wordFile({
        body:
          paragraph(text('甲および乙')) + paragraph(control('cio:plan.title', text('丙および丁（要記入）'))),
      }),
    );
    const all = lintDocument({ anchors, places }, { orthography: 'kanji' });
    expect(all.map((one) => [one.rule, fixOf(one)?.text, isMendedAtSource(one)])).toEqual([
      ['placeholder', undefined, false],
      ['orthography', '及び', false],
      ['orthography', undefined, true],
    ]);
  });

  test('the same empty field in many rows is told once', () => {
    const { anchors, places } = sideOf(
      wordFile({
        body:
          paragraph(control('cio:plan.title', text(' '))) + paragraph(control('cio:plan.title', text(' '))),
      }),
    );
    const lines = findingLines(lintDocument({ anchors, places }, { orthography: 'kanji' }));
    expect(lines.map(({ finding, count }) => [finding.rule, count])).toEqual([['empty', 2]]);
  });

  test('an audit concludes, other documents advise', () => {
    expect(isAdvisory('auditSummary')).toBe(false);
    expect(isAdvisory('consultationReport')).toBe(true);
    expect(isAdvisory(undefined)).toBe(true);
  });
});
