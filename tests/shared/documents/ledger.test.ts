import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  entryKey,
  ledgerFromTags,
  ledgerTags,
  ledgerXml,
  parseLedger,
  type Ledger,
  type LedgerEntry,
} from '../../../shared/documents/ledger.ts';

/** What XML can carry, with what it has to escape among it. */
const words = fc
  .array(fc.constantFrom('情報', '&', '<', '>', '"', '\n', ' ', 'a', ']]>', '𠮷', '\t'), { maxLength: 300 })
  .map((pieces) => pieces.join(''));
const common = {
  id: fc.constantFrom('plan.title', 'measures', 'results'),
  at: fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1_000),
};
const entry: fc.Arbitrary<LedgerEntry> = fc.oneof(
  fc.record({ kind: fc.constantFrom('value' as const, 'chart' as const), text: words, ...common }),
  fc.record({ kind: fc.constant('part' as const), kept: fc.boolean(), ...common }),
  fc.record({
    kind: fc.constant('rows' as const),
    rows: fc.array(
      fc.record({ key: fc.constantFrom('1', '2'), texts: fc.record({ 'measures.name': words }) }),
      {
        maxLength: 20,
      },
    ),
    ...common,
  }),
);
const ledger: fc.Arbitrary<Ledger> = fc.array(entry, { maxLength: 8 }).map((entries) => ({
  template: { id: 'security-plan', version: '1', subject: '2026' },
  entries: new Map(entries.map((one) => [entryKey(one), one])),
}));

test('a ledger comes back whole from its XML and from tags, however long', () => {
  fc.assert(
    fc.property(ledger, (given) => {
      expect(parseLedger(ledgerXml(given))).toEqual(given);
      expect(ledgerFromTags(ledgerTags(given))).toEqual(given);
    }),
  );
});

test('a ledger of which a piece is missing is none', () => {
  const long: Ledger = {
    entries: new Map([
      ['value:plan.title', { kind: 'value', id: 'plan.title', at: 0, text: '長'.repeat(9_000) }],
    ]),
  };
  const tags = ledgerTags(long);
  expect(Object.keys(tags)).toEqual(['CIO_LEDGER_1_OF_3', 'CIO_LEDGER_2_OF_3', 'CIO_LEDGER_3_OF_3']);
  const { CIO_LEDGER_2_OF_3: _, ...rest } = tags;
  expect(ledgerFromTags(rest)).toBeUndefined();
});
