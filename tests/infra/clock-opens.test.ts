import { expect, test } from '@jest/globals';
import { clockOpensAt } from '../../infra/local-product.ts';
import { profile } from '../shared/engagements/profile-text.ts';

/** The local tenant's clock opens on the real date if that lies in the engagement's term, else on its first open day. */

const opens = (id: 'nerima-r8' | 'kawasaki-r3', now: string): string =>
  clockOpensAt(profile(id).settings, Date.parse(now));

test.each([
  ['2026-11-22T10:15:00+09:00', 'a closed day of the term'],
  ['2026-04-01T00:00:00+09:00', 'its first moment'],
  ['2027-03-31T23:59:59+09:00', 'its last'],
])('N-2.1.1 %s, %s, is the real date', (now) => {
  expect(Date.parse(opens('nerima-r8', now))).toBe(Date.parse(now));
});

test.each([
  ['nerima-r8', '2026-03-31T23:59:59+09:00', '2026-04-01'],
  ['nerima-r8', '2027-04-01T00:00:00+09:00', '2026-04-01'],
  ['kawasaki-r3', '2026-11-22T10:15:00+09:00', '2021-04-01'],
] as const)('%s at %s opens on %s', (id, now, day) => {
  expect(Date.parse(opens(id, now))).toBe(Date.parse(`${day}T09:00:00+09:00`));
});

test('a term that begins on closed days opens on the first open one', () => {
  const { settings } = profile('nerima-r8');
  const closures = [{ date: '2026-04-01', reason: '庁舎移転' }] as const;
  const moved = { ...settings, calendar: { ...settings.calendar, closures } } as unknown as typeof settings;
  expect(Date.parse(clockOpensAt(moved, 0))).toBe(Date.parse('2026-04-02T09:00:00+09:00'));
});
