import { describe, expect, test } from '@jest/globals';
import { revisionIn } from '../../../bot/intake/press-data.ts';
import { oneLine } from '../../../shared/kernel/text.ts';
import { suspicionsIn } from '../../../shared/kernel/personal-data.ts';
import { fromColumns } from '../../../shared/kernel/record/columns.ts';
import { wallTime } from '../../../shared/kernel/record/schema.ts';
import { sample } from './arbitrary-records.ts';

describe('odd input', () => {
  test('the schema takes no day that does not exist', () => {
    expect(wallTime.safeParse('2026-02-31T10:00').success).toBe(false);
  });
  test('a row whose column was changed to text is read without an error', () => {
    expect(() => fromColumns(sample, { Wished: '来週', Found: 'あす' })).not.toThrow();
  });
  test('a revision of any shape: never throws, never invents', () => {
    expect(() => revisionIn({ revision: { toString: 1, valueOf: 1 } })).not.toThrow();
    for (const revision of [true, [1], null, '']) expect(revisionIn({ revision })).toBe(-1);
  });
  test('one line is made of many, blanks inside it kept', () => {
    expect(oneLine('  一行目  \n\n　二行目\n三  行目')).toBe('一行目 二行目 三  行目');
  });
  test('a schedule is no list of birth dates', () => {
    expect(
      suspicionsIn('公告は2026年10月1日、入札は2026年11月2日、契約は2026年12月1日です。', {
        mailAddresses: 5,
        telephoneNumbers: 5,
        datesOfBirth: 3,
      }),
    ).toEqual([]);
  });
});
