import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ADMIN, look, rows, start, STRANGER, TARO, WORKER } from './started-tenant.ts';
import type { Json, Reply, Started } from './started-tenant.ts';

let tenant: Started;
let site: string;
const CASES = 'sites/localhost:/sites/cases:';

beforeAll(async () => {
  tenant = await start({ TENANT_TIER: 'unlimited', TENANT_CLOCK: '2026-09-18T01:00:00Z' });
  site = `/sites/${String((await tenant.graph(WORKER, 'GET', `/${CASES.slice(0, -1)}`)).body['id'])}`;
});
afterAll(() => tenant.stop());

const code = (reply: Reply): unknown => [reply.status, look(reply.body, 'error', 'code')];
const message = (reply: Reply): unknown => look(reply.body, 'error', 'message');
let made = 0;

/** A new list with one column of every kind; gives its address. */
async function newList(columns: Json[] = EVERY_KIND): Promise<string> {
  made += 1;
  const reply = await tenant.graph(ADMIN, 'POST', `${site}/lists`, {
    body: { displayName: `List ${made}`, list: { template: 'genericList' }, columns },
  });
  expect(reply.status).toBe(201);
  return `${site}/lists/${String(reply.body['id'])}`;
}
const EVERY_KIND: Json[] = [
  { name: 'CaseKey', text: {}, indexed: true, enforceUniqueValues: true },
  { name: 'Subject', text: { maxLength: 20 } },
  { name: 'Body', text: { allowMultipleLines: true } },
  { name: 'Rank', number: {}, indexed: true },
  { name: 'Urgent', boolean: {}, indexed: true },
  { name: 'Due', dateTime: { format: 'dateOnly' }, indexed: true },
  { name: 'SeenAt', dateTime: { format: 'dateTime' } },
  { name: 'State', choice: { choices: ['受付', '完了'] }, indexed: true },
  { name: 'Tags', choice: { choices: ['甲', '乙'], displayAs: 'checkBoxes' } },
  { name: 'Handler', personOrGroup: {} },
  { name: 'Link', hyperlinkOrPicture: {} },
];
const add = (list: string, fields: Json): Promise<Reply> =>
  tenant.graph(WORKER, 'POST', `${list}/items`, { body: { fields } });

describe('who may do what', () => {
  test('no token, and a token that is not one', async () => {
    const none = await tenant.https('GET', '/v1.0/sites/root');
    expect(code(none)).toEqual([401, 'InvalidAuthenticationToken']);
    expect(message(none)).toBe('Access token is empty.');
    const inner = look(none.body, 'error', 'innerError');
    expect(Object.keys(inner as Json).sort()).toEqual(['client-request-id', 'date', 'request-id']);
    const junk = await tenant.https('GET', '/v1.0/sites/root', { headers: { authorization: 'Bearer junk' } });
    expect(junk.status).toBe(401);
  });

  test('Sites.Selected opens the granted sites only, and only as far as the role goes', async () => {
    expect((await tenant.graph(WORKER, 'GET', '/sites/localhost:/sites/cases')).body['displayName']).toBe(
      '相談',
    );
    expect(code(await tenant.graph(WORKER, 'GET', '/sites/localhost:/sites/secret'))).toEqual([
      403,
      'accessDenied',
    ]);
    expect(code(await tenant.graph(STRANGER, 'GET', '/sites/localhost:/sites/cases'))).toEqual([
      403,
      'accessDenied',
    ]);
    expect((await tenant.graph(WORKER, 'GET', '/sites/localhost:/sites/rules:/lists')).status).toBe(200);
    const readOnly = await tenant.graph(
      WORKER,
      'PUT',
      '/sites/localhost:/sites/rules:/drive/root:/a.txt:/content',
      { bytes: 'a' },
    );
    expect(code(readOnly)).toEqual([403, 'accessDenied']);
    const manage = await tenant.graph(WORKER, 'POST', `${site}/lists`, { body: { displayName: 'no' } });
    expect(code(manage)).toEqual([403, 'accessDenied']);
    expect(
      rows(await tenant.graph(WORKER, 'GET', '/sites?search=*')).map((each) => each['displayName']),
    ).toEqual(['相談', '規程']);
  });

  test('what does not exist', async () => {
    expect(code(await tenant.graph(WORKER, 'GET', '/sites/localhost:/sites/nowhere'))).toEqual([
      404,
      'itemNotFound',
    ]);
    const segment = await tenant.graph(WORKER, 'GET', '/nonsense');
    expect(code(segment)).toEqual([400, 'BadRequest']);
    expect(message(segment)).toBe("Resource not found for the segment 'nonsense'.");
    expect((await tenant.graph(WORKER, 'PUT', `${site}/lists`, { body: {} })).status).toBe(405);
    const broken = await tenant.graph(WORKER, 'POST', `${site}/lists`, {
      bytes: '{"a":',
      headers: { 'content-type': 'application/json' },
    });
    expect(code(broken)).toEqual([400, 'BadRequest']);
  });
});

