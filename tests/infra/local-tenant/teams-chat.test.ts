import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { APP_ID, DESK, HANA, JIRO, openRoom, TARO, TENANT_ID } from './teams-tenant.ts';
import type { Caller, Room } from './teams-tenant.ts';

type Chat = { id: string; unread: number; app: boolean };
type Message = {
  id: string;
  seq: number;
  text: string;
  deleted: boolean;
  threadId: string;
  delivery?: { state: string; problem?: string };
  attachments: { contentType: string; content: Record<string, unknown> }[];
};
type Messages = { messages: Message[]; seq: number };
type Sent = { message: Message };
type Posted = { id: string; activityId?: string };

let room: Room;
let hana: Caller;
let taro: Caller;
let chat: Chat;
const path = (id: string): string => encodeURIComponent(id);

beforeAll(async () => {
  room = await openRoom();
  hana = await room.as(HANA);
  taro = await room.as(TARO);
  chat = (await hana<Chat>('POST', '/chats', { kind: 'personal' })).body;
});
afterAll(() => room.close());
beforeEach(() => {
  room.bot.answer = () => ({ status: 200 });
});

describe('a person and the app', () => {
  test('opening the chat installs the app and tells the bot', async () => {
    const update = await room.bot.wait(
      (a) => a.type === 'conversationUpdate' && a.conversation.id === chat.id,
    );
    const install = await room.bot.wait(
      (a) => a.type === 'installationUpdate' && a.conversation.id === chat.id,
    );
    expect(chat.id).toMatch(/^a:1/);
    expect(update.membersAdded).toEqual([{ id: `28:${APP_ID}`, name: '見本アプリ' }]);
    expect(install.action).toBe('add');
    expect(install.from.aadObjectId).toBe(HANA);
    expect(install.conversation).toMatchObject({ conversationType: 'personal', tenantId: TENANT_ID });
  });

  test('a message reaches the bot in the shape Teams gives it, and is shown as delivered', async () => {
    const sent = await hana<Sent>('POST', `/chats/${path(chat.id)}/messages`, {
      text: 'こんにちは',
      wait: true,
    });
    const told = await room.bot.wait((a) => a.text === 'こんにちは');
    expect(sent.body.message.delivery).toEqual({ state: 'delivered' });
    expect(told).toMatchObject({
      type: 'message',
      id: sent.body.message.id,
      channelId: 'msteams',
      serviceUrl: `${room.api}/teams/`,
      recipient: { id: `28:${APP_ID}` },
      channelData: { tenant: { id: TENANT_ID } },
      locale: 'ja-JP',
      timestamp: expect.stringMatching(/^2026-11-22T01:0/),
      localTimestamp: expect.stringMatching(/^2026-11-22T10:0.*\+09:00$/),
    });
    expect(told.from.id).toMatch(/^29:/);
    expect(told.attachments).toEqual([{ contentType: 'text/html', content: '<p>こんにちは</p>' }]);
  });

  test('a bot that answers with a failure is shown at the message, and it can be sent again', async () => {
    room.bot.answer = () => ({ status: 500 });
    const sent = await hana<Sent>('POST', `/chats/${path(chat.id)}/messages`, {
      text: '届かない',
      wait: true,
    });
    expect(sent.body.message.delivery).toEqual({ state: 'undelivered', problem: 'HTTP 500' });
    room.bot.answer = () => ({ status: 200 });
    const again = await hana<Sent>('POST', `/chats/${path(chat.id)}/messages/${sent.body.message.id}/resend`);
    expect(again.body.message.delivery).toEqual({ state: 'delivered' });
  });

  test('text of people is data: it reaches the bot and its HTML copy is escaped', async () => {
    await hana('POST', `/chats/${path(chat.id)}/messages`, { text: '<img src=x onerror=1>', wait: true });
    const told = await room.bot.wait((a) => a.text === '<img src=x onerror=1>');
    expect(told.attachments?.[0]?.content).toBe('<p>&lt;img src=x onerror=1&gt;</p>');
  });

  test('a changed and a removed message are told as such', async () => {
    const sent = await hana<Sent>('POST', `/chats/${path(chat.id)}/messages`, { text: '下書き', wait: true });
    const at = `/chats/${path(chat.id)}/messages/${sent.body.message.id}`;
    await hana('PATCH', at, { text: '清書' });
    const changed = await room.bot.wait((a) => a.type === 'messageUpdate');
    expect(changed).toMatchObject({
      id: sent.body.message.id,
      text: '清書',
      channelData: { eventType: 'editMessage' },
    });
    await hana('DELETE', at);
    const removed = await room.bot.wait((a) => a.type === 'messageDelete');
    expect(removed).toMatchObject({
      id: sent.body.message.id,
      channelData: { eventType: 'softDeleteMessage' },
    });
  });

  test('a file reaches the bot with an address that needs no token, and only in the personal chat', async () => {
    const bytes = new TextEncoder().encode('見本の中身');
    const file = await hana<{ id: string }>(
      'POST',
      `/chats/${path(chat.id)}/files?name=${path('資料.pdf')}`,
      bytes,
    );
    await hana('POST', `/chats/${path(chat.id)}/messages`, { files: [file.body.id], wait: true });
    const told = await room.bot.wait(
      (a) => a.attachments?.[0]?.contentType.endsWith('download.info') === true,
    );
    expect(told.attachments?.[0]).toMatchObject({ name: '資料.pdf', content: { fileType: 'pdf' } });
    const got = await room.https<string>('GET', told.attachments?.[0]?.content.downloadUrl ?? '');
    expect(got).toMatchObject({ status: 200, body: '見本の中身' });
    const refused = await room.https('GET', `${room.api}/teams/files/${file.body.id}?tempauth=wrong`);
    expect(refused.status).toBe(401);
    const desk = await hana<{ error: { code: string } }>(
      'POST',
      `/chats/${path(DESK)}/files?name=a.pdf`,
      bytes,
    );
    expect(desk.body.error.code).toBe('FilesInPersonalChatOnly');
  });

  test('nobody else sees the chat', async () => {
    const other = await taro('GET', `/chats/${path(chat.id)}/messages`);
    expect(other.status).toBe(404);
  });
});

