import { sql } from 'kysely';
import type { Database, Queryable } from './database.ts';

/**
 * What a database knows of the numbers given. One that was made anew, restored, or that took over from another, is not
 * the one that asked SharePoint last: what was given since its copy was taken it does not know.
 */

/** Counters only rise: after a restore they go on above the highest number found. */
export const raiseCounter = async (
  db: Queryable,
  engagement: string,
  kind: string,
  atLeast: number,
): Promise<void> => {
  await sql`
    insert into counter as k (engagement, kind, last) values (${engagement}, ${kind}, ${atLeast})
    on conflict (engagement, kind) do update set last = greatest(k.last, excluded.last)
  `.execute(db);
};

/**
 * Which database this is: cluster, timeline (every restore to a moment and every failover begins a new one) and the
 * database within it. Undefined where this login may not know.
 */
export const databaseIdentity = async (db: Database): Promise<string | undefined> => {
  try {
    const { rows } = await sql<{ identity: string }>`
      select concat_ws('/', (pg_control_system()).system_identifier,
        left(pg_walfile_name(pg_current_wal_lsn()), 8), oid) as identity
      from pg_database where datname = current_database()
    `.execute(db);
    return rows[0]?.identity;
  } catch {
    return undefined;
  }
};

/** Kinds of an engagement whose numbers this very database has compared with SharePoint. */
export const kindsAsked = async (
  db: Queryable,
  engagement: string,
  identity: string,
): Promise<readonly string[]> =>
  (
    await db
      .selectFrom('counter')
      .select('kind')
      .where('engagement', '=', engagement)
      .where('asked_of', '=', identity)
      .execute()
  ).map(({ kind }) => kind);

export const markAsked = async (
  db: Queryable,
  engagement: string,
  kind: string,
  identity: string | undefined,
): Promise<void> => {
  await db
    .updateTable('counter')
    .set({ asked_of: identity ?? null })
    .where('engagement', '=', engagement)
    .where('kind', '=', kind)
    .execute();
};

/** The last number that this database gave or heard of. */
export const lastNumber = async (db: Queryable, engagement: string, kind: string): Promise<number> =>
  (
    await db
      .selectFrom('counter')
      .select('last')
      .where('engagement', '=', engagement)
      .where('kind', '=', kind)
      .executeTakeFirst()
  )?.last ?? 0;