describe('lists and columns', () => {
  test('a list has the built-in columns and those asked for, and is found by id, title and name', async () => {
    const list = await newList();
    const title = (await tenant.graph(WORKER, 'GET', list)).body['displayName'] as string;
    const byTitle = await tenant.graph(
      WORKER,
      'GET',
      `${site}/lists/${encodeURIComponent(title)}?$expand=columns`,
    );
    const names = (byTitle.body['columns'] as Json[]).map((column) => column['name']);
    expect(names).toEqual(
      expect.arrayContaining([
        'Title',
        'ID',
        'Created',
        'Modified',
        'Author',
        'Editor',
        'Attachments',
        'CaseKey',
        'Handler',
      ]),
    );
    expect(
      code(await tenant.graph(ADMIN, 'POST', `${site}/lists`, { body: { displayName: title } })),
    ).toEqual([409, 'nameAlreadyExists']);
    expect(
      rows(await tenant.graph(WORKER, 'GET', `${site}/lists?$filter=displayName eq '${title}'`)).length,
    ).toBe(1);
  });

  test.each([
    ['a unique column that is not indexed', { name: 'X', text: {}, enforceUniqueValues: true }],
    ['an index on text of many lines', { name: 'X', text: { allowMultipleLines: true }, indexed: true }],
    ['two kinds at once', { name: 'X', text: {}, number: {} }],
    ['an unknown property', { name: 'X', text: {}, colour: 'red' }],
    ['a choice of nothing', { name: 'X', choice: { choices: [] } }],
  ])('%s is refused', async (_what, column) => {
    const list = await newList([]);
    expect(code(await tenant.graph(ADMIN, 'POST', `${list}/columns`, { body: column }))).toEqual([
      400,
      'invalidRequest',
    ]);
  });

  test('a name beyond ASCII becomes an internal name; display name, choices and index can be changed, the name cannot', async () => {
    const list = await newList([]);
    const column = await tenant.graph(ADMIN, 'POST', `${list}/columns`, {
      body: { name: '状態', choice: { choices: ['新'] } },
    });
    expect([column.status, column.body['name'], column.body['displayName']]).toEqual([
      201,
      '_x72b6__x614b_',
      '状態',
    ]);
    await add(list, { _x72b6__x614b_: '新' });
    const address = `${list}/columns/${String(column.body['id'])}`;
    const changed = await tenant.graph(ADMIN, 'PATCH', address, {
      body: { displayName: '様子', indexed: true, choice: { choices: ['新', '旧'] } },
    });
    expect([changed.body['displayName'], changed.body['indexed']]).toEqual(['様子', true]);
    expect(
      rows(await tenant.graph(WORKER, 'GET', `${list}/items?$filter=fields/_x72b6__x614b_ eq '新'`)).length,
    ).toBe(1);
    expect((await tenant.graph(ADMIN, 'PATCH', address, { body: { name: 'other' } })).status).toBe(400);
  });

  test('a column with values twice does not become unique', async () => {
    const list = await newList([{ name: 'Key', text: {}, indexed: true }]);
    await add(list, { Key: 'a' });
    await add(list, { Key: 'A' });
    const columns = rows(await tenant.graph(ADMIN, 'GET', `${list}/columns`));
    const id = String(columns.find((each) => each['name'] === 'Key')?.['id']);
    expect(
      code(
        await tenant.graph(ADMIN, 'PATCH', `${list}/columns/${id}`, { body: { enforceUniqueValues: true } }),
      ),
    ).toEqual([400, 'invalidRequest']);
    expect(rows(await tenant.graph(WORKER, 'GET', `${list}/items?$filter=fields/Key eq 'a'`)).length).toBe(2);
  });
});

