import { afterEach, beforeAll, afterAll, describe, expect, test } from '@jest/globals';
import { createMeter } from '../../../infra/local-tenant/graph/throttle.ts';
import { ADMIN, look, rows, start, WORKER } from './started-tenant.ts';
import type { Json, Reply, Started } from './started-tenant.ts';

let tenant: Started;
let list: string;

beforeAll(async () => {
  tenant = await start();
  const made = await tenant.graph(ADMIN, 'POST', '/sites/localhost:/sites/cases:/lists', {
    body: {
      displayName: 'Trouble',
      columns: [{ name: 'Key', text: {}, indexed: true, enforceUniqueValues: true }],
    },
  });
  list = `/sites/${String(look(made.body, 'parentReference', 'siteId'))}/lists/${String(made.body['id'])}`;
});
afterEach(() => tenant.tenant.core.faults.clear());
afterAll(() => tenant.stop());

type Part = { id: string; method: string; url: string; headers?: Json; body?: unknown; dependsOn?: string[] };
const batch = (requests: Part[]): Promise<Reply> =>
  tenant.graph(WORKER, 'POST', '/$batch', { body: { requests } });
const create = (id: string, key: string, more: Partial<Part> = {}): Part => ({
  id,
  method: 'POST',
  url: `${list}/items`,
  headers: { 'Content-Type': 'application/json' },
  body: { fields: { Key: key } },
  ...more,
});
const byId = (reply: Reply): Record<string, Json> =>
  Object.fromEntries((reply.body['responses'] as Json[]).map((each) => [String(each['id']), each]));
const found = async (key: string): Promise<number> =>
  rows(
    await tenant.graph(WORKER, 'GET', `${list}/items?$filter=fields/Key eq '${key}'`.replaceAll(' ', '%20')),
  ).length;

describe('a batch', () => {
  test('answers each part by its id, in no promised order', async () => {
    const reply = await batch([
      create('a', 'b-1'),
      create('b', 'b-1'),
      { id: 'c', method: 'GET', url: '/users?$top=1' },
    ]);
    expect(reply.status).toBe(200);
    const parts = byId(reply);
    expect([parts['a']?.['status'], parts['b']?.['status'], parts['c']?.['status']]).toEqual([201, 400, 200]);
    expect(look(parts['b'], 'body', 'error', 'code')).toBe('invalidRequest');
    expect((reply.body['responses'] as Json[]).map((each) => each['id'])).not.toEqual(['a', 'b', 'c']);
  });

  test('a part whose predecessor failed is not run', async () => {
    const parts = byId(
      await batch([create('1', 'b-1'), create('2', 'd-2', { dependsOn: ['1'] }), create('3', 'd-3')]),
    );
    expect([parts['1']?.['status'], parts['2']?.['status'], parts['3']?.['status']]).toEqual([400, 424, 201]);
    expect(await found('d-2')).toBe(0);
  });

  test.each<[string, Part[]]>([
    ['more than 20 parts', Array.from({ length: 21 }, (_, index) => create(String(index), `x-${index}`))],
    ['the same id twice', [create('1', 'x-1'), create('1', 'x-2')]],
    ['a whole address', [{ id: '1', method: 'GET', url: 'https://graph.microsoft.com/v1.0/users' }]],
    ['a body without its type', [{ id: '1', method: 'POST', url: `${list}/items`, body: {} }]],
    ['no parts', []],
  ])('%s is refused as a whole', async (_what, requests) => {
    expect((await batch(requests)).status).toBe(400);
    expect(await found('x-1')).toBe(0);
  });
});

