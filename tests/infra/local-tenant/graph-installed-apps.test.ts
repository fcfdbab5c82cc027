import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { APP_ID, DESK, GENERAL, HANA, JIRO, openRoom, SEED, TARO, TENANT_ID } from './teams-tenant.ts';
import type { Reply, Room } from './teams-tenant.ts';

const MANIFEST = 'eeeeeeee-0000-4000-8000-000000000001';
const OTHER = {
  id: 'aaaaaaaa-0000-4000-8000-000000000002',
  manifest: 'eeeeeeee-0000-4000-8000-000000000002',
};
type Row = { id: string; externalId?: string; teamsApp?: { id: string; externalId: string } };
type Body = { value: Row[]; id: string; chatType: string; error: { code: string; message: string } };

let room: Room;
beforeAll(async () => {
  room = await openRoom({
    seed: {
      ...SEED,
      apps: [
        {
          appId: APP_ID,
          displayName: '見本アプリ',
          secret: 'a-secret-for-tests',
          bot: true,
          teamsAppId: MANIFEST,
          installedFor: [TARO],
          grants: {
            applicationPermissions: ['TeamsAppInstallation.ReadWriteSelfForUser.All', 'AppCatalog.Read.All'],
          },
        },
        {
          appId: OTHER.id,
          displayName: '別のアプリ',
          secret: 'another-secret',
          bot: false,
          teamsAppId: OTHER.manifest,
        },
      ],
    },
  });
});
afterAll(() => room.close());

let token: Promise<string> | undefined;
const signIn = async (): Promise<string> => {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: APP_ID,
    client_secret: 'a-secret-for-tests',
    scope: 'https://graph.microsoft.com/.default',
  });
  const reply = await room.https<{ access_token: string }>(
    'POST',
    `${room.api}/${TENANT_ID}/oauth2/v2.0/token`,
    { body: form.toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  );
  return reply.body.access_token;
};
async function graph(method: string, path: string, body?: object): Promise<Reply<Body>> {
  token ??= signIn();
  return room.https<Body>(method, `${room.api}/v1.0${path}`, {
    ...(body ? { body: JSON.stringify(body) } : {}),
    headers: { authorization: `Bearer ${await token}`, 'content-type': 'application/json' },
  });
}
const installedFor = (user: string): Promise<Reply<Body>> =>
  graph(
    'GET',
    `/users/${user}/teamwork/installedApps?$expand=teamsApp&$filter=teamsApp/externalId eq '${MANIFEST}'`.replaceAll(
      ' ',
      '%20',
    ),
  );
const bind = (id: string): object => ({
  'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${id}`,
});
const catalogId = async (manifest: string): Promise<string> => {
  const found = await graph('GET', `/appCatalogs/teamsApps?$filter=externalId%20eq%20'${manifest}'`);
  expect(found.status).toBe(200);
  return found.body.value[0]?.id ?? '';
};
const send = (conversation: string): Promise<Reply<Body>> =>
  room.connector('POST', `/conversations/${encodeURIComponent(conversation)}/activities`, {
    type: 'message',
    text: 'お知らせです',
  });

test('who has the app is found by the id of the manifest, which is not the id in the catalogue', async () => {
  const id = await catalogId(MANIFEST);
  expect(id).not.toBe(MANIFEST);
  expect((await installedFor(JIRO)).body.value).toEqual([]);
  const [taro] = (await installedFor(TARO)).body.value;
  expect(taro?.teamsApp).toMatchObject({ id, externalId: MANIFEST, distributionMethod: 'organization' });
});