describe('channels and groups', () => {
  test('in a channel the bot hears only what mentions it, and answers in the thread', async () => {
    await hana('POST', `/chats/${path(DESK)}/messages`, { text: '独り言です', wait: true });
    const sent = await hana<Sent>('POST', `/chats/${path(DESK)}/messages`, {
      text: '<at>見本アプリ</at> 受付状況は',
      mentions: ['app'],
      wait: true,
    });
    const told = await room.bot.wait((a) => a.text?.includes('受付状況') === true);
    expect(room.bot.received.some((a) => a.text === '独り言です')).toBe(false);
    expect(told.conversation.id).toBe(`${DESK};messageid=${sent.body.message.id}`);
    expect(told.entities?.[0]).toEqual({
      type: 'mention',
      mentioned: { id: `28:${APP_ID}`, name: '見本アプリ' },
      text: '<at>見本アプリ</at>',
    });
    const answered = await room.connector<Posted>(
      'POST',
      `/conversations/${path(told.conversation.id)}/activities/${told.id}`,
      { type: 'message', text: '三件です' },
    );
    expect(answered.status).toBe(201);
    const seen = await taro<Messages>('GET', `/chats/${path(DESK)}/messages`);
    expect(seen.body.messages.find((m) => m.id === answered.body.id)?.threadId).toBe(sent.body.message.id);
  });

  test('a mention of a person notifies that person, a plain post nobody', async () => {
    const mri = (
      await hana<{ members: { id: string; mri: string }[] }>('GET', `/chats/${path(DESK)}/members`)
    ).body.members.find((m) => m.id === TARO)?.mri;
    await room.connector('POST', `/conversations/${path(DESK)}/activities`, {
      type: 'message',
      text: '連絡のみ',
    });
    await room.connector('POST', `/conversations/${path(DESK)}/activities`, {
      type: 'message',
      text: '<at>見本 太郎</at> お願いします',
      summary: '確認のお願い',
      entities: [{ type: 'mention', text: '<at>見本 太郎</at>', mentioned: { id: mri, name: '見本 太郎' } }],
    });
    const feed = await taro<{ notifications: { preview: string; senderName: string; chatName: string }[] }>(
      'GET',
      '/notifications',
    );
    expect(feed.body.notifications).toEqual([
      expect.objectContaining({ preview: '確認のお願い', senderName: '見本アプリ', chatName: '受付' }),
    ]);
  });

  test('a group chat with the app tells the bot of itself and of people who join', async () => {
    const group = await hana<Chat>('POST', '/chats', {
      kind: 'groupChat',
      topic: '打合せ',
      memberIds: [TARO],
      withApp: true,
    });
    const added = await room.bot.wait(
      (a) => a.conversation.id === group.body.id && a.type === 'conversationUpdate',
    );
    expect(added.conversation.conversationType).toBe('groupChat');
    await hana('POST', `/chats/${path(group.body.id)}/members`, { userId: JIRO });
    const joined = await room.bot.wait(
      (a) => a.conversation.id === group.body.id && a.membersAdded?.[0]?.id.startsWith('29:') === true,
    );
    expect(joined.type).toBe('conversationUpdate');
  });
});