describe('trouble on demand', () => {
  test('429 strikes as often as asked, one part of a batch at a time', async () => {
    tenant.tenant.core.faults.add({
      area: 'graph',
      kind: '429',
      method: 'POST',
      path: '/items$/',
      retryAfter: 7,
      times: 1,
    });
    const parts = byId(await batch([create('1', 't-1'), create('2', 't-2')]));
    expect([
      parts['1']?.['status'],
      look(parts['1'], 'headers', 'Retry-After'),
      parts['2']?.['status'],
    ]).toEqual([429, '7', 201]);
    expect(await found('t-1')).toBe(0);
    expect(
      (await tenant.graph(WORKER, 'POST', `${list}/items`, { body: { fields: { Key: 't-1' } } })).status,
    ).toBe(201);
  });

  test('a lost answer leaves the write done, a drop leaves nothing', async () => {
    const post = (Key: string): Promise<Reply> =>
      tenant.graph(WORKER, 'POST', `${list}/items`, { body: { fields: { Key } } });
    tenant.tenant.core.faults.add({
      id: 'lost',
      area: 'graph',
      kind: 'lost-answer',
      method: 'POST',
      times: 1,
    });
    await expect(post('l-1')).rejects.toThrow();
    expect(await found('l-1')).toBe(1);
    tenant.tenant.core.faults.add({ id: 'drop', area: 'graph', kind: 'drop', method: 'POST', times: 1 });
    await expect(post('l-2')).rejects.toThrow();
    expect(await found('l-2')).toBe(0);
  });

  test('in a batch both come back as a time-out of the gateway', async () => {
    tenant.tenant.core.faults.add({
      id: 'lost',
      area: 'graph',
      kind: 'lost-answer',
      path: '/items$/',
      times: 1,
    });
    tenant.tenant.core.faults.add({ id: 'drop', area: 'graph', kind: 'drop', path: '/items$/', times: 1 });
    const parts = byId(await batch([create('1', 'g-1'), create('2', 'g-2'), create('3', 'g-3')]));
    expect([parts['1']?.['status'], parts['2']?.['status'], parts['3']?.['status']]).toEqual([504, 504, 201]);
    expect([await found('g-1'), await found('g-2')]).toEqual([1, 0]);
  });

  test('503 with its Retry-After, 412 out of the blue, and a slow answer that still comes', async () => {
    const { faults } = tenant.tenant.core;
    const get = (): Promise<Reply> => tenant.graph(WORKER, 'GET', `${list}/items/1`);
    faults.add({ area: 'graph', kind: '503', retryAfter: 3, times: 1 });
    const unavailable = await get();
    expect([unavailable.status, unavailable.headers['retry-after']]).toEqual([503, '3']);
    faults.add({ area: 'graph', kind: '412', times: 1 });
    expect((await get()).status).toBe(412);
    faults.add({ area: 'graph', kind: 'slow', delayMs: 60, times: 1 });
    const before = performance.now();
    expect((await get()).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThanOrEqual(55);
  });

  test('the same seed strikes the same calls', () => {
    const { faults } = tenant.tenant.core;
    const run = (): boolean[] => {
      faults.add({ id: 'now and then', area: 'connector', kind: '503', probability: 0.5, seed: 42 });
      return Array.from(
        { length: 40 },
        () => faults.strike({ area: 'connector', method: 'POST', path: '/x' }) !== undefined,
      );
    };
    const first = run();
    expect(run()).toEqual(first);
    expect(new Set(first).size).toBe(2);
  });
});

describe('throttling by resource units', () => {
  test('counts over a minute, speaks from 80 % on, refuses beyond, and counts what it refuses', () => {
    let now = 1_000_000;
    const meter = createMeter(1000, () => now);
    for (let call = 0; call < 499; call += 1)
      expect(meter.count('app', 2)).toEqual({ throttled: false, headers: {} });
    expect(meter.count('app', 2).headers['RateLimit-Remaining']).toBe('250');
    now += 30_000;
    for (let call = 0; call < 125; call += 1) expect(meter.count('app', 2).throttled).toBe(false);
    const over = meter.count('app', 2);
    expect([over.throttled, over.headers['Retry-After'], over.headers['RateLimit-Limit']]).toEqual([
      true,
      '30',
      '1250',
    ]);
    expect(meter.count('other', 2).throttled).toBe(false);
    now += 30_000;
    expect(meter.count('app', 2).headers).toEqual({});
    expect(meter.status()).toMatchObject({
      unitsPerMinute: 1250,
      apps: { app: { requests: 627, throttled: 1, mostUnitsInAMinute: 1252 } },
    });
  });

  test('each part of a batch is charged for itself; the answer is 429 in its own words', async () => {
    const small = await start({ TENANT_TIER: '1000' });
    try {
      const site = String((await small.graph(WORKER, 'GET', '/sites/localhost:/sites/cases')).body['id']);
      const lists = { method: 'GET', url: `/sites/${site}/lists` };
      const statuses: unknown[] = [];
      for (let round = 0; round < 32; round += 1) {
        const requests = Array.from({ length: 20 }, (_, index) => ({ id: String(index), ...lists }));
        const reply = await small.graph(WORKER, 'POST', '/$batch', { body: { requests } });
        statuses.push(...(reply.body['responses'] as Json[]).map((each) => each['status']));
      }
      expect(statuses.filter((status) => status === 429).length).toBe(640 - 624);
      const refused = await small.graph(WORKER, 'GET', `/sites/${site}/lists`);
      expect([refused.status, look(refused.body, 'error', 'code')]).toEqual([429, 'activityLimitReached']);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect((await small.graph(WORKER, 'GET', '/users')).status).toBe(200);
    } finally {
      await small.stop();
    }
  });
});
