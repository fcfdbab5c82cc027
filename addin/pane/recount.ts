import type { DocumentReading } from '../../shared/documents/anchor.ts';
import { countFacts } from '../../shared/documents/checklist-counts.ts';
import { CHECKLIST_FIELDS } from '../../shared/documents/checklist-fields.ts';
import { factsOf } from '../../shared/documents/facts.ts';
import { planFill, type FillPlan } from '../../shared/documents/fill-plan.ts';

/** What has to be written so that the counts say what the items say; undefined where the document holds no checklist. */
export const planRecount = (reading: DocumentReading): FillPlan | undefined => {
  const facts = countFacts(reading.anchors, Date.now());
  if (facts.length === 0) return undefined;
  const only = new Set(facts.map(({ id }) => id));
  return planFill(reading, CHECKLIST_FIELDS, factsOf(facts), { only });
};

/** One plan with another's edits: the later ledger holds both. */
export const joined = (plan: FillPlan, counts: FillPlan | undefined): FillPlan =>
  counts
    ? {
        ...plan,
        edits: [...plan.edits, ...counts.edits],
        ledger: { ...plan.ledger, entries: new Map([...plan.ledger.entries, ...counts.ledger.entries]) },
      }
    : plan;
