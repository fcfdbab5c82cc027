import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { base64url, generateKeyPair, UnsecuredJWT, type CryptoKey } from 'jose';
import { createTokenCheck, type CheckToken } from '../../../bot/api/token.ts';
import { APP, claimsOf, HANA, NOW, startAuthority, TENANT, type Authority } from './authority.ts';

/** Who calls our own API: nothing but a person's own token of this tenant, for this app, from a client we know. */

let authority: Authority;
let check: CheckToken;
let stranger: CryptoKey;

const checkOf = (clock = (): number => NOW * 1000): CheckToken =>
  createTokenCheck({
    loginUrl: authority.url,
    tenantId: TENANT,
    appId: APP,
    audiences: [`api://desk.example.jp/${APP}`],
    clients: ['99999999-9999-4999-8999-999999999999'],
    machineClock: clock,
  });

beforeAll(async () => {
  authority = await startAuthority();
  stranger = (await generateKeyPair('RS256')).privateKey;
});
afterAll(() => authority.close());

const outcome = async (authorization: string | undefined, by = check): Promise<unknown> => {
  const checked = await by(authorization);
  return checked.ok ? checked.caller : `${checked.refusal.status} ${checked.why}`;
};
const withClaims = async (changes: Record<string, unknown>): Promise<unknown> =>
  outcome(`Bearer ${await authority.sign({ ...claimsOf(authority.issuer), ...changes })}`);

beforeAll(() => {
  check = checkOf();
});

describe('who is let in', () => {
  test('a person with a token from Teams', async () => {
    expect(await withClaims({})).toEqual({ personId: HANA, name: '例田 花子' });
  });
  test.each([
    ['the app id as a resource', { aud: `api://${APP}` }],
    ['the resource that the package names', { aud: `api://desk.example.jp/${APP}` }],
    ['the app itself as client', { azp: APP }],
    ['a client of the tenant’s own', { azp: '99999999-9999-4999-8999-999999999999' }],
    ['a further scope beside ours', { scp: 'profile access_as_user' }],
    ['a clock that is a minute off', { nbf: NOW + 60, iat: NOW + 60 }],
  ])('%s', async (_what, changes) => {
    expect(await withClaims(changes)).toMatchObject({ personId: HANA });
  });
});

describe('who is not', () => {
  test.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Basic aGFuYTpoYW5h',
    'Bearer a.b',
    'Bearer ..',
    'bearer a.b.c d',
  ])('no token: %j', async (authorization) => {
    expect(await outcome(authorization)).toMatch(/^401 /);
  });

  test.each([
    ['expired', { exp: NOW - 600 }, '401 ERR_JWT_EXPIRED'],
    ['not yet valid', { nbf: NOW + 600 }, '401 ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['without an end', { exp: undefined }, '401 ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['for Graph', { aud: 'https://graph.microsoft.com' }, '401 ERR_JWT_CLAIM_VALIDATION_FAILED'],
    [
      'for another app',
      { aud: '44444444-4444-4444-8444-444444444444' },
      '401 ERR_JWT_CLAIM_VALIDATION_FAILED',
    ],
    ['of another issuer', { iss: 'https://sts.windows.net/' }, '401 ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['of another tenant', { tid: '55555555-5555-4555-8555-555555555555' }, '401 tenant'],
    ['of no tenant', { tid: undefined }, '401 claims'],
    ['of nobody', { oid: undefined }, '401 claims'],
    ['of somebody who is no id', { oid: "' or 1=1" }, '401 claims'],
    ['of version 1', { ver: '1.0' }, '401 claims'],
    ['from another client', { azp: '66666666-6666-4666-8666-666666666666' }, '403 client'],
    ['without our scope', { scp: 'User.Read' }, '403 scope'],
    ['with a scope that only begins like ours', { scp: 'access_as_user_too' }, '403 scope'],
    ['of an application', { scp: undefined, roles: ['access_as_user'], idtyp: 'app' }, '403 scope'],
    ['of an application that claims a scope', { idtyp: 'app' }, '403 scope'],
  ])('a token %s', async (_what, changes, expected) => {
    expect(await withClaims(changes)).toBe(expected);
  });

  test('a token signed by somebody else, under a key’s name that is known', async () => {
    const token = await authority.sign(claimsOf(authority.issuer), { key: stranger });
    expect(await outcome(`Bearer ${token}`)).toBe('401 ERR_JWS_SIGNATURE_VERIFICATION_FAILED');
  });

  test('a token that is not signed', async () => {
    const token = new UnsecuredJWT(claimsOf(authority.issuer)).encode();
    expect(await outcome(`Bearer ${token}`)).toMatch(/^401 /);
    expect(await outcome(`Bearer ${token}x`)).toMatch(/^401 /);
  });

  test('whatever is changed in a signed token', async () => {
    const token = await authority.sign();
    const [head = '', body = '', signature = ''] = token.split('.');
    const claims = JSON.parse(new TextDecoder().decode(base64url.decode(body))) as Record<string, unknown>;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(claims), 'roles', 'wids'),
        fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.uuid()),
        async (name, value) => {
          fc.pre(claims[name] !== value);
          const forged = base64url.encode(JSON.stringify({ ...claims, [name]: value }));
          expect(await outcome(`Bearer ${head}.${forged}.${signature}`)).toBe(
            '401 ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  test('whatever else stands where the token should', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 200 }), async (text) => {
        expect(await outcome(`Bearer ${text}`)).toMatch(/^401 /);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the keys of the tenant', () => {
  test('are asked for once, and again when they changed', async () => {
    const own = await startAuthority();
    let now = NOW * 1000;
    const by = createTokenCheck({ loginUrl: own.url, tenantId: TENANT, appId: APP, machineClock: () => now });
    for (let i = 0; i < 5; i += 1)
      expect(await outcome(`Bearer ${await own.sign()}`, by)).toMatchObject({ personId: HANA });
    expect(own.requests()).toHaveLength(2);
    await own.rotate();
    now += 25 * 60 * 60_000;
    const claims = { ...claimsOf(own.issuer), exp: now / 1000 + 60 };
    expect(await outcome(`Bearer ${await own.sign(claims)}`, by)).toMatchObject({ personId: HANA });
    await own.close();
  });

  test('a stranger’s key names do not make us ask again and again', async () => {
    const before = authority.requests().length;
    for (let i = 0; i < 20; i += 1)
      expect(
        await outcome(`Bearer ${await authority.sign(claimsOf(authority.issuer), { kid: `made-up-${i}` })}`),
      ).toBe('401 ERR_JWKS_NO_MATCHING_KEY');
    expect(authority.requests().length).toBe(before);
  });

  test('an authority that does not answer is said to be that, and lets nobody in', async () => {
    const own = await startAuthority();
    const by = createTokenCheck({
      loginUrl: own.url,
      tenantId: TENANT,
      appId: APP,
      machineClock: () => NOW * 1000,
    });
    const token = await own.sign();
    own.fall();
    expect(await outcome(`Bearer ${token}`, by)).toBe('503 noAuthority');
    await own.close();
  });
});
