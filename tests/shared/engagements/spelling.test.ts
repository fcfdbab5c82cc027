import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatPath } from '../../../shared/engagements/path.ts';
import { nearest } from '../../../shared/kernel/spelling.ts';

test.each([
  ['sectoins', ['sections', 'sites'], 'sections'],
  ['Sections', ['sections', 'sites'], 'sections'],
  ['role', ['roles', 'runBy'], 'roles'],
  ['colour', ['roles', 'runBy'], undefined],
  ['', ['roles'], undefined],
  ['x'.repeat(10_000), ['roles'], undefined],
])('%s is nearest to one of %j', (word, candidates, expected) => {
  expect(nearest(word, candidates)).toBe(expected);
});

test('a known word is nearest to itself', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, maxLength: 20 }), { minLength: 1 }), (words) => {
      for (const word of words) expect(nearest(word, words)).toBe(word);
    }),
  );
});

test('a path reads as one would write it', () => {
  expect(formatPath(['settings', 'roles', 2, 'group'])).toBe('settings.roles[2].group');
  expect(formatPath(['settings', 'permissions', 'incident.read', 0])).toBe(
    'settings.permissions["incident.read"][0]',
  );
  expect(formatPath([])).toBe('');
});