describe('items', () => {
  test('every kind of value comes back as Graph gives it', async () => {
    const list = await newList();
    const people = await tenant.graph(
      WORKER,
      'GET',
      `${site}/lists/User Information List/items?$expand=fields&$filter=fields/UserName eq 'taro@minato.example'`.replaceAll(
        ' ',
        '%20',
      ),
    );
    const taro = Number(rows(people)[0]?.['id']);
    const created = await add(list, {
      Title: '題',
      CaseKey: 'K-1',
      Body: '一行目\n二行目',
      Rank: 1.5,
      Urgent: true,
      Due: '2026-09-18',
      SeenAt: '2026-09-18T09:30:00+09:00',
      State: '受付',
      'Tags@odata.type': 'Collection(Edm.String)',
      Tags: ['甲', '乙'],
      HandlerLookupId: taro,
    });
    expect(created.status).toBe(201);
    const fields = created.body['fields'] as Json;
    expect(fields).toMatchObject({
      Title: '題',
      Rank: 1.5,
      Urgent: true,
      SeenAt: '2026-09-18T00:30:00Z',
      State: '受付',
      Tags: ['甲', '乙'],
      HandlerLookupId: String(taro),
    });
    // A day begins at midnight of the site, Tokyo, and is shown in UTC.
    expect(fields['Due']).toBe('2026-09-17T15:00:00Z');
    expect(fields['Created']).toMatch(/^2026-09-18T01:00:\d\dZ$/);
    expect(look(created.body, 'createdBy', 'application', 'id')).toBe(WORKER.id);
    expect(created.body['@odata.etag']).toMatch(/^"[0-9a-f-]{36},1"$/);
    const selected = await tenant.graph(
      WORKER,
      'GET',
      `${list}/items/1?$expand=fields($select=Handler,Rank)`,
    );
    expect(look(selected.body, 'fields', 'Handler')).toBe('架空 太郎');
    expect(look(selected.body, 'fields', 'Title')).toBeUndefined();
  });

  test.each<[string, Json, string]>([
    ['an unknown field', { Colour: 'red' }, "Field 'Colour' is not recognized"],
    ['a field in another case', { casekey: 'x' }, "Field 'casekey' is not recognized"],
    ['a field of the service', { Created: '2026-01-01T00:00:00Z' }, "Field 'Created' is read-only"],
    ['text for a number', { Rank: '1' }, 'Invalid request'],
    ['a number for text', { Title: 1 }, 'Invalid request'],
    ['a word for yes and no', { Urgent: 'true' }, 'Invalid request'],
    ['a date that is none', { Due: '2026-02-30' }, 'Invalid request'],
    ['an instant without its offset', { SeenAt: '2026-09-18T09:30:00' }, 'Invalid request'],
    ['a choice that is not offered', { State: '保留' }, 'Invalid request'],
    ['several choices without their type', { Tags: ['甲'] }, 'Invalid request'],
    ['a person by name', { Handler: '架空 太郎' }, 'Invalid request'],
    ['a person whom the site does not know', { HandlerLookupId: 9999 }, 'Invalid request'],
    [
      'a hyperlink, which Graph does not write',
      { Link: { Url: 'https://a.example', Description: 'a' } },
      'Invalid request',
    ],
    [
      'more text than the column takes',
      { Subject: 'あ'.repeat(21) },
      'Invalid text value.\n\nA text field contains invalid data. Please check the value and try again.',
    ],
    [
      'more than a line of text takes',
      { Title: 'a'.repeat(256) },
      'Invalid text value.\n\nA text field contains invalid data. Please check the value and try again.',
    ],
  ])('%s is refused', async (_what, fields, words) => {
    const reply = await add(await shared(), fields);
    expect(code(reply)).toEqual([400, 'invalidRequest']);
    expect(message(reply)).toBe(words);
  });

  test('a value of a unique column is taken once, whatever its case, until its item is gone', async () => {
    const list = await newList();
    expect((await add(list, { CaseKey: 'R8-0001' })).status).toBe(201);
    const twice = await add(list, { CaseKey: 'r8-0001' });
    expect(code(twice)).toEqual([400, 'invalidRequest']);
    expect(message(twice)).toBe('One or more fields with unique constraints already has the provided value.');
    expect((await add(list, { CaseKey: '' })).status).toBe(201);
    expect((await add(list, {})).status).toBe(201);
    expect(
      (await tenant.graph(WORKER, 'PATCH', `${list}/items/2/fields`, { body: { CaseKey: 'R8-0001' } }))
        .status,
    ).toBe(400);
    expect((await tenant.graph(WORKER, 'DELETE', `${list}/items/1`)).status).toBe(204);
    expect(
      (await tenant.graph(WORKER, 'PATCH', `${list}/items/2/fields`, { body: { CaseKey: 'R8-0001' } }))
        .status,
    ).toBe(200);
  });

  test('If-Match guards against what was changed in between', async () => {
    const list = await newList();
    const first = await add(list, { Title: 'one' });
    const etag = String(first.body['eTag']);
    const good = await tenant.graph(WORKER, 'PATCH', `${list}/items/1/fields`, {
      body: { Title: 'two', Rank: 2 },
      headers: { 'if-match': etag },
    });
    expect([good.status, good.body['Title']]).toEqual([200, 'two']);
    const stale = await tenant.graph(WORKER, 'PATCH', `${list}/items/1/fields`, {
      body: { Title: 'three' },
      headers: { 'if-match': etag },
    });
    expect(code(stale)).toEqual([412, 'resourceModified']);
    expect(
      (await tenant.graph(WORKER, 'DELETE', `${list}/items/1`, { headers: { 'if-match': etag } })).status,
    ).toBe(412);
    const item = await tenant.graph(WORKER, 'GET', `${list}/items/1?$expand=fields`);
    expect([look(item.body, 'fields', 'Title'), look(item.body, 'fields', '_UIVersionString')]).toEqual([
      'two',
      '2.0',
    ]);
  });

  test('an emptied field is left out, and every version is kept with its time and editor', async () => {
    const list = await newList();
    await add(list, { Title: 'one', Rank: 1 });
    await tenant.graph(WORKER, 'PATCH', `${list}/items/1`, { body: { fields: { Rank: null } } });
    const versions = rows(await tenant.graph(WORKER, 'GET', `${list}/items/1/versions?$expand=fields`));
    expect(versions.map((each) => [each['id'], look(each, 'fields', 'Rank')])).toEqual([
      ['2.0', undefined],
      ['1.0', 1],
    ]);
    expect(look(versions[0], 'lastModifiedBy', 'application', 'id')).toBe(WORKER.id);
  });

  test('defaults fill what is not said', async () => {
    const list = await newList([
      { name: 'State', choice: { choices: ['受付', '完了'] }, defaultValue: { value: '受付' } },
    ]);
    expect(look((await add(list, { Title: 'a' })).body, 'fields', 'State')).toBe('受付');
    expect(look((await add(list, { State: '完了' })).body, 'fields', 'State')).toBe('完了');
  });

  test('a person edits by hand, and Graph names the person', async () => {
    const list = await newList();
    await add(list, { Title: 'one' });
    const { updateItemAs } = await import('../../../infra/local-tenant/graph/index.ts');
    const listId = list.split('/').at(-1) ?? '';
    updateItemAs(tenant.tenant.core, TARO, { site: 'sites/cases', list: listId }, '1', {
      Title: 'by hand',
      Link: { Url: 'https://a.example', Description: 'a' },
    });
    const item = await tenant.graph(WORKER, 'GET', `${list}/items/1?$expand=fields`);
    expect(look(item.body, 'lastModifiedBy', 'user', 'id')).toBe(TARO);
    expect(look(item.body, 'lastModifiedBy', 'application')).toBeUndefined();
    expect(look(item.body, 'fields', 'Link', 'Url')).toBe('https://a.example');
  });
});

let sharedList: string | undefined;
async function shared(): Promise<string> {
  sharedList ??= await newList();
  return sharedList;
}
