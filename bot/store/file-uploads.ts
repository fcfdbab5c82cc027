import { sql } from 'kysely';
import type { Queryable } from './database.ts';

/** Files of cases on their way into the library, and what SharePoint refused of them. */

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

/** Files of all cases that SharePoint refused and nobody has sent again. */
export const countRefusedFiles = async (db: Queryable): Promise<number> => {
  const row = await db
    .selectFrom('attachment')
    .select((expression) => expression.fn.countAll().as('count'))
    .where('case_id', 'is not', null)
    .where('fault', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
};

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
