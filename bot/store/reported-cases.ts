import { sql } from 'kysely';
import { caseFrom, selectCases, type Case } from './cases.ts';
import type { Queryable } from './database.ts';

/** Cases as reports take them: one by its number, or all of a time. */

export const findCaseNumbered = async (
  db: Queryable,
  engagement: string,
  kind: string,
  number: string,
): Promise<Case | undefined> => {
  const row = await selectCases(db)
    .where('cases.engagement', '=', engagement)
    .where('cases.kind', '=', kind)
    .where('cases.number', '=', number)
    .executeTakeFirst();
  return row && caseFrom(row);
};

/** Those taken up whose answer is wished in one of these forms, in the order they came. */
export const takenUpFor = async (
  db: Queryable,
  engagement: string,
  kind: string,
  answerForms: readonly string[],
): Promise<readonly { readonly number: string }[]> =>
  db
    .selectFrom('cases')
    .select('number')
    .where('engagement', '=', engagement)
    .where('kind', '=', kind)
    .where('state', '=', 'takenUp')
    .where(sql<boolean>`fields ->> 'answerForm' = any(${[...answerForms]}::text[])`)
    .orderBy('submitted_at')
    .orderBy('sequence')
    .execute();

/** Those that count: handed on, not withdrawn, not deleted. In the order they came; `to` not part of it. */
export const casesBetween = async (
  db: Queryable,
  engagement: string,
  kind: string,
  from: number,
  to: number,
): Promise<readonly Case[]> => {
  const rows = await selectCases(db)
    .where('cases.engagement', '=', engagement)
    .where('cases.kind', '=', kind)
    .where('cases.state', 'in', ['received', 'takenUp'])
    .where('cases.submitted_at', '>=', new Date(from))
    .where('cases.submitted_at', '<', new Date(to))
    .orderBy('cases.submitted_at')
    .orderBy('cases.sequence')
    .execute();
  return rows.map(caseFrom).filter(({ gone }) => !gone);
};
