import { Kysely, PostgresDialect, type Transaction } from 'kysely';
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

/** Opens the database and brings its tables up to date; several instances may start at once. */
export const openStore = async (url: string, connections: number, log: Log): Promise<Store> => {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  // Without a listener an idle connection that the server closes would end the process.
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection was lost'));
  pool.on('connect', (client) => {
    client.on('error', (error) => log.warn({ err: error }, 'a database connection was lost'));
  });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
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
