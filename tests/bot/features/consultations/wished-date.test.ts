import { expect, test } from '@jest/globals';
import { consultationKind } from '../../../../bot/features/consultations/consultation.ts';
import { nerimaProfile } from '../../intake/sample-cases.ts';

/** N-3.3.ア.イ.a.1: a wish is kept as it was said; what does not fit the calendar stands beside it. */

const profile = nerimaProfile;
const kind = consultationKind(profile.settings);
const wishedOn = (wishedDate: string, language: 'ja' | 'en'): string | undefined =>
  kind.facts({ wishedDate }, language, 'received').find(([label]) => /希望回答日|wished/.test(label))?.[1];

test('a wished day that is closed is told with the next open day, and not moved', () => {
  // 19 September 2026 is a Saturday; 21, 22 and 23 are holidays.
  expect(wishedOn('2026-09-19', 'ja')).toBe('9月19日(土)（閉庁日です。次の開庁日は9月24日(木)です）');
  expect(wishedOn('2026-09-19', 'en')).toMatch(/the office is closed; the next open day is .*24/);
  expect(wishedOn('2026-09-24', 'ja')).toBe('9月24日(木)');
});
