import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findCaseNumber } from '../../../shared/kernel/case-number.ts';

const first = { prefix: 'R8', mark: '相', sequence: 12 };

describe('a number as people type it', () => {
  test.each([
    'R8-相-0012',
    'r8-相-0012',
    'Ｒ８－相－００１２',
    'R8‐相‐0012',
    'R8ー相ー12',
    'R8−相−012',
    'R8–相—12',
    '　R8-相-0012　',
    'R8-相-12',
    'R8- 相 -0012',
  ])('%s is R8-相-0012', (typed) => {
    expect(findCaseNumber(typed)).toMatchObject(first);
  });

  test('beyond 9999 it goes on with five digits', () => {
    expect(findCaseNumber('R8-事-12345')).toEqual({
      prefix: 'R8',
      mark: '事',
      sequence: 12_345,
      written: 'R8-事-12345',
    });
  });

  test('among other words it is found, as it stands there', () => {
    expect(findCaseNumber('r8-相-12を取り下げ')).toEqual({ ...first, written: 'R8-相-12' });
  });

  test.each([
    '',
    '相談',
    'R8',
    'R8-相',
    'R8-相-',
    '8-相-0012',
    'R888-相-0012',
    'R8-1-0012',
    'R8-相-1234567',
    '03-0000-0001',
    '2026-09-14',
  ])('%s is none', (typed) => {
    expect(findCaseNumber(typed)).toBeUndefined();
  });

  test('never throws, and a number that it reads is a number', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom(...Array.from('R8-相0ー１')) }),
        ),
        (typed) => {
          const read = findCaseNumber(typed);
          if (read) expect(Number.isSafeInteger(read.sequence)).toBe(true);
        },
      ),
    );
  });
});
