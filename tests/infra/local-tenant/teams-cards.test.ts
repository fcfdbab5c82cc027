import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { HANA, openRoom, TARO, DESK } from './teams-tenant.ts';
import type { Caller, Room } from './teams-tenant.ts';

type Outcome = {
  outcome: string;
  text?: string;
  code?: string;
  message?: { attachments: { content: Record<string, unknown> }[] } & string;
  errors?: { id: string; message: string }[];
  dialog?: { id: string; title: string; card: Record<string, unknown> };
};
type Posted = { id: string };

const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';
const card = (body: object[], actions: object[]): Record<string, unknown> => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body,
  actions,
});
const form = card(
  [
    {
      type: 'Input.Text',
      id: 'subject',
      label: '件名',
      isRequired: true,
      errorMessage: '件名を入れてください。',
    },
    { type: 'Input.Number', id: 'count', label: '件数', value: 2, max: 5 },
    { type: 'Input.Toggle', id: 'urgent', title: '至急' },
    { type: 'Input.ChoiceSet', id: 'kind', choices: [{ title: '甲', value: 'a' }], value: 'a' },
    { type: 'Input.Date', id: 'day', label: '期日' },
  ],
  [
    { type: 'Action.Execute', title: '送る', verb: 'send', data: { key: 'k1' } },
    { type: 'Action.Submit', title: '古い送り方', data: { key: 'k2' } },
    {
      type: 'Action.Submit',
      title: '詳しく',
      associatedInputs: 'none',
      data: { msteams: { type: 'task/fetch' }, key: 'k3' },
    },
    {
      type: 'Action.Submit',
      title: '言う',
      associatedInputs: 'none',
      data: {
        msteams: { type: 'messageBack', displayText: '言いました', text: 'said', value: { key: 'k4' } },
      },
    },
  ],
);
const dialogForm = card(
  [{ type: 'Input.Text', id: 'note', isRequired: true, errorMessage: '書いてください。' }],
  [{ type: 'Action.Submit', title: '確定', data: { step: 1 } }],
);

let room: Room;
let hana: Caller;
let chatId: string;
let at: string;

const post = async (content: object, conversation = chatId): Promise<string> =>
  (
    await room.connector<Posted>('POST', `/conversations/${encodeURIComponent(conversation)}/activities`, {
      type: 'message',
      attachments: [{ contentType: ADAPTIVE, content }],
    })
  ).body.id;
const press = async (body: object, who: Caller = hana): Promise<Outcome> =>
  (await who<Outcome>('POST', `${at}/actions`, body)).body;

beforeAll(async () => {
  room = await openRoom();
  hana = await room.as(HANA);
});
afterAll(() => room.close());
beforeEach(async () => {
  // A chat of its own for every test: Teams lets a bot write seven messages a second into one.
  const group = { kind: 'groupChat', topic: '見本', memberIds: [TARO], withApp: true };
  chatId = (await hana<Posted>('POST', '/chats', group)).body.id;
  await room.bot.wait((a) => a.type === 'installationUpdate' && a.conversation.id === chatId);
  room.bot.received.length = 0;
  room.bot.answer = () => ({ status: 200 });
  at = `/chats/${encodeURIComponent(chatId)}/messages/${await post(form)}`;
});

