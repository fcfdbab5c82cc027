import { expect, test } from '@jest/globals';
import { shownPlace } from '../../../addin/pane/shown-place.ts';
import { piecesOf, rowsOf } from '../../../addin/pane/text-pieces.ts';
import type { Anchor } from '../../../shared/documents/anchor.ts';
import type { TextPlace } from '../../../shared/documents/text-place.ts';

/** A browser shows the text of a document in place of Word, and leads to places in it. */

const NOWHERE = { ja: '', en: '' };
const place = (text: string, element: number, fields: TextPlace['fields'] = []): TextPlace => ({
  part: 'word/document.xml',
  element,
  kind: 'paragraph',
  where: NOWHERE,
  text,
  heading: '',
  fields,
});
const cell = (index: number, key: string, text: string, id = 'measures.name'): Anchor => ({
  tag: { role: 'field', id },
  control: 'text',
  text,
  row: { list: 'measures', index, key },
  place: NOWHERE,
  inTheWay: [],
});
const TEXTS = [
  place('運営計画書', 1),
  place('件名：計画', 2, [{ id: 'plan.title', start: 3, end: 5 }]),
  place('研修', 3, [{ id: 'measures.name', start: 0, end: 2 }]),
  place('点検', 4, [{ id: 'measures.name', start: 0, end: 2 }]),
];

test('a field, one of its rows, and a list as a whole are found', () => {
  expect(shownPlace(TEXTS, [], { at: 'field', id: 'plan.title' })).toEqual({ index: 1, start: 3, end: 5 });
  const anchors = [cell(0, 'a', '研修'), cell(1, 'b', '点検')];
  expect(shownPlace(TEXTS, anchors, { at: 'field', id: 'measures.name', row: 'b' })?.index).toBe(3);
  expect(shownPlace(TEXTS, anchors, { at: 'field', id: 'measures' })?.index).toBe(2);
});

test('an empty cell leads to its own row, whatever is empty in other rows', () => {
  const anchors = [
    cell(0, 'a', '研修'),
    cell(0, 'a', '', 'measures.owner'),
    cell(1, 'b', '点検'),
    cell(1, 'b', '', 'measures.owner'),
  ];
  expect(shownPlace(TEXTS, anchors, { at: 'field', id: 'measures.owner', row: 'b' })?.index).toBe(3);
});

test('a field of several lines is found where it begins', () => {
  const lines = [
    ...TEXTS,
    place('一行目', 5, [{ id: 'plan.aim', start: 0, end: 3 }]),
    place('二行目', 6, [{ id: 'plan.aim', start: 0, end: 3 }]),
    place('別', 7, [{ id: 'plan.aim', start: 0, end: 1 }]),
  ];
  const aim = (index: number, text: string): Anchor => ({ ...cell(index, `k${index}`, text, 'plan.aim') });
  const anchors = [aim(0, '一行目\n二行目'), aim(1, ''), aim(2, '別')];
  expect(shownPlace(lines, anchors, { at: 'field', id: 'plan.aim', nth: 2 })?.index).toBe(6);
});

test('a stretch of a text is found as long as the text stands', () => {
  const [, second] = TEXTS;
  if (!second) throw new Error('no place');
  expect(shownPlace(TEXTS, [], { at: 'text', place: second, start: 0, end: 2 })).toEqual({
    index: 1,
    start: 0,
    end: 2,
  });
  expect(shownPlace(TEXTS, [], { at: 'text', place: { ...second, text: '別の文' } })).toBeUndefined();
  expect(shownPlace(TEXTS, [], { at: 'field', id: 'plan.gone' })).toBeUndefined();
});

test('the text is cut at its fields and at what is led to, and nothing of it is lost', () => {
  const pieces = piecesOf(
    { text: '件名：計画です', fields: [{ id: 'plan.title', start: 3, end: 5 }] },
    { start: 0, end: 2 },
  );
  expect(pieces.map(({ text, kind }) => `${kind} ${text}`)).toEqual([
    'here 件名',
    'plain ：',
    'field 計画',
    'plain です',
  ]);
});

test('cells of one row of a table stand beside each other, under the slide they belong to', () => {
  const on = (where: string, text: string, kind: TextPlace['kind'] = 'cell'): TextPlace => ({
    ...place(text, 1),
    kind,
    where: { ja: where, en: where },
  });
  const rows = rowsOf(
    [
      on('スライド1「題名」', '数値', 'shape'),
      on('スライド1 表1 1行1列', '受講率'),
      on('スライド1 表1 1行2列', '93'),
      on('スライド1 表1 2行1列', '件数'),
      on('スライド2', '以上', 'shape'),
    ],
    'ja',
  );
  expect(rows.map(({ group, isNew, cells }) => [group, isNew, cells.map(({ index }) => index)])).toEqual([
    ['スライド1', true, [0]],
    ['スライド1', false, [1, 2]],
    ['スライド1', false, [3]],
    ['スライド2', true, [4]],
  ]);
});
