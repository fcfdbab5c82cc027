import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { makeWorkerUtils } from 'graphile-worker';
import type { Log } from '../log.ts';
import { migrations } from './migrations.ts';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;
export type Tx = Transaction<Tables>;
/** A query runs on the database or inside a transaction. */
export type Queryable = Database | Tx;

export type Store = { readonly db: Database; readonly pool: pg.Pool; readonly close: () => Promise<void> };

/** No connection was to be had: nothing was written. */
export class DatabaseUnreachable extends Error {
  constructor(cause: unknown) {
    super('the database cannot be reached', { cause });
    this.name = 'DatabaseUnreachable';
  }
}

/** Is the database gone, just now? Classes 08 and 57P0 of SQLSTATE, and how pg says that a connection broke. */
export const isOutage = (error: unknown): boolean => {
  if (error instanceof DatabaseUnreachable) return true;
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  return (
    /^(08...|57P0.)$/.test(String(code)) ||
    /^Connection terminated|connection error and is not queryable/.test(String(message))
  );
};

/** Data that the database refuses (classes 22, 23 and 54 of SQLSTATE): the fault of whoever brought them. */
export const isRefusedData = (error: unknown): boolean =>
  /^(22|23|54)/.test(String((error as { code?: unknown } | undefined)?.code));

/**
 * Written without waiting for the disk, as a CTE whose row the statement takes: for what a crash of the database (not of
 * the bot) may forget without harm. Never inside a transaction, whose commit would not wait either.
 */
export const unhurried = sql`unhurried as materialized (select set_config('synchronous_commit', 'off', true))`;

/** Milliseconds: Teams gives up on an unanswered button after 10 to 15 seconds. */
const CONNECT_WITHIN = 8_000;

/** Opens the database and brings its tables up to date; several instances may start at once. */
export const openStore = async (url: string, connections: number, log: Log): Promise<Store> => {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECT_WITHIN,
  });
  // Without a listener an idle connection that the server closes would end the process.
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection was lost'));
  pool.on('connect', (client) => {
    client.on('error', (error) => log.warn({ err: error }, 'a database connection was lost'));
  });
  const connect = (): Promise<pg.PoolClient> =>
    pool.connect().catch((error: unknown) => {
      throw new DatabaseUnreachable(error);
    });
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: { connect, end: () => pool.end(), options: pool.options } }),
  });
  // The job tables come first: our own functions add jobs.
  const worker = await makeWorkerUtils({ pgPool: pool });
  await worker.migrate();
  const { error } = await new Migrator({ db, provider: migrations }).migrateToLatest();
  if (error) {
    await db.destroy();
    throw error instanceof Error ? error : new Error('the database could not be migrated', { cause: error });
  }
  return { db, pool, close: () => db.destroy() };
};