test('an application installs itself for a person once; then it may write to them', async () => {
  const members = [{ id: JIRO }];
  const open = () =>
    room.connector<Body>('POST', '/conversations', { isGroup: false, tenantId: TENANT_ID, members });
  expect((await open()).body.error.code).toBe('ForbiddenOperationException');
  const path = `/users/${JIRO}/teamwork/installedApps`;
  const app = await catalogId(MANIFEST);
  expect((await graph('POST', path, bind(app))).status).toBe(201);
  await room.bot.wait((a) => a.type === 'conversationUpdate' && a.from.aadObjectId === JIRO);
  await room.bot.wait(
    (a) => a.type === 'installationUpdate' && a.action === 'add' && a.from.aadObjectId === JIRO,
  );
  const again = await graph('POST', path, bind(app));
  expect([again.status, again.body.error.code]).toEqual([409, 'Conflict']);
  expect((await open()).status).toBe(201);

  const [installation] = (await installedFor(JIRO)).body.value;
  const chat = await graph('GET', `${path}/${encodeURIComponent(installation?.id ?? '')}/chat`);
  expect(chat.body).toMatchObject({ id: `19:${JIRO}_${APP_ID}@unq.gbl.spaces`, chatType: 'oneOnOne' });
  expect((await send(chat.body.id)).status).toBe(201);
});

test('an application installs no other than itself', async () => {
  const refused = await graph(
    'POST',
    `/users/${JIRO}/teamwork/installedApps`,
    bind(await catalogId(OTHER.manifest)),
  );
  expect([refused.status, refused.body.error.code]).toEqual([403, 'Forbidden']);
  const unknown = await graph('POST', `/users/${JIRO}/teamwork/installedApps`, bind(MANIFEST));
  expect(unknown.status).toBe(404);
});

test('who takes the app away is out of its reach, and the bot is told', async () => {
  const taro = await room.as(TARO);
  const { chats } = (await taro<{ chats: { id: string; kind: string }[] }>('GET', '/chats')).body;
  const own = chats.find(({ kind }) => kind === 'personal')?.id ?? '';
  expect((await send(own)).status).toBe(201);
  await taro('DELETE', `/chats/${encodeURIComponent(own)}/app`);
  await room.bot.wait((a) => a.type === 'installationUpdate' && a.action === 'remove');
  const refused = await send(own);
  expect([refused.status, refused.body.error.code]).toEqual([403, 'BotNotInConversationRoster']);
  expect((await installedFor(TARO)).body.value).toEqual([]);
});

test('a channel that people make is told to the bot, which may write there', async () => {
  const hana = await room.as(HANA);
  const { teams } = (await hana<{ teams: { id: string }[] }>('GET', '/teams')).body;
  const made = await hana<{ id: string }>('POST', `/teams/${teams[0]?.id}/channels`, { name: '会議' });
  expect(made.status).toBe(201);
  const told = await room.bot.wait((a) => a.channelData['eventType'] === 'channelCreated');
  expect(told).toMatchObject({
    type: 'conversationUpdate',
    conversation: { id: GENERAL },
    channelData: { channel: { id: made.body.id, name: '会議' }, team: { id: GENERAL } },
  });
  expect(made.body.id).not.toBe(DESK);
  expect((await send(made.body.id)).status).toBe(201);

  const chat = `/chats/${encodeURIComponent(made.body.id)}`;
  expect((await hana('PATCH', chat, { name: '定例会' })).status).toBe(204);
  const renamed = await room.bot.wait((a) => a.channelData['eventType'] === 'channelRenamed');
  expect(renamed.channelData['channel']).toEqual({ id: made.body.id, name: '定例会' });
  expect((await hana('DELETE', chat)).status).toBe(204);
  await room.bot.wait((a) => a.channelData['eventType'] === 'channelDeleted');
  const gone = await send(made.body.id);
  expect([gone.status, gone.body.error.code]).toEqual([404, 'ConversationNotFound']);
  expect((await hana('DELETE', `/chats/${encodeURIComponent(GENERAL)}`)).status).toBe(409);
  const jiro = await room.as(JIRO);
  expect((await jiro('POST', `/teams/${teams[0]?.id}/channels`, { name: '他' })).status).toBe(404);
});
