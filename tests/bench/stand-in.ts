import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { z } from 'zod';

/**
 * The other side of a bot under load, answering at once and checking nothing, so that the bots are what is measured:
 * keys and sign-in, the connector, and as much of Graph as the product asks for. A process of its own.
 */

const given = z
  .object({
    STAND_IN_PORT: z.coerce.number(),
    STAND_IN_CERT: z.string(),
    STAND_IN_KEY: z.string(),
    STAND_IN_TENANT: z.string(),
    STAND_IN_APP: z.string(),
    STAND_IN_GROUPS: z.string(),
  })
  .parse(process.env);
const origin = `https://localhost:${given.STAND_IN_PORT}`;
const groups = given.STAND_IN_GROUPS.split(',');
const CHIEF = '00000000-0000-4000-8000-999999999999';

const pair = await generateKeyPair('RS256', { extractable: true });
const publicKey = {
  ...(await exportJWK(pair.publicKey)),
  kid: 'load',
  alg: 'RS256',
  use: 'sig',
  endorsements: ['msteams'],
};
const token = (issuer: string, audience: string, claims: Record<string, unknown>): Promise<string> =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'load' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setNotBefore('0 seconds')
    .setExpirationTime('4 hours')
    .sign(pair.privateKey);

const issuer = `${origin}/${given.STAND_IN_TENANT}/v2.0`;
const serviceUrl = `${origin}/teams/`;
/** What Teams would send with every activity. */
const channelToken = await token('https://api.botframework.com', given.STAND_IN_APP, {
  serviceurl: serviceUrl,
});
const outgoing = await token(issuer, 'https://api.botframework.com', {
  tid: given.STAND_IN_TENANT,
  azp: given.STAND_IN_APP,
  appid: given.STAND_IN_APP,
});

const openId = {
  issuer,
  token_endpoint: `${origin}/${given.STAND_IN_TENANT}/oauth2/v2.0/token`,
  authorization_endpoint: `${origin}/${given.STAND_IN_TENANT}/oauth2/v2.0/authorize`,
  end_session_endpoint: `${origin}/${given.STAND_IN_TENANT}/oauth2/v2.0/logout`,
  jwks_uri: `${origin}/keys`,
  response_types_supported: ['code'],
  subject_types_supported: ['pairwise'],
  id_token_signing_alg_values_supported: ['RS256'],
};
const botOpenId = {
  issuer: 'https://api.botframework.com',
  authorization_endpoint: 'https://invalid.botframework.com',
  jwks_uri: `${origin}/keys`,
  id_token_signing_alg_values_supported: ['RS256'],
  token_endpoint_auth_methods_supported: ['private_key_jwt'],
};

let sent = 0;
let items = 0;
/** Messages by the conversation they went to, and when each came. */
const conversations = new Map<string, number>();
const times: number[] = [];

/** The most that came within any second. */
const fullestSecond = (): number => {
  let most = 0;
  for (let first = 0, last = 0; last < times.length; last += 1) {
    while ((times[last] ?? 0) - (times[first] ?? 0) >= 1_000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
};

type Part = { id: string; method: string; url: string };

const user = (id: string): object => ({
  id,
  displayName: id === CHIEF ? '題名 みどり' : '例田 一郎',
  mail: 'person@contoso.example',
  jobTitle: '主事',
  userType: 'Member',
  userPrincipalName: 'person@contoso.example',
});

const graph = (method: string, url: string): { status: number; body: unknown } => {
  if (method === 'POST' && url.includes('/items')) {
    items += 1;
    const id = String(items);
    return { status: 201, body: { id, eTag: `"${randomUUID()},1"`, webUrl: `${origin}/item/${id}` } };
  }
  if (/\/delta\b/.test(url)) {
    const [path] = url.split('?');
    return { status: 200, body: { value: [], '@odata.deltaLink': `${origin}/v1.0${path}?token=1` } };
  }
  if (url.includes('/memberOf')) {
    const own = url.includes(CHIEF) ? groups : groups.slice(0, 1);
    return {
      status: 200,
      body: { value: own.map((mailNickname) => ({ id: mailNickname, mailNickname })) },
    };
  }
  if (url.startsWith('/users/'))
    return { status: 200, body: user(/^\/users\/([^/?]+)/.exec(url)?.[1] ?? '') };
  if (url.includes('/members')) return { status: 200, body: { value: [user(CHIEF)] } };
  if (url.startsWith('/groups')) return { status: 200, body: { value: [{ id: 'group' }] } };
  if (/\/items(\?|$)/.test(url)) return { status: 200, body: { value: [] } };
  return { status: 200, body: { id: 'known', fields: {} } };
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  request.setEncoding('utf8');
  let text = '';
  for await (const part of request) text += String(part);
  return text;
};

const answerTo = async (
  request: IncomingMessage,
): Promise<{ readonly status: number; readonly body?: unknown }> => {
  const { url = '', method = 'GET' } = request;
  const text = method === 'GET' ? '' : await bodyOf(request);
  if (url.startsWith('/teams/v3/')) {
    sent += 1;
    times.push(performance.now());
    const conversation = /conversations\/([^/]+)\/activities/.exec(url)?.[1];
    if (conversation !== undefined)
      conversations.set(conversation, (conversations.get(conversation) ?? 0) + 1);
    return { status: 201, body: { id: String(1_800_000_000_000 + sent) } };
  }
  if (url === '/v1.0/$batch') {
    const { requests } = JSON.parse(text) as { requests: Part[] };
    return {
      status: 200,
      body: { responses: requests.map((part) => ({ id: part.id, ...graph(part.method, part.url) })) },
    };
  }
  if (url.startsWith('/v1.0/')) return graph(method, url.slice('/v1.0'.length));
  if (url.startsWith('/botframework/')) return { status: 200, body: botOpenId };
  if (url === '/keys') return { status: 200, body: { keys: [publicKey] } };
  if (url.includes('/openid-configuration')) return { status: 200, body: openId };
  if (url.includes('/token'))
    return { status: 200, body: { token_type: 'Bearer', expires_in: 3600, access_token: outgoing } };
  if (url.startsWith('/common/discovery/instance'))
    return {
      status: 200,
      body: {
        tenant_discovery_endpoint: `${issuer}/.well-known/openid-configuration`,
        'api-version': '1.1',
        metadata: [
          {
            preferred_network: new URL(origin).host,
            preferred_cache: new URL(origin).host,
            aliases: [new URL(origin).host],
          },
        ],
      },
    };
  return { status: 404, body: { error: { code: 'notFound', message: url } } };
};

const reply = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { status, body } = await answerTo(request);
  const text = body === undefined ? '' : JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
};

createServer(
  {
    cert: readFileSync(given.STAND_IN_CERT),
    key: readFileSync(given.STAND_IN_KEY),
    keepAliveTimeout: 60_000,
  },
  (request, response) => {
    reply(request, response).catch(() => response.destroy());
  },
).listen(given.STAND_IN_PORT, '127.0.0.1', () => {
  console.log(JSON.stringify({ event: 'ready' }));
  process.send?.({ serviceUrl, channelToken });
});
process.on('message', () =>
  process.send?.({ sent, items, conversations: [...conversations], fullestSecond: fullestSecond() }),
);
process.on('disconnect', () => process.exit(0));
