import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import pino from 'pino';
import { startDatabase } from '../../infra/local-product.ts';
import { openStore } from '../../bot/store/database.ts';

/** One PostgreSQL for a run of the tests; who needs a database takes a copy of one whose tables are there already. */

export type Server = { readonly url: string; readonly stop: () => Promise<void> };

export type TestDatabase = { readonly url: string; readonly stop: () => Promise<void> };

/** Where the run's server is told to the processes that run the tests. */
const TOLD = 'TEST_DATABASE_SERVER';

/** The database that the copies are of. */
const TEMPLATE = 'desk';

export const temporaryFolder = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cio-desk-'));
  // PostgreSQL runs as a user of its own where the tests run as root.
  chmodSync(folder, 0o711);
  return folder;
};

export const startServer = async (): Promise<Server> => {
  const folder = temporaryFolder();
  const { part, url } = await startDatabase({
    folder,
    environment: { PATH: process.env['PATH'] },
    show: () => () => undefined,
  });
  await part.ready;
  await (await openStore(url, 2, pino({ level: 'silent' }))).close();
  return {
    url,
    stop: async () => {
      await part.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const named = (url: string, name: string): string => {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
};

const onServer = async (url: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: named(url, 'postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

/** A database of one's own, on the run's server; outside a run (benchmarks) on a server of its own. */
export const takeDatabase = async (): Promise<TestDatabase> => {
  const told = process.env[TOLD];
  const server = told === undefined ? await startServer() : { url: told, stop: () => Promise.resolve() };
  const name = `desk_${randomUUID().replaceAll('-', '')}`;
  await onServer(server.url, `create database ${name} template ${TEMPLATE}`);
  return {
    url: named(server.url, name),
    stop: async () => {
      await onServer(server.url, `drop database ${name} with (force)`);
      await server.stop();
    },
  };
};

let ofTheRun: Server | undefined;

/** Before and after all tests (package.json, jest). */
export const begin = async (): Promise<void> => {
  ofTheRun = await startServer();
  process.env[TOLD] = ofTheRun.url;
};
export const end = (): Promise<void> | undefined => ofTheRun?.stop();
