import type { Queryable } from './database.ts';

/** What the bot drafted, and whether it is the bot's still. */

export type Draft = {
  /** agenda/R8-会-0012 */
  readonly key: string;
  readonly itemId: string | undefined;
  /** Of the content as the bot wrote it. */
  readonly version: string | undefined;
  /** A hash of what it was made of. */
  readonly facts: string;
  /** YYYY-MM-DD in Tokyo. */
  readonly madeOn: string;
  /** A person changed it, moved it or took it away: the bot writes it no more. */
  readonly leftAlone: boolean;
};

export const draftsOf = async (
  db: Queryable,
  engagement: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Draft>> => {
  const rows = await db
    .selectFrom('document_draft')
    .selectAll()
    .where('engagement', '=', engagement)
    .where('key', 'in', ['', ...keys])
    .execute();
  return new Map(
    rows.map((row) => [
      row.key,
      {
        key: row.key,
        itemId: row.item_id ?? undefined,
        version: row.version ?? undefined,
        facts: row.facts,
        madeOn: row.made_on,
        leftAlone: row.left_alone,
      },
    ]),
  );
};

export const keepDraft = async (db: Queryable, engagement: string, draft: Draft): Promise<void> => {
  const row = {
    engagement,
    item_id: draft.itemId ?? null,
    version: draft.version ?? null,
    facts: draft.facts,
    made_on: draft.madeOn,
    left_alone: draft.leftAlone,
  };
  await db
    .insertInto('document_draft')
    .values({ key: draft.key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
};

/** A person wrote it through the product. */
export const leaveDraftAlone = async (db: Queryable, itemId: string): Promise<void> => {
  await db.updateTable('document_draft').set({ left_alone: true }).where('item_id', '=', itemId).execute();
};

export const isDraft = async (db: Queryable, itemId: string): Promise<boolean> =>
  (await db.selectFrom('document_draft').select('key').where('item_id', '=', itemId).executeTakeFirst()) !==
  undefined;