describe('what the bot sends', () => {
  test('it appears, changes in place and goes, each with a number to follow by', async () => {
    const before = (await hana<Messages>('GET', `/chats/${path(chat.id)}/messages`)).body.seq;
    const posted = await room.connector<Posted>('POST', `/conversations/${path(chat.id)}/activities`, {
      type: 'message',
      text: '一',
    });
    const at = `/conversations/${path(chat.id)}/activities/${posted.body.id}`;
    expect((await room.connector('PUT', at, { type: 'message', text: '二' })).status).toBe(200);
    const changed = (await hana<Messages>('GET', `/chats/${path(chat.id)}/messages?after=${before}`)).body;
    expect(changed.messages.map((m) => m.text)).toEqual(['二']);
    expect((await room.connector('DELETE', at)).status).toBe(200);
    const gone = (await hana<Messages>('GET', `/chats/${path(chat.id)}/messages?after=${changed.seq}`)).body;
    expect(gone.messages).toMatchObject([{ id: posted.body.id, deleted: true, text: '' }]);
    expect((await room.connector('PUT', at, { type: 'message', text: '三' })).status).toBe(404);
  });

  test('the stream of events tells a person what is new', async () => {
    const session = await fetch(`${room.people}/people/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ userId: HANA }),
    });
    const { token } = (await session.json()) as { token: string };
    const stream = await fetch(`${room.people}/people/events`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const reader = stream.body?.getReader();
    let text = '';
    const read = async (until: string): Promise<void> => {
      for (let turn = 0; turn < 50 && !text.includes(until); turn += 1) {
        const part = await reader?.read();
        text += new TextDecoder().decode(part?.value);
      }
    };
    await read('event: ready');
    await room.connector('POST', `/conversations/${path(chat.id)}/activities`, {
      type: 'message',
      text: '速報',
    });
    await read('event: notification');
    await reader?.cancel();
    expect(text).toContain('event: message');
    expect(text).toContain('"preview":"速報"');
  });

  test('unread messages are counted until they are read', async () => {
    const of = async (): Promise<number> => (await hana<Chat>('GET', `/chats/${path(chat.id)}`)).body.unread;
    const seq = (await hana<Messages>('GET', `/chats/${path(chat.id)}/messages`)).body.seq;
    await hana('POST', `/chats/${path(chat.id)}/read`, { seq });
    expect(await of()).toBe(0);
    await room.connector('POST', `/conversations/${path(chat.id)}/activities`, {
      type: 'message',
      text: '未読',
    });
    expect(await of()).toBe(1);
  });
});

describe('signing in', () => {
  test('without a session nothing is told', async () => {
    const answer = await fetch(`${room.people}/people/chats`);
    expect(answer.status).toBe(401);
  });
});
