import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLocalJWKSet, errors, exportJWK, generateKeyPair, importJWK, jwtVerify, SignJWT } from 'jose';
import type { CryptoKey, JWK, JWTPayload } from 'jose';
import type { TenantConfig } from './config.ts';
import { stableGuid } from './ids.ts';
import type { App, Seed, User } from './seed.ts';

export const GRAPH_AUDIENCE = 'https://graph.microsoft.com';
export const CONNECTOR_AUDIENCE = 'https://api.botframework.com';
export const BOT_ISSUER = 'https://api.botframework.com';
/** The client id under which Teams on the web signs people in; apps name it among those they let in unasked. */
export const TEAMS_WEB_CLIENT = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346';
const LIFETIME_SECONDS = 3600;

export type AccessClaims = JWTPayload & {
  tid: string;
  oid: string;
  azp: string;
  roles?: string[];
  scp?: string;
  name?: string;
};

export type Verified =
  | { ok: true; claims: AccessClaims }
  | { ok: false; reason: 'missing' | 'malformed' | 'signature' | 'audience' | 'issuer' | 'expired' };

/** Everything that is signed here. Lifetimes run on the machine's clock, never on the domain's. */
export type Tokens = {
  issuer: string;
  jwks(of: 'sign-in' | 'bot'): { keys: JWK[] };
  /** An app-only token: `roles` are the application permissions granted in the seed. */
  signAppToken(app: App, audience: string): Promise<string>;
  /** A token of a person in an app: `scp` are delegated permissions, separated by spaces. */
  signUserToken(given: { user: User; app: App; audience: string; scp: string }): Promise<string>;
  /** A person's token for an app's own API, as the Teams client gets it for a tab. */
  signTabToken(given: { user: User; app: App; scp: string }): Promise<string>;
  signIdToken(given: { user: User; app: App; nonce?: string }): Promise<string>;
  /** What the channel sends to a bot: audience is the bot's app id, `serviceUrl` becomes a claim. */
  signBotToken(given: { audience: string; serviceUrl: string }): Promise<string>;
  /** `bearer` with or without the word Bearer; `audiences` of which one must fit. */
  verify(bearer: string | undefined, audiences: string[]): Promise<Verified>;
  /** What a bot sends to the connector. */
  verifyBotToChannel(bearer: string | undefined): Promise<Verified>;
  lifetimeSeconds: number;
};

