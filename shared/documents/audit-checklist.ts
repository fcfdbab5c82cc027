import type { Instant } from '../kernel/instant.ts';
import type { Anchor } from './anchor.ts';
import type { ChecklistAnswer } from './api.ts';
import { countResults, type Count } from './checklist-counts.ts';
import { CHECKLIST_PARTS, resultOf, type CheckResult } from './checklist-fields.ts';
import { compareWithSource } from './compare.ts';
import { AUDIT_WORKING_PAPER, type AuditResult } from './facts-of/audit-fields.ts';
import { rowKey, rowOf } from './facts-of/kind.ts';
import { factsOf, TO_WRITE, type Fact } from './facts.ts';

/**
 * 監査調書 has a table of its own for the items that were looked at: a checklist goes into that, and its counts by result
 * and category follow what is chosen there. N-3.2.エ.4
 */

const { fields } = AUDIT_WORKING_PAPER;

const AS: Readonly<Record<CheckResult, AuditResult>> = {
  conforming: 'conforming',
  toImprove: 'improvement',
  nonConforming: 'nonconforming',
  notApplicable: 'notApplicable',
};
const RESULT_IDS = Object.keys(AS) as readonly CheckResult[];

/** Whether the document has that table. */
export const takesItems = (anchors: readonly Anchor[]): boolean =>
  anchors.some(({ tag }) => tag.role === 'each' && tag.id === 'items') &&
  anchors.some(({ tag }) => tag.id === 'items.requirement');

type Item = {
  readonly number: string;
  readonly category: string;
  readonly result: CheckResult | undefined;
  readonly key: string;
};

/** The items of that table; the row that waits to be written is none. */
export const itemsIn = (anchors: readonly Anchor[]): readonly Item[] => {
  const rows = Map.groupBy(
    anchors.filter(({ tag, row }) => tag.role === 'field' && row?.list === 'items'),
    ({ row }) => row?.key ?? String(row?.index),
  );
  return [...rows].flatMap(([key, cells]): Item[] => {
    const said = (name: string): string =>
      cells.find(({ tag }) => tag.id === `items.${name}`)?.text.trim() ?? '';
    const isOpen = ['number', 'category', 'requirement'].every(
      (name) => said(name) === '' || said(name) === TO_WRITE,
    );
    return isOpen
      ? []
      : [{ number: said('number'), category: said('category'), result: resultOf(said('result')), key }];
  });
};

/** A checklist as the rows of that table. */
export const itemsFact = ({ items }: Pick<ChecklistAnswer, 'items'>, at: Instant): Fact => ({
  id: 'items',
  at,
  value: items.map((item, index) =>
    rowOf('items')(rowKey(item.id, index), {
      number: item.id,
      category: item.category,
      requirement: item.text,
      clause: item.reference,
      evidence: item.evidence,
    }),
  ),
});

/** Everything that was looked at, be it in that table or in checklists that stand by themselves. */
const resultsIn = (anchors: readonly Anchor[]): readonly { readonly result: CheckResult | undefined }[] => [
  ...itemsIn(anchors),
  ...anchors.flatMap(({ tag, row, text }) =>
    row?.key !== undefined && CHECKLIST_PARTS.some(({ items }) => tag.id === `${items}.result`)
      ? [{ result: resultOf(text) }]
      : [],
  ),
];

const inCategory = (list: string, counted: Count): Record<string, number> =>
  Object.fromEntries(RESULT_IDS.map((id) => [`${list}.${AS[id]}`, counted[id]]));

/** What the document counts of itself where it has places for that; none where nothing was looked at. */
export const auditCountFacts = (anchors: readonly Anchor[], at: Instant): readonly Fact[] => {
  const results = resultsIn(anchors);
  if (results.length === 0) return [];
  const there = new Set(anchors.map(({ tag }) => tag.id));
  const counts = Object.entries(inCategory('audit', countResults(results)))
    .filter(([id]) => there.has(id))
    .map(([id, value]): Fact => ({ id, value, at }));
  const byCategory = [...Map.groupBy(itemsIn(anchors), ({ category }) => category)];
  if (!there.has('categories') || byCategory.length === 0) return counts;
  const value = byCategory.map(([name, own], index) => ({
    key: `c${index + 1}`,
    values: { 'categories.name': name, ...inCategory('categories', countResults(own)) },
  }));
  return [...counts, { id: 'categories', value, at }];
};

export type AuditCounts = {
  readonly items: readonly Item[];
  readonly all: Count;
  /** Whether the document's counts say the same. */
  readonly told: boolean;
};

/** What that table comes to; undefined where the document has none, or nothing in it. */
export const auditCounts = (anchors: readonly Anchor[]): AuditCounts | undefined => {
  const items = itemsIn(anchors);
  if (!takesItems(anchors) || items.length === 0) return undefined;
  const facts = factsOf(auditCountFacts(anchors, 0));
  const told = compareWithSource({ anchors, ledger: undefined }, fields, facts).every(
    ({ kind, id, state }) =>
      kind === 'part' || !(facts.has(id) || facts.has(id.split('.')[0] ?? '')) || state === 'inStep',
  );
  return { items, all: countResults(items), told };
};
