import type { Anchor, DocumentReading } from '../../../shared/documents/anchor.ts';
import type { ChecklistAnswer } from '../../../shared/documents/api.ts';
import { itemsFact, itemsIn, takesItems } from '../../../shared/documents/audit-checklist.ts';
import { CHECKLIST_PARTS } from '../../../shared/documents/checklist-fields.ts';
import { checklistTables, isOfItem } from '../../../shared/documents/checklist-table.ts';
import type { DocumentTable } from '../../../shared/documents/document-table.ts';
import { AUDIT_WORKING_PAPER } from '../../../shared/documents/facts-of/audit-fields.ts';
import { factsOf } from '../../../shared/documents/facts.ts';
import { planFill, type FillPlan } from '../../../shared/documents/fill-plan.ts';
import { besideRecords } from '../recount.ts';

/** Where a checklist goes in this document, and what has to be asked before. */
export type Way =
  /** A checklist stands there already: the same one, or another whose counts it would mix with. */
  | { readonly kind: 'taken'; readonly same: boolean }
  /** Into the document's own table of items. `instead` of how many that stand in it. */
  | { readonly kind: 'items'; readonly plan: FillPlan; readonly instead: number }
  /** As tables of its own. `beside`: the document has another checklist in its own table. */
  | { readonly kind: 'tables'; readonly tables: readonly DocumentTable[]; readonly beside: boolean };

const asTables = (anchors: readonly Anchor[], checklist: ChecklistAnswer, beside: boolean): Way => {
  const parts = CHECKLIST_PARTS.filter((part) =>
    checklist.items.some(({ myNumber }) => myNumber === part.myNumber),
  );
  const there = anchors.flatMap(({ tag, row }) =>
    tag.role === 'each' && parts.some(({ items }) => items === tag.id) && row?.key !== undefined
      ? [row.key]
      : [],
  );
  if (there.length > 0)
    return {
      kind: 'taken',
      same: checklist.items.some(({ id }) => there.some((key) => isOfItem(key, id))),
    };
  return { kind: 'tables', tables: checklistTables(checklist), beside };
};

export const wayOf = (reading: DocumentReading, checklist: ChecklistAnswer, at: number): Way => {
  const { anchors } = reading;
  // Items on My Number stand apart.
  if (!takesItems(anchors) || checklist.items.some(({ myNumber }) => myNumber))
    return asTables(anchors, checklist, false);
  const there = itemsIn(anchors);
  const isSame = checklist.items.some(({ id }) => there.some(({ number }) => number === id));
  if (there.length > 0 && !isSame) return asTables(anchors, checklist, true);
  const facts = factsOf([itemsFact(checklist, at)]);
  const plan = planFill(reading, AUDIT_WORKING_PAPER.fields, facts, { only: new Set(['items']) });
  return { kind: 'items', plan: besideRecords(reading, plan), instead: there.length };
};
