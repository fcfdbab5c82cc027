import { fiscalYearLabel } from '../../shared/kernel/fiscal-year.ts';
import { fromColumns } from '../../shared/kernel/record/columns.ts';
import type { RecordDefinition, Values } from '../../shared/kernel/record/field.ts';
import { initiativeRecord, planFigureRecord, planRecord, planRiskRecord } from '../../shared/plans/plan.ts';
import { asNumbered, asWritten } from '../../shared/plans/plan-order.ts';
import type { Queryable } from './database.ts';
import { rowsOfList } from './list-rows.ts';

/** The year's plan as its lists last showed it. */

/** Keys of the lists. */
export const PLAN_LISTS = {
  plan: 'securityPlan',
  initiatives: 'initiatives',
  risks: 'planRisks',
  figures: 'planFigures',
} as const;

/** The year that a row belongs to; a row without one is the present year's. */
export const YEAR_COLUMN = 'FiscalYear';

export type PlanRow = { readonly values: Values; readonly itemId: string; readonly version: string };

export type PlanRows = {
  /** Undefined while nobody wrote it. */
  readonly plan: PlanRow | undefined;
  readonly initiatives: readonly PlanRow[];
  readonly risks: readonly PlanRow[];
  readonly figures: readonly PlanRow[];
};

export const planRowsOf = async (db: Queryable, fiscalYear: number): Promise<PlanRows> => {
  const label = fiscalYearLabel(fiscalYear, 'ja');
  const read = async (list: string, record: RecordDefinition, column: string): Promise<readonly PlanRow[]> =>
    (await rowsOfList(db, list))
      .filter(({ seen }) => [label, '', null].includes((seen[column] ?? null) as string | null))
      .map(({ seen, itemId, version }) => ({ values: fromColumns(record, seen), itemId, version }));
  const [plans, initiatives, risks, figures] = await Promise.all([
    read(PLAN_LISTS.plan, planRecord, 'Title'),
    read(PLAN_LISTS.initiatives, initiativeRecord, YEAR_COLUMN),
    read(PLAN_LISTS.risks, planRiskRecord, YEAR_COLUMN),
    read(PLAN_LISTS.figures, planFigureRecord, YEAR_COLUMN),
  ]);
  // A row that names its year goes before one that does not.
  const plan = plans.find(({ values }) => values['year'] === label) ?? plans[0];
  return {
    plan,
    initiatives: initiatives.toSorted(asNumbered),
    risks: risks.toSorted(asNumbered),
    figures: figures.toSorted(asWritten),
  };
};
