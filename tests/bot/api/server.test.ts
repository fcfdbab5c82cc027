import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pino from 'pino';
import { json, refused, type ApiRequest } from '../../../bot/api/route.ts';
import { createServer } from '../../../bot/api/server.ts';
import { createTokenCheck } from '../../../bot/api/token.ts';
import { notAdmitted } from '../../../bot/serve.ts';
import type { Person } from '../../../shared/kernel/person.ts';
import { eventually } from '../../harness/eventually.ts';
import { profile } from '../../shared/engagements/profile-text.ts';
import { APP, claimsOf, HANA, NOW, startAuthority, TENANT, type Authority } from './authority.ts';

/** What every route of a feature has in common, over HTTP. */

let authority: Authority;
let base = '';
let stop: () => Promise<void>;
/** The server's ends of the connections, by the client's port. */
const ends = new Map<number | undefined, Socket>();
const errors: string[] = [];
const heard: ApiRequest[] = [];
const tab = mkdtempSync(path.join(tmpdir(), 'tab-'));
const pane = mkdtempSync(path.join(tmpdir(), 'pane-'));
const { settings } = profile('nerima-r8');
const GUEST = '77777777-7777-4777-8777-777777777777';

const personOf = (id: string): Promise<Person> =>
  Promise.resolve({ id, name: '例田', mail: '', jobTitle: '', guest: id === GUEST, groups: [] });

