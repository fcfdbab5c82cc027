import { acceptCase, type Submission, type NewCase } from './accept-case.ts';
import type { Database, Queryable } from './database.ts';

/** Submissions that are kept without a number, until SharePoint has told the highest. */

/** @returns who sent it first and as what, should it come again */
export const holdSubmission = async (
  db: Queryable,
  given: Submission,
): Promise<{ readonly reporterId: string; readonly kind: string }> => {
  const { id, kind, reporterId } = given.newCase;
  await db
    .insertInto('held_submission')
    .values({ id, kind, reporter_id: reporterId, given: JSON.stringify(given) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  const row = await db
    .selectFrom('held_submission')
    .select(['reporter_id', 'kind'])
    .where('id', '=', id)
    .executeTakeFirst();
  return { reporterId: row?.reporter_id ?? reporterId, kind: row?.kind ?? kind };
};

export const findHeld = async (db: Queryable, id: string): Promise<NewCase | undefined> =>
  (await db.selectFrom('held_submission').select('given').where('id', '=', id).executeTakeFirst())?.given
    .newCase;

export const countHeld = async (db: Queryable, reporterId: string): Promise<number> => {
  const row = await db
    .selectFrom('held_submission')
    .select((expression) => expression.fn.countAll().as('count'))
    .where('reporter_id', '=', reporterId)
    .executeTakeFirstOrThrow();
  return Number(row.count);
};

/** Accepts what waited of a kind, in the order it came. One that was accepted before a crash is not accepted twice. */
export const acceptHeld = async (db: Database, kind: string): Promise<void> => {
  const held = await db
    .selectFrom('held_submission')
    .select(['id', 'given'])
    .where('kind', '=', kind)
    .orderBy('ordinal')
    .execute();
  for (const { id, given } of held) {
    await acceptCase(db, given);
    await db.deleteFrom('held_submission').where('id', '=', id).execute();
  }
};
