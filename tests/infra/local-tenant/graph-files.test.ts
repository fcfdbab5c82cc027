import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { look, rows, start, WORKER } from './started-tenant.ts';
import type { Json, Reply, Started } from './started-tenant.ts';

let tenant: Started;
let drive: string;

beforeAll(async () => {
  tenant = await start({ TENANT_TIER: 'unlimited' });
  const drives = rows(await tenant.graph(WORKER, 'GET', '/sites/localhost:/sites/cases:/drives'));
  expect(drives.length).toBe(1);
  drive = `/drives/${String(drives[0]?.['id'])}`;
});
afterAll(() => tenant.stop());

const at = (path: string, action = ''): string =>
  `${drive}/root:/${encodeURI(path)}${action === '' ? '' : `:/${action}`}`;
const graph = (
  method: string,
  path: string,
  call: { body?: unknown; bytes?: Buffer | string; headers?: Record<string, string> } = {},
): Promise<Reply> => tenant.graph(WORKER, method, path, call);
const put = (
  path: string,
  bytes: Buffer | string,
  headers: Record<string, string> = {},
  query = '',
): Promise<Reply> =>
  graph('PUT', `${at(path, 'content')}${query}`, {
    bytes,
    headers: { 'content-type': 'application/octet-stream', ...headers },
  });
const error = (reply: Reply): unknown => [reply.status, look(reply.body, 'error', 'code')];
async function content(path: string): Promise<string> {
  const redirect = await graph('GET', at(path, 'content'));
  expect(redirect.status).toBe(302);
  return (await tenant.https('GET', String(redirect.headers['location']))).text;
}

describe('files of a library', () => {
  test('a file is put with the folders above it, read back through a link, replaced as a new version', async () => {
    const first = await put('令和8年度/相談/記録.docx', 'one');
    expect([first.status, first.body['size'], look(first.body, 'parentReference', 'name')]).toEqual([
      201,
      3,
      '相談',
    ]);
    expect(await content('令和8年度/相談/記録.docx')).toBe('one');
    const second = await put('令和8年度/相談/記録.docx', 'two!');
    expect([second.status, second.body['id']]).toEqual([200, first.body['id']]);
    expect(second.body['cTag']).not.toBe(first.body['cTag']);
    expect(await content('令和8年度/相談/記録.docx')).toBe('two!');
    const versions = rows(await graph('GET', `${drive}/items/${String(first.body['id'])}/versions`));
    expect(versions.map((each) => [each['id'], each['size']])).toEqual([
      ['2.0', 4],
      ['1.0', 3],
    ]);
    const old = await graph('GET', `${drive}/items/${String(first.body['id'])}/versions/1.0/content`);
    expect((await tenant.https('GET', String(old.headers['location']))).text).toBe('one');
    expect(rows(await graph('GET', at('令和8年度', 'children'))).map((each) => each['name'])).toEqual([
      '相談',
    ]);
  });

  test('the link is signed: another file does not open with it', async () => {
    await put('a.txt', 'a');
    const link = new URL(String((await graph('GET', at('a.txt'))).body['@microsoft.graph.downloadUrl']));
    link.searchParams.set('tempauth', 'x'.repeat(43));
    expect((await tenant.https('GET', link.href)).status).toBe(401);
  });

  test.each(['a*b.txt', 'CON', ' lead.txt', 'dot.', 'a"b', '~$x.docx'])(
    'the name %s is refused',
    async (name) => {
      expect(error(await graph('POST', `${drive}/root/children`, { body: { name, folder: {} } }))).toEqual([
        400,
        'invalidRequest',
      ]);
    },
  );

  test('conflicts: fail, rename, replace; a folder of the same name is no file', async () => {
    await put('c/one.txt', '1');
    expect(error(await put('c/ONE.txt', '2', {}, '?@microsoft.graph.conflictBehavior=fail'))).toEqual([
      409,
      'nameAlreadyExists',
    ]);
    const renamed = await put('c/one.txt', '2', {}, '?@microsoft.graph.conflictBehavior=rename');
    expect([renamed.status, renamed.body['name']]).toEqual([201, 'one 1.txt']);
    expect(
      error(await graph('POST', at('c', 'children'), { body: { name: 'one.txt', folder: {} } })),
    ).toEqual([409, 'nameAlreadyExists']);
    expect((await put('c', 'x')).status).toBe(409);
  });

  test('If-Match guards content, names and deletion', async () => {
    const made = await put('guard.txt', '1');
    const etag = String(made.body['eTag']);
    expect((await put('guard.txt', '2', { 'if-match': etag })).status).toBe(200);
    expect(error(await put('guard.txt', '3', { 'if-match': etag }))).toEqual([412, 'notAllowed']);
    expect(error(await graph('DELETE', at('guard.txt'), { headers: { 'if-match': etag } }))).toEqual([
      412,
      'notAllowed',
    ]);
    expect(await content('guard.txt')).toBe('2');
    const present = await graph('GET', at('guard.txt'));
    await graph('PATCH', at('guard.txt', 'listItem/fields'), { body: { Title: '題' } });
    expect((await put('guard.txt', '4', { 'if-match': String(present.body['cTag']) })).status).toBe(200);
    expect((await put('guard.txt', '5', { 'if-match': String(present.body['cTag']) })).status).toBe(412);
  });

  test('renaming, moving and deleting, a folder with all that is in it', async () => {
    const file = await put('m/one.txt', '1');
    await put('n/other.txt', '1');
    const folder = await graph('GET', at('n'));
    const address = `${drive}/items/${String(file.body['id'])}`;
    const moved = await graph('PATCH', address, {
      body: { name: 'two.txt', parentReference: { id: folder.body['id'] } },
    });
    expect(moved.body['name']).toBe('two.txt');
    expect((await graph('GET', at('m/one.txt'))).status).toBe(404);
    expect(await content('n/two.txt')).toBe('1');
    expect((await graph('DELETE', at('n'))).status).toBe(204);
    expect((await graph('GET', address)).status).toBe(404);
  });

  test("a file's columns are its list item's fields", async () => {
    await put('fields.docx', '1');
    const item = await graph('GET', `${at('fields.docx', 'listItem')}?$expand=fields`);
    expect(look(item.body, 'fields', 'FileLeafRef')).toBe('fields.docx');
    const changed = await graph('PATCH', at('fields.docx', 'listItem/fields'), { body: { Title: '表題' } });
    expect([changed.status, changed.body['Title']]).toEqual([200, '表題']);
    expect(
      look(
        (await graph('GET', `${at('fields.docx')}?$expand=listItem($expand=fields)`)).body,
        'listItem',
        'fields',
        'Title',
      ),
    ).toBe('表題');
  });

  test('changes of the library come by delta, what was deleted too', async () => {
    const latest = await graph('GET', `${drive}/root/delta?token=latest`);
    await put('d/new.txt', '1');
    await graph('DELETE', at('fields.docx'));
    const changes = rows(await graph('GET', String(latest.body['@odata.deltaLink'])));
    const state = Object.fromEntries(
      changes.map((each): [string, unknown] => [String(each['name']), look(each, 'deleted', 'state')]),
    );
    expect(state).toEqual({ d: undefined, 'new.txt': undefined, 'fields.docx': 'deleted' });
  });
});

