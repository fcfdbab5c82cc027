import { sql } from 'kysely';
import { caseFrom, selectCases, type Case } from './cases.ts';
import type { Queryable } from './database.ts';
import type { DeliveryStatus } from './tables.ts';

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

/** Milliseconds after which a chief is looked for again: longer than group members are remembered. */
export const LOOK_AGAIN = 11 * 60_000;

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

/** How far it has come to tell somebody: of several, whoever was reached counts. */
export type Told = 'nobody' | 'underWay' | 'unreachable' | 'reached';

/**
 * Where the messages about a case stand whose keys begin so, of the present round: a case goes to and fro between its
 * sender and the head of their section.
 * @param since how the keys begin of what may have ended the round before
 */
export const toldSince = async (
  db: Queryable,
  caseId: string,
  keys: string,
  since: readonly string[],
): Promise<Told> => {
  const { rows } = await sql<{ status: DeliveryStatus }>`
    select status from delivery where subject_id = ${caseId} and starts_with(key, ${keys})
      and ordinal > coalesce((
        select max(ordinal) from delivery, unnest(${since}::text[]) as ended
        where subject_id = ${caseId} and starts_with(key, ended)
      ), 0)
  `.execute(db);
  const has = (status: DeliveryStatus): boolean => rows.some((row) => row.status === status);
  if (has('sent')) return 'reached';
  if (has('pending') || has('sending')) return 'underWay';
  return has('unreachable') ? 'unreachable' : 'nobody';
};

/** Of these messages those that are in the ledger. @returns the cases they are about */
export const casesToldOf = async (db: Queryable, keys: readonly string[]): Promise<readonly string[]> => {
  if (keys.length === 0) return [];
  const rows = await db
    .selectFrom('delivery')
    .select('subject_id')
    .where('key', 'in', [...keys])
    .execute();
  return rows.map((row) => row.subject_id);
};