describe('Action.Execute', () => {
  const answer = (type: string, statusCode: number, value: unknown) => () => ({
    status: 200,
    body: { statusCode, type, value },
  });

  test('sends strings only, nothing for what is empty, and the card that comes back takes its place', async () => {
    room.bot.answer = answer(ADAPTIVE, 200, card([{ type: 'TextBlock', text: '受け付けました' }], []));
    const seen = await press({
      action: { type: 'Action.Execute', verb: 'send' },
      inputs: { subject: '見本', urgent: true },
    });
    const told = await room.bot.wait((a) => a.name === 'adaptiveCard/action');
    expect(told.value).toEqual({
      action: {
        type: 'Action.Execute',
        title: '送る',
        verb: 'send',
        data: { key: 'k1', subject: '見本', count: '2', urgent: 'true', kind: 'a' },
      },
      trigger: 'manual',
    });
    expect(told.replyToId).toBe(at.split('/').at(-1));
    expect(seen.outcome).toBe('card');
    expect(seen.message?.attachments[0]?.content['body']).toEqual([
      { type: 'TextBlock', text: '受け付けました' },
    ]);
  });

  test('a card that has given way can still be pressed, as by a client that has not yet drawn the new one', async () => {
    room.bot.answer = answer(ADAPTIVE, 200, card([{ type: 'TextBlock', text: '受け付けました' }], []));
    const action = { action: { verb: 'send' }, inputs: { subject: '見本' } };
    await press(action);
    expect((await press(action)).outcome).toBe('card');
    expect(room.bot.received.filter((a) => a.type === 'invoke')).toHaveLength(2);
    expect((await press({ action: { verb: 'unheard' } })).code).toBe('NoSuchAction');
  });

  test('the answer is for the person who pressed; an update by the bot is for everyone', async () => {
    const id = await post(form, DESK);
    at = `/chats/${encodeURIComponent(DESK)}/messages/${id}`;
    room.bot.answer = answer(ADAPTIVE, 200, card([{ type: 'TextBlock', text: '本人だけ' }], []));
    await press({ action: { verb: 'send' }, inputs: { subject: '見本' } });
    const taro = await room.as(TARO);
    expect((await press({ action: { verb: 'send' }, inputs: {} }, taro)).outcome).toBe('invalid');
    await room.connector('PUT', `/conversations/${encodeURIComponent(DESK)}/activities/${id}`, {
      type: 'message',
      attachments: [{ contentType: ADAPTIVE, content: card([{ type: 'TextBlock', text: '全員に' }], []) }],
    });
    const mine = await hana<{
      messages: { id: string; attachments: { content: { body: { text: string }[] } }[] }[];
    }>('GET', `/chats/${encodeURIComponent(DESK)}/messages`);
    expect(mine.body.messages.find((m) => m.id === id)?.attachments[0]?.content.body[0]?.text).toBe('全員に');
  });

  test('a message is a toast, an error is told in the bot’s words', async () => {
    const action = { action: { verb: 'send' }, inputs: { subject: '見本' } };
    room.bot.answer = answer('application/vnd.microsoft.activity.message', 200, '保存しました');
    expect(await press(action)).toEqual({ outcome: 'toast', text: '保存しました' });
    room.bot.answer = answer('application/vnd.microsoft.error', 400, {
      code: 'Late',
      message: '締切後です。',
    });
    expect(await press(action)).toEqual({ outcome: 'error', code: 'Late', message: '締切後です。' });
  });

  test('an HTTP failure or a shapeless answer is a broken app, as in Teams', async () => {
    const action = { action: { verb: 'send' }, inputs: { subject: '見本' } };
    room.bot.answer = () => ({
      status: 400,
      body: { statusCode: 400, type: 'application/vnd.microsoft.error' },
    });
    expect(await press(action)).toEqual({
      outcome: 'error',
      code: 'refused',
      message: 'アプリに到達できません。（HTTP 400）',
    });
    room.bot.answer = () => ({ status: 200, body: { hello: 'world' } });
    expect((await press(action)).code).toBe('BadInvokeAnswer');
  });

  test('the client holds back what is missing or out of range, in the words of the card', async () => {
    const held = await press({ action: { verb: 'send' }, inputs: { count: '9' } });
    expect(held).toEqual({
      outcome: 'invalid',
      errors: [
        { id: 'subject', message: '件名を入れてください。' },
        { id: 'count', message: 'out of range' },
      ],
    });
    expect(room.bot.received).toEqual([]);
    await press({ action: { verb: 'send' }, inputs: { count: '9' }, unchecked: true });
    expect((await room.bot.wait((a) => a.type === 'invoke')).value?.action?.data).toMatchObject({
      count: '9',
    });
  });

  test('a refresh without a press is marked automatic', async () => {
    const own = {
      ...card([], []),
      refresh: { action: { type: 'Action.Execute', verb: 'refresh', data: { n: 1 } } },
    };
    at = `/chats/${encodeURIComponent(chatId)}/messages/${await post(own)}`;
    await press({ action: { verb: 'refresh' }, trigger: 'automatic' });
    expect((await room.bot.wait((a) => a.type === 'invoke')).value).toMatchObject({
      trigger: 'automatic',
      action: { verb: 'refresh', data: { n: 1 } },
    });
  });
});

describe('Action.Submit', () => {
  test('arrives as a message with a value and without text', async () => {
    const seen = await press({
      action: { title: '古い送り方' },
      inputs: { subject: '見本', day: '2026-11-30' },
    });
    expect(seen).toEqual({ outcome: 'sent', feedback: true });
    const told = await room.bot.wait((a) => a.type === 'message');
    expect(told.text).toBeUndefined();
    expect(told.value).toEqual({
      key: 'k2',
      subject: '見本',
      count: '2',
      urgent: 'false',
      kind: 'a',
      day: '2026-11-30',
    });
  });

  test('messageBack says one thing in the chat and another to the bot', async () => {
    expect(await press({ action: { title: '言う' } })).toEqual({ outcome: 'sent', feedback: false });
    const told = await room.bot.wait((a) => a.type === 'message');
    expect(told).toMatchObject({ text: 'said', value: { key: 'k4' } });
    const seen = await hana<{ messages: { text: string }[] }>(
      'GET',
      `/chats/${encodeURIComponent(chatId)}/messages`,
    );
    expect(seen.body.messages.at(-1)?.text).toBe('言いました');
  });
});

