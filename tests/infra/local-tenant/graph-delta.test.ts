import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ADMIN, look, rows, start, WORKER } from './started-tenant.ts';
import type { Json, Reply, Started } from './started-tenant.ts';

let tenant: Started;
let lists = 0;

beforeAll(async () => {
  tenant = await start({ TENANT_TIER: 'unlimited' });
});
afterAll(() => tenant.stop());

async function newList(count: number): Promise<string> {
  lists += 1;
  const made = await tenant.graph(ADMIN, 'POST', '/sites/localhost:/sites/cases:/lists', {
    body: {
      displayName: `Delta ${lists}`,
      columns: [{ name: 'Rank', number: {} }],
      list: { template: 'genericList' },
    },
  });
  const list = `/sites/localhost:/sites/cases:/lists/${String(made.body['id'])}`;
  for (let rank = 1; rank <= count; rank += 1) await add(list, rank);
  return list;
}
const add = (list: string, rank: number): Promise<Reply> =>
  tenant.graph(WORKER, 'POST', `${list}/items`, { body: { fields: { Rank: rank } } });
const change = (list: string, id: number, rank: number): Promise<Reply> =>
  tenant.graph(WORKER, 'PATCH', `${list}/items/${id}/fields`, { body: { Rank: rank } });
const get = (link: unknown): Promise<Reply> => tenant.graph(WORKER, 'GET', String(link));

/** Follows next links to the delta link; gives the last state of each item seen, and the link. */
async function sync(link: unknown): Promise<{ items: Map<string, Json>; pages: number; delta: string }> {
  const items = new Map<string, Json>();
  let next = link;
  for (let pages = 1; pages < 50; pages += 1) {
    const page = await get(next);
    expect(page.status).toBe(200);
    for (const item of rows(page)) items.set(String(item['id']), item);
    const delta = page.body['@odata.deltaLink'];
    if (typeof delta === 'string') return { items, pages, delta };
    next = page.body['@odata.nextLink'];
  }
  throw new Error('no delta link in 50 pages');
}

test('the first round gives the present state page by page, later ones what changed, with what was asked for', async () => {
  const list = await newList(5);
  const first = await sync(`${list}/items/delta?$expand=fields($select=Rank)&$top=2`);
  expect([first.items.size, first.pages]).toEqual([5, 3]);
  expect(look(first.items.get('3'), 'fields', 'Rank')).toBe(3);

  const nothing = await sync(first.delta);
  expect(nothing.items.size).toBe(0);
  await change(list, 2, 20);
  await change(list, 2, 21);
  await add(list, 6);
  await tenant.graph(WORKER, 'DELETE', `${list}/items/4`);
  const second = await sync(nothing.delta);
  expect([...second.items.keys()].toSorted()).toEqual(['2', '4', '6']);
  expect(look(second.items.get('2'), 'fields', 'Rank')).toBe(21);
  expect(look(second.items.get('4'), 'deleted', 'state')).toBe('deleted');
  expect((await sync(second.delta)).items.size).toBe(0);
});

test('a change during the first round is not missed', async () => {
  const list = await newList(4);
  const page = await get(`${list}/items/delta?$expand=fields&$top=2`);
  await change(list, 1, 100);
  const rest = await sync(page.body['@odata.nextLink']);
  expect(look((await sync(rest.delta)).items.get('1'), 'fields', 'Rank')).toBe(100);
});

test('token=latest knows nothing of before', async () => {
  const list = await newList(3);
  const latest = await sync(`${list}/items/delta?token=latest`);
  expect(latest.items.size).toBe(0);
  await add(list, 4);
  expect([...(await sync(latest.delta)).items.keys()]).toEqual(['4']);
});

test('a token that the service forgot is Gone, and says where to begin anew', async () => {
  const list = await newList(2);
  const { delta } = await sync(`${list}/items/delta?$expand=fields`);
  tenant.tenant.core.faults.add({ area: 'graph', kind: '410', path: '/delta$/', times: 1 });
  const gone = await get(delta);
  expect([
    gone.status,
    look(gone.body, 'error', 'code'),
    look(gone.body, 'error', 'innerError', 'code'),
  ]).toEqual([410, 'resyncRequired', 'resyncChangesApplyDifferences']);
  const again = await sync(gone.headers['location']);
  expect(look(again.items.get('2'), 'fields', 'Rank')).toBe(2);
});

test('a token grows old by the clock of the machine', async () => {
  const other = await start({ TENANT_DELTA_MINUTES: '1' });
  try {
    const old = Buffer.from(JSON.stringify({ list: 'x', seq: 0, issued: Date.now() - 61_000 })).toString(
      'base64url',
    );
    const lists = rows(await other.graph(WORKER, 'GET', '/sites/localhost:/sites/cases:/lists'));
    const id = String(lists[0]?.['id']);
    const token = Buffer.from(JSON.stringify({ list: id, seq: 0, issued: Date.now() - 61_000 })).toString(
      'base64url',
    );
    expect(
      (
        await other.graph(
          WORKER,
          'GET',
          `/sites/localhost:/sites/cases:/lists/${id}/items/delta?token=${token}`,
        )
      ).status,
    ).toBe(410);
    const foreign = await other.graph(
      WORKER,
      'GET',
      `/sites/localhost:/sites/cases:/lists/${id}/items/delta?token=${old}`,
    );
    expect([foreign.status, look(foreign.body, 'error', 'message')]).toEqual([
      400,
      'Provided sync token is malformed',
    ]);
  } finally {
    await other.stop();
  }
});
