import { sql } from 'kysely';
import { caseFrom, selectCases, type Case } from './cases.ts';
import type { Queryable } from './database.ts';

/** Which cases the head of a section is yet to be told of. */

/** The oldest first. */
export const casesWithChiefDue = async (db: Queryable, most: number): Promise<readonly Case[]> => {
  const rows = await selectCases(db)
    .where('cases.chief_due', '<=', sql<Date>`clock_timestamp()`)
    .orderBy('cases.chief_due')
    .limit(most)
    .execute();
  return rows.map(caseFrom);
};

/** Told, or to be looked at `again` after so many milliseconds. What was sent again meanwhile stays due. */
export const setChiefDue = async (
  db: Queryable,
  cases: readonly { readonly id: string; readonly revision: number; readonly again?: number | undefined }[],
): Promise<void> => {
  await sql`
    update cases set chief_due = clock_timestamp() + told.again * interval '1 millisecond'
    from jsonb_to_recordset(${JSON.stringify(cases)}::jsonb) as told (id uuid, revision integer, again float8)
    where cases.id = told.id and cases.revision = told.revision
  `.execute(db);
};
