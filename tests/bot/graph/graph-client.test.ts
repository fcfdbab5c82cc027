import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createGraph, type Graph } from '../../../bot/graph/graph-client.ts';
import { SignInRefused, type TokenSource } from '../../../bot/identity/tokens.ts';

/** What comes back from Graph when it is not Graph's answer, against a real HTTP server. */

let reply: (response: ServerResponse) => void = () => undefined;
const server = createServer((_, response) => reply(response));
let origin: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const someToken: TokenSource = () => Promise.resolve({ token: 'token', expiresOn: new Date(0) });
const graphAt = (url: string, tokens = someToken): Graph =>
  createGraph({
    url,
    tokens,
    machineClock: () => 0,
    pace: { take: () => Promise.resolve(), pause: () => Promise.resolve() },
  });
const ask = (graph: Graph): Promise<unknown> => graph.call({ method: 'GET', path: '/sites/root' });

test('a refused sign-in is told as what it is, with what to do about it', async () => {
  const refused: TokenSource = () => Promise.reject(new SignInRefused('AADSTS7000222', undefined));
  await expect(ask(graphAt('https://127.0.0.1:1', refused))).rejects.toMatchObject({
    status: 0,
    code: 'signInRefused',
    message: expect.stringContaining('AADSTS7000222'),
    advice: { ja: expect.stringContaining('資格情報') },
  });
});

test.each([
  [
    'an answer that breaks off in its middle',
    (response: ServerResponse) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"id":');
      setImmediate(() => response.destroy());
    },
  ],
  [
    'a page of something before Graph',
    (response: ServerResponse) => {
      response.end('<html>Please sign in</html>');
    },
  ],
  ['a connection that breaks', (response: ServerResponse) => void response.destroy()],
])('%s is no answer: it may or may not have been carried out', async (_what, how) => {
  reply = how;
  await expect(ask(graphAt(origin))).rejects.toMatchObject({ status: 0, code: 'noAnswer', passing: true });
});

test('a refusal keeps its status though its body is no JSON', async () => {
  reply = (response) => {
    response.writeHead(503, { 'retry-after': '2' });
    response.end('<html>busy</html>');
  };
  await expect(ask(graphAt(origin))).rejects.toMatchObject({ status: 503, retryAfter: 2_000 });
});

test('an answer without a body is one', async () => {
  reply = (response) => {
    response.writeHead(204);
    response.end();
  };
  await expect(ask(graphAt(origin))).resolves.toBeUndefined();
});
