import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ADMIN, DESK, HANAKO, look, rows, start, TARO, WORKER } from './started-tenant.ts';
import type { Reply, Started } from './started-tenant.ts';

let tenant: Started;
beforeAll(async () => {
  tenant = await start();
});
afterAll(() => tenant.stop());

const get = (path: string, headers: Record<string, string> = {}): Promise<Reply> =>
  tenant.graph(WORKER, 'GET', path.replaceAll(' ', '%20'), { headers });
const names = (reply: Reply): unknown[] => rows(reply).map((each) => each['displayName']);
const error = (reply: Reply): unknown => [reply.status, look(reply.body, 'error', 'code')];

test('a person by id and by name; department comes when it is asked for', async () => {
  const byName = await get('/users/HANAKO@minato.example');
  expect([byName.body['id'], byName.body['displayName']]).toEqual([HANAKO, '架空 花子']);
  expect('department' in byName.body).toBe(false);
  expect((await get(`/users/${HANAKO}?$select=department`)).body['department']).toBe('情報政策課');
  expect(error(await get(`/users/${HANAKO}?$select=shoeSize`))).toEqual([400, 'BadRequest']);
  expect(error(await get('/users/nobody@minato.example'))).toEqual([404, 'Request_ResourceNotFound']);
});

test('the manager, or none', async () => {
  expect((await get(`/users/${TARO}/manager`)).body['id']).toBe(HANAKO);
  expect(error(await get(`/users/${HANAKO}/manager`))).toEqual([404, 'Request_ResourceNotFound']);
});

test.each([
  ["/users?$filter=mail eq 'taro@minato.example'", ['架空 太郎']],
  ["/users?$filter=startswith(displayName,'架空')", ['架空 太郎', '架空 花子']],
  ["/users?$filter=userPrincipalName in ('taro@minato.example','x@y')", ['架空 太郎']],
  ["/groups?$filter=mailNickname eq 'desk'", ['窓口担当']],
  ["/groups?$filter=mailNickname in ('desk','other')", ['窓口担当']],
])('%s', async (path, expected) => {
  expect(names(await get(path))).toEqual(expected);
});

test('negation is an advanced query', async () => {
  const path = "/users?$filter=mail ne 'taro@minato.example'";
  expect(error(await get(path))).toEqual([400, 'Request_UnsupportedQuery']);
  const counted = await get(`${path}&$count=true`, { consistencylevel: 'eventual' });
  expect([names(counted), counted.body['@odata.count']]).toEqual([['架空 花子'], 1]);
});

test('members come page by page, groups of a person with and without a cast', async () => {
  const first = await get(`/groups/${DESK}/members?$top=1`);
  expect(rows(first)[0]?.['@odata.type']).toBe('#microsoft.graph.user');
  const second = await tenant.graph(WORKER, 'GET', String(first.body['@odata.nextLink']));
  expect([...names(first), ...names(second)]).toEqual(['架空 太郎', '架空 花子']);
  expect(names(await get(`/users/${TARO}/memberOf/microsoft.graph.group?$select=id,displayName`))).toEqual([
    '窓口担当',
  ]);
  const ids = await tenant.graph(WORKER, 'POST', `/users/${TARO}/getMemberGroups`, {
    body: { securityEnabledOnly: false },
  });
  expect(ids.body['value']).toEqual([DESK]);
});

test('without the permission nothing is told', async () => {
  expect(error(await tenant.graph(ADMIN, 'GET', '/users'))).toEqual([403, 'Authorization_RequestDenied']);
  expect(error(await tenant.graph(ADMIN, 'GET', `/groups/${DESK}/members`))).toEqual([
    403,
    'Authorization_RequestDenied',
  ]);
  expect(error(await get('/me'))).toEqual([400, 'BadRequest']);
});

test('a person may read their own entry with a delegated token', async () => {
  const { core } = tenant.tenant;
  const user = core.directory.user(TARO);
  const app = core.directory.app(WORKER.id);
  if (!user || !app) throw new Error('the seed names them');
  const token = await core.tokens.signUserToken({
    user,
    app,
    audience: 'https://graph.microsoft.com',
    scp: 'User.Read',
  });
  const me = await tenant.https('GET', '/v1.0/me', { headers: { authorization: `Bearer ${token}` } });
  expect(me.body['userPrincipalName']).toBe('taro@minato.example');
});
