import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { accounts, signIn } from '../../../infra/local-people.ts';
import type { LocalPerson } from '../../../infra/local-people.ts';
import { deleteFile, makeFolder, moveFile, putFile } from '../../../infra/local-people-office.ts';
import { look, rows, start, TARO, WORKER } from './started-tenant.ts';
import type { Call, Json, Reply, Started } from './started-tenant.ts';

let tenant: Started;
let taro: LocalPerson;
let drive: string;
let link: string;

const graph = (method: string, path: string, call?: Call): Promise<Reply> =>
  tenant.graph(WORKER, method, path, call);
const at = (path: string) => ({ site: 'sites/cases', list: 'ドキュメント', path });
/** What has changed since the last look, the last state of each by name. */
const changes = async (): Promise<Map<unknown, Json>> => {
  const page = await graph('GET', link);
  expect(page.status).toBe(200);
  link = String(page.body['@odata.deltaLink']);
  return new Map(rows(page).map((each) => [each['name'], each]));
};

beforeAll(async () => {
  tenant = await start({ TENANT_TIER: 'unlimited' });
  const people = tenant.tenant.core.config.peopleOrigin;
  const account = (await accounts(people)).find(({ id }) => id === TARO);
  if (!account) throw new Error('no such person');
  taro = await signIn(people, account);
  const drives = rows(await graph('GET', '/sites/localhost:/sites/cases:/drives'));
  drive = `/drives/${String(drives[0]?.['id'])}`;
  const latest = await graph('GET', `${drive}/root/delta?token=latest`);
  link = String(latest.body['@odata.deltaLink']);
});
afterAll(() => tenant.stop());

test('folders are made by path, below one that is there', async () => {
  const make = (path: string, name: string): Promise<Reply> =>
    graph('POST', `${drive}/${path}/children`, {
      body: { name, folder: {}, '@microsoft.graph.conflictBehavior': 'fail' },
    });
  expect((await make('root', 'meetings')).status).toBe(201);
  expect((await make('root:/meetings:', '2026-12-01')).status).toBe(201);
  expect((await make('root:/meetings:', '2026-12-01')).status).toBe(409);
  expect((await make('root:/nowhere:', 'x')).status).toBe(404);
  const found = await graph('GET', `${drive}/root:/meetings/2026-12-01`);
  expect(look(found.body, 'folder', 'childCount')).toBe(0);
  expect([...(await changes()).keys()].toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
    '2026-12-01',
    'meetings',
  ]);
});

test('what a person puts there by hand comes with who and size, the parent by id alone', async () => {
  const folder = await graph('GET', `${drive}/root:/meetings/2026-12-01`);
  await putFile(taro, at('meetings/2026-12-01/次第.docx'), Buffer.from('agenda'));
  await putFile(taro, at('meetings/2026-12-01/空.docx'), Buffer.alloc(0));
  await putFile(taro, at('meetings/2026-12-01/~$次第.docx'), Buffer.from('lock'));
  const seen = await changes();
  expect(seen.get('次第.docx')).toMatchObject({
    size: 6,
    lastModifiedBy: { user: { id: TARO, displayName: '架空 太郎' } },
    parentReference: { id: folder.body['id'] },
  });
  expect(look(seen.get('次第.docx'), 'parentReference', 'path')).toBeUndefined();
  expect(seen.get('空.docx')?.['size']).toBe(0);
  expect(seen.get('~$次第.docx')?.['file']).toBeDefined();
});

test('an application cannot leave a lock file, a person renames, moves and deletes', async () => {
  const refused = await graph('PUT', `${drive}/root:/meetings/~$x.docx:/content`, { bytes: 'x' });
  expect(refused.status).toBe(400);
  const before = await graph('GET', `${drive}/root:/meetings/2026-12-01/次第.docx`);
  await makeFolder(taro, at('meetings/控え'));
  await moveFile(taro, at('meetings/2026-12-01/次第.docx'), 'meetings/控え/次第（案）.docx');
  await deleteFile(taro, at('meetings/2026-12-01/~$次第.docx'));
  const seen = await changes();
  expect(seen.get('次第（案）.docx')?.['id']).toBe(before.body['id']);
  expect(look(seen.get('次第（案）.docx'), 'parentReference', 'id')).toBe(seen.get('控え')?.['id']);
  expect(seen.get('~$次第.docx')?.['deleted']).toEqual({ state: 'deleted' });
});

test('a folder that goes takes its files along', async () => {
  await deleteFile(taro, at('meetings/控え'));
  const seen = await changes();
  expect([...seen.values()].map((each) => look(each, 'deleted', 'state'))).toEqual(['deleted', 'deleted']);
});
