import type { Words } from '../kernel/words.ts';
import type { Anchor, DocumentReading } from './anchor.ts';
import { chartDataOf, chartText } from './chart-data.ts';
import { fieldOf, isPlain, writeOut, type DocumentFields } from './document-field.ts';
import { holds, rowsOf, scalarOf, TO_WRITE, type FactRow, type Facts } from './facts.ts';
import type { State } from './field-states.ts';
import { namedIn, writtenRow } from './fill-plan.ts';
import { keysIn } from './plan-values.ts';
import { writtenRows, writtenText, type Ledger } from './ledger.ts';

export type FieldState = {
  readonly id: string;
  readonly kind: 'value' | 'rows' | 'chart' | 'part';
  /** The key of the row it belongs to. */
  readonly row?: string;
  readonly state: State;
  /** The source has changed since the filling as well: with editedByHand, both sides moved. */
  readonly sourceMoved: boolean;
  /** What stands in the document, what was filled in, what the source says now. */
  readonly document?: string;
  readonly filled?: string;
  readonly source?: string;
  readonly places: readonly Words[];
};

type Sides = { document?: string | undefined; filled?: string | undefined; source?: string | undefined };

/** What the judgement hangs on besides the three sides. */
type Kind = {
  /** There is nothing to show: then nothing lacks. */
  readonly empty?: boolean;
  /** It is a field of this kind of document. */
  readonly known?: boolean;
};

/** In PowerPoint a field that nobody filled shows its name in brackets. */
const isOpen = (text: string | undefined): boolean =>
  text === undefined || text === '' || text.includes(TO_WRITE) || /^［[^［］]+］$/.test(text.trim());

const judge = ({ document, filled, source }: Sides, { empty = false, known = true }: Kind): State => {
  if (document === undefined) return empty ? 'inStep' : 'missing';
  if (document === source && !source.includes(TO_WRITE)) return 'inStep';
  // The records say nothing and never did: what stands there is a person's, or is to be.
  if (isOpen(source) && isOpen(filled)) return known ? (isOpen(document) ? 'toWrite' : 'written') : 'unknown';
  if (source === undefined) return document === filled ? 'unknown' : 'editedByHand';
  // Never filled and empty: nobody wrote anything, so it only waits for its value.
  return document === (filled ?? '') ? 'stale' : 'editedByHand';
};

const stateOf = (
  kind: FieldState['kind'],
  id: string,
  sides: Sides,
  places: readonly Words[],
  row?: string,
  more: Kind = {},
): FieldState => ({
  kind,
  id,
  ...(row === undefined ? {} : { row }),
  state: judge(sides, more),
  sourceMoved: sides.filled !== undefined && sides.source !== undefined && sides.filled !== sides.source,
  ...(sides.document === undefined ? {} : { document: sides.document }),
  ...(sides.filled === undefined ? {} : { filled: sides.filled }),
  ...(sides.source === undefined ? {} : { source: sides.source }),
  places,
});

const placesOf = (anchors: readonly Anchor[]): readonly Words[] => anchors.map(({ place }) => place);

const shown = (anchor: Anchor, alike: string | undefined): string =>
  anchor.checked === undefined
    ? anchor.text
    : alike?.length === 1
      ? anchor.checked
        ? '☑'
        : '☐'
      : anchor.text;

/** The text of a field that may stand in several places: where they disagree, the one that was changed counts. */
const textOf = (
  anchors: readonly Anchor[],
  filled: string | undefined,
  source: string | undefined,
): string => {
  const texts = anchors.map((anchor) => shown(anchor, source ?? filled));
  return (
    texts.find((text) => text !== source && text !== filled) ??
    texts.find((text) => text !== source) ??
    texts[0] ??
    ''
  );
};

type Given = { readonly fields: DocumentFields; readonly facts: Facts; readonly ledger: Ledger | undefined };

/** The day on which a document was made passes, and the document is no worse for it. */
const MADE_ONCE = new Set(['document.date']);

const valueState = (id: string, anchors: readonly Anchor[], { fields, facts, ledger }: Given): FieldState => {
  const field = fieldOf(fields, id);
  const value = scalarOf(facts.get(id));
  const filled = writtenText(ledger, 'value', id);
  const now = isPlain(field) && value !== undefined ? writeOut(field, value).text : undefined;
  const source = MADE_ONCE.has(id) ? (filled ?? now) : now;
  const document = anchors.length === 0 ? undefined : textOf(anchors, filled, source);
  // Left out with the part that shows it.
  const empty = (source === '' || source === TO_WRITE) && field?.required !== true;
  return stateOf('value', id, { document, filled, source }, placesOf(anchors), undefined, {
    empty,
    known: field !== undefined,
  });
};

/** The rows of a list of which nothing is known but that a person is to write it. */
const isOpenList = (rows: readonly FactRow[]): boolean =>
  rows.length > 0 &&
  rows.every(({ values }) => {
    const said = Object.values(values).filter((value) => value !== '');
    return said.length > 0 && said.every((value) => value === TO_WRITE);
  });

