import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import pino from 'pino';
import { startDatabase } from '../../infra/local-product.ts';
import { openStore } from '../../bot/store/database.ts';

/** One PostgreSQL for a run of the tests; who needs a database takes a copy of one whose tables are there already. */

export type TestDatabase = { readonly url: string; readonly stop: () => Promise<void> };

/** Where the run's server is told to the processes that run the tests. */
const TOLD = 'TEST_DATABASE_SERVER';

export const temporaryFolder = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cio-desk-'));
  // PostgreSQL runs as a user of its own where the tests run as root.
  chmodSync(folder, 0o711);
  return folder;
};

/** @returns a server whose database is the one that the copies are of */
const startServer = async (): Promise<TestDatabase> => {
  const folder = temporaryFolder();
  const lines: string[] = [];
  const { part, url } = await startDatabase({
    folder,
    // For as many products at once as a large machine runs.
    environment: { PATH: process.env['PATH'], DATABASE_MOST_CONNECTIONS: '500' },
    show: () => (line) => void lines.push(line),
  });
  const stop = async (): Promise<void> => {
    await part.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await part.ready;
    await (await openStore(url, 2, pino({ level: 'silent' }))).close();
    return { url, stop };
  } catch (error) {
    await stop();
    throw new Error(`the tests have no database: ${lines.join('\n')}`, { cause: error });
  }
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
  const template = new URL(server.url).pathname.slice(1);
  const name = `${template}_${randomUUID().replaceAll('-', '')}`;
  try {
    await onServer(server.url, `create database ${name} template ${template}`);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    url: named(server.url, name),
    stop: async () => {
      try {
        await onServer(server.url, `drop database ${name} with (force)`);
      } finally {
        await server.stop();
      }
    },
  };
};

let ofTheRun: TestDatabase | undefined;

/** Before and after all tests (package.json, jest). */
export const begin = async (): Promise<void> => {
  ofTheRun = await startServer();
  process.env[TOLD] = ofTheRun.url;
};
export const end = (): Promise<void> | undefined => ofTheRun?.stop();
