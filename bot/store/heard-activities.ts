import { sql } from 'kysely';
import { unhurried, type Queryable } from './database.ts';

/** Which messages of Teams were taken up, by whichever instance: Teams delivers again what is not answered in time. */

/** @returns true the first time only, however many ask at once */
export const hearOnce = async (db: Queryable, key: string): Promise<boolean> => {
  const { rows } = await sql`
    with ${unhurried}
    insert into heard_activity (key, at) select ${key}, clock_timestamp() from unhurried
    on conflict (key) do nothing returning key
  `.execute(db);
  return rows.length > 0;
};

/** It could not be answered after all: delivered again, it is taken up again. */
export const unhear = async (db: Queryable, key: string): Promise<void> => {
  await sql`delete from heard_activity where key = ${key}`.execute(db);
};

/** Nothing is delivered again so late. */
export const forgetHeard = async (db: Queryable): Promise<void> => {
  await sql`delete from heard_activity where at < clock_timestamp() - interval '1 day'`.execute(db);
};
