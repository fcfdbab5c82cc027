import type { Instant } from '../kernel/instant.ts';
import type { Anchor } from './anchor.ts';
import { auditCountFacts } from './audit-checklist.ts';
import { countFacts } from './checklist-counts.ts';
import { CHECKLIST_FIELDS } from './checklist-fields.ts';
import type { DocumentFields } from './document-field.ts';
import { AUDIT_WORKING_PAPER } from './facts-of/audit-fields.ts';
import type { Fact } from './facts.ts';

/** Whatever a document counts of itself: it is its own source there. */
export const ownCounts = (anchors: readonly Anchor[], at: Instant): readonly Fact[] => [
  ...countFacts(anchors, at),
  ...auditCountFacts(anchors, at),
];

export const COUNTED_FIELDS: DocumentFields = { ...CHECKLIST_FIELDS, ...AUDIT_WORKING_PAPER.fields };
