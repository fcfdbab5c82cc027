import { sql } from 'kysely';
import type { Tx } from './database.ts';

/** A part of a transaction that may fail alone: what it wrote is undone, and the rest goes on. Rejects as the part does. */
export const partOf = async (tx: Tx, run: () => Promise<void>): Promise<void> => {
  await sql`savepoint part`.execute(tx);
  try {
    await run();
  } catch (error) {
    await sql`rollback to savepoint part`.execute(tx);
    throw error;
  }
  await sql`release savepoint part`.execute(tx);
};
