import type { Words } from '../kernel/words.ts';
import type { Anchor } from './anchor.ts';
import { statementsIn, type Statement } from './statements.ts';
import type { TextPlace } from './text-place.ts';

/**
 * Two documents held against each other, 詳細版 and 概要版 first of all: fields by their id, and what was typed by hand
 * paired by its label. Consistent is said only when everything could be paired and nothing differs.
 */
export type Side = { readonly anchors: readonly Anchor[]; readonly places: readonly TextPlace[] };

export type Agreement = 'agrees' | 'rounded' | 'differs' | 'toConfirm';

export type FieldPair = {
  readonly kind: 'field';
  readonly id: string;
  readonly row?: string;
  readonly agreement: Agreement;
  readonly first: readonly Said[];
  readonly second: readonly Said[];
};
export type StatementPair = {
  readonly kind: Statement['kind'];
  readonly label: string;
  readonly agreement: Agreement;
  readonly first: readonly Said[];
  readonly second: readonly Said[];
};
export type Said = { readonly text: string; readonly where: Words; readonly statement?: Statement };

export type Comparison = {
  readonly pairs: readonly (FieldPair | StatementPair)[];
  readonly verdict: 'consistent' | 'different' | 'toConfirm';
};

export type ComparisonOptions = {
  /** The second is a summary: what it leaves out of the first is no fault. */
  readonly secondMayOmit?: boolean;
};

/** The step to which a rounded amount is rounded: 1,200 to hundreds, 12.5 to tenths. */
const stepOf = (value: number): number => {
  if (value === 0) return 1;
  let step = 1;
  while (value % (step * 10) === 0) step *= 10;
  while (step > 1e-6 && Math.abs(value / step - Math.round(value / step)) > 1e-9) step /= 10;
  return step;
};

/** 約 declares that an amount was rounded: it agrees with whatever rounds to it, half a step to either side. */
const agreementOf = (one: Statement, other: Statement): Agreement => {
  if (one.unit !== other.unit && one.unit !== '' && other.unit !== '') return 'differs';
  if (one.value === other.value) return 'agrees';
  if (typeof one.value !== 'number' || typeof other.value !== 'number') return 'differs';
  const near = Math.abs(one.value - other.value);
  const rounds = ({ about, value }: Statement): boolean =>
    about && near <= stepOf(value as number) / 2 + 1e-9;
  return rounds(one) || rounds(other) ? 'rounded' : 'differs';
};

const ORDER: readonly Agreement[] = ['agrees', 'rounded', 'toConfirm', 'differs'];
const worst = (all: readonly Agreement[]): Agreement =>
  all.reduce((one, other) => (ORDER.indexOf(one) >= ORDER.indexOf(other) ? one : other), 'agrees');

const saidBy = (statement: Statement): Said => ({
  text: statement.text,
  where: statement.place.where,
  statement,
});

/** Each statement wants a partner that says the same; a label that says several things at once is a person's to judge. */
const together = (
  first: readonly Statement[],
  second: readonly Statement[],
  { secondMayOmit }: ComparisonOptions,
): Agreement => {
  const best = (one: Statement, others: readonly Statement[]): Agreement =>
    others
      .map((other) => agreementOf(one, other))
      .reduce((left, right) => (ORDER.indexOf(left) <= ORDER.indexOf(right) ? left : right), 'differs');
  const theirs = second.map((one) => best(one, first));
  // What a summary says under a label, the other says as well; it need not say all of it.
  if (secondMayOmit && ORDER.indexOf(worst(theirs)) <= ORDER.indexOf('rounded')) return worst(theirs);
  const all = [...first.map((one) => best(one, second)), ...theirs];
  const result = worst(all);
  const several =
    new Set(first.map(({ value }) => value)).size > 1 && new Set(second.map(({ value }) => value)).size > 1;
  return result === 'differs' && several ? 'toConfirm' : result;
};

/** What every document has of its own: two that agree still bear two numbers. */
const OWN = new Set(['document.number', 'document.date']);

