import type { Instant } from '../../shared/kernel/instant.ts';
import type { Queryable, Tx } from './database.ts';
import { addListRow } from './list-rows.ts';

/** Proof rounds of documents: who proved which state of one. Nothing of them is ever changed. */

export type Proof = {
  readonly id: string;
  /** Kind, edition and subject. */
  readonly document: string;
  readonly round: number;
  readonly reviewer: { readonly id: string; readonly name: string };
  /** Without an id where the round was recorded before authors were chosen from the directory. */
  readonly author: { readonly id?: string; readonly name: string };
  readonly at: Instant;
  readonly changes: string;
  readonly hash: string;
};

type Row = {
  readonly id: string;
  readonly document: string;
  readonly round: number;
  readonly reviewer_id: string;
  readonly reviewer_name: string;
  readonly author: string;
  readonly author_id: string | null;
  readonly at: Date;
  readonly changes: string;
  readonly hash: string;
};

const shape = (row: Row): Proof => ({
  id: row.id,
  document: row.document,
  round: row.round,
  reviewer: { id: row.reviewer_id, name: row.reviewer_name },
  author: row.author_id === null ? { name: row.author } : { id: row.author_id, name: row.author },
  at: row.at.getTime(),
  changes: row.changes,
  hash: row.hash,
});

export const proofsOf = async (
  db: Queryable,
  engagement: string,
  document: string,
): Promise<readonly Proof[]> =>
  (
    await db
      .selectFrom('document_proof')
      .selectAll()
      .where('engagement', '=', engagement)
      .where('document', '=', document)
      .orderBy('round')
      .execute()
  ).map(shape);

export const findProof = async (db: Queryable, id: string): Promise<Proof | undefined> => {
  const row = await db.selectFrom('document_proof').selectAll().where('id', '=', id).executeTakeFirst();
  return row && shape(row);
};

/** Also makes room for its row in the list. */
export const addProof = async (tx: Tx, engagement: string, list: string, proof: Proof): Promise<void> => {
  await tx
    .insertInto('document_proof')
    .values({
      id: proof.id,
      engagement,
      document: proof.document,
      round: proof.round,
      reviewer_id: proof.reviewer.id,
      reviewer_name: proof.reviewer.name,
      author: proof.author.name,
      author_id: proof.author.id ?? null,
      at: new Date(proof.at),
      changes: proof.changes,
      hash: proof.hash,
    })
    .execute();
  await addListRow(tx, list, proof.id);
};
