import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePort } from '../../infra/free-port.ts';
import { temporaryFolder } from '../harness/database.ts';
import { eventually } from '../harness/eventually.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');

type Started = {
  readonly child: ChildProcess;
  readonly lines: string[];
  readonly exit: Promise<number | null>;
};

const started: Started[] = [];

const run = (args: readonly string[], env: Readonly<Record<string, string>>): Started => {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => lines.push(line));
  const one = { child, lines, exit: new Promise<number | null>((resolve) => child.once('exit', resolve)) };
  started.push(one);
  return one;
};

/** Does anything still listen there? */
const answers = async (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );

let folder: string;
let env: Record<string, string>;

beforeAll(async () => {
  folder = temporaryFolder();
  env = {
    DATA_DIR: path.join(folder, 'data'),
    PORT: String(await freePort()),
    TENANT_PORT: String(await freePort(2)),
  };
});

afterAll(async () => {
  for (const { child, exit } of started) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await exit;
  }
  rmSync(folder, { recursive: true, force: true });
});

const ready = (one: Started): Promise<string> =>
  eventually(
    'the line that begins with Ready',
    () => Promise.resolve(one.lines.find((line) => line.startsWith('Ready'))),
    60_000,
  );

/** The process of a part that a start has begun. */
const processOf = ({ child }: Started, script: string): number => {
  const all = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const found = all
    .map((line) => line.trim().split(/\s+/))
    .find(([, parent, ...args]) => Number(parent) === child.pid && args.join(' ').includes(script));
  if (!found) throw new Error(`${script} does not run`);
  return Number(found[0]);
};

describe('npm start', () => {
  test('sets up everything, says Ready, serves the page, is read anew by resync, and a second start on the same folder says so and stops', async () => {
    const first = run(['infra/start.ts'], env);
    expect(await ready(first)).toBe(`Ready: http://localhost:${env['TENANT_PORT']}/`);
    const page = await fetch(`http://localhost:${env['TENANT_PORT']}/`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<div id="root">');
    const readiness = await fetch(`http://localhost:${env['PORT']}/readyz`);
    expect(readiness.status).toBe(200);

    const resync = run(['infra/command.ts', 'bot/cli/resync.ts'], { DATA_DIR: String(env['DATA_DIR']) });
    expect(await resync.exit).toBe(0);
    const lists = resync.lines.slice(0, -1);
    expect(new Set(lists).size).toBe(lists.length);
    expect(lists).toContain('リスト「期限の記録」（サイト incidents）を読み込んでいます… 0件');
    expect(resync.lines.at(-1)).toMatch(new RegExp(`^${lists.length}のリストから\\d+件を読み込みました。$`));

    const second = run(['infra/start.ts'], {
      ...env,
      PORT: String(await freePort()),
      TENANT_PORT: String(await freePort(2)),
    });
    expect(await second.exit).toBe(1);
    expect(second.lines.join('\n')).toContain('別の起動が使用中です');

    first.child.kill('SIGTERM');
    expect(await first.exit).toBe(0);
    expect(await answers(`http://localhost:${env['PORT']}/healthz`)).toBe(false);
    expect(await answers(`http://localhost:${env['TENANT_PORT']}/`)).toBe(false);
  }, 120_000);

  test('what was killed without warning leaves nothing running, and starts again on the same folder; a part that was killed is told with what to do', async () => {
    const first = run(['infra/start.ts'], env);
    await ready(first);
    first.child.kill('SIGKILL');
    await first.exit;
    await eventually(
      'bot and tenant end by themselves',
      async () =>
        !(await answers(`http://localhost:${env['PORT']}/healthz`)) &&
        !(await answers(`http://localhost:${env['TENANT_PORT']}/`)),
    );

    const again = run(['infra/start.ts'], env);
    await ready(again);
    process.kill(processOf(again, 'bot/main.ts'), 'SIGKILL');
    expect(await again.exit).toBe(1);
    expect(again.lines.slice(-2)).toEqual([
      'botが終了しました（SIGKILL）。ほかも終了します。',
      '受け付けた内容は保存されています。npm start でもう一度起動してください。',
    ]);
  }, 180_000);

  test.each([
    ['PORT', 'ポート', ''],
    ['TENANT_PORT', 'ポート', '続く2つのポート'],
  ])('a port that is taken is named with %s, by which another is chosen', async (name, said, more) => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    try {
      const one = run(['infra/start.ts'], {
        PORT: String(await freePort()),
        TENANT_PORT: String(await freePort(2)),
        [name]: String(port),
        DATA_DIR: path.join(folder, `taken-${name}`),
      });
      expect(await one.exit).toBe(1);
      const text = one.lines.join('\n');
      expect(text).toContain(`${said}${port}は、ほかのプログラムが使っています。${name} で別のポート`);
      expect(text).toContain(more);
      expect(text).not.toMatch(/Error|at .*:\d+:\d+/);
      // The folder is left for the next start.
      expect(existsSync(path.join(folder, `taken-${name}`, 'in-use'))).toBe(false);
    } finally {
      taken.close();
    }
  });

  test('a profile that is not there is named, and nothing is started', async () => {
    const one = run(['infra/start.ts', '--profile', 'no-such-city'], {
      ...env,
      DATA_DIR: path.join(folder, 'other'),
    });
    expect(await one.exit).toBe(1);
    expect(one.lines.join('\n')).toContain('no-such-city');
    expect(existsSync(path.join(folder, 'other'))).toBe(false);
  });

  test('the data of one engagement is not opened as another’s', async () => {
    const theirs = path.join(folder, 'theirs');
    mkdirSync(theirs, { recursive: true });
    writeFileSync(path.join(theirs, 'engagement'), 'kawasaki-r3');
    const one = run(['infra/start.ts'], { ...env, DATA_DIR: theirs });
    expect(await one.exit).toBe(1);
    expect(one.lines.join('\n')).toContain('kawasaki-r3 のデータです。何も変えていません');
    expect(existsSync(path.join(theirs, 'in-use'))).toBe(false);
  });
});