beforeAll(async () => {
  mkdirSync(path.join(tab, 'abc', 'assets'), { recursive: true });
  writeFileSync(path.join(tab, 'current'), 'abc');
  writeFileSync(path.join(tab, 'abc', 'index.html'), '<meta name="style-nonce" content="__NONCE__">');
  writeFileSync(path.join(tab, 'abc', 'assets', 'index-1.js'), 'export {};');
  mkdirSync(path.join(pane, 'abc'), { recursive: true });
  writeFileSync(path.join(pane, 'current'), 'abc');
  writeFileSync(
    path.join(pane, 'abc', 'index.html'),
    '<meta name="sign-in" content="__SIGN_IN__"><!--__OFFICE_SCRIPT__-->',
  );
  writeFileSync(path.join(pane, 'abc', 'signed-in.html'), '<script type="module" src="x.js"></script>');
  authority = await startAuthority();
  let made = 0;
  const server = createServer({
    bot: () => Promise.resolve({ status: 200 }),
    health: () => Promise.resolve({ ready: true, parts: {} }),
    tab: { folder: tab, frameHosts: ['http://localhost:3979'] },
    pane: {
      folder: pane,
      signIn: { clientId: APP, authority: 'https://login.example/t', scope: `api://h/${APP}/access_as_user` },
    },
    personOf,
    turnAway: notAdmitted(settings),
    clock: () => 5,
    inWords: (text) => text,
    newId: () => `id-${(made += 1)}`,
    log: pino({ level: 'error' }, { write: (line: string) => void errors.push(line) }),
    checkToken: createTokenCheck({
      loginUrl: authority.url,
      tenantId: TENANT,
      appId: APP,
      machineClock: () => NOW * 1000,
    }),
    routes: [
      {
        method: 'GET',
        path: '/api/echo',
        run: async (request) => {
          heard.push(request);
          return Promise.resolve(json({ who: request.speaker.id, query: request.query }));
        },
      },
      {
        method: 'POST',
        path: '/api/echo',
        run: async (request) => Promise.resolve(json({ body: request.body })),
      },
      {
        method: 'PUT',
        path: '/api/document',
        mostBytes: 1_000_000,
        run: async ({ body }) =>
          Promise.resolve({
            kind: 'file',
            content: Buffer.from(body as Uint8Array),
            contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
            fileName: '次第.docx',
          }),
      },
      {
        method: 'GET',
        path: '/api/secret',
        run: async () =>
          Promise.resolve(
            refused(403, { code: 'notYours', message: { ja: '見られません。', en: 'Not yours.' } }),
          ),
      },
      { method: 'GET', path: '/api/broken', run: () => Promise.reject(new Error('a secret of the inside')) },
    ],
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${server.address().port}`;
  server.server.on('connection', (end: Socket) => ends.set(end.remotePort, end));
  stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.server.closeAllConnections();
    });
});
afterAll(async () => {
  await stop();
  await authority.close();
  rmSync(tab, { recursive: true, force: true });
  rmSync(pane, { recursive: true, force: true });
});

const call = async (
  route: string,
  headers: Record<string, string> = {},
  init: RequestInit = {},
): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }> => {
  const response = await fetch(`${base}${route}`, { ...init, headers });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: JSON.parse(text) as Record<string, unknown>,
  };
};
const bearer = async (changes: Record<string, unknown> = {}): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await authority.sign({ ...claimsOf(authority.issuer), ...changes })}`,
});

describe('a call with a token', () => {
  test('reaches its feature with the person of the directory, language and query', async () => {
    const answered = await call('/api/echo?scope=mine&a=%E7%9B%B8', {
      ...(await bearer()),
      'accept-language': 'en-GB,en',
    });
    expect(answered).toMatchObject({ status: 200, body: { who: HANA, query: { scope: 'mine', a: '相' } } });
    expect(heard.at(-1)).toMatchObject({ speaker: { id: HANA, language: 'en' }, now: 5 });
    expect(answered.headers.get('cache-control')).toBe('no-store');
  });

  test('asks for nothing that a database does not take', async () => {
    const answered = await call('/api/echo?scope=m%00ine&a=%FF', await bearer());
    expect(answered.body).toMatchObject({ query: { scope: 'mine', a: '\uFFFD' } });
  });

  test('brings JSON and nothing else', async () => {
    const headers = await bearer();
    const post = (type: string, body: string) =>
      call('/api/echo', { ...headers, 'content-type': type }, { method: 'POST', body });
    expect((await post('application/json', '{"a":1}')).body).toEqual({ body: { a: 1 } });
    expect((await post('text/plain', '{"a":1}')).status).toBe(415);
    expect((await post('application/json', '{')).status).toBe(400);
    expect((await post('application/json', JSON.stringify('x'.repeat(300_000)))).status).toBe(413);
  });

  test('takes a document as bytes and gives bytes, none larger than said', async () => {
    const headers = await bearer();
    const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    const put = (body: BodyInit, contentType = type): Promise<Response> =>
      fetch(`${base}/api/document`, {
        method: 'PUT',
        headers: { ...headers, 'content-type': contentType },
        body,
      });
    const bytes = new Uint8Array(300_000).map((_, index) => index % 251);
    const answered = await put(bytes);
    expect(answered.status).toBe(200);
    expect(answered.headers.get('content-type')).toBe(type);
    expect(answered.headers.get('content-disposition')).toContain(encodeURIComponent('次第.docx'));
    expect(new Uint8Array(await answered.arrayBuffer())).toEqual(bytes);
    expect((await put('{}', 'application/json')).status).toBe(415);
    const large = await put(new Uint8Array(1_000_001));
    expect(large.status).toBe(413);
    expect(await large.json()).toMatchObject({ code: 'tooLarge' });
  });

  test.each(['/api/messages', '/api/echo'])(
    'that breaks off in the middle of %s is no failure of ours',
    async (route) => {
      const before = errors.length;
      const socket = connect(Number(new URL(base).port), '127.0.0.1').on('error', () => undefined);
      const lines = Object.entries({ ...(await bearer()), host: 'x', 'content-type': 'application/json' });
      const head = lines.map((line) => line.join(': ')).join('\r\n');
      socket.write(`POST ${route} HTTP/1.1\r\n${head}\r\ncontent-length: 1000\r\n\r\n{"a":`);
      const end = await eventually('it is taken', () => Promise.resolve(ends.get(socket.localPort)));
      await eventually('it is being read', () => Promise.resolve(end.bytesRead > 100));
      socket.destroy();
      await eventually('it is gone', () => Promise.resolve(end.destroyed));
      expect((await call('/api/echo', await bearer())).status).toBe(200);
      expect(errors.slice(before)).toEqual([]);
    },
  );

  test('that is refused hears why, however much it is still sending', async () => {
    const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    const put = (body: BodyInit, headers: Readonly<Record<string, string>>, more: object = {}) =>
      fetch(`${base}/api/document`, { method: 'PUT', headers, body, ...more });
    const known = { ...(await bearer()), 'content-type': type };
    // Listens only after the last byte is written, as some clients do.
    const sendAll = async (headers: Readonly<Record<string, string>>): Promise<string> => {
      const socket = connect(Number(new URL(base).port), '127.0.0.1').pause();
      const lines = Object.entries({ ...headers, host: 'x', 'content-length': '20000000' });
      socket.write(
        `PUT /api/document HTTP/1.1\r\n${lines.map((line) => line.join(': ')).join('\r\n')}\r\n\r\n`,
      );
      socket.end(new Uint8Array(20_000_000));
      await once(socket, 'finish');
      const [first] = (await once(socket.resume(), 'data')) as [Buffer];
      socket.destroy();
      return first.toString('utf8').slice(0, 'HTTP/1.1 413'.length);
    };
    expect(await sendAll(known)).toBe('HTTP/1.1 413');
    expect(await sendAll({ ...known, 'content-type': 'text/plain' })).toBe('HTTP/1.1 415');
    expect(await sendAll({ 'content-type': type })).toBe('HTTP/1.1 401');
    // Without a length it is counted while it comes.
    let sent = 0;
    const unmeasured = new ReadableStream({
      pull: (sink) => {
        if ((sent += 1) > 100) sink.close();
        else sink.enqueue(new Uint8Array(64 * 1024));
      },
    });
    expect((await put(unmeasured, known, { duplex: 'half' })).status).toBe(413);
    // An endless one is cut off.
    const endless = new ReadableStream({
      pull: (sink) => sink.enqueue(new Uint8Array(64 * 1024)),
    });
    expect(
      await put(endless, known, { duplex: 'half' }).then(
        ({ status }) => status,
        () => 'cut off',
      ),
    ).not.toBe(200);
  });

  test('that a feature refuses is told in the reader’s language, with a number to quote', async () => {
    const answered = await call('/api/secret', await bearer());
    expect(answered.status).toBe(403);
    expect(answered.headers.get('content-type')).toBe('application/problem+json');
    expect(answered.body).toEqual({
      type: 'about:blank',
      title: 'Forbidden',
      status: 403,
      detail: '見られません。',
      code: 'notYours',
      correlationId: answered.headers.get('x-correlation-id'),
    });
  });

  test('that fails unexpectedly tells nothing of the inside', async () => {
    const answered = await call('/api/broken', { ...(await bearer()), 'accept-language': 'en' });
    expect(answered.status).toBe(500);
    expect(JSON.stringify(answered.body)).not.toContain('secret');
    expect(answered.body['detail']).toContain('quote');
  });

  test('of a guest whom nobody admitted is turned away', async () => {
    expect(await call('/api/echo', await bearer({ oid: GUEST }))).toMatchObject({
      status: 403,
      body: { code: 'notAdmitted' },
    });
  });
});

describe('a call without one', () => {
  test.each(['/api/echo', '/api/secret', '/api/broken'])('%s does not reach its feature', async (route) => {
    const before = heard.length;
    const answered = await call(route);
    expect(answered).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
    expect(answered.headers.get('www-authenticate')).toBe('Bearer');
    expect(heard.length).toBe(before);
  });
  test('a method that no feature has is no way in', async () => {
    const response = await fetch(`${base}/api/echo`, { method: 'DELETE', headers: await bearer() });
    expect(response.status).toBe(405);
  });
});

describe('the page of the tab', () => {
  test('is framed by Teams and by whom the configuration names, and runs no foreign script', async () => {
    const response = await fetch(`${base}/tab`);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toMatch(/frame-ancestors https:\/\/\*\.cloud\.microsoft .*http:\/\/localhost:3979$/);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(await response.text()).toBe(`<meta name="style-nonce" content="${nonce}">`);
    const again = (await fetch(`${base}/tab`)).headers.get('content-security-policy') ?? '';
    expect(again).not.toContain(nonce);
  });

  test('its files are kept by the browser; nothing beside them is given out', async () => {
    const asset = await fetch(`${base}/tab/assets/index-1.js`);
    expect(asset.headers.get('content-encoding')).toBe('gzip');
    expect(await asset.text()).toBe('export {};');
    const plain = await fetch(`${base}/tab/assets/index-1.js`, {
      headers: { 'accept-encoding': 'identity' },
    });
    expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, 'export {};']);
    expect(asset.headers.get('cache-control')).toContain('immutable');
    expect(asset.headers.get('content-type')).toContain('text/javascript');
    for (const name of ['..%2Findex.html', '.hidden', 'none.js', '..%5Cindex.html'])
      expect((await fetch(`${base}/tab/assets/${name}`)).status).toBe(404);
  });
});

