import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findNumber } from '../../../shared/kernel/case-number.ts';

const known = { prefix: 'R8', marks: ['相', '事', '会', '課'] };

describe('N-3.3.ア.イ.a.1 a number as people shorten it', () => {
  test.each([
    ['R8-相-0001', false],
    ['Ｒ８－相－０００１', false],
    ['Ｒ８相１', true],
    ['r8相-1', true],
    ['相0001', true],
    ['相-1', true],
    ['　相ー１　', true],
    ['相 1', true],
    ['相1の状況', true],
  ])('%s is R8-相-0001', (typed, short) => {
    expect(findNumber(typed, known)).toMatchObject({ prefix: 'R8', mark: '相', sequence: 1, short });
  });

  test.each(['0001', '１', ' 000001 '])('%s is the digits alone, without a mark', (typed) => {
    expect(findNumber(typed, known)).toMatchObject({ prefix: 'R8', mark: undefined, sequence: 1 });
  });

  test('another year is not this year’s', () => {
    expect(findNumber('R7相1', known)?.prefix).toBe('R7');
  });

  test.each([
    '',
    '相',
    '相談',
    '工事1件',
    '審1',
    '2026-09-14',
    '1234567',
    '相1234567',
    '03-0000-0001',
    '10時',
  ])('%s is none', (typed) => {
    expect(findNumber(typed, known)).toBeUndefined();
  });

  test('never throws, whatever the marks are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string()), (typed, marks) => {
        const read = findNumber(typed, { prefix: 'R8', marks });
        if (read) expect(Number.isSafeInteger(read.sequence)).toBe(true);
      }),
    );
  });
});
