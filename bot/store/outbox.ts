import { sql } from 'kysely';
import type { ColumnValues } from '../../shared/kernel/record/columns.ts';
import type { Queryable, Tx } from './database.ts';

/** Commands accepted and not yet filed. A row's commands are filed in order; rows do not wait for each other. */

export type Command = {
  readonly commandId: string;
  readonly list: string;
  readonly rowId: string;
  readonly values: ColumnValues;
  readonly attempts: number;
  readonly itemId: string | null;
  readonly etag: string | null;
};

/**
 * Takes up to `most` commands that may be filed now (none of a row that somebody deleted: they wait for it) and keeps
 * them for this transaction: if the process dies, its database connection does, and they are free again. Each is looked
 * up by itself and in the order of the index, so that a few are taken as fast out of many as out of few.
 */
export const claimCommands = async (tx: Tx, most: number): Promise<Command[]> => {
  // While rows come fast the planner believes that few wait, and would fetch and sort them all.
  await sql`set local enable_sort = off`.execute(tx);
  const { rows } = await sql<{
    command_id: string;
    list: string;
    row_id: string;
    values: ColumnValues;
    attempts: number;
    item_id: string | null;
    etag: string | null;
  }>`
    select f.command_id, f.list, f.row_id, f.values, f.attempts, r.item_id, r.etag
    from filing f, lateral (
      select item_id, etag, deleted from list_row where list = f.list and row_id = f.row_id offset 0
    ) r
    where f.status = 'pending' and f.not_before <= clock_timestamp() and not r.deleted
      and f.ordinal = (
        select min(e.ordinal) from filing e
        where e.list = f.list and e.row_id = f.row_id and e.status <> 'filed'
      )
    order by f.urgent desc, f.ordinal
    limit ${most}
    for update of f skip locked
  `.execute(tx);
  return rows.map((row) => ({
    commandId: row.command_id,
    list: row.list,
    rowId: row.row_id,
    values: row.values,
    attempts: row.attempts,
    itemId: row.item_id,
    etag: row.etag,
  }));
};

export type Filed = {
  readonly command: Command;
  readonly itemId: string;
  readonly etag: string | null;
  readonly webUrl: string | null;
};

export const markFiled = async (tx: Tx, filed: readonly Filed[]): Promise<void> => {
  if (filed.length === 0) return;
  const rows = JSON.stringify(
    filed.map(({ command, itemId, etag, webUrl }) => ({
      command_id: command.commandId,
      list: command.list,
      row_id: command.rowId,
      item_id: itemId,
      etag,
      web_url: webUrl,
      seen: command.values,
    })),
  );
  await sql`
    with done as (
      select * from jsonb_to_recordset(${rows}::jsonb)
        as d(command_id uuid, list text, row_id uuid, item_id text, etag text, web_url text, seen jsonb)
    ), rows as (
      update list_row r set item_id = d.item_id, etag = d.etag, web_url = coalesce(d.web_url, r.web_url),
        seen = coalesce(r.seen, '{}'::jsonb) || d.seen, deleted = false
      from done d where r.list = d.list and r.row_id = d.row_id
    )
    update filing f set status = 'filed', filed_at = statement_timestamp(), fault = null
    from done d where f.command_id = d.command_id
  `.execute(tx);
};

export const postpone = async (
  tx: Tx,
  commandId: string,
  milliseconds: number,
  fault: string,
  counts: boolean,
): Promise<void> => {
  await sql`
    update filing set not_before = clock_timestamp() + ${milliseconds} * interval '1 millisecond',
      fault = ${fault}, attempts = attempts + ${counts ? 1 : 0}
    where command_id = ${commandId}
  `.execute(tx);
};

export const park = async (tx: Tx, commandId: string, fault: string): Promise<void> => {
  await sql`update filing set status = 'parked', fault = ${fault}, attempts = attempts + 1 where command_id = ${commandId}`.execute(
    tx,
  );
};

/** Parked commands go again. @returns how many */
export const unpark = async (db: Queryable): Promise<number> => {
  const { numAffectedRows } = await sql`
    update filing f set status = 'pending', attempts = 0, not_before = clock_timestamp()
    from list_row r where r.list = f.list and r.row_id = f.row_id and f.status = 'parked' and not r.deleted
  `.execute(db);
  return Number(numAffectedRows ?? 0);
};

/** Milliseconds until the next waiting command may go; undefined when none waits. */
export const nextDue = async (db: Queryable): Promise<number | undefined> => {
  const { rows } = await sql<{ wait: number | null }>`
    select extract(epoch from min(not_before) - clock_timestamp())::float8 * 1000 as wait
    from filing f join list_row r using (list, row_id)
    where status = 'pending' and not r.deleted and not exists (
      select 1 from filing e
      where e.list = f.list and e.row_id = f.row_id and e.ordinal < f.ordinal and e.status <> 'filed'
    )
  `.execute(db);
  const wait = rows[0]?.wait;
  return wait === null || wait === undefined ? undefined : Math.max(0, wait);
};

export type Backlog = {
  readonly waiting: number;
  readonly parked: number;
  readonly oldest: Date | undefined;
};

/** What has not reached SharePoint; what waits for a deleted row is not counted. */
export const backlog = async (db: Queryable): Promise<Backlog> => {
  const { rows } = await sql<{ waiting: string; parked: string; oldest: Date | null }>`
    select count(*) filter (where status = 'pending') as waiting, count(*) filter (where status = 'parked') as parked,
      min(accepted_at) filter (where status = 'pending') as oldest
    from filing join list_row r using (list, row_id) where status <> 'filed' and not r.deleted
  `.execute(db);
  const [row] = rows;
  return {
    waiting: Number(row?.waiting ?? 0),
    parked: Number(row?.parked ?? 0),
    oldest: row?.oldest ?? undefined,
  };
};

/** A further command for a row that exists: a correction, a withdrawal, an approval. */
export const addCommand = async (
  tx: Tx,
  command: {
    commandId: string;
    list: string;
    rowId: string;
    values: ColumnValues;
    urgent: boolean;
    acceptedAt: Date;
  },
): Promise<void> => {
  await tx
    .insertInto('filing')
    .values({
      command_id: command.commandId,
      list: command.list,
      row_id: command.rowId,
      values: JSON.stringify(command.values),
      urgent: command.urgent,
      status: 'pending',
      attempts: 0,
      not_before: sql<Date>`clock_timestamp()`,
      fault: null,
      accepted_at: command.acceptedAt,
      filed_at: null,
    })
    .execute();
};
