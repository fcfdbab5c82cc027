import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { card, words } from '../../../bot/teams/card.ts';
import { ConnectorError, createConnector, type Connector } from '../../../bot/teams/connector.ts';

/** The one way out, against a real HTTP server. Source: Bot Connector REST API, Microsoft Teams conversations. */

type Call = { method: string; path: string; authorization: string | undefined; body: unknown };
type Reply = { status: number; body?: unknown; headers?: Record<string, string> } | 'hang' | 'drop';

const calls: Call[] = [];
let replies: Reply[] = [];

const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString('utf8');
  calls.push({
    method: request.method ?? '',
    path: request.url ?? '',
    authorization: request.headers.authorization,
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
  });
  const reply = replies.shift() ?? { status: 200, body: { id: '17' } };
  if (reply === 'hang') return;
  if (reply === 'drop') {
    request.socket.destroy();
    return;
  }
  response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
  response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? {}));
};

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.destroy());
});
let serviceUrl = '';
let connector: Connector;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  connector = createConnector({
    appId: 'app',
    tenantId: 'tenant',
    scope: 'https://api.botframework.com',
    tokens: (scope) => Promise.resolve({ token: `token for ${scope}`, expiresOn: new Date(0) }),
    style: { text: (text) => text, card: (one) => one },
    machineClock: () => 0,
    timeout: 500,
  });
});
afterEach(() => {
  calls.length = 0;
  replies = [];
});
afterAll(
  () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
);

const thread = () => ({ serviceUrl, conversationId: 'a:1;messageid=2' });
const message = { card: card([words('x')]), summary: '要点' };

describe('what goes out', () => {
  test('a card into a thread, with the bot’s own token and a summary for the notification', async () => {
    expect(await connector.send(thread(), message)).toEqual({ ...thread(), activityId: '17' });
    expect(calls).toEqual([
      {
        method: 'POST',
        path: '/v3/conversations/a%3A1%3Bmessageid%3D2/activities',
        authorization: 'Bearer token for https://api.botframework.com',
        body: {
          type: 'message',
          from: { id: '28:app' },
          summary: '要点',
          attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: message.card }],
        },
      },
    ]);
  });

  test('a trailing slash of the service address makes no double one', async () => {
    await connector.send({ serviceUrl: `${serviceUrl}/`, conversationId: 'x' }, message);
    expect(calls[0]?.path).toBe('/v3/conversations/x/activities');
  });

  test('a reply names what it answers', async () => {
    await connector.send(thread(), message, '42');
    expect(calls[0]).toMatchObject({
      path: '/v3/conversations/a%3A1%3Bmessageid%3D2/activities/42',
      body: { replyToId: '42' },
    });
  });

  test('plain words go as plain text, so that typed Markdown stays text', async () => {
    await connector.send(thread(), { text: '**x** <at>y</at>', summary: 's' });
    expect(calls[0]?.body).toMatchObject({ text: '**x** <at>y</at>', textFormat: 'plain' });
  });

  test('a mention is one entity a person, and a name cannot break out of its tag', async () => {
    await connector.send(thread(), {
      ...message,
      mentions: [
        { id: 'id-1', name: '見本 花子' },
        { id: 'id-2', name: '</at><at>全員' },
      ],
    });
    expect(calls[0]?.body).toMatchObject({
      text: '<at>見本 花子</at> <at>/atat全員</at>',
      textFormat: 'xml',
      entities: [
        { type: 'mention', text: '<at>見本 花子</at>', mentioned: { id: 'id-1', name: '見本 花子' } },
        { type: 'mention', text: '<at>/atat全員</at>', mentioned: { id: 'id-2' } },
      ],
    });
  });

  test('a message is changed in its place', async () => {
    await connector.update({ ...thread(), activityId: '1/2' }, message);
    expect(calls[0]).toMatchObject({
      method: 'PUT',
      path: '/v3/conversations/a%3A1%3Bmessageid%3D2/activities/1%2F2',
      body: { id: '1/2', type: 'message' },
    });
  });

  test('a new thread in a channel', async () => {
    replies = [{ status: 201, body: { id: 'thread-id', activityId: '9' } }];
    expect(await connector.post(serviceUrl, '19:channel', message)).toEqual({
      serviceUrl,
      conversationId: 'thread-id',
      activityId: '9',
    });
    expect(calls[0]).toMatchObject({
      method: 'POST',
      path: '/v3/conversations',
      body: {
        isGroup: true,
        tenantId: 'tenant',
        channelData: { channel: { id: '19:channel' }, tenant: { id: 'tenant' } },
        activity: { type: 'message', summary: '要点' },
      },
    });
  });

  test('a chat with a person', async () => {
    replies = [{ status: 201, body: { id: 'a:chat' } }];
    expect(await connector.openChat(serviceUrl, 'person')).toEqual({ serviceUrl, conversationId: 'a:chat' });
    expect(calls[0]?.body).toMatchObject({
      isGroup: false,
      members: [{ id: 'person' }],
      tenantId: 'tenant',
      channelData: { tenant: { id: 'tenant' } },
    });
  });

  test('a team’s channels; the general one has no name', async () => {
    replies = [
      { status: 200, body: { name: 'チーム' } },
      {
        status: 200,
        body: {
          conversations: [
            { id: '19:a', name: null },
            { id: '19:b', name: '受付' },
          ],
        },
      },
    ];
    expect(await connector.team(serviceUrl, '19:team')).toEqual({
      name: 'チーム',
      channels: [
        { id: '19:a', name: '一般' },
        { id: '19:b', name: '受付' },
      ],
    });
  });

  test.each([
    ['a member', { userRole: 'user', userPrincipalName: 'sample@office.example' }, false],
    ['a guest, by their role', { userRole: 'guest', userPrincipalName: 'sample@office.example' }, true],
    [
      'a guest, by their name',
      { userRole: 'user', userPrincipalName: 'a_b.example#EXT#@office.example' },
      true,
    ],
    ['somebody without an account', { userRole: 'anonymous' }, true],
    ['somebody of whom it says nothing', {}, undefined],
  ])('who somebody is to the tenant: %s', async (_who, body, isGuest) => {
    replies = [{ status: 200, body }];
    expect(await connector.isGuest(thread(), '29:somebody')).toBe(isGuest);
    expect(calls[0]?.path).toContain('/members/29%3Asomebody');
  });

  test('that the bot is at work', async () => {
    await connector.typing(thread());
    expect(calls[0]?.body).toEqual({ type: 'typing', from: { id: '28:app' } });
  });
});