describe('npm run resync, provision, demo', () => {
  test.each([
    ['resync', ['infra/command.ts', 'bot/cli/resync.ts']],
    ['provision', ['infra/command.ts', 'infra/sharepoint/main.ts', '--dry-run']],
    ['demo', ['infra/demo.ts']],
  ])('%s without a running product says to start it first', async (_name, args) => {
    const nothing = path.join(folder, 'nothing');
    const one = run(args, { DATA_DIR: nothing });
    expect(await one.exit).toBe(1);
    expect(one.lines.join('\n')).toContain('npm start を実行し');
    // What a start that was killed left behind runs no more.
    mkdirSync(nothing, { recursive: true });
    writeFileSync(path.join(nothing, 'running.json'), '{}');
    writeFileSync(path.join(nothing, 'in-use'), '4194304');
    const again = run(args, { DATA_DIR: nothing });
    expect(await again.exit).toBe(1);
    expect(again.lines.join('\n')).toContain('npm start を実行し');
    rmSync(nothing, { recursive: true, force: true });
  });
});

describe('npm run bot', () => {
  test('without app id, tenant and credentials it refuses to start, says what is missing and how to get it', async () => {
    const one = run(['bot/main.ts'], { DATABASE_URL: 'postgresql://127.0.0.1:1/none' });
    expect(await one.exit).toBe(2);
    const said = one.lines.join('\n');
    for (const name of ['MICROSOFT_TENANT_ID', 'MICROSOFT_APP_ID', 'MICROSOFT_APP_SECRET', 'SHAREPOINT_HOST'])
      expect(said).toContain(name);
    expect(said).toContain('Microsoft Entra 管理センター');
  });

  test('ends with that list alone: no trace of the program, no database, no folder', async () => {
    const own = path.join(folder, 'alone');
    const one = run(['infra/start.ts', '--bot'], { ...env, DATA_DIR: own });
    expect(await one.exit).toBe(2);
    const said = one.lines.join('\n');
    expect(said).toContain('MICROSOFT_APP_ID');
    expect(said).not.toContain('DATABASE_URL');
    expect(said).not.toMatch(/^\s+at |Node\.js v|file:\/\//m);
    expect(existsSync(own)).toBe(false);
  });
});
