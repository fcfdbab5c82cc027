import { describe, expect, test } from '@jest/globals';
import { readDocument } from '../../../shared/documents/file-hand.ts';
import { openPackage } from '../../../shared/documents/ooxml/package.ts';
import { parseTag, tagText } from '../../../shared/documents/tag.ts';
import { checkTemplate } from '../../../shared/documents/template.ts';
import { FIELDS } from './sample-fields.ts';
import { cell, control, paragraph, placeholder, row, tableOf, wordFile } from './word-fixture.ts';

const faults = (body: string): readonly string[] => {
  const file = openPackage(wordFile({ body: paragraph(placeholder('cio:plan.title')) + body }));
  const read = file.ok ? readDocument(file.value) : file;
  if (!read.ok) throw new Error(read.problem.code);
  return checkTemplate(read.value, FIELDS).map(({ code, message }) => `${code} ${message.ja}`);
};
const field = (tag: string): string => paragraph(placeholder(tag));

describe('a template is checked before anyone uses it', () => {
  test('one that is right has no fault', () => {
    expect(faults(tableOf(1, control('cio:each:measures', row(cell(field('cio:measures.name'))))))).toEqual(
      [],
    );
  });

  test('an unknown field is named with the one that was meant', () => {
    expect(faults(field('cio:plan.butget'))).toEqual([
      expect.stringMatching(/^template\.unknown .*「plan\.budget」ではありませんか/),
    ]);
    expect(faults(field('cio:incident.place'))).toEqual([
      expect.stringMatching(/^template\.unknown .*一覧から/),
    ]);
  });

  test('a required field that is not there', () => {
    const file = openPackage(wordFile({ body: field('cio:plan.date') }));
    const read = file.ok ? readDocument(file.value) : file;
    if (!read.ok) throw new Error(read.problem.code);
    expect(checkTemplate(read.value, FIELDS)).toMatchObject([
      { code: 'template.required', field: 'plan.title' },
    ]);
  });

  test.each([
    ['a field of a list outside its rows', field('cio:measures.name'), 'template.outside'],
    ['a list used as a value', field('cio:measures'), 'template.misused'],
    ['a field repeated as a list', control('cio:each:plan.date', field('cio:plan.date')), 'template.misused'],
    ['a field in a field', control('cio:plan.purpose', field('cio:plan.date')), 'template.nested'],
    ['a name that is none', field('cio:予算'), 'template.unreadable'],
    [
      'two model rows',
      tableOf(1, control('cio:each:measures', row(cell(paragraph('')))).repeat(2)),
      'template.doubled',
    ],
  ])('%s', (_, body, code) => {
    expect(faults(body)).toEqual([expect.stringContaining(code)]);
  });

  test('the scheme of tags', () => {
    expect(parseTag('cio:each:measures:12')).toEqual({ role: 'each', id: 'measures', key: '12' });
    expect(parseTag('cio:each:measures[measures.no, -,measures.owner]')).toMatchObject({
      columns: ['measures.no', undefined, 'measures.owner'],
    });
    expect(parseTag('cio:cells[B2=plan.total,AA10=plan.done]')).toMatchObject({
      cells: [
        { row: 1, column: 1, id: 'plan.total' },
        { row: 9, column: 26, id: 'plan.done' },
      ],
    });
    expect(parseTag('cio:unlessSlide:plan.hasRisks')).toMatchObject({
      role: 'if',
      negated: true,
      slide: true,
    });
    expect(parseTag('goog_rdk_0')).toBeUndefined();
    for (const odd of ['cio:', 'cio:a b', 'cio:each:', 'cio:each:x:鍵', 'cio:cells[b2=a]', 'cio:if:'])
      expect(parseTag(odd)).toBe('unreadable');
  });
});

test.each([
  'cio:plan.year',
  'cio:each:measures',
  'cio:each:measures:12',
  'cio:each:measures[measures.no,-,measures.owner]',
  'cio:cells[B2=plan.total,AB12=plan.done]',
  'cio:slide:measures:a-1',
  'cio:if:plan.hasRisks',
  'cio:unless:plan.hasRisks',
  'cio:ifSlide:plan.hasRisks',
  'cio:unlessSlide:plan.hasRisks',
  'cio:chart:results',
])('the tag %s is written as it was read', (raw) => {
  const tag = parseTag(raw);
  expect(typeof tag === 'object' ? tagText(tag) : tag).toBe(raw);
});
