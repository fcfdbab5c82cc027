import { sql } from 'kysely';
import { isRefusedData, unhurried, type Queryable } from './database.ts';
import { together } from './together.ts';

/** Which messages of Teams were taken up, by whichever instance: Teams delivers again what is not answered in time. */

/** @returns for each key whether it is heard now; a key that comes twice is heard once */
const hearAll = async (db: Queryable, keys: readonly string[]): Promise<readonly boolean[]> => {
  // In one order, so that two instances that hear the same wait for each other and not in a circle.
  const { rows } = await sql<{ key: string }>`
    with ${unhurried}
    insert into heard_activity (key, at)
    select key, clock_timestamp() from unhurried, unnest(${keys.toSorted()}::text[]) as said (key)
    on conflict (key) do nothing returning key
  `.execute(db);
  const first = new Set(rows.map(({ key }) => key));
  return keys.map((key) => first.delete(key));
};

/** Milliseconds count here: every message waits for it. So those that come at once are written down together. */
const MOST = 100;

/** `hear` answers true the first time only, however many ask at once; what is unheard is heard again. */
export const hearingOn = (db: Queryable) => ({
  hear: together<string, boolean>((keys) => hearAll(db, keys), MOST, isRefusedData),
  unhear: async (key: string): Promise<void> => {
    await sql`delete from heard_activity where key = ${key}`.execute(db);
  },
});

/** Nothing is delivered again so late. */
export const forgetHeard = async (db: Queryable): Promise<void> => {
  await sql`delete from heard_activity where at < clock_timestamp() - interval '1 day'`.execute(db);
};
