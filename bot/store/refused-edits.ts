import type { Queryable, Tx } from './database.ts';
import type { Refusal } from './tables.ts';

/** What somebody changed by hand in SharePoint and the product did not take over. */
export type RefusedEdit = {
  readonly id: string;
  readonly caseId: string;
  /** Name of who changed it; undefined where SharePoint does not tell. */
  readonly editor: string | undefined;
  readonly refusals: readonly Refusal[];
  /** Domain time. */
  readonly at: number;
};

export const keepRefusedEdit = async (tx: Tx, edit: RefusedEdit): Promise<void> => {
  await tx
    .insertInto('refused_edit')
    .values({
      id: edit.id,
      case_id: edit.caseId,
      editor: edit.editor ?? null,
      refusals: JSON.stringify(edit.refusals),
      at: new Date(edit.at),
    })
    .execute();
};

export const findRefusedEdit = async (db: Queryable, id: string): Promise<RefusedEdit | undefined> => {
  const row = await db.selectFrom('refused_edit').selectAll().where('id', '=', id).executeTakeFirst();
  return (
    row && {
      id: row.id,
      caseId: row.case_id,
      editor: row.editor ?? undefined,
      refusals: row.refusals,
      at: row.at.getTime(),
    }
  );
};
