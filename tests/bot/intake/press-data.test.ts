import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { idIn, idsIn, revisionIn, textIn, type PressData } from '../../../bot/intake/press-data.ts';
import { cleanText } from '../../../shared/kernel/text.ts';

/** Nothing that comes with a button is believed. */

const id = '00000000-0000-4000-8000-00000000000c';
const other = '00000000-0000-4000-8000-00000000000d';

describe('an id', () => {
  test('is one in its only form, in any case', () => {
    expect(idIn({ caseId: id }, 'caseId')).toBe(id);
    expect(idIn({ caseId: id.toUpperCase() }, 'caseId')).toBe(id);
  });

  test.each([
    '',
    'R8-相-0001',
    `${id} `,
    `${id}0`,
    `{${id}}`,
    id.replaceAll('-', ''),
    `${id}'; drop table cases; --`,
    `../${id}`,
    `${id}\u0000`,
  ])('「%s」 is none', (text) => {
    expect(idIn({ caseId: text }, 'caseId')).toBeUndefined();
  });

  test('many: what is none among them is left out, and there is an end to them', () => {
    expect(idsIn({ files: `${id},x,,${other}` }, 'files')).toEqual([id, other]);
    expect(idsIn({ files: `${id},`.repeat(100) }, 'files').length).toBeLessThanOrEqual(20);
    expect(idsIn({}, 'files')).toEqual([]);
  });
});

describe('a revision', () => {
  test.each([
    [{ revision: 3 }, 3],
    [{ revision: '3' }, 3],
    [{ revision: 'x' }, -1],
    [{ revision: 1.5 }, -1],
    [{}, -1],
    [{ revision: {} }, -1],
  ])('%j is %s', (data, revision) => {
    expect(revisionIn(data)).toBe(revision);
  });
});

describe('data of any shape', () => {
  const anyData = fc.dictionary(
    fc.oneof(
      fc.constantFrom('caseId', 'files', 'reason', '__proto__', 'constructor', 'toString'),
      fc.string(),
    ),
    fc.anything(),
  ) as fc.Arbitrary<PressData>;

  test('never throws, never invents', () => {
    fc.assert(
      fc.property(
        anyData,
        fc.constantFrom('caseId', 'files', 'reason', '__proto__', 'constructor'),
        (data, name) => {
          const text = textIn(data, name);
          if (text !== undefined) {
            expect(Object.hasOwn(data, name)).toBe(true);
            expect(cleanText(String(data[name])).startsWith(text)).toBe(true);
            expect(text).toBe(text.toWellFormed().replaceAll('\0', ''));
            expect(text.length).toBeLessThanOrEqual(4_000);
          }
          expect(idIn(data, name) ?? id).toMatch(/^[0-9a-f-]{36}$/);
          for (const one of idsIn(data, name)) expect(one).toMatch(/^[0-9a-f-]{36}$/);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('what is inherited is not there', () => {
    expect(textIn({}, 'constructor')).toBeUndefined();
    expect(textIn({}, '__proto__')).toBeUndefined();
    expect(idIn(Object.create({ caseId: id }) as PressData, 'caseId')).toBeUndefined();
  });
});
