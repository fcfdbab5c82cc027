import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createLimits } from '../../../infra/local-tenant/teams/limits.ts';
import { DESK, GENERAL, HANA, JIRO, openRoom, TARO, TENANT_ID } from './teams-tenant.ts';
import type { Caller, Room } from './teams-tenant.ts';

type Failure = { error: { code: string; message: string } };
type Posted = { id: string; activityId?: string };
type Member = { id: string; aadObjectId: string; userPrincipalName: string };

let room: Room;
let hana: Caller;
let chatId: string;
const of = (id: string): string => `/conversations/${encodeURIComponent(id)}`;
const say = { type: 'message', text: 'お知らせです' };

beforeAll(async () => {
  room = await openRoom({ trace: true });
  hana = await room.as(HANA);
  chatId = (await hana<{ id: string }>('POST', '/chats', { kind: 'personal' })).body.id;
});
afterAll(() => room.close());

describe('who may call', () => {
  test('no token, a foreign token and a person’s token are refused', async () => {
    for (const token of ['', 'nonsense']) {
      const answer = await room.connector<Failure>('POST', `${of(chatId)}/activities`, say, token);
      expect([answer.status, answer.body.error.code]).toEqual([401, 'Unauthorized']);
    }
  });
});

describe('opening a conversation', () => {
  const open = (id: string) =>
    room.connector<Posted & Failure>('POST', '/conversations', {
      isGroup: false,
      tenantId: TENANT_ID,
      members: [{ id }],
    });

  test('with a person who has the app it is always the same one, by directory id or MRI', async () => {
    const member = await room.connector<Member>('GET', `${of(chatId)}/members/${HANA}`);
    expect(member.body).toMatchObject({ aadObjectId: HANA, userPrincipalName: 'hana@example.jp' });
    expect((await open(HANA)).body.id).toBe(chatId);
    expect((await open(member.body.id)).body.id).toBe(chatId);
  });

  test('with a person who has not it is forbidden, and for another tenant too', async () => {
    const answer = await open(JIRO);
    expect([answer.status, answer.body.error.code]).toEqual([403, 'ForbiddenOperationException']);
    const foreign = await room.connector('POST', '/conversations', {
      tenantId: HANA,
      members: [{ id: HANA }],
    });
    expect(foreign.status).toBe(403);
  });

  test('in a channel it begins a thread, which can be answered and changed', async () => {
    const thread = await room.connector<Posted>('POST', '/conversations', {
      isGroup: true,
      channelData: { channel: { id: DESK }, tenant: { id: TENANT_ID } },
      activity: say,
    });
    expect(thread.status).toBe(201);
    expect(thread.body.id).toBe(`${DESK};messageid=${thread.body.activityId}`);
    const reply = await room.connector<Posted>('POST', `${of(thread.body.id)}/activities`, say);
    const change = await room.connector('PUT', `${of(thread.body.id)}/activities/${reply.body.id}`, say);
    expect([reply.status, change.status]).toEqual([201, 200]);
  });

  test('what Teams does not know is not found', async () => {
    const nowhere = await room.connector<Failure>('POST', `${of('19:nowhere@thread.v2')}/activities`, say);
    expect([nowhere.status, nowhere.body.error.code]).toEqual([404, 'ConversationNotFound']);
    const nothing = await room.connector<Failure>('PUT', `${of(chatId)}/activities/1`, say);
    expect([nothing.status, nothing.body.error.code]).toEqual([404, 'ActivityNotFoundInConversation']);
    const thread = await room.connector<Failure>('POST', `${of(`${DESK};messageid=1`)}/activities`, say);
    expect(thread.status).toBe(404);
  });
});

describe('members and teams', () => {
  test('members come whole, in pages and one by one', async () => {
    const page = await room.connector<{ members: Member[]; continuationToken: string }>(
      'GET',
      `${of(DESK)}/pagedmembers?pageSize=1`,
    );
    const rest = await room.connector<{ members: Member[]; continuationToken?: string }>(
      'GET',
      `${of(DESK)}/pagedmembers?pageSize=1&continuationToken=${page.body.continuationToken}`,
    );
    expect([...page.body.members, ...rest.body.members].map((m) => m.aadObjectId).sort()).toEqual([
      HANA,
      TARO,
    ]);
    expect(rest.body.continuationToken).toBeUndefined();
    expect((await room.connector<Member[]>('GET', `${of(chatId)}/members`)).body).toHaveLength(1);
    expect((await room.connector('GET', `${of(DESK)}/members/${JIRO}`)).status).toBe(404);
  });

  test('a team is known by its general channel', async () => {
    const team = await room.connector('GET', `/teams/${encodeURIComponent(GENERAL)}`);
    expect(team.body).toMatchObject({ name: '見本チーム', channelCount: 2, memberCount: 2 });
    const channels = await room.connector('GET', `/teams/${encodeURIComponent(GENERAL)}/conversations`);
    expect(channels.body).toEqual({ conversations: [{ id: GENERAL }, { id: DESK, name: '受付' }] });
  });
});

