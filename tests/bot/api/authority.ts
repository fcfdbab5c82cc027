import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';

/** A sign-in authority as small as can be: metadata, keys that can be changed, and tokens of any content. */

export const TENANT = '11111111-1111-4111-8111-111111111111';
export const APP = '22222222-2222-4222-8222-222222222222';
export const HANA = '33333333-3333-4333-8333-333333333333';
export const TEAMS_WEB = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346';

/** Seconds, as tokens count them. */
export const NOW = 1_790_000_000;

export type Authority = {
  readonly url: string;
  readonly issuer: string;
  readonly sign: (
    claims?: JWTPayload,
    how?: { readonly key?: CryptoKey; readonly kid?: string; readonly alg?: string },
  ) => Promise<string>;
  readonly rotate: () => Promise<void>;
  readonly requests: () => readonly string[];
  /** From now on it answers nothing. */
  readonly fall: () => void;
  readonly close: () => Promise<void>;
};

const makeKey = async (kid: string): Promise<{ kid: string; own: CryptoKey; open: JWK }> => {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  return { kid, own: privateKey, open: { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' } };
};

export const claimsOf = (issuer: string): JWTPayload => ({
  iss: issuer,
  aud: APP,
  tid: TENANT,
  oid: HANA,
  azp: TEAMS_WEB,
  scp: 'access_as_user',
  ver: '2.0',
  name: '例田 花子',
  iat: NOW - 10,
  nbf: NOW - 10,
  exp: NOW + 3_600,
});

export const startAuthority = async (): Promise<Authority> => {
  let key = await makeKey('first');
  let fallen = false;
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    if (fallen) return void request.socket.destroy();
    const body = request.url?.includes('openid-configuration')
      ? { issuer, jwks_uri: `${url}/keys` }
      : { keys: [key.open] };
    response.setHeader('content-type', 'application/json');
    return void response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = `${url}/${TENANT}/v2.0`;
  return {
    url,
    issuer,
    sign: (claims = claimsOf(issuer), how = {}) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: how.alg ?? 'RS256', typ: 'JWT', kid: how.kid ?? key.kid })
        .sign(how.key ?? key.own),
    rotate: async () => {
      key = await makeKey(`after-${key.kid}`);
    },
    requests: () => requests,
    fall: () => {
      fallen = true;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
