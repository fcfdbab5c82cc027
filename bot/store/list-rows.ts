import { sql } from 'kysely';
import type { ColumnValues } from '../../shared/kernel/record/columns.ts';
import type { Queryable, Tx } from './database.ts';

/** The projection of the lists: what SharePoint last said of each row. It can be rebuilt from SharePoint at any time. */

export type ListRow = {
  readonly rowId: string;
  readonly itemId: string | null;
  readonly etag: string | null;
  readonly seen: ColumnValues;
  readonly deleted: boolean;
};

/** Makes room for a row that is not in SharePoint yet; commands are then added to it. */
export const addListRow = async (tx: Tx, list: string, rowId: string): Promise<void> => {
  await sql`insert into list_row (list, row_id) values (${list}, ${rowId}::uuid) on conflict do nothing`.execute(
    tx,
  );
};

/** @param hold nobody writes down that something was filed into it before the transaction ends */
export const rowOfItem = async (
  db: Queryable,
  list: string,
  itemId: string,
  hold = false,
): Promise<ListRow | undefined> => {
  const row = await db
    .selectFrom('list_row')
    .selectAll()
    .where('list', '=', list)
    .where('item_id', '=', itemId)
    .$if(hold, (query) => query.forUpdate())
    .executeTakeFirst();
  return (
    row && {
      rowId: row.row_id,
      itemId: row.item_id,
      etag: row.etag,
      seen: row.seen ?? {},
      deleted: row.deleted,
    }
  );
};

export type RowCommand = {
  readonly commandId: string;
  readonly values: ColumnValues;
  readonly filed: boolean;
};

/** What we wrote, or are about to write, into a row, in that order. */
export const commandsOf = async (
  db: Queryable,
  list: string,
  rowId: string,
): Promise<readonly RowCommand[]> => {
  const rows = await db
    .selectFrom('filing')
    .select(['command_id', 'values', 'status'])
    .where('list', '=', list)
    .where('row_id', '=', rowId)
    .orderBy('ordinal')
    .execute();
  return rows.map((row) => ({
    commandId: row.command_id,
    values: row.values,
    filed: row.status === 'filed',
  }));
};

export const rememberSeen = async (
  tx: Tx,
  list: string,
  row: { rowId: string; itemId: string; etag: string | null; webUrl: string | null; seen: ColumnValues },
): Promise<void> => {
  await sql`
    insert into list_row (list, row_id, item_id, etag, web_url, seen)
    values (${list}, ${row.rowId}, ${row.itemId}, ${row.etag}, ${row.webUrl}, ${JSON.stringify(row.seen)}::jsonb)
    on conflict (list, row_id) do update set item_id = excluded.item_id, etag = excluded.etag,
      web_url = coalesce(excluded.web_url, list_row.web_url), seen = excluded.seen, deleted = false
  `.execute(tx);
};

export const markDeleted = async (tx: Tx, list: string, itemId: string): Promise<void> => {
  await tx
    .updateTable('list_row')
    .set({ deleted: true, etag: null })
    .where('list', '=', list)
    .where('item_id', '=', itemId)
    .execute();
};

export type Cursor = {
  readonly deltaLink: string | null;
  /** As it was given with the link. */
  readonly lookedAt: Date | undefined;
};

export const readCursor = async (db: Queryable, list: string): Promise<Cursor> => {
  const row = await db
    .selectFrom('list_cursor')
    .select(['delta_link', 'synced_at'])
    .where('list', '=', list)
    .executeTakeFirst();
  return { deltaLink: row?.delta_link ?? null, lookedAt: row?.synced_at ?? undefined };
};

/** Where each of these lists that has been gone through is to be gone on from. */
export const readCursors = async (db: Queryable, lists: readonly string[]): Promise<readonly string[]> =>
  (
    await db
      .selectFrom('list_cursor')
      .select('delta_link')
      .where('list', 'in', [...lists])
      .execute()
  ).flatMap(({ delta_link }) => (delta_link === null ? [] : [delta_link]));

export const writeCursor = async (
  tx: Queryable,
  list: string,
  deltaLink: string | null,
  at: Date,
): Promise<void> => {
  await tx
    .insertInto('list_cursor')
    .values({ list, delta_link: deltaLink, synced_at: at })
    .onConflict((conflict) => conflict.column('list').doUpdateSet({ delta_link: deltaLink, synced_at: at }))
    .execute();
};

/** Rows that a whole enumeration did not find are gone. @returns their ids */
export const markUnseen = async (
  tx: Tx,
  list: string,
  itemIds: readonly string[],
): Promise<readonly string[]> => {
  const { rows } = await sql<{ row_id: string }>`
    update list_row set deleted = true, etag = null
    where list = ${list} and item_id is not null and not deleted and not (item_id = any(${itemIds}::text[]))
    returning row_id
  `.execute(tx);
  return rows.map((row) => row.row_id);
};

/** A row as SharePoint last showed it, with what names that state of it. */
export type SeenItem = {
  readonly rowId: string;
  readonly itemId: string;
  readonly version: string;
  readonly seen: ColumnValues;
};

/** The rows of a list that are there, by their titles. */
export const rowsOfList = async (db: Queryable, list: string): Promise<readonly SeenItem[]> => {
  const rows = await db
    .selectFrom('list_row')
    .select(['row_id', 'item_id', 'etag', 'seen'])
    .where('list', '=', list)
    .where('deleted', '=', false)
    .where('item_id', 'is not', null)
    .orderBy(sql`seen ->> 'Title'`)
    .orderBy('item_id')
    .execute();
  return rows.map((row) => ({
    rowId: row.row_id,
    itemId: row.item_id ?? '',
    version: row.etag ?? '',
    seen: row.seen ?? {},
  }));
};

/** Is one of these rows known, be it on its way? */
export const hasRow = async (db: Queryable, list: string, rowIds: readonly string[]): Promise<boolean> =>
  (await db
    .selectFrom('list_row')
    .select('row_id')
    .where('list', '=', list)
    .where('row_id', 'in', [...rowIds])
    .limit(1)
    .executeTakeFirst()) !== undefined;

/** Where rows stand in SharePoint, by their keys; those that are not there yet are left out. */
export const placesOfRows = async (
  db: Queryable,
  list: string,
  rowIds: readonly string[],
): Promise<
  ReadonlyMap<string, { readonly itemId: string; readonly version: string; readonly deleted: boolean }>
> => {
  if (rowIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('list_row')
    .select(['row_id', 'item_id', 'etag', 'deleted'])
    .where('list', '=', list)
    .where('row_id', 'in', [...rowIds])
    .execute();
  return new Map(
    rows.flatMap(({ row_id, item_id, etag, deleted }) =>
      item_id === null ? [] : [[row_id, { itemId: item_id, version: etag ?? '', deleted }] as const],
    ),
  );
};
