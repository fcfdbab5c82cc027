import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { OfficeDocument } from '../../../addin/office/office-document.ts';
import { powerpointDocument } from '../../../addin/office/powerpoint/powerpoint-document.ts';
import { wordDocument } from '../../../addin/office/word/word-document.ts';
import type { DocumentReading } from '../../../shared/documents/anchor.ts';
import type { Facts } from '../../../shared/documents/facts.ts';
import { applyPlan, readDocument } from '../../../shared/documents/file-hand.ts';
import { planFill } from '../../../shared/documents/fill-plan.ts';
import { openPackage, type OfficePackage } from '../../../shared/documents/ooxml/package.ts';
import { deckFile, shape, table, words } from '../../shared/documents/deck-fixture.ts';
import { FIELDS, facts, measure } from '../../shared/documents/sample-fields.ts';
import {
  cell,
  checkBox,
  control,
  dropDown,
  paragraph,
  row,
  tableOf,
  text,
  wordFile,
} from '../../shared/documents/word-fixture.ts';
import type { Queue } from './stand-in/live-object.ts';
import { openInPowerPoint } from './stand-in/powerpoint.ts';
import { openInWord } from './stand-in/word.ts';

/** Whatever is filled in whatever order, and wherever Office breaks down: a document says all of it or nothing of it. */

const given: fc.Arbitrary<Facts> = fc
  .record({
    title: fc.constantFrom('計画書', '計画書（改訂）', '', 'A & B <C>'),
    purpose: fc.constantFrom('一行', '一行目\n二行目', '一\n二\n三'),
    approved: fc.boolean(),
    result: fc.constantFrom('fit', 'improve'),
    keys: fc.uniqueArray(fc.constantFrom('1', '2', '3', '4'), { maxLength: 4 }),
    count: fc.integer({ min: 0, max: 9 }),
  })
  .map(({ title, purpose, approved, result, keys, count }) =>
    facts({
      'plan.title': title,
      'plan.purpose': purpose,
      // What a fact takes out does not come back, so nothing is taken out.
      'plan.hasRisks': true,
      'plan.approved': approved,
      'plan.result': result,
      measures: keys.map((key) => measure(key, `取組${key}-${count}`, count)),
    }),
  );

const step = fc.record({
  facts: given,
  breakAt: fc.option(
    fc.record({ sync: fc.integer({ min: 1, max: 5 }), writes: fc.integer({ min: 0, max: 6 }) }),
  ),
  undo: fc.boolean(),
});

type Open = { readonly document: OfficeDocument; readonly queue: Queue };

const saying = ({ anchors }: DocumentReading): readonly string[] =>
  anchors.map(({ tag, row: own, text: said, checked }) =>
    [tag.role, tag.id, own?.key ?? '', checked ?? '', said].join(' '),
  );
const readBy = async ({ document }: Open): Promise<DocumentReading> => {
  const read = await document.read();
  if (!read.ok) throw new Error(read.problem.code);
  return read.value;
};
const packageOf = async ({ document }: Open): Promise<OfficePackage> => {
  const bytes = await document.bytes();
  const file = bytes.ok ? openPackage(bytes.value) : bytes;
  if (!file.ok) throw new Error(file.problem.code);
  return file.value;
};

const inFile = (file: OfficePackage, known: Facts): readonly string[] => {
  const read = readDocument(file);
  const applied = read.ok ? applyPlan(file, planFill(read.value, FIELDS, known)) : undefined;
  const after = applied?.ok ? readDocument(applied.file) : undefined;
  if (!after?.ok) throw new Error('the file hand refused');
  return saying(after.value);
};

const holds = async (open: () => Open): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 3 }), async (steps) => {
      const opened = open();
      for (const { facts: known, breakAt, undo } of steps) {
        const before = saying(await readBy(opened));
        const expected = inFile(await packageOf(opened), known);
        const plan = planFill(await readBy(opened), FIELDS, known);
        if (breakAt) opened.queue.breakAt(breakAt.sync, breakAt.writes);
        const applied = await opened.document.apply(plan, { lossesAccepted: true });
        opened.queue.breakAt(Infinity, 0);
        if (!applied.ok) expect(applied.notUndone).toEqual([]);
        expect(saying(await readBy(opened))).toEqual(applied.ok ? expected : before);
        if (applied.ok && undo) {
          expect(await applied.undo()).toEqual({ ok: true });
          expect(saying(await readBy(opened))).toEqual(before);
        }
      }
    }),
    { numRuns: 6 },
  );

const measures = (inner = ''): string =>
  tableOf(
    2,
    row(cell(paragraph(text('取組'))), cell(paragraph(text('件数')))) +
      control(
        'cio:each:measures',
        row(
          cell(paragraph(control('cio:measures.name', text('未記入')))),
          cell(paragraph(control('cio:measures.count', text('0')) + inner)),
        ),
      ),
  );

const REPORT = wordFile({
  header: paragraph(control('cio:plan.title', text('表題'))),
  body: [
    paragraph(text('件名：') + control('cio:plan.title', text('表題'))),
    control('cio:plan.purpose', paragraph(text('目的'))),
    measures(),
    control('cio:if:plan.hasRisks', paragraph(text('リスク')) + measures(text(' 件'))),
    control('cio:each:measures', paragraph(control('cio:measures.name', text('段落')))),
    paragraph(checkBox('cio:plan.approved') + dropDown('cio:plan.result', ['適合', '要改善'])),
  ].join(''),
});

describe('Word', () => {
  test.each([
    ['WordApi 1.6', { api: '1.6' }],
    ['WordApi 1.9, with strays', { api: '1.9', strays: true }],
    ['ids of its own', { ownIds: true }],
  ])('%s', async (_, options) =>
    holds(() => {
      const { queue } = openInWord(REPORT, options);
      return { document: wordDocument(), queue };
    }),
  );
});

const DECK = deckFile([
  { shapes: shape('cio:plan.title', words('表題')), notes: shape('cio:plan.purpose') },
  {
    shapes:
      table('cio:each:measures[measures.name,measures.count]', [
        ['取組', '件数'],
        ['未記入', '0'],
      ]) + shape('cio:plan.title', words('表題')),
  },
  { shapes: shape('cio:slide:measures', words('取組')) + shape('cio:measures.name') },
  {
    shapes: table('cio:cells[B2=plan.title]', [
      ['', ''],
      ['件名', ''],
    ]),
  },
]);

describe('PowerPoint', () => {
  test.each(['1.4', '1.8'])('PowerPointApi %s', async (api) =>
    holds(() => {
      const { queue } = openInPowerPoint(DECK, { api });
      return { document: powerpointDocument(), queue };
    }),
  );
});
