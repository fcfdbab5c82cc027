import { sql } from 'kysely';
import type { Queryable } from './database.ts';

/** Files as they wait for the library: their bytes are here, durable, until they are there. */

export type WaitingFile = { readonly id: string; readonly name: string };

export type Attachment = {
  readonly id: string;
  readonly ownerId: string;
  readonly caseId: string | null;
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  readonly bytes: Buffer | null;
  readonly webUrl: string | null;
  readonly fault: string | null;
};

export const keepFile = async (
  db: Queryable,
  file: {
    id: string;
    ownerId: string;
    name: string;
    contentType: string;
    sha256: string;
    bytes: Buffer;
    receivedAt: number;
  },
): Promise<void> => {
  await db
    .insertInto('attachment')
    .values({
      id: file.id,
      owner_id: file.ownerId,
      case_id: null,
      name: file.name,
      content_type: file.contentType,
      size: file.bytes.length,
      sha256: file.sha256,
      bytes: file.bytes,
      item_id: null,
      web_url: null,
      fault: null,
      received_at: new Date(file.receivedAt),
    })
    .execute();
};

/** What a person sent and has not put to a case. */
export const filesWaiting = async (db: Queryable, ownerId: string): Promise<readonly WaitingFile[]> =>
  db
    .selectFrom('attachment')
    .select(['id', 'name'])
    .where('owner_id', '=', ownerId)
    .where('case_id', 'is', null)
    .orderBy('received_at')
    .limit(20)
    .execute();

/** Puts a person's waiting files to a case of theirs. @returns how many */
export const attachFiles = async (
  db: Queryable,
  ownerId: string,
  ids: readonly string[],
  caseId: string,
): Promise<number> => {
  if (ids.length === 0) return 0;
  const { numUpdatedRows } = await db
    .updateTable('attachment')
    .set({ case_id: caseId })
    .where('id', 'in', [...ids])
    .where('owner_id', '=', ownerId)
    .where('case_id', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
};

export const dropFiles = async (db: Queryable, ownerId: string, ids: readonly string[]): Promise<number> => {
  if (ids.length === 0) return 0;
  const { numDeletedRows } = await db
    .deleteFrom('attachment')
    .where('id', 'in', [...ids])
    .where('owner_id', '=', ownerId)
    .where('case_id', 'is', null)
    .executeTakeFirst();
  return Number(numDeletedRows);
};

export const fileNames = async (db: Queryable, caseId: string): Promise<readonly string[]> =>
  (
    await db
      .selectFrom('attachment')
      .select('name')
      .where('case_id', '=', caseId)
      .orderBy('received_at')
      .execute()
  ).map((row) => row.name);

export type FiledFile = { readonly name: string; readonly webUrl: string | null };

export const filesOfCase = async (db: Queryable, caseId: string): Promise<readonly FiledFile[]> =>
  (
    await db
      .selectFrom('attachment')
      .select(['name', 'web_url'])
      .where('case_id', '=', caseId)
      .orderBy('received_at')
      .execute()
  ).map((row) => ({ name: row.name, webUrl: row.web_url }));

/** The next file of a case whose bytes are still here. */
export const nextToUpload = async (db: Queryable, caseId: string): Promise<Attachment | undefined> => {
  const row = await db
    .selectFrom('attachment')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('bytes', 'is not', null)
    .where('fault', 'is', null)
    .orderBy('received_at')
    .limit(1)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      ownerId: row.owner_id,
      caseId: row.case_id,
      name: row.name,
      contentType: row.content_type,
      size: row.size,
      bytes: row.bytes,
      webUrl: row.web_url,
      fault: row.fault,
    }
  );
};

export const markUploaded = async (
  db: Queryable,
  id: string,
  itemId: string,
  webUrl: string,
): Promise<void> => {
  await db
    .updateTable('attachment')
    .set({ bytes: null, item_id: itemId, web_url: webUrl, fault: null })
    .where('id', '=', id)
    .execute();
};

export const markUploadFault = async (db: Queryable, id: string, fault: string): Promise<void> => {
  await db.updateTable('attachment').set({ fault }).where('id', '=', id).execute();
};

/** Cases whose files wait: asked for again after a start, so that nothing is forgotten. */
export const casesWithFilesWaiting = async (db: Queryable): Promise<readonly string[]> =>
  (
    await sql<{ case_id: string }>`
      select distinct case_id from attachment where case_id is not null and bytes is not null and fault is null
    `.execute(db)
  ).rows.map((row) => row.case_id);

/** Uploads that SharePoint refused go again. @returns the cases they belong to */
export const forgetUploadFaults = async (db: Queryable): Promise<readonly string[]> => {
  const { rows } = await sql<{ case_id: string }>`
    update attachment set fault = null where fault is not null and bytes is not null and case_id is not null
    returning case_id
  `.execute(db);
  return [...new Set(rows.map((row) => row.case_id))];
};
