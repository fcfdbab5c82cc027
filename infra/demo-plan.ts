import type { Settings } from '../shared/engagements/settings.ts';
import { fiscalYearLabel } from '../shared/kernel/fiscal-year.ts';
import { toColumns } from '../shared/kernel/record/columns.ts';
import type { RecordDefinition } from '../shared/kernel/record/field.ts';
import { initiativeRecord, planFigureRecord, planRecord, planRiskRecord } from '../shared/plans/plan.ts';
import type { LocalPerson } from './local-people.ts';
import { reportOf } from './templates/sample-plan.ts';

/** Writes the sample plan into its lists, by hand as a person would, unless something stands there already. */

const write = async (
  person: LocalPerson,
  site: string,
  list: string,
  record: RecordDefinition,
  rows: readonly Parameters<typeof toColumns>[1][],
): Promise<number> => {
  const items = `/people/sites/${encodeURIComponent(`sites/${site}`)}/lists/${encodeURIComponent(list)}/items`;
  const { value } = await person.call<{ value: unknown[] }>('GET', `${items}?top=1`);
  if (value.length > 0) return 0;
  for (const row of rows) {
    const fields = Object.fromEntries(
      Object.entries(toColumns(record, row)).filter(([, each]) => each !== null),
    );
    await person.call('POST', items, { fields });
  }
  return rows.length;
};

/** @returns how many rows were written */
export const writePlan = async (person: LocalPerson, settings: Settings): Promise<number> => {
  const { plan, initiatives, risks, figures } = reportOf(settings);
  const { lists } = settings.plan;
  const site = settings.sites.documents;
  const year = fiscalYearLabel(settings.fiscalYear, 'ja');
  const values = (items: readonly { readonly values: Parameters<typeof toColumns>[1] }[]) =>
    items.map((item) => item.values);
  let written = await write(person, site, lists.plan, planRecord, [{ ...plan.values, year }]);
  written += await write(person, site, lists.initiatives, initiativeRecord, values(initiatives));
  written += await write(person, site, lists.risks, planRiskRecord, values(risks));
  written += await write(person, site, lists.figures, planFigureRecord, values(figures));
  return written;
};
