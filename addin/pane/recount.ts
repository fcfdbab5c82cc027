import type { DocumentReading } from '../../shared/documents/anchor.ts';
import { factsOf } from '../../shared/documents/facts.ts';
import { planFill, type FillPlan } from '../../shared/documents/fill-plan.ts';
import { COUNTED_FIELDS, ownCounts } from '../../shared/documents/own-counts.ts';

/** A plan whose values come from the document itself or from a person: its ledger, which tells of records, stays. */
export const besideRecords = (reading: DocumentReading, plan: FillPlan): FillPlan => ({
  ...plan,
  ledger: reading.ledger ?? { entries: new Map() },
});

/** What has to be written so that the counts say what the items say; undefined where the document counts nothing. */
export const planRecount = (reading: DocumentReading): FillPlan | undefined => {
  const facts = ownCounts(reading.anchors, Date.now());
  if (facts.length === 0) return undefined;
  const only = new Set(facts.map(({ id }) => id));
  return besideRecords(reading, planFill(reading, COUNTED_FIELDS, factsOf(facts), { only }));
};

/** One plan with another's edits, of which the first one's ledger tells nothing. */
export const joined = (plan: FillPlan, counts: FillPlan | undefined): FillPlan =>
  counts ? { ...plan, edits: [...plan.edits, ...counts.edits] } : plan;
