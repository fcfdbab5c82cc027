import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { sampleFacts } from '../../../infra/templates/samples.ts';
import { isRows, type Facts } from '../../../shared/documents/facts.ts';
import { applyPlan, readDocument } from '../../../shared/documents/file-hand.ts';
import { planFill } from '../../../shared/documents/fill-plan.ts';
import type { Finding } from '../../../shared/documents/finding.ts';
import { lintDocument } from '../../../shared/documents/lint.ts';
import { openPackage, type OfficePackage } from '../../../shared/documents/ooxml/package.ts';
import { tablesBeyond } from '../../../shared/documents/ooxml/table-fit.ts';
import { SHIPPED_TEMPLATES, type ShippedTemplate } from '../../../shared/documents/templates/catalogue.ts';
import { textPlaces } from '../../../shared/documents/text-places.ts';
import { parseEngagement } from '../../../shared/engagements/engagement.ts';
import { deckFile, shape, table, words } from './deck-fixture.ts';

/** A list with more rows than a slide holds: PowerPoint shows what does not fit below the slide, where nobody sees it. */

const opened = (bytes: Uint8Array): OfficePackage => {
  const file = openPackage(bytes);
  if (!file.ok) throw new Error(file.problem.message.ja);
  return file.value;
};
const overruns = (file: OfficePackage): readonly Finding[] => {
  const [read, places] = [readDocument(file), textPlaces(file)];
  if (!read.ok || !places.ok) throw new Error('not read');
  const beyond = tablesBeyond(file, places.value);
  if (!beyond.ok) throw new Error(beyond.problem.message.ja);
  return lintDocument(
    { anchors: read.value.anchors, places: places.value, beyond: beyond.value },
    { orthography: 'kanji' },
  ).filter(({ rule }) => rule === 'overrun');
};
const wheres = (...shapes: readonly string[]): readonly string[] =>
  overruns(opened(deckFile(shapes.map((one) => ({ shapes: one }))))).map(({ where }) => where.ja);

/** The table begins 400,000 EMU from the top of a slide of 6,858,000; a row is 370,000 high: 17 end on it. */
const rows = (count: number, said = (row: number) => `取組${row}`): readonly (readonly string[])[] =>
  Array.from({ length: count }, (_, row) => [said(row + 1), '担当課']);
const list = (all: readonly (readonly string[])[]): string =>
  table('cio:each:measures[measures.name,measures.owner]', all);

describe('N-3.2.ア.3, N-4.2.ア: a table that runs over the lower end of its slide', () => {
  test('few rows fit; with one too many it is told, with its first row that does not, and no fix', () => {
    expect(wheres(list(rows(17)))).toEqual([]);
    const [finding, ...others] = overruns(opened(deckFile([{ shapes: list(rows(30)) }])));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      message: { ja: expect.stringContaining('表がスライドの下端からはみ出します。') },
      where: { ja: 'スライド1 表1 18行1列' },
      place: { text: '取組18' },
    });
    expect(finding?.fix).toBeUndefined();
  });

  test('a row is as high as its text needs: lines that wrap count, and lines that are broken by hand', () => {
    const long = 'あ'.repeat(40);
    expect(wheres(list(rows(9, () => long)))).not.toEqual([]);
    expect(wheres(list(rows(9, () => 'a'.repeat(20))))).toEqual([]);
    const broken = '甲</a:t></a:r><a:br/><a:r><a:t>乙</a:t></a:r><a:br/><a:r><a:t>丙';
    expect(wheres(list(rows(12, () => broken)))).not.toEqual([]);
  });

  test('one that covers what stands below it is told as well; what lies over it on purpose is not', () => {
    const at = (y: number, said: string): string =>
      shape('出典', words(said)).replace('y="400000"', `y="${y}"`);
    const told = (...shapes: readonly string[]): readonly string[] =>
      overruns(opened(deckFile([{ shapes: shapes.join('') }]))).map(
        ({ where, message }) => `${where.ja} ${message.ja.slice(0, 8)}`,
      );
    // The frame says 800,000 high; ten rows end at 4,100,000.
    expect(told(list(rows(10)), at(4_100_000, '出典：一覧'))).toEqual([]);
    expect(told(list(rows(10)), at(4_000_000, '出典：一覧'))).toEqual([
      'スライド1 表1 10行1列 表が、その下にあ',
    ]);
    expect(told(list(rows(10)), at(600_000, '印'))).toEqual([]);
    expect(told(list(rows(30)), at(4_000_000, '出典：一覧'))).toEqual([
      'スライド1 表1 18行1列 表がスライドの下',
    ]);
  });

  test('each table by itself, on whatever slide; one without any text is nobody’s', () => {
    const empty = table(
      '表',
      Array.from({ length: 30 }, () => ['', '']),
    );
    expect(wheres(shape('文字'), list(rows(18)) + list(rows(3)), empty, list(rows(20)))).toEqual([
      'スライド2 表1 18行1列',
      'スライド4 表1 18行1列',
    ]);
  });

  test('a row that stands beyond without text is told by the last text above it', () => {
    expect(wheres(list(rows(20, (row) => (row > 2 ? '' : '甲')).map(([name = '']) => [name, ''])))).toEqual([
      'スライド1 表1 2行1列',
    ]);
  });
});

const FOLDER = path.join(import.meta.dirname, '../../../shared');
const DECKS = SHIPPED_TEMPLATES.filter(({ app }) => app === 'powerpoint').map(
  (template) => [template.name.ja, template] as const,
);
const samples = (profile: string, template: ShippedTemplate): Facts => {
  const parsed = parseEngagement(readFileSync(path.join(FOLDER, `engagements/${profile}.yaml`), 'utf8'));
  const facts = parsed.ok ? sampleFacts(parsed.engagement.settings)[template.id] : undefined;
  if (!facts) throw new Error(template.id);
  return facts;
};
const filled = (template: ShippedTemplate, facts: Facts): OfficePackage => {
  const file = opened(readFileSync(path.join(FOLDER, 'documents/templates', template.file)));
  const read = readDocument(file);
  const applied = read.ok && applyPlan(file, planFill(read.value, template.kind.fields, facts));
  if (!applied || !applied.ok) throw new Error(template.file);
  return applied.file;
};
/** Every list again and again under other keys. */
const manifold = (facts: Facts, times: number): Facts =>
  new Map(
    [...facts].map(([id, fact]) => {
      const { value } = fact;
      if (!isRows(value)) return [id, fact];
      const all = Array.from({ length: times }, (_, time) =>
        value.map((row) => ({ ...row, key: `${row.key}-${time}` })),
      );
      return [id, { ...fact, value: all.flat() }];
    }),
  );

describe.each(DECKS)('N-4.2.ア %s', (_, template) => {
  test.each(['nerima-r8', 'kawasaki-r3'])('of the samples of %s every table ends on its slide', (profile) => {
    expect(overruns(filled(template, samples(profile, template)))).toEqual([]);
  });

  test('with three times as many rows the tables that overrun are told', () => {
    const many = overruns(filled(template, manifold(samples('nerima-r8', template), 3)));
    expect(many.length).toBeGreaterThanOrEqual(3);
  });
});
