import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { missingSettings } from '../bot/cannot-start.ts';
import { readConfig } from '../bot/config.ts';
import { readEngagement } from '../bot/engagement-file.ts';
import type { Settings } from '../shared/engagements/settings.ts';
import { claimFolder, lockFolder } from './data-folder.ts';
import { loadDotEnv } from './dot-env.ts';
import { isFree } from './free-port.ts';
import {
  botEnvironment,
  localVariables,
  buildPanePage,
  buildTabPage,
  buildTenantPage,
  peopleUrl,
  startBot,
  startDatabase,
  startProvisioning,
  startTenant,
  type Environment,
  type LocalProduct,
} from './local-product.ts';
import type { Part } from './process.ts';

/**
 * npm start: database, local tenant and bot, each a process of its own, started and ended together. `--bot` starts the
 * bot alone, for a real tenant, with the database from npm when DATABASE_URL names none.
 */

const { values: given } = parseArgs({
  options: {
    profile: { type: 'string' },
    trace: { type: 'string' },
    bot: { type: 'boolean', default: false },
  },
});

if (given.bot) loadDotEnv();

const fail = (message: string): never => {
  console.error(message);
  process.exit(1);
};

const profile = given.profile ?? process.env['PROFILE'] ?? 'nerima-r8';
const read = await readEngagement(profile);
const settings: Settings = read.ok
  ? read.engagement.settings
  : fail(
      `プロファイル ${profile} を使えません。npm run profile -- check ${profile} で詳しく確認できます。${read.reason === 'unreadable' ? `\n${read.message}` : ''}`,
    );

// Before anything is made on the disk.
if (given.bot) {
  const { DATABASE_URL = 'postgresql:' } = process.env;
  const config = readConfig({ ...process.env, PROFILE: profile, DATABASE_URL });
  if (!config.ok) {
    missingSettings(config.faults);
    process.exit(2);
  }
}

const port = (name: string, standard: number): number => {
  const value = Number(process.env[name] ?? standard);
  return Number.isInteger(value) && value > 0 && value < 65_535
    ? value
    : fail(`${name} はポート番号で指定してください。`);
};

const folder = path.resolve(
  process.env['DATA_DIR'] ?? path.join(import.meta.dirname, '..', '.data', settings.id),
);
const lock =
  lockFolder(folder) ??
  fail(
    `${folder} は別の起動が使用中です。先に起動したものを終了するか、DATA_DIR で別のフォルダーを指定してください。`,
  );

const owner = claimFolder(folder, settings.id);
if (owner !== undefined) {
  lock.release();
  fail(
    `${folder} は ${owner} のデータです。何も変えていません。DATA_DIR で別のフォルダーを指定するか、--profile ${owner} で起動してください。`,
  );
}

/** Said before anything is started, with the variable by which another is chosen. */
const needsFree = async (name: string, first: number, count: number): Promise<void> => {
  for (let one = first; one < first + count; one += 1)
    if (!(await isFree(one))) {
      lock.release();
      fail(
        `ポート${one}は、ほかのプログラムが使っています。${name} で別のポートを指定してください${count > 1 ? `（続く${count}つのポートを使います）` : ''}。例：${name}=${first + 1_000} npm ${given.bot ? 'run bot' : 'start'}`,
      );
    }
};

const product: LocalProduct = {
  settings,
  installed: true,
  profile,
  folder,
  botPort: port('PORT', 3978),
  tenantPort: port('TENANT_PORT', 3979),
  trace: given.trace === undefined ? undefined : path.resolve(given.trace),
  environment: process.env,
  show: (name) => (line) => console.error(`[${name}] ${line}`),
};

await needsFree('PORT', product.botPort, 1);
if (!given.bot) await needsFree('TENANT_PORT', product.tenantPort, 2);

const running = path.join(folder, 'running.json');
const parts: Part[] = [];
let ending = false;

const end = async (code: number): Promise<never> => {
  ending = true;
  for (const part of parts.toReversed()) await part.stop();
  rmSync(running, { force: true });
  lock.release();
  process.exit(code);
};

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (ending) return;
    console.log('\n終了しています…');
    void end(0);
  });

/** Waits until a part is ready; when it ends by itself later, everything ends. */
const run = async (part: Part): Promise<void> => {
  parts.push(part);
  await part.ready;
  void part.ended.then((how) => {
    if (ending) return;
    console.error(`${part.name}が終了しました（${how}）。ほかも終了します。`);
    console.error(
      `受け付けた内容は保存されています。npm ${given.bot ? 'run bot' : 'start'} でもう一度起動してください。`,
    );
    void end(1);
  });
};

const databaseUrl = async (): Promise<string> => {
  if (process.env['DATABASE_URL']) return process.env['DATABASE_URL'];
  const { part, url } = await startDatabase(product);
  await run(part);
  return url;
};

const provision = async (environment: Environment): Promise<void> => {
  const part = await startProvisioning(product, environment);
  parts.push(part);
  if ((await part.ended) !== 0) throw new Error('リストを用意できませんでした。');
};

const launch = async (): Promise<void> => {
  if (given.bot) {
    await buildTabPage();
    await buildPanePage();
    const url = await databaseUrl();
    await run(startBot(product, { ...process.env, PROFILE: profile, DATABASE_URL: url }));
    console.log(`Ready: http://localhost:${product.botPort}/api/messages`);
  } else {
    console.log(`${settings.client.name.ja}　${settings.name.ja}`);
    const tenant = async (): Promise<void> => {
      await buildTenantPage();
      await buildTabPage();
      await buildPanePage();
      await run(await startTenant(product));
    };
    const [url] = await Promise.all([databaseUrl(), tenant()]);
    const environment = await botEnvironment(product, url);
    await provision(environment);
    await run(startBot(product, environment));
    // For npm run resync, provision and demo while this runs.
    writeFileSync(running, JSON.stringify(localVariables(product, environment)), { mode: 0o600 });
    console.log(`  Teams と SharePoint（ローカル）  ${peopleUrl(product)}/`);
    console.log(`  文書（Word・PowerPoint）         http://localhost:${product.botPort}/pane`);
    console.log(`  ボット                          http://localhost:${product.botPort}/api/messages`);
    console.log(`  データ                          ${folder}`);
    console.log('  終了するには Ctrl-C を押してください。');
    console.log(`Ready: ${peopleUrl(product)}/`);
  }
};

launch().catch((error: unknown) => {
  if (ending) return;
  console.error(error instanceof Error ? error.message : error);
  void end(1);
});