describe('large files go up in fragments', () => {
  const KIB_320 = 320 * 1024;
  const bytes = Buffer.alloc(KIB_320 * 2 + 100, 'x');
  const open = async (path: string, item: Json = {}): Promise<string> => {
    const session = await graph('POST', at(path, 'createUploadSession'), { body: { item } });
    expect(session.body['nextExpectedRanges']).toEqual(['0-']);
    return String(session.body['uploadUrl']);
  };
  const send = (
    url: string,
    from: number,
    to: number,
    headers: Record<string, string> = {},
  ): Promise<Reply> =>
    tenant.https('PUT', url, {
      bytes: bytes.subarray(from, to),
      headers: { 'content-range': `bytes ${from}-${to - 1}/${bytes.length}`, ...headers },
    });

  test('in order, without a token, resumed after asking what is missing', async () => {
    const url = await open('big/film.bin');
    const first = await send(url, 0, KIB_320);
    expect([first.status, first.body['nextExpectedRanges']]).toEqual([
      202,
      [`${KIB_320}-${bytes.length - 1}`],
    ]);
    expect(error(await send(url, 0, KIB_320))).toEqual([416, 'invalidRange']);
    expect(error(await send(url, KIB_320, KIB_320 + 1000))).toEqual([400, 'invalidRequest']);
    expect((await send(url, KIB_320, 2 * KIB_320, { authorization: 'Bearer x' })).status).toBe(401);
    const asked = await tenant.https('GET', url);
    expect(asked.body['nextExpectedRanges']).toEqual([`${KIB_320}-${bytes.length - 1}`]);
    expect((await send(url, KIB_320, 2 * KIB_320)).status).toBe(202);
    const done = await send(url, 2 * KIB_320, bytes.length);
    expect([done.status, done.body['size'], done.body['name']]).toEqual([201, bytes.length, 'film.bin']);
    expect((await content('big/film.bin')).length).toBe(bytes.length);
    expect((await tenant.https('GET', url)).status).toBe(404);
  });

  test('a session that is given up leaves nothing', async () => {
    const url = await open('big/never.bin');
    await send(url, 0, KIB_320);
    expect((await tenant.https('DELETE', url)).status).toBe(204);
    expect((await send(url, KIB_320, 2 * KIB_320)).status).toBe(404);
    expect((await graph('GET', at('big/never.bin'))).status).toBe(404);
  });

  test('a name that is taken meanwhile is refused with the last byte', async () => {
    const url = await open('big/taken.bin', { '@microsoft.graph.conflictBehavior': 'fail' });
    await put('big/taken.bin', 'first');
    await send(url, 0, 2 * KIB_320);
    expect(error(await send(url, 2 * KIB_320, bytes.length))).toEqual([409, 'nameAlreadyExists']);
    expect(await content('big/taken.bin')).toBe('first');
  });
});
