import type { Instant } from '../kernel/instant.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import type { Anchor, DocumentReading } from './anchor.ts';
import { chartDataOf, chartText, type ChartData } from './chart-data.ts';
import {
  fieldOf,
  isPlain,
  writeOut,
  type DocumentFields,
  type RowsField,
  type Written,
} from './document-field.ts';
import { holds, rowsOf, scalarOf, type Fact, type FactRow, type Facts } from './facts.ts';
import { entryKey, type Ledger, type LedgerEntry } from './ledger.ts';

/**
 * What has to be written into a document so that it says what is known. One plan serves every hand: the file, Word
 * and PowerPoint. An edit goes to each place that bears the id.
 */
export type Edit =
  | { readonly kind: 'text'; readonly id: string; readonly text: string; readonly date?: PlainDate }
  | { readonly kind: 'choose'; readonly id: string; readonly text: string }
  | { readonly kind: 'check'; readonly id: string; readonly checked: boolean }
  | { readonly kind: 'rows' | 'slides'; readonly id: string; readonly rows: readonly RowEdit[] }
  /** Whether the fact holds; a part tagged `unless` goes when it does. */
  | { readonly kind: 'part'; readonly id: string; readonly keep: boolean }
  | { readonly kind: 'chart'; readonly id: string; readonly data: ChartData };

export type RowEdit = {
  readonly key: string;
  /** By full field id; a field without a value is written empty. */
  readonly cells: Readonly<Record<string, Written>>;
};

export type FillPlan = {
  readonly edits: readonly Edit[];
  /** Fields that stand in the document and of which nothing is known. They are left as they are. */
  readonly unfilled: readonly string[];
  /** What is neither a field nor a list of this kind of document. Left as it is. */
  readonly unknown: readonly string[];
  /** To be kept in the document with the edits. */
  readonly ledger: Ledger;
};

export type PlanOptions = {
  /** Only these ids: fields, lists, charts, conditions. */
  readonly only?: ReadonlySet<string>;
  readonly template?: Ledger['template'];
};

export const writtenRow = (field: RowsField, row: FactRow): Readonly<Record<string, Written>> =>
  Object.fromEntries(
    Object.entries(field.fields).map(([id, one]) => {
      const value = row.values[id];
      return [id, value === undefined ? { text: '' } : writeOut(one, value)];
    }),
  );

const sourced = (fact: Fact): { at: Instant; source?: Fact['source'] & {} } =>
  fact.source ? { at: fact.at, source: fact.source } : { at: fact.at };

type Step = { readonly edits: readonly Edit[]; readonly entry: LedgerEntry } | 'unfilled' | 'unknown';

const valueStep = (id: string, anchors: readonly Anchor[], fields: DocumentFields, facts: Facts): Step => {
  const field = fieldOf(fields, id);
  if (!isPlain(field)) return 'unknown';
  const fact = facts.get(id);
  const value = scalarOf(fact);
  if (!fact || value === undefined) return 'unfilled';
  const { text, checked, date } = writeOut(field, value);
  const controls = new Set(anchors.map(({ control }) => control));
  const edits: Edit[] = [];
  if (controls.has('checkBox') && checked !== undefined) edits.push({ kind: 'check', id, checked });
  if (controls.has('dropDown')) edits.push({ kind: 'choose', id, text });
  if (controls.has('text') || controls.has('date'))
    edits.push({ kind: 'text', id, text, ...(date ? { date } : {}) });
  return { edits, entry: { kind: 'value', id, text, ...sourced(fact) } };
};

const rowsStep = (id: string, kind: 'rows' | 'slides', fields: DocumentFields, facts: Facts): Step => {
  const field = fieldOf(fields, id);
  if (field?.kind !== 'rows') return 'unknown';
  const fact = facts.get(id);
  const rows = rowsOf(fact);
  if (!fact || !rows) return 'unfilled';
  const edits = rows.map((row) => ({ key: row.key, cells: writtenRow(field, row) }));
  return {
    edits: [{ kind, id, rows: edits }],
    entry: {
      kind: 'rows',
      id,
      ...sourced(fact),
      rows: edits.map(({ key, cells }, index) => ({
        key,
        texts: Object.fromEntries(Object.entries(cells).map(([cell, { text }]) => [cell, text])),
        ...(rows[index]?.source ? { source: rows[index].source } : {}),
      })),
    },
  };
};

const partStep = (id: string, facts: Facts): Step => {
  const fact = facts.get(id);
  if (!fact) return 'unfilled';
  // One fact may show one part and hide another: the edit carries the fact's truth, each place reads it its own way.
  const keep = holds(fact);
  return { edits: [{ kind: 'part', id, keep }], entry: { kind: 'part', id, kept: keep, ...sourced(fact) } };
};

const chartStep = (id: string, fields: DocumentFields, facts: Facts): Step => {
  const field = fieldOf(fields, id);
  if (field?.kind !== 'chart') return 'unknown';
  const fact = facts.get(field.rows);
  const data = chartDataOf(field, fields, fact);
  if (!fact || !data) return 'unfilled';
  return {
    edits: [{ kind: 'chart', id, data }],
    entry: { kind: 'chart', id, text: chartText(data), ...sourced(fact) },
  };
};

/** What the anchors of a document name, once each, in the order of the document: kind and id. */
type Named = {
  readonly kind: LedgerEntry['kind'];
  readonly slides: boolean;
  readonly id: string;
  anchors: Anchor[];
};

export const namedIn = (anchors: readonly Anchor[]): readonly Named[] => {
  const named = new Map<string, Named>();
  const add = (kind: Named['kind'], id: string, anchor: Anchor, slides = false): void => {
    const key = `${kind}:${slides}:${id}`;
    const known = named.get(key);
    if (known) known.anchors.push(anchor);
    else named.set(key, { kind, id, slides, anchors: [anchor] });
  };
  for (const anchor of anchors) {
    const { tag, row } = anchor;
    // A field of the list whose row it stands in is the row's affair, and so is what hangs on it.
    if ((tag.role === 'field' || tag.role === 'if') && row && tag.id.startsWith(`${row.list}.`)) continue;
    if (tag.role === 'field') add('value', tag.id, anchor);
    else if (tag.role === 'each' || tag.role === 'slide') add('rows', tag.id, anchor, tag.role === 'slide');
    else if (tag.role === 'if') add('part', tag.id, anchor);
    else if (tag.role === 'chart') add('chart', tag.id, anchor);
  }
  return [...named.values()];
};

export const planFill = (
  document: Pick<DocumentReading, 'anchors' | 'ledger'>,
  fields: DocumentFields,
  facts: Facts,
  { only, template }: PlanOptions = {},
): FillPlan => {
  const edits: Edit[] = [];
  const unfilled: string[] = [];
  const unknown: string[] = [];
  const entries = new Map(document.ledger?.entries);
  for (const { kind, id, slides, anchors } of namedIn(document.anchors)) {
    if (only && !only.has(id)) continue;
    const step =
      kind === 'value'
        ? valueStep(id, anchors, fields, facts)
        : kind === 'rows'
          ? rowsStep(id, slides ? 'slides' : 'rows', fields, facts)
          : kind === 'part'
            ? partStep(id, facts)
            : chartStep(id, fields, facts);
    if (step === 'unfilled') unfilled.push(id);
    else if (step === 'unknown') unknown.push(id);
    else {
      edits.push(...step.edits);
      entries.set(entryKey(step.entry), step.entry);
    }
  }
  const of = template ?? document.ledger?.template;
  return { edits, unfilled, unknown, ledger: { ...(of ? { template: of } : {}), entries } };
};
