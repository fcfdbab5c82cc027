import { describe, expect, test } from '@jest/globals';
import { compareWithSource, type FieldState } from '../../../shared/documents/compare.ts';
import type { DocumentFields } from '../../../shared/documents/document-field.ts';
import { factsOf, TO_WRITE, type Fact } from '../../../shared/documents/facts.ts';
import { applyPlan, readDocument } from '../../../shared/documents/file-hand.ts';
import { planFill } from '../../../shared/documents/fill-plan.ts';
import { openPackage, writePackage, type OfficePackage } from '../../../shared/documents/ooxml/package.ts';
import { cell, control, paragraph, placeholder, row, tableOf, wordFile } from './word-fixture.ts';

/** 回答書, as it is made from a consultation: what the records do not hold is a person's to write. N-3.3.ア.エ.1 */

const words = (ja: string) => ({ ja, en: ja });
const FIELDS: DocumentFields = {
  'answer.subject': { kind: 'text', label: words('件名') },
  'answer.background': { kind: 'lines', label: words('背景') },
  'answer.summary': { kind: 'lines', label: words('回答') },
  'answer.on': { kind: 'date', label: words('回答日') },
  items: {
    kind: 'rows',
    label: words('項目'),
    fields: {
      'items.question': { kind: 'text', label: words('質問') },
      'items.answer': { kind: 'text', label: words('答え') },
    },
  },
};

const fact = (id: string, value: Fact['value']): Fact => ({ id, value, at: 0 });
const KNOWN = [
  fact('answer.subject', '例示システムの更改'),
  fact('answer.background', ''),
  fact('answer.summary', TO_WRITE),
  fact('items', [{ key: 'w1', values: { 'items.question': TO_WRITE } }]),
];

const BODY =
  paragraph(placeholder('cio:answer.subject')) +
  control('cio:if:answer.background', paragraph(placeholder('cio:answer.background'))) +
  paragraph(placeholder('cio:answer.summary')) +
  paragraph(placeholder('cio:answer.on')) +
  tableOf(
    2,
    control(
      'cio:each:items',
      row(
        cell(paragraph(placeholder('cio:items.question'))) + cell(paragraph(placeholder('cio:items.answer'))),
      ),
    ),
  );

const opened = (bytes: Uint8Array): OfficePackage => {
  const file = openPackage(bytes);
  if (!file.ok) throw new Error(file.problem.code);
  return file.value;
};
const reading = (file: OfficePackage) => {
  const read = readDocument(file);
  if (!read.ok) throw new Error(read.problem.code);
  return read.value;
};
const filled = (file: OfficePackage, facts: readonly Fact[]): OfficePackage => {
  const applied = applyPlan(file, planFill(reading(file), FIELDS, factsOf(facts)));
  if (!applied.ok) throw new Error(applied.problems[0]?.code);
  return opened(writePackage(applied.file));
};
/** As a person writes into it: the ledger knows nothing of that. */
const written = (file: OfficePackage, facts: readonly Fact[]): OfficePackage => {
  const plan = planFill(reading(file), FIELDS, factsOf(facts));
  const applied = applyPlan(file, { ...plan, ledger: reading(file).ledger ?? plan.ledger });
  if (!applied.ok) throw new Error(applied.problems[0]?.code);
  return opened(writePackage(applied.file));
};
const states = (file: OfficePackage, facts: readonly Fact[] = KNOWN): Record<string, FieldState['state']> =>
  Object.fromEntries(
    compareWithSource(reading(file), FIELDS, factsOf(facts)).map(({ kind, id, row: key, state }) => [
      `${kind === 'part' ? 'part ' : ''}${id}${key === undefined ? '' : `#${key}`}`,
      state,
    ]),
  );

const fresh = filled(opened(wordFile({ body: BODY })), KNOWN);

describe('a document just made', () => {
  test('lacks nothing: what is to be written is neither missing nor in step', () => {
    expect(states(fresh)).toEqual({
      'answer.subject': 'inStep',
      'part answer.background': 'inStep',
      // Its part was left out with it.
      'answer.background': 'inStep',
      'answer.summary': 'toWrite',
      'answer.on': 'toWrite',
      'items.question#w1': 'toWrite',
      'items.answer#w1': 'inStep',
    });
  });
});

describe('what a person wrote where the records hold nothing', () => {
  const theirs = [
    ...KNOWN.slice(0, 2),
    fact('answer.summary', '問題となる点はありませんでした。'),
    fact('answer.on', '2026-09-14'),
    fact('items', [{ key: 'p1', values: { 'items.question': '時期', 'items.answer': '10月' } }]),
  ];
  const after = written(fresh, theirs);

  test('is theirs, and nothing is offered in its place', () => {
    expect(states(after)).toMatchObject({
      'answer.summary': 'written',
      'answer.on': 'written',
      items: 'written',
    });
  });

  test('once the records say something else, that is told', () => {
    expect(states(after, [...KNOWN.slice(0, 2), fact('answer.summary', '別の回答')])).toMatchObject({
      'answer.summary': 'editedByHand',
    });
    expect(states(fresh, [...KNOWN.slice(0, 2), fact('answer.summary', '別の回答')])).toMatchObject({
      'answer.summary': 'stale',
    });
  });

  test('a value that was filled in and whose record is gone stays unknown', () => {
    expect(states(fresh, [])).toMatchObject({ 'answer.subject': 'unknown' });
  });
});
