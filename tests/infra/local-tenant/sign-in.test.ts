import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createLocalJWKSet, decodeJwt, importPKCS8, jwtVerify, SignJWT } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { generate } from 'selfsigned';
import { HANAKO, look, seed, start, STRANGER, TENANT_ID, WORKER } from './started-tenant.ts';
import type { Reply, Started } from './started-tenant.ts';

let tenant: Started;
const CERTIFIED = '11111111-aaaa-4bbb-8ccc-000000000009';

beforeAll(async () => {
  tenant = await start();
});
afterAll(() => tenant.stop());

const askToken = (form: Record<string, string>, to = tenant): Promise<Reply> =>
  to.https('POST', `/${TENANT_ID}/oauth2/v2.0/token`, {
    bytes: new URLSearchParams(form).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
const GRAPH = 'https://graph.microsoft.com/.default';

describe('an application signs in with its secret', () => {
  test('and gets a Graph token with its granted permissions, signed by a published key', async () => {
    const metadata = await tenant.https('GET', `/${TENANT_ID}/v2.0/.well-known/openid-configuration`);
    const keys = await tenant.https('GET', String(metadata.body['jwks_uri']));
    const token = await tenant.token(WORKER);
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys.body as unknown as JSONWebKeySet), {
      issuer: String(metadata.body['issuer']),
      audience: 'https://graph.microsoft.com',
    });
    expect(payload['tid']).toBe(TENANT_ID);
    expect(payload['azp']).toBe(WORKER.id);
    expect(payload['roles']).toEqual(['Sites.Selected', 'User.Read.All', 'GroupMember.Read.All']);
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
  });

  test("this host's own address is another name for Graph", async () => {
    expect(decodeJwt(await tenant.token(WORKER, `${tenant.api}/.default`)).aud).toBe(
      'https://graph.microsoft.com',
    );
  });

  test.each([
    ['a wrong secret', { client_secret: 'wrong-secret' }, 401, 'invalid_client', 7000215],
    [
      'an unknown application',
      { client_id: '99999999-aaaa-4bbb-8ccc-000000000009' },
      400,
      'unauthorized_client',
      700016,
    ],
    ['an unknown resource', { scope: 'https://nowhere.example/.default' }, 400, 'invalid_resource', 500011],
    ['a scope without /.default', { scope: 'Sites.Read.All' }, 400, 'invalid_scope', 1002012],
    ['an unknown grant', { grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
  ])('%s is refused as Entra refuses it', async (_what, wrong, status, error, code) => {
    const answer = await askToken({
      grant_type: 'client_credentials',
      client_id: WORKER.id,
      client_secret: WORKER.secret,
      scope: GRAPH,
      ...wrong,
    });
    expect(answer.status).toBe(status);
    expect(answer.body['error']).toBe(error);
    expect(answer.body['error_codes']).toEqual([code]);
    expect(answer.body['error_description']).toMatch(
      new RegExp(`^AADSTS${code}: .* Trace ID: .* Correlation ID: .* Timestamp: `),
    );
    expect(Object.keys(answer.body)).toEqual(
      expect.arrayContaining(['timestamp', 'trace_id', 'correlation_id']),
    );
  });

  test('another tenant is not found', async () => {
    const answer = await tenant.https(
      'GET',
      '/99999999-aaaa-4bbb-8ccc-000000000009/v2.0/.well-known/openid-configuration',
    );
    expect(answer.body['error_codes']).toEqual([90002]);
  });
});

test('an application signs in with an assertion that its registered certificate signed', async () => {
  const made = await generate([{ name: 'commonName', value: 'application' }], {
    keySize: 2048,
    algorithm: 'sha256',
  });
  const key = await importPKCS8(made.private, 'RS256');
  const certified = { appId: CERTIFIED, displayName: '証明書の人', secret: 'unused-secret', bot: false };
  const other = await start(
    {},
    { ...seed, apps: [...(seed.apps ?? []), { ...certified, certificates: [made.cert] }] },
  );
  const assertion = (subject: string): Promise<string> =>
    new SignJWT({ jti: randomBytes(8).toString('hex') })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
      .setIssuer(subject)
      .setSubject(subject)
      .setAudience(`${other.api}/${TENANT_ID}/oauth2/v2.0/token`)
      .setExpirationTime('5 minutes')
      .sign(key);
  const form = { grant_type: 'client_credentials', scope: GRAPH };
  try {
    const own = { ...form, client_id: CERTIFIED, client_assertion: await assertion(CERTIFIED) };
    expect(decodeJwt(String((await askToken(own, other)).body['access_token']))['azp']).toBe(CERTIFIED);
    const foreign = { ...form, client_id: STRANGER.id, client_assertion: await assertion(STRANGER.id) };
    const refused = await askToken(foreign, other);
    expect([refused.status, refused.body['error_codes']]).toEqual([401, [700027]]);
  } finally {
    await other.stop();
  }
});

describe('a person signs in', () => {
  const redirect = 'http://localhost:5555/signed-in';
  const verifier = randomBytes(32).toString('base64url');
  const asked = (changes: Record<string, string> = {}): string =>
    new URLSearchParams({
      client_id: WORKER.id,
      response_type: 'code',
      redirect_uri: redirect,
      scope: `openid offline_access api://${WORKER.id}/access_as_user`,
      state: 'st&te',
      nonce: 'n-1',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...changes,
    }).toString();
  const pick = async (user: string): Promise<URL> => {
    const form = `${asked()}&${new URLSearchParams({ user }).toString()}`;
    const answer = await tenant.https('POST', `/${TENANT_ID}/oauth2/v2.0/authorize`, {
      bytes: form,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    return new URL(String(answer.headers['location']));
  };

  test('the page says that it is not Microsoft and offers the people of the tenant', async () => {
    const page = await tenant.https('GET', `/${TENANT_ID}/oauth2/v2.0/authorize?${asked()}`);
    expect(page.text).toContain('ローカル テナント');
    expect(page.text).toContain('架空 花子');
    expect(page.text).not.toContain('type="password"');
  });

  test('the code is redeemed once, with its verifier, for tokens of that person', async () => {
    const back = await pick(HANAKO);
    expect(back.searchParams.get('state')).toBe('st&te');
    const form = {
      grant_type: 'authorization_code',
      client_id: WORKER.id,
      code: back.searchParams.get('code') ?? '',
      redirect_uri: redirect,
      code_verifier: verifier,
    };
    const tokens = await askToken(form);
    const access = decodeJwt(String(tokens.body['access_token']));
    expect([access['oid'], access.aud, access['scp']]).toEqual([HANAKO, WORKER.id, 'access_as_user']);
    expect(decodeJwt(String(tokens.body['id_token']))['nonce']).toBe('n-1');
    expect((await askToken(form)).body['error']).toBe('invalid_grant');

    const again = await askToken({
      grant_type: 'refresh_token',
      client_id: WORKER.id,
      refresh_token: String(tokens.body['refresh_token']),
      scope: 'User.Read offline_access',
    });
    expect(decodeJwt(String(again.body['access_token'])).aud).toBe('https://graph.microsoft.com');
  });

  test('a code without the right verifier is worth nothing', async () => {
    const back = await pick(HANAKO);
    const answer = await askToken({
      grant_type: 'authorization_code',
      client_id: WORKER.id,
      code: back.searchParams.get('code') ?? '',
      redirect_uri: redirect,
      code_verifier: 'another',
    });
    expect(answer.body['error_codes']).toEqual([501481]);
  });

  test('nobody is sent to an address that is not registered', async () => {
    const answer = await tenant.https(
      'GET',
      `/${TENANT_ID}/oauth2/v2.0/authorize?${asked({ redirect_uri: 'https://evil.example/' })}`,
    );
    expect([answer.status, answer.body['error_codes']]).toEqual([400, [50011]]);
  });
});

test('the bot finds endorsed keys for what the channel sends, under the Bot Framework issuer', async () => {
  const metadata = await tenant.https('GET', '/botframework/v1/.well-known/openidconfiguration');
  expect(metadata.body['issuer']).toBe('https://api.botframework.com');
  const keys = await tenant.https('GET', String(metadata.body['jwks_uri']));
  expect(look(keys.body, 'keys', 0, 'endorsements')).toEqual(['msteams']);
  const signed = await tenant.tenant.core.tokens.signBotToken({
    audience: WORKER.id,
    serviceUrl: `${tenant.api}/teams/`,
  });
  const { payload } = await jwtVerify(signed, createLocalJWKSet(keys.body as unknown as JSONWebKeySet), {
    issuer: 'https://api.botframework.com',
    audience: WORKER.id,
  });
  expect(payload['serviceurl']).toBe(`${tenant.api}/teams/`);
});

test('a token for the connector opens the connector and not Graph', async () => {
  const token = await tenant.token(WORKER, 'https://api.botframework.com/.default');
  expect((await tenant.tenant.core.tokens.verifyBotToChannel(`Bearer ${token}`)).ok).toBe(true);
  expect(
    (await tenant.tenant.core.tokens.verifyBotToChannel(`Bearer ${await tenant.token(WORKER)}`)).ok,
  ).toBe(false);
  const refused = await tenant.https('GET', '/v1.0/sites/root', {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(refused.status).toBe(401);
  expect(look(refused.body, 'error', 'code')).toBe('InvalidAuthenticationToken');
});

test('the real msal-node signs in over https under a development certificate', async () => {
  const script = `
    import { ConfidentialClientApplication } from '@azure/msal-node';
    const client = new ConfidentialClientApplication({
      auth: { clientId: process.env.APP, clientSecret: process.env.SECRET, authority: process.env.AUTHORITY, knownAuthorities: ['localhost:' + new URL(process.env.AUTHORITY).port] },
      system: { protocolMode: 'OIDC' },
    });
    const { accessToken } = await client.acquireTokenByClientCredential({ scopes: ['https://graph.microsoft.com/.default'] });
    const answer = await fetch(new URL('/v1.0/sites/localhost:/sites/cases', process.env.AUTHORITY), { headers: { authorization: 'Bearer ' + accessToken } });
    console.log(answer.status, (await answer.json()).displayName);`;
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      NODE_EXTRA_CA_CERTS: tenant.certificate,
      APP: WORKER.id,
      SECRET: WORKER.secret,
      AUTHORITY: `${tenant.api}/${TENANT_ID}/v2.0`,
    },
  });
  expect(stdout.trim()).toBe('200 相談');
});
