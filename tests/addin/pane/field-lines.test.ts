import { describe, expect, test } from '@jest/globals';
import { editedUnits, fieldLines, inOrder, refreshable } from '../../../addin/pane/fields/field-lines.ts';
import type { FieldState } from '../../../shared/documents/compare.ts';
import type { DocumentFields } from '../../../shared/documents/document-field.ts';
import { factsOf } from '../../../shared/documents/facts.ts';

/** 項目: what is told of a document's fields, and what a refresh may write. */

const FIELDS: DocumentFields = {
  'plan.title': { kind: 'text', label: { ja: '件名', en: 'Title' } },
  measures: {
    kind: 'rows',
    label: { ja: '取組', en: 'Measures' },
    fields: { 'measures.name': { kind: 'text', label: { ja: '名称', en: 'Name' } } },
  },
};
const FACTS = factsOf([
  { id: 'measures', at: 0, value: [{ key: '12', values: { 'measures.name': '研修の実施' } }] },
]);
const state = (id: string, of: FieldState['state'], row?: string): FieldState => ({
  id,
  kind: 'value',
  state: of,
  sourceMoved: false,
  places: [],
  ...(row === undefined ? {} : { row }),
});
const lines = (...states: readonly FieldState[]) => fieldLines(states, FIELDS, FACTS, 'ja');

describe('nothing that a person wrote is written over unasked', () => {
  test('«refresh all» takes what only waits for its value', () => {
    expect([
      ...refreshable(lines(state('plan.title', 'stale'), state('measures.name', 'stale', '12'))),
    ]).toEqual(['plan.title', 'measures']);
  });

  test('and leaves a whole list alone in which a person edited one place', () => {
    const all = lines(
      state('measures.name', 'stale', '12'),
      state('measures.name', 'editedByHand', '13'),
      state('plan.title', 'editedByHand'),
    );
    expect([...refreshable(all)]).toEqual([]);
    expect([...editedUnits(all)]).toEqual(['measures', 'plan.title']);
  });

  test('nor a list in which a person wrote where nothing was known', () => {
    const all = lines(state('measures.name', 'stale', '12'), state('measures.name', 'written', '13'));
    expect([...refreshable(all)]).toEqual([]);
  });
});

test('a field of a row is told by its list and by what the row is about', () => {
  expect(lines(state('measures.name', 'stale', '12'))[0]?.label).toBe('取組 › 研修の実施 › 名称');
  expect(lines(state('plan.title', 'inStep'))[0]?.label).toBe('件名');
});

test('what asks for something comes first', () => {
  const groups = inOrder(lines(state('plan.title', 'inStep'), state('measures.name', 'missing', '12')));
  expect(groups.map(([name, own]) => [name, own.length])).toEqual([
    ['missing', 1],
    ['inStep', 1],
  ]);
});
