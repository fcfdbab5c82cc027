import type { ColumnValues } from '../../shared/kernel/record/columns.ts';
import { deliverJob } from '../delivery/deliver.ts';
import { refreshJob } from '../delivery/refresh.ts';
import { fileRowsJob } from '../filing/file-rows.ts';
import { addJob, addJobs, type Job } from '../jobs/jobs.ts';
import { changeCase, findCase, type Case, type CaseChange } from '../store/cases.ts';
import { addDeliveries, type NewDelivery } from '../store/deliveries.ts';
import { addCommand } from '../store/outbox.ts';
import type { CaseState } from '../store/tables.ts';
import type { Desk } from './desk.ts';
import type { IntakeKind } from './intake-kind.ts';
import { COMMAND_ID } from '../graph/lists.ts';

/**
 * One change of a case, with everything that follows from it, in one transaction: the case, the command for its row,
 * what is told, and the cards that stand about it.
 */

export type Step = {
  readonly from: readonly CaseState[];
  /** The revision that the person saw. */
  readonly revision: number;
  readonly change: CaseChange;
  readonly columns: ColumnValues;
  readonly tell?: readonly NewDelivery[];
  readonly jobs?: readonly Job[];
};

/** @returns the case as it is now, and whether this step made it so; somebody may have been quicker */
export const takeStep = async (
  desk: Desk,
  kind: IntakeKind,
  one: Case,
  step: Step,
): Promise<{ readonly done: boolean; readonly now: Case }> => {
  const done = await desk.db.transaction().execute(async (tx) => {
    const changed = await changeCase(tx, one.id, step.revision, step.from, step.change, desk.clock());
    if (!changed) return false;
    const commandId = desk.newId();
    await addCommand(tx, {
      commandId,
      list: kind.list.key,
      rowId: one.id,
      values: { ...step.columns, [COMMAND_ID]: commandId },
      urgent: step.change.urgent ?? one.urgent,
      acceptedAt: new Date(desk.clock()),
    });
    await addDeliveries(tx, step.tell ?? []);
    await addJob(tx, fileRowsJob);
    await addJob(tx, refreshJob(one.id));
    await addJobs(tx, step.jobs ?? []);
    for (const thread of new Set((step.tell ?? []).map((told) => told.thread)))
      await addJob(tx, deliverJob(thread));
    return true;
  });
  const now = await findCase(desk.db, one.id);
  if (!now) throw new Error('a case was lost');
  return { done, now };
};
