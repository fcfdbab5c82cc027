import type { Instant } from '../../shared/kernel/instant.ts';
import type { Issue } from '../../shared/issues/issue.ts';
import type { Queryable, Tx } from './database.ts';
import { addListRow } from './list-rows.ts';

/** The issue register as it stands. */

export type KeptIssue = { readonly id: string; readonly issue: Issue; readonly revision: number };

const shape = (row: { id: string; fields: Issue; revision: number }): KeptIssue => ({
  id: row.id,
  issue: row.fields,
  revision: row.revision,
});

const COLUMNS = ['id', 'fields', 'revision'] as const;

const columnsOf = (issue: Issue) => ({
  state: issue.state,
  owner_id: issue.owner,
  due: issue.due ?? null,
  meeting: issue.meeting ?? null,
  fields: JSON.stringify(issue),
});

export const addIssue = async (
  tx: Tx,
  engagement: string,
  list: string,
  id: string,
  issue: Issue,
  at: Instant,
): Promise<void> => {
  await tx
    .insertInto('issue')
    .values({
      id,
      engagement,
      number: issue.number,
      ...columnsOf(issue),
      revision: 1,
      changed_at: new Date(at),
    })
    .execute();
  await addListRow(tx, list, id);
};

/** @returns false when somebody was quicker */
export const changeIssue = async (tx: Tx, before: KeptIssue, issue: Issue, at: Instant): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('issue')
    .set((expression) => ({
      ...columnsOf(issue),
      changed_at: new Date(at),
      revision: expression('revision', '+', 1),
    }))
    .where('id', '=', before.id)
    .where('revision', '=', before.revision)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

export const findIssue = async (db: Queryable, id: string): Promise<KeptIssue | undefined> => {
  const row = await db.selectFrom('issue').select(COLUMNS).where('id', '=', id).executeTakeFirst();
  return row && shape(row);
};

export const findIssueByNumber = async (
  db: Queryable,
  engagement: string,
  number: string,
): Promise<KeptIssue | undefined> => {
  const row = await db
    .selectFrom('issue')
    .select(COLUMNS)
    .where('engagement', '=', engagement)
    .where('number', '=', number)
    .executeTakeFirst();
  return row && shape(row);
};

/** The earliest due first, those without a date last. */
export const issuesIn = async (
  db: Queryable,
  engagement: string,
  which: {
    readonly open?: boolean;
    readonly owners?: readonly string[];
    readonly meeting?: string;
  } = {},
): Promise<readonly KeptIssue[]> => {
  let query = db.selectFrom('issue').select(COLUMNS).where('engagement', '=', engagement);
  if (which.open === true) query = query.where('state', '<>', 'done');
  if (which.owners !== undefined) query = query.where('owner_id', 'in', ['', ...which.owners]);
  if (which.meeting !== undefined) query = query.where('meeting', '=', which.meeting);
  const rows = await query
    .orderBy('due', (order) => order.asc().nullsLast())
    .orderBy('number')
    .execute();
  return rows.map((row) => shape(row));
};