describe('the page of the pane', () => {
  const open = async (place: string): Promise<{ policy: string; text: string; opener: string | null }> => {
    const response = await fetch(`${base}${place}`);
    expect(response.status).toBe(200);
    return {
      policy: response.headers.get('content-security-policy') ?? '',
      text: await response.text(),
      opener: response.headers.get('cross-origin-opener-policy'),
    };
  };

  test('in a browser by itself nothing comes from anybody else, and nobody frames it', async () => {
    const { policy, text } = await open('/pane');
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self' https://login.example;");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(text).not.toContain('office.js');
    expect(text).toContain('&quot;authority&quot;:&quot;https://login.example/t&quot;');
  });

  test('in Word and PowerPoint it brings their library, and only they frame it', async () => {
    const { policy, text } = await open('/pane/office');
    expect(policy).toContain("script-src 'self' https://appsforoffice.microsoft.com;");
    expect(policy).toMatch(/frame-ancestors https:\/\/\*\.officeapps\.live\.com .*sharepoint\.com/);
    expect(text).toContain(
      '<script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script>',
    );
  });

  test('where a sign-in comes back to keeps its window with the one that asked', async () => {
    const { policy, opener } = await open('/pane/signed-in');
    expect(policy).toContain("frame-ancestors 'self'");
    expect(opener).toBeNull();
  });
});
