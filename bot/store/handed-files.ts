import { sql } from 'kysely';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Database, Queryable, Tx } from './database.ts';
import { deriveSoon } from './due-instants.ts';

/** Papers handed in through the bot, until they stand in the library: counted from the moment they were handed in. */

export type HandedFile = {
  readonly id: string;
  readonly slot: string;
  readonly meeting: string;
  readonly owner: { readonly id: string; readonly name: string };
  readonly name: string;
  readonly bytes: Buffer;
  readonly at: Instant;
};

export type ToHandIn = { readonly id: string; readonly slot: string; readonly meeting: string };

/** Files that a person sent become papers: all that wait are taken. @returns the ids of those that were taken now */
export const handInFiles = (
  db: Database,
  engagement: string,
  owner: HandedFile['owner'],
  files: readonly ToHandIn[],
  at: Instant,
): Promise<readonly string[]> =>
  db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: string }>`
      with wanted as (
        select * from jsonb_to_recordset(${JSON.stringify(files)}::jsonb) as w (id uuid, slot text, meeting text)
      ),
      taken as (
        delete from attachment a using wanted w
        where a.id = w.id and a.owner_id = ${owner.id} and a.case_id is null and a.bytes is not null
        returning a.id, a.name, a.size, a.bytes, w.slot, w.meeting
      )
      insert into handed_file (id, engagement, slot, meeting, owner_id, owner_name, name, size, bytes, at)
      select id, ${engagement}, slot, meeting, ${owner.id}, ${owner.name}, name, size, bytes, ${new Date(at)}
      from taken
      returning id
    `.execute(tx);
    await deriveSoon(tx, [...new Set(files.map(({ meeting }) => meeting))]);
    return rows.map(({ id }) => id);
  });

/** What became of these files of a person: the slots they were handed in to. */
export const handedBefore = async (
  db: Queryable,
  ownerId: string,
  ids: readonly string[],
): Promise<readonly Pick<HandedFile, 'id' | 'name' | 'slot' | 'meeting'>[]> =>
  ids.length === 0
    ? []
    : db
        .selectFrom('handed_file')
        .select(['id', 'name', 'slot', 'meeting'])
        .where('id', 'in', [...ids])
        .where('owner_id', '=', ownerId)
        .orderBy('name')
        .execute();

/** The oldest that the library does not have yet. */
export const nextHandedFile = async (db: Queryable, engagement: string): Promise<HandedFile | undefined> => {
  const row = await db
    .selectFrom('handed_file')
    .selectAll()
    .where('engagement', '=', engagement)
    .where('bytes', 'is not', null)
    .where('fault', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (!row?.bytes) return undefined;
  return {
    id: row.id,
    slot: row.slot,
    meeting: row.meeting,
    owner: { id: row.owner_id, name: row.owner_name },
    name: row.name,
    bytes: row.bytes,
    at: row.at.getTime(),
  };
};

export const markStored = async (tx: Tx, id: string, itemId: string): Promise<void> => {
  await tx.updateTable('handed_file').set({ item_id: itemId, bytes: null }).where('id', '=', id).execute();
};

/** The library refuses it for good: it counts no more, and whoever handed it in is told. */
export const refuseHandedFile = async (tx: Tx, one: HandedFile, fault: string): Promise<void> => {
  await tx.updateTable('handed_file').set({ fault }).where('id', '=', one.id).execute();
  await deriveSoon(tx, [one.meeting]);
};

/** It is tried again. @returns whether it had been refused */
export const retryHandedFile = (db: Database, ownerId: string, id: string): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    const row = await tx
      .updateTable('handed_file')
      .set({ fault: null })
      .where('id', '=', id)
      .where('owner_id', '=', ownerId)
      .where('fault', 'is not', null)
      .where('bytes', 'is not', null)
      .returning('meeting')
      .executeTakeFirst();
    if (row) await deriveSoon(tx, [row.meeting]);
    return row !== undefined;
  });

export const findHandedFile = async (
  db: Queryable,
  id: string,
): Promise<
  { readonly name: string; readonly fault: string | undefined; readonly stored: boolean } | undefined
> => {
  const row = await db
    .selectFrom('handed_file')
    .select(['name', 'fault', 'item_id'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { name: row.name, fault: row.fault ?? undefined, stored: row.item_id !== null };
};
