import type { Words } from '../kernel/words.ts';
import {
  compareDocuments,
  type FieldPair,
  type Said,
  type Side,
  type StatementPair,
} from './compare-documents.ts';
import type { CONSISTENCY, Difference } from './api.ts';
import { compareWithSource, type FieldState } from './compare.ts';
import { COUNTED_FIELDS, ownCounts } from './own-counts.ts';
import { fieldLabel } from './field-label.ts';
import { fieldOf, type DocumentFields } from './document-field.ts';
import { factsOf, TO_WRITE, type Facts } from './facts.ts';
import type { Sent } from './fitness.ts';
import { textPlaces } from './text-places.ts';

/** How a document that is sent stands to its source and to its other edition, place by place. N-3.2.ア.3 */

export type Consistency = (typeof CONSISTENCY)[number];

export type Standing = {
  readonly consistency: Consistency;
  /** Every place that contradicts or cannot be paired; what is certain first. */
  readonly differences: readonly Difference[];
};

type Source = { readonly fields: DocumentFields; readonly facts: Facts };

const labelOf = (field: { readonly id: string; readonly row?: string }, source: Source): Words => ({
  ja: fieldLabel(field, { ...source, language: 'ja' }),
  en: fieldLabel(field, { ...source, language: 'en' }),
});

const differenceOf = (
  { kind, id, row, document = '', source = '' }: FieldState,
  certain: boolean,
  known: Source,
): Difference => {
  // A list is told by what stands in it: the keys of its rows say nothing to a person.
  const isRows = kind === 'rows';
  return {
    against: 'source',
    certain,
    label: labelOf({ id, ...(row === undefined ? {} : { row }) }, known),
    own: isRows ? '' : document,
    other: isRows ? '' : source,
  };
};

/** To the records: what a person wrote where nothing is known is theirs alone. */
const againstSource = ({ reading }: Sent, known: Source): readonly Difference[] => {
  const counted = new Set(ownCounts(reading.anchors, 0).map(({ id }) => id));
  return compareWithSource(reading, known.fields, known.facts).flatMap((one): readonly Difference[] => {
    const { id, state, source } = one;
    if (source === undefined || source === '' || source.includes(TO_WRITE)) return [];
    if ((state !== 'stale' && state !== 'editedByHand') || fieldOf(known.fields, id) === undefined) return [];
    return isCounted(counted, id) ? [] : [differenceOf(one, state === 'stale', known)];
  });
};

const isCounted = (counted: ReadonlySet<string>, id: string): boolean =>
  counted.has(id) || counted.has(id.split('.')[0] ?? '');

/** What it counts of its own checklists: where that lags behind, it contradicts itself. */
const againstItself = ({ reading }: Sent): readonly Difference[] => {
  const facts = factsOf(ownCounts(reading.anchors, 0));
  const known = { fields: COUNTED_FIELDS, facts };
  const counted = new Set(facts.keys());
  return compareWithSource({ anchors: reading.anchors, ledger: undefined }, COUNTED_FIELDS, facts).flatMap(
    (one) =>
      one.kind !== 'part' &&
      isCounted(counted, one.id) &&
      (one.state === 'stale' || one.state === 'editedByHand')
        ? [differenceOf(one, true, known)]
        : [],
  );
};

const sideOf = ({ file, reading }: Sent): Side | undefined => {
  const places = textPlaces(file);
  return places.ok ? { anchors: reading.anchors, places: places.value } : undefined;
};

const saidIn = (all: readonly Said[]): string => [...new Set(all.map(({ text }) => text))].join('、');

const pairLabel = (pair: FieldPair | StatementPair, source: Source): Words =>
  pair.kind === 'field' ? labelOf(pair, source) : { ja: pair.label, en: pair.label };

/** Undefined where one of the two cannot be read. */
const againstCounterpart = (
  sent: Sent,
  edition: 'detailed' | 'summary',
  counterpart: Sent,
  known: Source,
): readonly Difference[] | undefined => {
  const [own, other] = [sideOf(sent), sideOf(counterpart)];
  if (!own || !other) return undefined;
  const [detailed, summary] = edition === 'detailed' ? [own, other] : [other, own];
  const { pairs } = compareDocuments(detailed, summary, { secondMayOmit: true });
  return pairs.flatMap((pair): Difference[] => {
    if (pair.agreement !== 'differs' && pair.agreement !== 'toConfirm') return [];
    const [mine, theirs] = edition === 'detailed' ? [pair.first, pair.second] : [pair.second, pair.first];
    return [
      {
        against: 'counterpart',
        certain: pair.agreement === 'differs',
        label: pairLabel(pair, known),
        own: saidIn(mine),
        other: saidIn(theirs),
      },
    ];
  });
};

/** @param edition of the document; undefined where there is only one */
export const standingOfSent = (
  sent: Sent,
  edition: 'detailed' | 'summary' | undefined,
  counterpart: Sent | undefined,
  fields: DocumentFields,
  facts: Facts,
): Standing => {
  const known = { fields, facts };
  const source = [...againstSource(sent, known), ...againstItself(sent)];
  const hasOther = edition !== undefined && counterpart !== undefined;
  const other = hasOther ? againstCounterpart(sent, edition, counterpart, known) : [];
  const differences = [...source, ...(other ?? [])].toSorted(
    (one, two) => Number(two.certain) - Number(one.certain),
  );
  const consistency: Consistency = differences.some(({ certain }) => certain)
    ? 'different'
    : differences.length > 0 || other === undefined
      ? 'toConfirm'
      : hasOther
        ? 'consistent'
        : 'noCounterpart';
  return { consistency, differences };
};
