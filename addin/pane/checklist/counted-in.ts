import type { Anchor } from '../../../shared/documents/anchor.ts';
import { auditCounts } from '../../../shared/documents/audit-checklist.ts';
import { checklistCounts, type Count } from '../../../shared/documents/checklist-counts.ts';
import { resultOf } from '../../../shared/documents/checklist-fields.ts';
import type { Spot } from '../../office/office-document.ts';

/** What the checklists of a document come to, each with the way to its first item without a result. */
export type Counted = {
  readonly list: 'items' | 'checks' | 'myNumberChecks';
  readonly all: Count;
  readonly told: boolean;
  readonly open: Spot | undefined;
};

const firstOpen = (anchors: readonly Anchor[], list: string): Spot | undefined => {
  const id = `${list}.result`;
  const open = anchors.find(
    ({ tag, text }) => tag.id === id && tag.role === 'field' && resultOf(text) === undefined,
  );
  return open?.row?.key === undefined ? undefined : { at: 'field', id, row: open.row.key };
};

export const countedIn = (anchors: readonly Anchor[]): readonly Counted[] => {
  const audit = auditCounts(anchors);
  return [
    ...(audit ? [{ list: 'items' as const, all: audit.all, told: audit.told }] : []),
    ...checklistCounts(anchors).map(({ part, all, told }) => ({ list: part.items, all, told })),
  ].map((one) => ({ ...one, open: firstOpen(anchors, one.list) }));
};
