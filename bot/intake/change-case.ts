import type { ColumnValues } from '../../shared/kernel/record/columns.ts';
import { deliverJobs } from '../delivery/deliver-job.ts';
import { refreshJob } from '../delivery/refresh.ts';
import { fileRowsJob } from '../filing/file-rows.ts';
import { addJob, addJobs } from '../jobs/jobs.ts';
import { changeCase, findCase, type Case, type CaseChange } from '../store/cases.ts';
import { addDeliveries, type NewDelivery } from '../store/deliveries.ts';
import { addCommand } from '../store/outbox.ts';
import type { Tx } from '../store/database.ts';
import type { CaseState } from '../store/tables.ts';
import { caseChangedJobs } from './case-changed.ts';
import type { Desk } from './desk.ts';
import type { IntakeKind } from './intake-kind.ts';
import { tellChiefJob } from './tell-chief.ts';
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
};

/** Our columns go into the row, whatever stands there. */
export const writeColumns = async (
  tx: Tx,
  desk: Desk,
  kind: IntakeKind,
  one: Pick<Case, 'id' | 'urgent'>,
  columns: ColumnValues,
): Promise<void> => {
  const commandId = desk.newId();
  await addCommand(tx, {
    commandId,
    list: kind.list.key,
    rowId: one.id,
    values: { ...columns, [COMMAND_ID]: commandId },
    urgent: one.urgent,
    acceptedAt: new Date(desk.clock()),
  });
  await addJob(tx, fileRowsJob);
};

/** The step as part of a transaction. @returns false when somebody was quicker */
export const stepIn = async (
  tx: Tx,
  desk: Desk,
  kind: IntakeKind,
  one: Case,
  step: Step,
): Promise<boolean> => {
  const changed = await changeCase(tx, one.id, step.revision, step.from, step.change, desk.clock());
  if (!changed) return false;
  const urgent = step.change.urgent ?? one.urgent;
  await writeColumns(tx, desk, kind, { id: one.id, urgent }, step.columns);
  await addDeliveries(tx, step.tell ?? []);
  await addJob(tx, refreshJob(one.id));
  await addJobs(tx, caseChangedJobs(desk.settings, kind, one.id));
  if (step.change.chiefDue) await addJob(tx, tellChiefJob);
  await addJobs(tx, deliverJobs(step.tell ?? []));
  return true;
};

/** @returns the case as it is now, and whether this step made it so; somebody may have been quicker */
export const takeStep = async (
  desk: Desk,
  kind: IntakeKind,
  one: Case,
  step: Step,
): Promise<{ readonly done: boolean; readonly now: Case }> => {
  const done = await desk.db.transaction().execute((tx) => stepIn(tx, desk, kind, one, step));
  const now = await findCase(desk.db, one.id);
  if (!now) throw new Error('a case was lost');
  return { done, now };
};
