import { describe, expect, test } from '@jest/globals';
import { asNumbered, asWritten } from '../../../shared/plans/plan-order.ts';

const rows = (...numbers: readonly string[]) =>
  numbers.map((number, index) => ({ values: { number }, itemId: String(index + 8) }));

describe('N-3.2.ア.1 the order of the plan’s rows in its documents', () => {
  test.each([
    [
      ['10', '2', '1', '11'],
      ['1', '2', '10', '11'],
    ],
    [
      ['P-10', 'P-2', 'D-1'],
      ['D-1', 'P-2', 'P-10'],
    ],
    [
      ['１０', '２'],
      ['２', '１０'],
    ],
  ])('取組 and リスク follow their numbers: %j', (given, expected) => {
    expect(
      rows(...given)
        .toSorted(asNumbered)
        .map(({ values }) => values.number),
    ).toEqual(expected);
  });

  test('the same number twice, and figures, stand as they were written', () => {
    const twice = rows('1', '1', '1');
    expect(twice.toReversed().toSorted(asNumbered)).toEqual(twice);
    expect(
      twice
        .toReversed()
        .toSorted(asWritten)
        .map(({ itemId }) => itemId),
    ).toEqual(['8', '9', '10']);
  });
});
