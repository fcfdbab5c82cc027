import { sql } from 'kysely';
import type { Database, Queryable } from './database.ts';

/** Files as they wait for the library: their bytes are here, durable, until they are there. */

export type WaitingFile = { readonly id: string; readonly name: string };

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
    .orderBy('id')
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

/**
 * Of files that a person chose for a case: which still wait, and how many are neither waiting nor with that case, because
 * they were discarded or went elsewhere.
 */
export const chosenFiles = async (
  db: Queryable,
  ownerId: string,
  ids: readonly string[],
  caseId: string,
): Promise<{ readonly waiting: readonly string[]; readonly missing: number }> => {
  if (ids.length === 0) return { waiting: [], missing: 0 };
  const found = await db
    .selectFrom('attachment')
    .select(['id', 'case_id'])
    .where('id', 'in', [...ids])
    .where('owner_id', '=', ownerId)
    .where((expression) =>
      expression.or([expression('case_id', 'is', null), expression('case_id', '=', caseId)]),
    )
    .execute();
  return {
    waiting: found.filter((one) => one.case_id === null).map(({ id }) => id),
    missing: new Set(ids).size - found.length,
  };
};

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
 * for its number. @returns which, and whose they were
 */
export const dropUnattached = async (
  db: Queryable,
  before: Date,
): Promise<readonly { readonly id: string; readonly ownerId: string }[]> => {
  const { rows } = await sql<{ id: string; ownerId: string }>`
    delete from attachment a where a.case_id is null and a.received_at < ${before}
      and not exists (select from held_submission h where h.given::jsonb -> 'attachments' ? a.id::text)
    returning a.id, a.owner_id as "ownerId"
  `.execute(db);
  return rows;
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
