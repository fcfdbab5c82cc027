import { sql } from 'kysely';
import type { Database, Queryable } from './database.ts';

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

/** The same id again is the same file. */
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
    .onConflict((conflict) => conflict.column('id').doNothing())
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

/** How it went: so many are with the case now; none was waiting any more; or the case would have too many. */
export type Attaching =
  | { readonly outcome: 'attached'; readonly count: number }
  | { readonly outcome: 'nothing' }
  | { readonly outcome: 'tooMany'; readonly has: number };

/** Puts a person's waiting files to a case of theirs; all of them or none. @param most files a case may have */
export const attachFiles = (
  db: Database,
  ownerId: string,
  ids: readonly string[],
  caseId: string,
  most: number,
): Promise<Attaching> =>
  db.transaction().execute(async (tx): Promise<Attaching> => {
    // Two that attach to one case at once count one after the other.
    await tx.selectFrom('cases').select('id').where('id', '=', caseId).forUpdate().execute();
    const waiting = ids.length
      ? await tx
          .selectFrom('attachment')
          .select('id')
          .where('id', 'in', [...ids])
          .where('owner_id', '=', ownerId)
          .where('case_id', 'is', null)
          .forUpdate()
          .execute()
      : [];
    if (waiting.length === 0) return { outcome: 'nothing' };
    const has = (await filesOfCase(tx, caseId)).length;
    if (has + waiting.length > most) return { outcome: 'tooMany', has };
    await tx
      .updateTable('attachment')
      .set({ case_id: caseId })
      .where(
        'id',
        'in',
        waiting.map(({ id }) => id),
      )
      .execute();
    return { outcome: 'attached', count: waiting.length };
  });

/** How many of these a person has put to that case already. */
export const countAttached = async (
  db: Queryable,
  ownerId: string,
  ids: readonly string[],
  caseId: string,
): Promise<number> => {
  if (ids.length === 0) return 0;
  const row = await db
    .selectFrom('attachment')
    .select((expression) => expression.fn.countAll().as('count'))
    .where('id', 'in', [...ids])
    .where('owner_id', '=', ownerId)
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow();
  return Number(row.count);
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

/**
 * Files that were sent before that instant and put to no case go away, but for those of a submission that still waits
 * for its number. @returns how many
 */
export const dropUnattached = async (db: Queryable, before: Date): Promise<number> => {
  const { numAffectedRows } = await sql`
    delete from attachment a where a.case_id is null and a.received_at < ${before}
      and not exists (select from held_submission h where h.given::jsonb -> 'attachments' ? a.id::text)
  `.execute(db);
  return Number(numAffectedRows ?? 0);
};

export type CaseFile = {
  readonly name: string;
  /** Where it is in the library; null while its bytes are here. */
  readonly webUrl: string | null;
  /** SharePoint refused it for good: it goes again when somebody asks for it. */
  readonly refused: boolean;
};

export const filesOfCase = async (db: Queryable, caseId: string): Promise<readonly CaseFile[]> =>
  (
    await db
      .selectFrom('attachment')
      .select(['name', 'web_url', 'fault'])
      .where('case_id', '=', caseId)
      .orderBy('received_at')
      .orderBy('id')
      .execute()
  ).map((row) => ({ name: row.name, webUrl: row.web_url, refused: row.fault !== null }));

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
