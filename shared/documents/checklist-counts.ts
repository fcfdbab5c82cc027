import type { Instant } from '../kernel/instant.ts';
import type { Anchor } from './anchor.ts';
import {
  CHECKLIST_PARTS,
  NUMBERS,
  resultOf,
  type ChecklistPart,
  type CheckResult,
} from './checklist-fields.ts';
import { categoryOf, countKey } from './checklist-table.ts';
import type { Fact } from './facts.ts';

/** What the filled-in checklist of a document comes to: read from the document alone, so that it needs no network. */

export type Count = Readonly<Record<CheckResult, number>> & {
  /** Not filled in yet. */
  readonly open: number;
  readonly total: number;
};

export type ChecklistCounts = {
  readonly part: ChecklistPart;
  /** By the key of the row that stands for it in the counts' table. */
  readonly byCategory: ReadonlyMap<string, Count>;
  readonly all: Count;
  /** Whether the table beside it says the same. */
  readonly told: boolean;
};

type Item = { readonly category: number; readonly result: CheckResult | undefined };

export const countResults = (items: readonly Pick<Item, 'result'>[]): Count => {
  const of = (result: CheckResult | undefined): number =>
    items.filter((item) => item.result === result).length;
  return {
    conforming: of('conforming'),
    toImprove: of('toImprove'),
    nonConforming: of('nonConforming'),
    notApplicable: of('notApplicable'),
    open: of(undefined),
    total: items.length,
  };
};

const itemsOf = (anchors: readonly Anchor[], list: string): readonly Item[] =>
  anchors.flatMap(({ tag, row, text }): Item[] => {
    if (tag.role !== 'field' || tag.id !== `${list}.result` || row?.key === undefined) return [];
    const category = categoryOf(row.key);
    return category === undefined ? [] : [{ category, result: resultOf(text) }];
  });

const isTold = (anchors: readonly Anchor[], list: string, key: string, counted: Count): boolean =>
  anchors
    .filter(({ tag, row }) => tag.role === 'field' && row?.list === list && row.key === key)
    .every(({ tag, text }) => {
      const number = NUMBERS.find((one) => tag.id === `${list}.${one}`);
      return number === undefined || text.trim() === String(counted[number]);
    });

/** One for each part of a checklist that stands in the document; none where there is no checklist. */
export const checklistCounts = (anchors: readonly Anchor[]): readonly ChecklistCounts[] =>
  CHECKLIST_PARTS.flatMap((part) => {
    const items = itemsOf(anchors, part.items);
    if (items.length === 0) return [];
    const byCategory = new Map(
      [...Map.groupBy(items, ({ category }) => category)]
        .toSorted(([one], [other]) => one - other)
        .map(([category, own]) => [countKey(category), countResults(own)] as const),
    );
    const all = countResults(items);
    const told = [...byCategory, [countKey('total'), all] as const].every(([key, counted]) =>
      isTold(anchors, part.counts, key, counted),
    );
    return [{ part, byCategory, all, told }];
  });

/** The counts as facts, to be filled in like any others. Rows of the table whose items are gone come to nothing. */
export const countFacts = (anchors: readonly Anchor[], at: Instant): readonly Fact[] =>
  checklistCounts(anchors).flatMap(({ part, byCategory, all }): Fact[] => {
    const there = anchors.flatMap(({ tag, row }) =>
      tag.role === 'each' && tag.id === part.counts && row?.key !== undefined ? [row.key] : [],
    );
    if (there.length === 0) return [];
    const none = countResults([]);
    return [
      {
        id: part.counts,
        at,
        value: there.map((key) => {
          const counted = key === countKey('total') ? all : (byCategory.get(key) ?? none);
          return {
            key,
            values: Object.fromEntries(NUMBERS.map((one) => [`${part.counts}.${one}`, counted[one]])),
          };
        }),
      },
    ];
  });
