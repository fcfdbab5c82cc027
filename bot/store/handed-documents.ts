import type { Instant } from '../../shared/kernel/instant.ts';
import type { Queryable } from './database.ts';
import type { HandedDocumentTable } from './document-tables.ts';

/** Files in the folders of meetings as the library last said, and what they were taken for. */

export type HandedDocument = {
  readonly itemId: string;
  readonly slot: string | undefined;
  readonly meeting: string | undefined;
  readonly folder: string;
  readonly name: string;
  readonly size: number;
  readonly webUrl: string | undefined;
  readonly by: { readonly id: string; readonly name: string } | undefined;
  readonly at: Instant;
  readonly refused: string | undefined;
  readonly noPaper: boolean;
  readonly gone: boolean;
};

type Row = {
  [K in keyof HandedDocumentTable]: K extends 'at'
    ? Date
    : K extends 'size'
      ? string
      : K extends 'no_paper' | 'gone'
        ? boolean
        : HandedDocumentTable[K];
};

const shape = (row: Row): HandedDocument => ({
  itemId: row.item_id,
  slot: row.slot ?? undefined,
  meeting: row.meeting ?? undefined,
  folder: row.folder,
  name: row.name,
  size: Number(row.size),
  webUrl: row.web_url ?? undefined,
  by: row.by_id === null ? undefined : { id: row.by_id, name: row.by_name ?? row.by_id },
  at: row.at.getTime(),
  refused: row.refused ?? undefined,
  noPaper: row.no_paper,
  gone: row.gone,
});

export const findDocument = async (db: Queryable, itemId: string): Promise<HandedDocument | undefined> => {
  const row = await db
    .selectFrom('handed_document')
    .selectAll()
    .where('item_id', '=', itemId)
    .executeTakeFirst();
  return row && shape(row);
};

export const keepDocument = async (
  db: Queryable,
  engagement: string,
  one: Omit<HandedDocument, 'gone'>,
): Promise<void> => {
  const row = {
    engagement,
    slot: one.slot ?? null,
    meeting: one.meeting ?? null,
    folder: one.folder,
    name: one.name,
    size: one.size,
    web_url: one.webUrl ?? null,
    by_id: one.by?.id ?? null,
    by_name: one.by?.name ?? null,
    at: new Date(one.at),
    refused: one.refused ?? null,
    no_paper: one.noPaper,
    gone: false,
  };
  await db
    .insertInto('handed_document')
    .values({ item_id: one.itemId, ...row })
    .onConflict((conflict) => conflict.column('item_id').doUpdateSet(row))
    .execute();
};

/** It was deleted or moved away: its slot is open again. */
export const forgetDocument = async (db: Queryable, itemId: string): Promise<void> => {
  await db.updateTable('handed_document').set({ gone: true }).where('item_id', '=', itemId).execute();
};

/** Those that are there, by when they came. */
export const documentsIn = async (
  db: Queryable,
  engagement: string,
  meeting?: string,
): Promise<readonly HandedDocument[]> => {
  let query = db
    .selectFrom('handed_document')
    .selectAll()
    .where('engagement', '=', engagement)
    .where('gone', '=', false);
  if (meeting !== undefined) query = query.where('meeting', '=', meeting);
  return (await query.orderBy('at').orderBy('item_id').execute()).map((row) => shape(row));
};

export const markNoPaper = async (db: Queryable, itemId: string): Promise<void> => {
  await db
    .updateTable('handed_document')
    .set({ no_paper: true })
    .where('item_id', '=', itemId)
    .where('slot', 'is', null)
    .execute();
};

export type Filled = { readonly at: Instant; readonly by: string | undefined };

/**
 * When each slot was filled, and by whom: the first of the files that stand in it, or are on their way there.
 * @param meetings by their numbers
 */
export const slotsFilledBy = async (
  db: Queryable,
  meetings: readonly string[] | 'all',
): Promise<ReadonlyMap<string, Filled>> => {
  let there = db
    .selectFrom('handed_document')
    .select(['slot', 'at', 'by_id as by'])
    .where('slot', 'is not', null)
    .where('gone', '=', false);
  let coming = db
    .selectFrom('handed_file')
    .select(['slot', 'at', 'owner_id as by'])
    .where('bytes', 'is not', null)
    .where('fault', 'is', null);
  let submitted = db
    .selectFrom('document_submission')
    .select(['slot', 'at', 'by_id as by'])
    .where('filed', '=', false)
    .where('fault', 'is', null);
  if (meetings !== 'all') {
    submitted = submitted.where('scope', 'in', ['', ...meetings]);
    there = there.where('meeting', 'in', ['', ...meetings]);
    coming = coming.where('meeting', 'in', ['', ...meetings]);
  }
  const filled = new Map<string, Filled>();
  for (const { slot, at, by } of [
    ...(await there.execute()),
    ...(await coming.execute()),
    ...(await submitted.execute()),
  ])
    if (slot !== null && at.getTime() < (filled.get(slot)?.at ?? Infinity))
      filled.set(slot, { at: at.getTime(), by: by ?? undefined });
  return filled;
};

export const slotsFilled = async (
  db: Queryable,
  meetings: readonly string[] | 'all',
): Promise<ReadonlyMap<string, Instant>> =>
  new Map([...(await slotsFilledBy(db, meetings))].map(([slot, { at }]) => [slot, at]));
