import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ADMIN, look, rows, start, WORKER } from './started-tenant.ts';
import type { Started } from './started-tenant.ts';

// The harness keeps folder, certificate and client; its own server makes room for one in a process of its own.
let tenant: Started;
let running: ChildProcess | undefined;

beforeAll(async () => {
  tenant = await start({ TENANT_CLOCK: '2026-04-01T00:00:00Z' });
  await tenant.tenant.stop();
});
afterAll(async () => {
  running?.kill('SIGKILL');
  await tenant.stop().catch(() => {});
});

async function launch(): Promise<unknown> {
  const script = new URL('../../../infra/local-tenant/main.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, NODE_OPTIONS: '', ...tenant.environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running = child;
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line) as unknown;
  throw new Error('the tenant said nothing');
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.kill(signal);
  });
}

test('what was answered survives a kill: items, the clock, tokens, delta links', async () => {
  const people = tenant.tenant.core.config.peopleOrigin;
  expect(await launch()).toEqual({ event: 'ready', people, api: tenant.api });
  const key = readFileSync(`${tenant.environment['TENANT_DATA']}/control-key`, 'utf8').trim();
  const control = (
    method: string,
    path: string,
    body: object,
    headers: Record<string, string> = {},
  ): Promise<Response> =>
    fetch(`${people}${path}`, {
      method,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });

  expect((await control('PUT', '/control/clock', { now: '2027-01-05T00:00:00Z' })).status).toBe(401);
  expect(
    (
      await control(
        'PUT',
        '/control/clock',
        { now: '2027-01-05T00:00:00Z' },
        { authorization: `Bearer ${key}`, origin: 'https://evil.example' },
      )
    ).status,
  ).toBe(403);
  expect(
    (
      await control(
        'PUT',
        '/control/clock',
        { now: '2027-01-05T00:00:00Z' },
        { authorization: `Bearer ${key}` },
      )
    ).status,
  ).toBe(200);

  const made = await tenant.graph(ADMIN, 'POST', '/sites/localhost:/sites/cases:/lists', {
    body: { displayName: 'Kept' },
  });
  const list = `/sites/localhost:/sites/cases:/lists/${String(made.body['id'])}`;
  const item = await tenant.graph(WORKER, 'POST', `${list}/items`, { body: { fields: { Title: 'kept' } } });
  expect(item.body['createdDateTime']).toMatch(/^2027-01-05T00:00:/);
  const latest = await tenant.graph(WORKER, 'GET', `${list}/items/delta?token=latest`);
  await tenant.graph(WORKER, 'PATCH', `${list}/items/1/fields`, { body: { Title: 'kept twice' } });

  if (!running) throw new Error('not running');
  await ended(running, 'SIGKILL');
  await launch();
  const changed = rows(
    await tenant.graph(WORKER, 'GET', `${String(latest.body['@odata.deltaLink'])}&$expand=fields`),
  );
  expect(changed.map((each) => look(each, 'fields', 'Title'))).toEqual(['kept twice']);
  const clock = (await (await fetch(`${people}/control/clock`)).json()) as { now: string };
  expect(clock.now).toMatch(/^2027-01-05T00:/);
  expect(await ended(running, 'SIGTERM')).toBe(0);
});
