import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { readEngagement } from '../../bot/engagement-file.ts';
import {
  botEnvironment,
  peopleUrl,
  startBot,
  startDatabase,
  startProvisioning,
  startTenant,
  type Environment,
  type LocalProduct,
} from '../../infra/local-product.ts';
import { accounts, signIn, type Account, type LocalPerson } from '../../infra/local-people.ts';
import { freePort } from '../../infra/free-port.ts';
import type { Part } from '../../infra/process.ts';
import pg from 'pg';
import { takeDatabase, temporaryFolder, type TestDatabase } from './database.ts';

/** The whole product on ports of its own: database, local tenant and bot as processes, as npm start runs them. */

export type Fault = Readonly<Record<string, unknown>>;

export type Product = {
  readonly local: LocalProduct;
  readonly base: string;
  readonly databaseUrl: string;
  readonly people: readonly Account[];
  /** Signs somebody in: of a department, with a title; or by a test on the account. */
  readonly as: (
    who: string | ((account: Account) => boolean),
    title?: string,
    language?: string,
  ) => Promise<LocalPerson>;
  readonly control: <T>(method: string, path: string, body?: unknown) => Promise<T>;
  readonly query: (sql: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;
  readonly killBot: () => Promise<void>;
  /** PostgreSQL ends, and comes back with all that it had; where the product has its own (`ownServer`). */
  readonly stopDatabase: () => Promise<void>;
  readonly startDatabase: () => Promise<void>;
  readonly startBot: (changes?: Environment) => Promise<void>;
  readonly log: () => string;
  readonly stop: () => Promise<void>;
};

export type Options = {
  readonly profile?: string;
  readonly trace?: string;
  readonly environment?: Environment;
  readonly appCertificates?: readonly string[];
  readonly withBot?: boolean;
  /** A PostgreSQL of its own, that a story may stop. */
  readonly ownServer?: boolean;
  readonly installed?: boolean;
  /** Jobs of the timer that are asked for twice a second: a story of many hand edits would else mostly wait. */
  readonly eager?: readonly string[];
};

export const startProduct = async ({
  profile = 'nerima-r8',
  trace,
  environment = {},
  appCertificates = [],
  withBot = true,
  ownServer = false,
  installed = false,
  eager = [],
}: Options = {}): Promise<Product> => {
  const read = await readEngagement(profile);
  if (!read.ok) throw new Error(`no profile ${profile}`);
  const folder = temporaryFolder();
  const lines: string[] = [];
  const local: LocalProduct = {
    settings: read.engagement.settings,
    profile,
    installed,
    folder,
    tenantPort: await freePort(2),
    botPort: await freePort(),
    trace,
    appCertificates,
    // No test depends on today's date, and SharePoint's pace is a matter for the benchmark.
    environment: {
      PATH: process.env['PATH'],
      TENANT_TIER: 'unlimited',
      SHAREPOINT_RESOURCE_UNITS_PER_MINUTE: '600000',
      FOLLOW_LISTS_SECONDS: '5',
      TENANT_CLOCK: '2026-09-14T01:00:00Z',
      ...environment,
    },
    show: (part) => (line) => {
      lines.push(`[${part}] ${line}`);
    },
  };
  const parts: Part[] = [];
  const startOwnServer = async (): Promise<TestDatabase> => {
    const { part, url } = await startDatabase(local);
    await part.ready;
    return { url, stop: part.stop };
  };
  let database: TestDatabase | undefined;
  const stop = async (): Promise<void> => {
    for (const part of parts.toReversed()) await part.stop();
    await database?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const tenant = await startTenant(local);
    parts.push(tenant);
    database = await (ownServer ? startOwnServer() : takeDatabase());
    await tenant.ready;
    const { url } = database;
    const botVariables = await botEnvironment(local, url);
    const provisioning = await startProvisioning(local, botVariables);
    if ((await provisioning.ended) !== 0) throw new Error('the lists could not be made');
    let bot: Part | undefined;
    const start = async (changes: Environment = {}): Promise<void> => {
      bot = startBot(local, { ...botVariables, ...changes });
      parts.push(bot);
      await bot.ready;
    };
    if (withBot) await start();
    const base = peopleUrl(local);
    const people = await accounts(base);
    const key = readFileSync(path.join(folder, 'tenant', 'control-key'), 'utf8').trim();
    const pool = new pg.Pool({ connectionString: url, max: 2 });
    pool.on('error', () => undefined);
    const asking = setInterval(() => {
      for (const task of eager)
        pool
          .query("select from graphile_worker.add_job($1, '{}'::json, job_key := $1)", [task])
          .catch(() => undefined);
    }, 500);
    return {
      local,
      base,
      databaseUrl: url,
      people,
      as: (who, title, language) => {
        const found = people.find((one) =>
          typeof who === 'string'
            ? one.department === who && (title === undefined || one.jobTitle === title)
            : who(one),
        );
        if (!found)
          throw new Error(`nobody of the seed is ${typeof who === 'string' ? who : 'that'} ${title ?? ''}`);
        return signIn(base, found, language);
      },
      control: async (method, route, body) => {
        const response = await fetch(`${base}/control/${route}`, {
          method,
          headers: {
            authorization: `Bearer ${key}`,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        const text = await response.text();
        if (!response.ok) throw new Error(`control ${route}: ${response.status} ${text}`);
        return (text === '' ? undefined : JSON.parse(text)) as never;
      },
      query: async (sql, values = []) =>
        (await pool.query(sql, [...values])).rows as Record<string, unknown>[],
      killBot: async () => {
        bot?.kill();
        await bot?.ended;
      },
      stopDatabase: async () => {
        if (!ownServer) throw new Error('only a server of its own may be stopped: ownServer');
        await database?.stop();
      },
      startDatabase: async () => {
        database = await startOwnServer();
      },
      startBot: start,
      log: () => lines.join('\n'),
      stop: async () => {
        clearInterval(asking);
        await pool.end();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`the product did not start: ${why}\n${lines.slice(-40).join('\n')}`, { cause: error });
  }
};
