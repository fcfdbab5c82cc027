import { expect, test } from '@jest/globals';
import { rangeOf } from '../../../shared/kernel/words.ts';

test('which lines of a list a page shows is said in one way', () => {
  expect(rangeOf(0, 8, 'ja')).toBe('1〜8件目');
  expect(rangeOf(8, 3, 'en')).toBe('9 to 11');
  expect(rangeOf(10, 1, 'ja')).toBe('11件目');
  expect(rangeOf(10, 1, 'en')).toBe('No. 11');
});