describe('limits and troubles', () => {
  test('too large and empty messages are refused', async () => {
    const large = await room.connector<Failure>('POST', `${of(chatId)}/activities`, {
      type: 'message',
      text: 'あ'.repeat(60_000),
    });
    expect([large.status, large.body.error.code]).toEqual([413, 'MessageSizeTooBig']);
    const empty = await room.connector<Failure>('POST', `${of(chatId)}/activities`, { type: 'message' });
    expect([empty.status, empty.body.error.code]).toEqual([400, 'BadSyntax']);
  });

  test('an eighth message within a second has to wait', async () => {
    const group = await hana<{ id: string }>('POST', '/chats', {
      kind: 'groupChat',
      topic: '速さ',
      memberIds: [TARO],
      withApp: true,
    });
    const answers = await Promise.all(
      Array.from({ length: 9 }, () =>
        room.connector<Failure>('POST', `${of(group.body.id)}/activities`, say),
      ),
    );
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(1);
    expect(refused[0]?.body.error.code).toBe('Throttled');
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThanOrEqual(1);
  });

  test('the windows of the rate limit, on a clock of their own', () => {
    let now = 0;
    const limits = createLimits(() => now);
    const burst = (calls: number): (number | undefined)[] =>
      Array.from({ length: calls }, () => limits.take('send', 'thread'));
    expect(burst(8)).toEqual([...Array.from({ length: 7 }, () => undefined), 1]);
    now = 1000;
    expect(burst(2)).toEqual([undefined, 1]);
    now = 2000;
    expect(limits.take('send', 'thread')).toBeUndefined();
    expect(limits.take('send', 'another')).toBeUndefined();
    const tenant = createLimits(() => 0);
    const taken = Array.from({ length: 51 }, (_, n) => tenant.take('other', String(n)));
    expect(taken.filter((wait) => wait !== undefined)).toEqual([1]);
  });

  test('a fault strikes as told: refused, lost on the way back, dropped', async () => {
    const { faults } = room.tenant.core;
    faults.add({ area: 'connector', kind: '503', retryAfter: 7, times: 1 });
    const refused = await room.connector('POST', `${of(chatId)}/activities`, say);
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '7']);
    const count = async (): Promise<number> =>
      (await hana<{ messages: unknown[] }>('GET', `/chats/${encodeURIComponent(chatId)}/messages?limit=200`))
        .body.messages.length;
    const before = await count();
    faults.add({ area: 'connector', kind: 'drop', times: 1, path: '/conversations/' });
    await expect(room.connector('POST', `${of(chatId)}/activities`, say)).rejects.toThrow();
    expect(await count()).toBe(before);
    faults.add({ area: 'connector', kind: 'lost-answer', times: 1 });
    await expect(room.connector('POST', `${of(chatId)}/activities`, say)).rejects.toThrow();
    expect(await count()).toBe(before + 1);
  });
});

describe('installing and removing', () => {
  test('after removal the bot is told, and no longer part of the roster', async () => {
    const taro = await room.as(TARO);
    const chat = (await taro<{ id: string }>('POST', '/chats', { kind: 'personal' })).body;
    await taro('DELETE', `/chats/${encodeURIComponent(chat.id)}/app`);
    const told = await room.bot.wait((a) => a.action === 'remove');
    expect(told.conversation.id).toBe(chat.id);
    const answer = await room.connector<Failure>('POST', `${of(chat.id)}/activities`, say);
    expect([answer.status, answer.body.error.code]).toEqual([403, 'BotNotInConversationRoster']);
    await taro('PUT', `/chats/${encodeURIComponent(chat.id)}/app`);
    expect((await room.connector('POST', `${of(chat.id)}/activities`, say)).status).toBe(201);
  });

  test('the bot is told of the teams of the seed', async () => {
    const told = await room.bot.wait((a) => a.conversation.id === GENERAL && a.type === 'conversationUpdate');
    expect(told.channelData).toMatchObject({
      eventType: 'teamMemberAdded',
      team: { id: GENERAL, name: '見本チーム' },
    });
  });
});

describe('the relay', () => {
  test('a client without tokens talks to the bot, and the bot to the client', async () => {
    const heard: { method: string; url: string; body: string }[] = [];
    const client = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        heard.push({
          method: request.method ?? '',
          url: request.url ?? '',
          body: Buffer.concat(chunks).toString(),
        });
        response.setHeader('content-type', 'application/json');
        response.end('{"id":"9"}');
      });
    });
    await new Promise<void>((resolve) => client.listen(0, '127.0.0.1', resolve));
    const own = `http://127.0.0.1:${(client.address() as AddressInfo).port}`;
    const relay = (serviceUrl: string) =>
      fetch(`${room.people}/relay/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ type: 'message', text: '中継', serviceUrl, conversation: { id: 'x' } }),
      });
    expect((await relay('http://example.com')).status).toBe(403);
    expect((await relay(own)).status).toBe(200);
    const told = await room.bot.wait((a) => a.text === '中継');
    expect(told.serviceUrl).toContain(`${room.api}/relay/`);
    expect(told.conversation.tenantId).toBe(TENANT_ID);
    const refused = await room.https('POST', `${told.serviceUrl}v3/conversations/x/activities`, {
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect(refused.status).toBe(401);
    const base = told.serviceUrl.slice(room.api.length);
    // The helper's path begins below /teams/v3, so that of the relay is reached from there.
    const answered = await room.connector<Posted>('POST', `/../..${base}v3/conversations/x/activities`, say);
    expect(answered.body).toEqual({ id: '9' });
    expect(heard).toEqual([
      { method: 'POST', url: '/v3/conversations/x/activities', body: JSON.stringify(say) },
    ]);
    await new Promise<void>((resolve) => void client.close(() => resolve()));
  });
});

describe('the record', () => {
  test('holds activities and calls, and no token', async () => {
    await room.stop();
    const lines = readFileSync(join(room.folder, 'trace', 'activities.jsonl'), 'utf8');
    expect(lines).toContain('"type":"conversationUpdate"');
    expect(lines).toContain('"method":"POST"');
    expect(lines).not.toMatch(/eyJ[\w-]+\.eyJ/);
  });
});