const textAnchors = (side: Side): ReadonlyMap<string, readonly Anchor[]> =>
  Map.groupBy(
    side.anchors.filter(
      ({ tag, text }) => !OWN.has(tag.id) && ((tag.role === 'field' && text !== '') || tag.role === 'chart'),
    ),
    ({ tag, row }) => {
      const own = row && tag.id.startsWith(`${row.list}.`);
      return `${tag.role}:${tag.id}${own ? `#${row.key ?? row.index}` : ''}`;
    },
  );

/** A value in the looks of a field: the figure or date in it decides, the words where there is none. */
const fieldAgreement = (one: string, other: string): Agreement => {
  if (one === other) return 'agrees';
  const [left, right] = [one, other].map((text) =>
    statementsIn({
      part: '',
      element: -1,
      kind: 'cell',
      where: { ja: '', en: '' },
      text,
      heading: '',
      fields: [],
    }),
  );
  const [first, second] = [left?.[0], right?.[0]];
  return first && second && left?.length === 1 && right?.length === 1 && first.kind === second.kind
    ? agreementOf(first, second)
    : 'differs';
};

const fieldPairs = (first: Side, second: Side): readonly FieldPair[] => {
  const others = textAnchors(second);
  return [...textAnchors(first)].flatMap(([key, anchors]): FieldPair[] => {
    const there = others.get(key);
    const [anchor] = anchors;
    if (!there || !anchor) return [];
    const said = ({ text, place }: Anchor): Said => ({ text, where: place });
    const row = key.split('#')[1];
    const agreement = worst(
      anchors.flatMap((one) => there.map((other) => fieldAgreement(one.text, other.text))),
    );
    return [
      {
        kind: 'field',
        id: anchor.tag.id,
        ...(row === undefined ? {} : { row }),
        agreement,
        first: anchors.map(said),
        second: there.map(said),
      },
    ];
  });
};

const byLabel = (
  places: readonly TextPlace[],
  paired: ReadonlySet<string>,
  side: 'first' | 'second',
): ReadonlyMap<string, readonly Statement[]> =>
  Map.groupBy(
    // A field that both have was held against itself already.
    places
      .flatMap(statementsIn)
      .filter(({ field }) => field === undefined || !(paired.has(field) || OWN.has(field))),
    ({ kind, key, place, start }) =>
      // Without a label there is nothing to pair it by.
      key === '' ? `${side} ${place.part}/${place.element}/${start}` : `${kind} ${key}`,
  );

const statementPairs = (
  first: Side,
  second: Side,
  paired: ReadonlySet<string>,
  options: ComparisonOptions,
): readonly StatementPair[] => {
  const [left, right] = [byLabel(first.places, paired, 'first'), byLabel(second.places, paired, 'second')];
  const pair = (key: string): StatementPair[] => {
    const [one, other] = [left.get(key) ?? [], right.get(key) ?? []];
    const [sample] = [...one, ...other];
    if (!sample) return [];
    if (other.length === 0 && options.secondMayOmit) return [];
    const agreement = one.length === 0 || other.length === 0 ? 'toConfirm' : together(one, other, options);
    return [
      {
        kind: sample.kind,
        label: sample.label,
        agreement,
        first: one.map(saidBy),
        second: other.map(saidBy),
      },
    ];
  };
  return [...new Set([...left.keys(), ...right.keys()])].flatMap(pair);
};

export const compareDocuments = (first: Side, second: Side, options: ComparisonOptions = {}): Comparison => {
  const fields = fieldPairs(first, second);
  const paired = new Set(fields.map(({ id }) => id));
  const pairs = [...fields, ...statementPairs(first, second, paired, options)];
  const verdict = pairs.some(({ agreement }) => agreement === 'differs')
    ? 'different'
    : pairs.some(({ agreement }) => agreement === 'toConfirm')
      ? 'toConfirm'
      : 'consistent';
  return { pairs, verdict };
};
