import type { Instant } from '../../shared/kernel/instant.ts';
import type { Queryable, Tx } from './database.ts';
import { deriveSoon } from './due-instants.ts';
import { addListRow } from './list-rows.ts';

/** Documents as they were submitted: accepted here, and brought into their slot in the library after. */

export type Submission = {
  readonly id: string;
  /** Kind, edition and subject. */
  readonly document: string;
  readonly title: string;
  readonly version: number;
  readonly name: string;
  readonly folder: string;
  readonly slot: string;
  /** A meeting's number, or the slot itself. */
  readonly scope: string;
  readonly hash: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly at: Instant;
  readonly proofRounds: number;
  readonly consistency: string;
  readonly webUrl: string | undefined;
  readonly filed: boolean;
  /** Why the library does not take it. */
  readonly fault: string | undefined;
};

const COLUMNS = [
  'id',
  'document',
  'title',
  'version',
  'name',
  'folder',
  'slot',
  'scope',
  'hash',
  'by_id',
  'by_name',
  'at',
  'proof_rounds',
  'consistency',
  'web_url',
  'filed',
  'fault',
] as const;

type Row = {
  readonly id: string;
  readonly document: string;
  readonly title: string;
  readonly version: number;
  readonly name: string;
  readonly folder: string;
  readonly slot: string;
  readonly scope: string;
  readonly hash: string;
  readonly by_id: string;
  readonly by_name: string;
  readonly at: Date;
  readonly proof_rounds: number;
  readonly consistency: string;
  readonly web_url: string | null;
  readonly filed: boolean;
  readonly fault: string | null;
};

const shape = (row: Row): Submission => ({
  id: row.id,
  document: row.document,
  title: row.title,
  version: row.version,
  name: row.name,
  folder: row.folder,
  slot: row.slot,
  scope: row.scope,
  hash: row.hash,
  by: { id: row.by_id, name: row.by_name },
  at: row.at.getTime(),
  proofRounds: row.proof_rounds,
  consistency: row.consistency,
  webUrl: row.web_url ?? undefined,
  filed: row.filed,
  fault: row.fault ?? undefined,
});

/** Oldest first. */
export const submissionsOf = async (
  db: Queryable,
  engagement: string,
  document: string,
): Promise<readonly Submission[]> =>
  (
    await db
      .selectFrom('document_submission')
      .select(COLUMNS)
      .where('engagement', '=', engagement)
      .where('document', '=', document)
      .orderBy('version')
      .execute()
  ).map(shape);

export const findSubmission = async (db: Queryable, id: string): Promise<Submission | undefined> => {
  const row = await db
    .selectFrom('document_submission')
    .select(COLUMNS)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && shape(row);
};

/** The bytes of what was submitted last. */
export const latestBytes = async (
  db: Queryable,
  engagement: string,
  document: string,
): Promise<Buffer | undefined> =>
  (
    await db
      .selectFrom('document_submission')
      .select('bytes')
      .where('engagement', '=', engagement)
      .where('document', '=', document)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.bytes ?? undefined;

/** Those of older versions that the library has are let go. Also makes room for its row in the list. */
export const addSubmission = async (
  tx: Tx,
  engagement: string,
  list: string,
  one: Omit<Submission, 'webUrl' | 'filed' | 'fault'>,
  bytes: Buffer,
): Promise<void> => {
  await tx
    .updateTable('document_submission')
    .set({ bytes: null })
    .where('engagement', '=', engagement)
    .where('document', '=', one.document)
    .where('filed', '=', true)
    .execute();
  await tx
    .insertInto('document_submission')
    .values({
      id: one.id,
      engagement,
      document: one.document,
      title: one.title,
      version: one.version,
      name: one.name,
      folder: one.folder,
      slot: one.slot,
      scope: one.scope,
      hash: one.hash,
      by_id: one.by.id,
      by_name: one.by.name,
      at: new Date(one.at),
      proof_rounds: one.proofRounds,
      consistency: one.consistency,
      bytes,
      item_id: null,
      web_url: null,
      fault: null,
    })
    .execute();
  await addListRow(tx, list, one.id);
  await deriveSoon(tx, [one.scope]);
};

/** The oldest that the library does not have yet and does not refuse. */
export const nextSubmission = async (
  db: Queryable,
  engagement: string,
): Promise<{ readonly one: Submission; readonly bytes: Buffer } | undefined> => {
  const row = await db
    .selectFrom('document_submission')
    .select([...COLUMNS, 'bytes'])
    .where('engagement', '=', engagement)
    .where('filed', '=', false)
    .where('fault', 'is', null)
    .where('bytes', 'is not', null)
    .orderBy('ordinal')
    .limit(1)
    .executeTakeFirst();
  return row?.bytes ? { one: shape(row), bytes: row.bytes } : undefined;
};

export const markSubmissionFiled = async (
  tx: Tx,
  id: string,
  filed: { readonly itemId: string; readonly webUrl: string; readonly name: string },
): Promise<void> => {
  await tx
    .updateTable('document_submission')
    .set({ filed: true, item_id: filed.itemId, web_url: filed.webUrl, name: filed.name })
    .where('id', '=', id)
    .execute();
};

/** Is that file of the library one that was submitted? */
export const isOfSubmission = async (db: Queryable, itemId: string): Promise<boolean> =>
  (await db
    .selectFrom('document_submission')
    .select('id')
    .where('item_id', '=', itemId)
    .executeTakeFirst()) !== undefined;

/** @param fault undefined to try again */
export const markSubmissionFault = async (
  tx: Tx,
  one: Pick<Submission, 'id' | 'scope'>,
  fault: string | undefined,
): Promise<void> => {
  await tx
    .updateTable('document_submission')
    .set({ fault: fault ?? null })
    .where('id', '=', one.id)
    .execute();
  await deriveSoon(tx, [one.scope]);
};