const rowStates = (
  id: string,
  anchors: readonly Anchor[],
  all: readonly Anchor[],
  { fields, facts, ledger }: Given,
): readonly FieldState[] => {
  const field = fieldOf(fields, id);
  const rows = field?.kind === 'rows' ? rowsOf(facts.get(id)) : undefined;
  if (field?.kind !== 'rows' || !rows)
    return [
      stateOf('rows', id, { document: '' }, placesOf(anchors), undefined, { known: field !== undefined }),
    ];
  const filled = writtenRows(ledger, id);
  const inDocument = new Map<string, Anchor[]>();
  for (const anchor of anchors) {
    const key = anchor.row?.key;
    if (key !== undefined) inDocument.set(key, []);
  }
  for (const anchor of all)
    if (anchor.tag.role === 'field' && anchor.row?.list === id && anchor.row.key !== undefined)
      inDocument.get(anchor.row.key)?.push(anchor);
  const keys = (list: Iterable<{ key: string }>): string => [...list].map(({ key }) => key).join('\n');
  // Its one row says so: as long as that stands there alone, nobody has begun.
  const open = isOpenList(rows) ? keys(rows) : undefined;
  const told = (text: string): string => (text === open ? TO_WRITE : text);
  const known = { filled: filled && told(keys(filled)), source: told(keys(rows)) };
  // A list may stand in several tables and on slides: where they disagree, the one that was changed counts.
  const runs = (keysIn(anchors).get(id) ?? []).map((run) =>
    told(run.filter((key) => key !== undefined).join('\n')),
  );
  const whole = stateOf(
    'rows',
    id,
    {
      document:
        runs.find((run) => run !== known.source && run !== known.filled) ??
        runs.find((run) => run !== known.source) ??
        runs[0],
      ...known,
    },
    placesOf(anchors),
    undefined,
    { empty: rows.length === 0 },
  );
  const cells = rows.flatMap((row) => {
    const there = inDocument.get(row.key);
    if (!there) return [];
    const source = writtenRow(field, row);
    const before = filled?.find(({ key }) => key === row.key)?.texts;
    return namesIn(there).map(([cell, places]) => {
      const sides = { filled: before?.[cell], source: source[cell]?.text };
      return stateOf(
        'value',
        cell,
        { ...sides, document: textOf(places, sides.filled, sides.source) },
        placesOf(places),
        row.key,
      );
    });
  });
  // Of a list that nobody has begun its one row says all.
  return whole.state === 'toWrite' && cells.length > 0 ? cells : [whole, ...cells];
};

const namesIn = (anchors: readonly Anchor[]): readonly (readonly [string, readonly Anchor[]])[] => [
  ...Map.groupBy(anchors, ({ tag }) => tag.id),
];

const chartState = (id: string, anchors: readonly Anchor[], { fields, facts, ledger }: Given): FieldState => {
  const field = fieldOf(fields, id);
  const data = field?.kind === 'chart' ? chartDataOf(field, fields, facts.get(field.rows)) : undefined;
  const source = data && chartText(data);
  const filled = writtenText(ledger, 'chart', id);
  const document = anchors.length === 0 ? undefined : textOf(anchors, filled, source);
  const rows = field?.kind === 'chart' ? rowsOf(facts.get(field.rows)) : undefined;
  return stateOf('chart', id, { document, filled, source }, placesOf(anchors), undefined, {
    empty: rows?.length === 0,
    known: field !== undefined,
  });
};

/** A part shown or hidden by a fact: what was taken out leaves no trace but the ledger's, so the fact is compared. */
const partState = (id: string, anchors: readonly Anchor[], { facts, ledger }: Given): FieldState => {
  const entry = ledger?.entries.get(`part:${id}`);
  const fact = facts.get(id);
  const filled = entry?.kind === 'part' ? String(entry.kept) : undefined;
  const source = fact && String(holds(fact));
  return stateOf('part', id, { document: filled ?? '', filled, source }, placesOf(anchors));
};

/** A list is one field, whether it stands in tables, on slides or in both. */
const together = (named: ReturnType<typeof namedIn>) =>
  [...Map.groupBy(named, ({ kind, id }) => `${kind}:${id}`).values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, anchors: [first, ...others].flatMap(({ anchors }) => anchors) }] : [],
  );

/** Every field that the document has, was filled with or must have, in the order of the document. */
export const compareWithSource = (
  document: Pick<DocumentReading, 'anchors' | 'ledger'>,
  fields: DocumentFields,
  facts: Facts,
): readonly FieldState[] => {
  const given: Given = { fields, facts, ledger: document.ledger };
  const named = namedIn(document.anchors);
  const there = new Set(named.map(({ kind, id }) => `${kind}:${id}`));
  const lost = [
    ...[...(document.ledger?.entries.values() ?? [])].map(({ kind, id }) => ({ kind, id })),
    ...Object.entries(fields).flatMap(([id, field]) =>
      field.required ? [{ kind: isPlain(field) ? ('value' as const) : field.kind, id }] : [],
    ),
  ].filter(({ kind, id }) => !there.has(`${kind}:${id}`));
  const gone = [
    ...new Map(lost.map((one) => [`${one.kind}:${one.id}`, { ...one, anchors: [] as Anchor[] }])).values(),
  ];
  return [...together(named), ...gone].flatMap(({ kind, id, anchors }) => {
    if (kind === 'rows') return rowStates(id, anchors, document.anchors, given);
    if (kind === 'chart') return [chartState(id, anchors, given)];
    return [kind === 'part' ? partState(id, anchors, given) : valueState(id, anchors, given)];
  });
};
