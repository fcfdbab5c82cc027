import { sql } from 'kysely';
import type { Tx } from './database.ts';

/**
 * The next numbers of a kind: R8-会-0001 and on. They are taken for good; a transaction that fails gives them back.
 * @param start how numbers of the kind begin, e.g. R8-会-
 */
export const takeNumbers = async (
  tx: Tx,
  engagement: string,
  kind: string,
  start: string,
  count: number,
): Promise<readonly string[]> => {
  if (count === 0) return [];
  const { rows } = await sql<{ last: number }>`
    insert into counter as k (engagement, kind, last) values (${engagement}, ${kind}, ${count})
    on conflict (engagement, kind) do update set last = k.last + ${count}
    returning last
  `.execute(tx);
  const last = rows[0]?.last ?? count;
  return Array.from(
    { length: count },
    (_, index) => `${start}${String(last - count + index + 1).padStart(4, '0')}`,
  );
};

/** Whoever comes second waits for the end of the first's transaction. */
export const oneAtATime = async (tx: Tx, what: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${what}, 0))`.execute(tx);
};
