import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { backOff } from '../../../bot/filing/back-off.ts';

describe('how long to wait before trying again', () => {
  test('doubles from a second and stays at a minute', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 100].map((attempts) => backOff(attempts, 1))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000,
    ]);
  });

  test('varies by chance between half of it and all of it, so that many do not come back together', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempts, chance) => {
          const ceiling = backOff(attempts, 1);
          expect(backOff(attempts, chance)).toBeGreaterThanOrEqual(ceiling / 2);
          expect(backOff(attempts, chance)).toBeLessThanOrEqual(ceiling);
        },
      ),
    );
    expect(backOff(3, 0)).toBe(4_000);
  });
});