describe('what Teams refuses', () => {
  const refusalOf = async (reply: Reply): Promise<unknown> => {
    replies = [reply];
    try {
      await connector.send(thread(), message);
    } catch (error) {
      return error;
    }
    return undefined;
  };

  test.each([
    [429, { 'retry-after': '7' }, 7_000],
    [503, {}, undefined],
    [412, { 'retry-after': 'soon' }, undefined],
  ])('%s carries its code and how long to wait', async (status, headers, retryAfter) => {
    const error = await refusalOf({ status, headers, body: { error: { code: 'Throttled', message: 'x' } } });
    expect(error).toBeInstanceOf(ConnectorError);
    expect(error).toMatchObject({ status, code: 'Throttled', retryAfter, unreachable: false });
  });

  test.each([403, 404])('%s: nobody is there, trying again helps nobody', async (status) => {
    expect(await refusalOf({ status, body: {} })).toMatchObject({
      status,
      unreachable: true,
      code: 'unknown',
    });
  });

  test('an answer that is no JSON is a refusal like any other', async () => {
    expect(await refusalOf({ status: 502, body: '<html>Bad Gateway</html>' })).toMatchObject({
      status: 502,
      code: 'unknown',
    });
  });

  test('nothing is said twice on its own: one call, whatever came of it', async () => {
    for (const reply of [{ status: 503 }, 'drop', 'hang'] as const) {
      calls.length = 0;
      expect(await refusalOf(reply)).toHaveProperty('message');
      expect(calls.length).toBe(1);
    }
  });

  test('no answer is no refusal: the message may be out', async () => {
    expect(await refusalOf('drop')).not.toBeInstanceOf(ConnectorError);
    expect(await refusalOf('hang')).not.toBeInstanceOf(ConnectorError);
  });

  test('an app that cannot sign in has sent nothing, and says so', async () => {
    const unsigned = createConnector({
      appId: 'app',
      tenantId: 'tenant',
      scope: 'https://api.botframework.com',
      tokens: () => Promise.reject(new Error('the secret has expired')),
      style: { text: (text) => text, card: (one) => one },
      machineClock: () => 0,
    });
    const refusal = await unsigned
      .send({ serviceUrl, conversationId: 'a' }, { text: 'x', summary: 'x' })
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ConnectorError);
    expect(refusal).toMatchObject({ status: 0, code: 'notSignedIn', again: false, unreachable: false });
    expect(calls).toEqual([]);
  });

  test('an error tells nothing of what was said', async () => {
    const error = await refusalOf({ status: 400, body: { error: { code: 'BadSyntax', message: '要点' } } });
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('要点');
  });
});
