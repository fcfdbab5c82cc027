import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../../infra/free-port.ts';
import { buildTenantPage } from '../../infra/local-product.ts';
import { temporaryFolder } from '../harness/database.ts';
import { median, type Figure } from './figures.ts';
import type { LoadOrder } from './load.ts';
import type { Helper } from './processes.ts';
import { openStage } from './stage.ts';

/** What the product takes when nobody asks anything of it, and how long it takes to be there. */

const ROUNDS = 3;
const MEGABYTE = 1_024;

/** Megabytes of a process: all that it holds, and its share of what it holds with others (where the system tells). */
const memoryOf = (pid: number): { rss: number; pss: number | undefined } => {
  const field = (file: string, name: string): number | undefined => {
    try {
      const found = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(
        readFileSync(`/proc/${pid}/${file}`, 'utf8'),
      );
      return found?.[1] === undefined ? undefined : Number(found[1]) / MEGABYTE;
    } catch {
      return undefined;
    }
  };
  return { rss: field('status', 'VmRSS') ?? Number.NaN, pss: field('smaps_rollup', 'Pss') };
};

const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5_000));

export const measureMemory = async (): Promise<readonly Figure[]> => {
  const taken: Record<'bare' | 'product', { rss: number; pss: number | undefined }[]> = {
    bare: [],
    product: [],
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const stage = await openStage();
    try {
      const bots: Readonly<Record<'bare' | 'product', { bot: Helper; url: string }>> = {
        bare: await stage.startBare(),
        product: await stage.startProduct(),
      };
      for (const name of ['bare', 'product'] as const) {
        await stage.load.ask<unknown>({
          url: bots[name].url,
          scene: stage.scene,
          token: stage.token,
          turn: 'message',
          connections: 1,
          turns: 20,
        } satisfies LoadOrder);
      }
      await rest();
      for (const name of ['bare', 'product'] as const) taken[name].push(memoryOf(bots[name].bot.pid));
    } finally {
      await stage.stop();
    }
  }
  const figure = (name: string, pick: (one: { rss: number; pss: number | undefined }) => number): Figure => {
    const [measured, reference] = [median(taken.product.map(pick)), median(taken.bare.map(pick))];
    return { name, unit: 'MB', measured, reference, ratio: measured / reference };
  };
  return [
    figure('memory at rest, RSS', ({ rss }) => rss),
    ...(taken.bare.every(({ pss }) => pss !== undefined)
      ? [figure('memory at rest, PSS', ({ pss }) => pss ?? Number.NaN)]
      : []),
  ];
};

/** Seconds from `npm start` to its Ready line. */
const startOnce = async (folder: string, botPort: number, tenantPort: number): Promise<number> => {
  const begun = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: path.join(import.meta.dirname, '..', '..'),
    env: { ...process.env, DATA_DIR: folder, PORT: String(botPort), TENANT_PORT: String(tenantPort) },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const seconds = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('Ready')) resolve((performance.now() - begun) / 1_000);
    });
    child.once('exit', (code) => reject(new Error(`npm start ended (${code})`)));
    child.once('error', reject);
  });
  // The group of its own that it was started in, and nothing else.
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  await ended;
  // npm ends before what it started: the folder is in use until all is down.
  while (existsSync(path.join(folder, 'in-use'))) await new Promise((resolve) => setTimeout(resolve, 50));
  return seconds;
};

export const measureStart = async (): Promise<readonly Figure[]> => {
  await buildTenantPage();
  const first: number[] = [];
  const second: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const folder = temporaryFolder();
    try {
      const [botPort, tenantPort] = [await freePort(), await freePort(2)];
      first.push(await startOnce(folder, botPort, tenantPort));
      second.push(await startOnce(folder, botPort, tenantPort));
      console.error(
        `start ${round + 1}/${ROUNDS}: ${first.at(-1)?.toFixed(1)} s, again ${second.at(-1)?.toFixed(1)} s`,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return [
    { name: 'npm start, first time', unit: 's', measured: median(first), aim: { kind: 'most', value: 10 } },
    { name: 'npm start, second time', unit: 's', measured: median(second), aim: { kind: 'most', value: 5 } },
  ];
};