export async function openTokens(config: TenantConfig, tenant: Seed['tenant']): Promise<Tokens> {
  const keys = await openKeys(join(config.dataFolder, 'keys.json'));
  const issuer = `${config.apiOrigin}/${tenant.id}/v2.0`;
  const local = createLocalJWKSet({ keys: [keys.signIn.public] });
  const checked = new Map<string, { audience: string; claims: AccessClaims; until: number }>();

  const sign = (payload: JWTPayload, key: Key, from: string, audience: string): Promise<string> =>
    new SignJWT(payload)
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key.kid })
      .setIssuer(from)
      .setAudience(audience)
      .setIssuedAt()
      .setNotBefore('0 seconds')
      .setExpirationTime(`${LIFETIME_SECONDS} seconds`)
      .sign(key.private);
  const common = (app: Pick<App, 'appId' | 'displayName'>): JWTPayload => ({
    tid: tenant.id,
    azp: app.appId,
    appid: app.appId,
    app_displayname: app.displayName,
    azpacr: '1',
    uti: randomBytes(16).toString('base64url'),
    ver: '2.0',
  });

  const verify: Tokens['verify'] = async (bearer, audiences) => {
    const token = bearer?.replace(/^bearer\s+/i, '').trim() ?? '';
    if (token === '') return { ok: false, reason: 'missing' };
    const known = checked.get(token);
    if (known && known.until > Date.now() && audiences.includes(known.audience))
      return { ok: true, claims: known.claims };
    try {
      const { payload } = await jwtVerify<AccessClaims>(token, local, { issuer, audience: audiences });
      if (payload.tid !== tenant.id) return { ok: false, reason: 'issuer' };
      if (checked.size > 1000) checked.clear();
      checked.set(token, {
        audience: String(payload.aud),
        claims: payload,
        until: (payload.exp ?? 0) * 1000,
      });
      return { ok: true, claims: payload };
    } catch (error) {
      return { ok: false, reason: reasonOf(error) };
    }
  };

  return {
    issuer,
    lifetimeSeconds: LIFETIME_SECONDS,
    jwks: (of) => ({
      keys: [
        of === 'bot' ? { ...keys.bot.public, endorsements: ['msteams'] } : { ...keys.signIn.public, issuer },
      ],
    }),
    signAppToken: (app, audience) => {
      const oid = stableGuid('servicePrincipal', tenant.id, app.appId);
      return sign(
        { ...common(app), idtyp: 'app', oid, sub: oid, roles: app.grants.applicationPermissions },
        keys.signIn,
        issuer,
        audience,
      );
    },
    signUserToken: ({ user, app, audience, scp }) =>
      sign(
        {
          ...common(app),
          idtyp: 'user',
          oid: user.id,
          sub: stableGuid('sub', app.appId, user.id),
          scp,
          name: user.displayName,
          preferred_username: user.userPrincipalName,
        },
        keys.signIn,
        issuer,
        audience,
      ),
    signTabToken: ({ user, app, scp }) =>
      sign(
        {
          ...common({ appId: TEAMS_WEB_CLIENT, displayName: 'Microsoft Teams Web Client' }),
          azpacr: '0',
          oid: user.id,
          sub: stableGuid('sub', app.appId, user.id),
          scp,
          name: user.displayName,
          preferred_username: user.userPrincipalName,
        },
        keys.signIn,
        issuer,
        app.appId,
      ),
    signIdToken: ({ user, app, nonce }) =>
      sign(
        {
          tid: tenant.id,
          oid: user.id,
          sub: stableGuid('sub', app.appId, user.id),
          name: user.displayName,
          preferred_username: user.userPrincipalName,
          ver: '2.0',
          ...(nonce === undefined ? {} : { nonce }),
        },
        keys.signIn,
        issuer,
        app.appId,
      ),
    signBotToken: ({ audience, serviceUrl }) =>
      sign({ serviceurl: serviceUrl }, keys.bot, BOT_ISSUER, audience),
    verify,
    verifyBotToChannel: (bearer) => verify(bearer, [CONNECTOR_AUDIENCE]),
  };
}

function reasonOf(error: unknown): 'malformed' | 'signature' | 'audience' | 'issuer' | 'expired' {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) return error.claim === 'aud' ? 'audience' : 'issuer';
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return 'signature';
  return 'malformed';
}

type Key = { kid: string; private: CryptoKey; public: JWK };

/** Keys stay on disk, so that tokens given out before a restart stay good. */
async function openKeys(file: string): Promise<{ signIn: Key; bot: Key }> {
  if (!existsSync(file)) {
    const made = { signIn: await makeKey(), bot: await makeKey() };
    writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  }
  const kept = JSON.parse(readFileSync(file, 'utf8')) as { signIn: JWK; bot: JWK };
  return { signIn: await readKey(kept.signIn), bot: await readKey(kept.bot) };
}

async function makeKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'RS256', use: 'sig' };
}

async function readKey(jwk: JWK): Promise<Key> {
  const imported = await importJWK(jwk, 'RS256');
  if (imported instanceof Uint8Array) throw new Error('keys.json holds no RSA key');
  const { kty, n, e, kid } = jwk;
  if (kty === undefined || n === undefined || e === undefined || kid === undefined)
    throw new Error('keys.json holds no RSA key');
  return { kid, private: imported, public: { kty, n, e, kid, use: 'sig', alg: 'RS256' } };
}