describe('dialogs', () => {
  const shows = (title: string) => ({
    status: 200,
    body: {
      task: { type: 'continue', value: { title, card: { contentType: ADAPTIVE, content: dialogForm } } },
    },
  });

  test('open, go on, and end with a message', async () => {
    room.bot.answer = () => shows('一枚目');
    const first = await press({ action: { title: '詳しく' } });
    const fetched = await room.bot.wait((a) => a.name === 'task/fetch');
    expect(fetched.value?.data).toEqual({ msteams: { type: 'task/fetch' }, key: 'k3' });
    expect(first).toMatchObject({ outcome: 'dialog', dialog: { title: '一枚目', card: dialogForm } });

    const submit = (id: string, inputs: object) =>
      hana<Outcome>('POST', `/dialogs/${id}/submit`, { inputs }).then((answer) => answer.body);
    expect(await submit(first.dialog?.id ?? '', {})).toEqual({
      outcome: 'invalid',
      errors: [{ id: 'note', message: '書いてください。' }],
    });
    room.bot.answer = () => shows('二枚目');
    const second = await submit(first.dialog?.id ?? '', { note: '見本' });
    expect(room.bot.received.at(-1)).toMatchObject({
      name: 'task/submit',
      value: { data: { step: 1, note: '見本' } },
    });
    expect(second).toMatchObject({ outcome: 'dialog', dialog: { title: '二枚目' } });
    room.bot.answer = () => ({ status: 200, body: { task: { type: 'message', value: '終わりました' } } });
    expect(await submit(second.dialog?.id ?? '', { note: '見本' })).toEqual({
      outcome: 'toast',
      text: '終わりました',
    });
    expect((await hana('POST', `/dialogs/${second.dialog?.id}/submit`, {})).status).toBe(404);
  });

  test('an answer of nothing closes it; a failure leaves it open with what was written', async () => {
    room.bot.answer = () => shows('一枚目');
    const open = await press({ action: { title: '詳しく' } });
    const at = `/dialogs/${open.dialog?.id}/submit`;
    room.bot.answer = () => ({ status: 500 });
    expect((await hana<Outcome>('POST', at, { inputs: { note: '見本' } })).body.outcome).toBe('error');
    room.bot.answer = () => ({ status: 200 });
    expect((await hana<Outcome>('POST', at, { inputs: { note: '見本' } })).body).toEqual({
      outcome: 'closed',
    });
  });

  test('a dialog is its person’s own', async () => {
    room.bot.answer = () => shows('一枚目');
    const open = await press({ action: { title: '詳しく' } });
    const taro = await room.as(TARO);
    expect((await taro('POST', `/dialogs/${open.dialog?.id}/submit`, { inputs: { note: 'x' } })).status).toBe(
      404,
    );
  });
});

describe('file consent', () => {
  test('the app uploads where the person has allowed it', async () => {
    chatId = (await hana<Posted>('POST', '/chats', { kind: 'personal' })).body.id;
    const asked = await room.connector<Posted>(
      'POST',
      `/conversations/${encodeURIComponent(chatId)}/activities`,
      {
        type: 'message',
        attachments: [
          {
            contentType: 'application/vnd.microsoft.teams.card.file.consent',
            name: '控え.txt',
            content: {
              description: '控え',
              sizeInBytes: 3,
              acceptContext: { n: 1 },
              declineContext: { n: 2 },
            },
          },
        ],
      },
    );
    at = `/chats/${encodeURIComponent(chatId)}/messages/${asked.body.id}`;
    await press({ action: { type: 'fileConsent', verb: 'accept' } });
    const told = await room.bot.wait((a) => a.name === 'fileConsent/invoke');
    expect(told.value).toMatchObject({ action: 'accept', context: { n: 1 } });
    const upload = told.value?.['uploadInfo'] as { uploadUrl: string } | undefined;
    const uploadUrl = upload?.uploadUrl ?? '';
    const put = await room.https<{ size: number }>('PUT', uploadUrl, { body: 'abc' });
    expect(put).toMatchObject({ status: 201, body: { size: 3 } });
    expect(await room.https('GET', uploadUrl)).toMatchObject({ status: 200, body: 'abc' });
  });
});
