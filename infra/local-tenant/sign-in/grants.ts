import { createHash, randomBytes } from 'node:crypto';
import type { TenantCore } from '../core.ts';
import type { App } from '../seed.ts';
import { secretRequired } from './client.ts';
import type { Form } from './client.ts';
import { badGrant, missingParameter } from './errors.ts';
import type { Refusal } from './errors.ts';
import { resourceOf } from './scopes.ts';

export type Code = {
  appId: string;
  userId: string;
  redirectUri: string;
  scope: string;
  nonce?: string;
  challenge?: { value: string; method: 'S256' | 'plain' };
  /** Machine time, ms since 1970. */
  expires: number;
};
export type Codes = Map<string, Code>;
export type Granted = { ok: true; body: Record<string, unknown> } | { ok: false; refusal: Refusal };
type Asking = { app: App; confidential: boolean };

export function openRefreshTokens(core: TenantCore): void {
  core.db.exec(
    'CREATE TABLE IF NOT EXISTS refresh_tokens (hash TEXT PRIMARY KEY, app_id TEXT NOT NULL, user_id TEXT NOT NULL, scope TEXT NOT NULL) STRICT',
  );
}

export async function clientCredentials(
  core: TenantCore,
  form: Form,
  { app, confidential }: Asking,
): Promise<Granted> {
  if (!confidential) return { ok: false, refusal: secretRequired };
  const { scope } = form;
  if (!scope) return { ok: false, refusal: missingParameter('scope') };
  if (!scope.endsWith('/.default')) {
    return {
      ok: false,
      refusal: {
        status: 400,
        error: 'invalid_scope',
        code: 1002012,
        description: `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
      },
    };
  }
  const resource = resourceOf(core, scope);
  if (!resource.ok) return resource;
  const token = await core.tokens.signAppToken(app, resource.audience);
  const seconds = core.tokens.lifetimeSeconds;
  return {
    ok: true,
    body: { token_type: 'Bearer', expires_in: seconds, ext_expires_in: seconds, access_token: token },
  };
}

export async function authorizationCode(
  core: TenantCore,
  codes: Codes,
  form: Form,
  asking: Asking,
): Promise<Granted> {
  const given = form['code'];
  if (!given) return { ok: false, refusal: missingParameter('code') };
  const code = codes.get(given);
  codes.delete(given);
  if (!code || code.appId !== asking.app.appId) {
    return {
      ok: false,
      refusal: badGrant(
        70000,
        'The provided value for the code parameter is not valid, or it was redeemed already.',
      ),
    };
  }
  if (code.expires < Date.now())
    return { ok: false, refusal: badGrant(70008, 'The provided authorization code has expired.') };
  if (form['redirect_uri'] !== code.redirectUri) {
    return {
      ok: false,
      refusal: badGrant(
        50011,
        'The redirect URI in the request does not match the one the code was issued for.',
      ),
    };
  }
  if (!isProven(code, form['code_verifier'])) {
    return {
      ok: false,
      refusal: badGrant(
        501481,
        'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
      ),
    };
  }
  if (!code.challenge && !asking.confidential) return { ok: false, refusal: secretRequired };
  return userTokens(core, asking.app, code.userId, form['scope'] ?? code.scope, code.nonce);
}

export async function refreshToken(core: TenantCore, form: Form, { app }: Asking): Promise<Granted> {
  const given = form['refresh_token'];
  if (!given) return { ok: false, refusal: missingParameter('refresh_token') };
  const kept = core.db.get<{ app_id: string; user_id: string; scope: string }>(
    'SELECT app_id, user_id, scope FROM refresh_tokens WHERE hash = ?',
    hash(given),
  );
  if (!kept || kept.app_id !== app.appId) {
    return { ok: false, refusal: badGrant(70000, 'The provided refresh token is not valid.') };
  }
  return userTokens(core, app, kept.user_id, form['scope'] ?? kept.scope);
}

async function userTokens(
  core: TenantCore,
  app: App,
  userId: string,
  scope: string,
  nonce?: string,
): Promise<Granted> {
  const user = core.directory.user(userId);
  if (!user)
    return { ok: false, refusal: badGrant(50034, 'The user account does not exist in the directory.') };
  const resource = resourceOf(core, scope);
  if (!resource.ok) return resource;
  const scp = resource.permissions.filter((each) => each !== '.default').join(' ');
  const asked = new Set(scope.split(/\s+/));
  const seconds = core.tokens.lifetimeSeconds;
  const body: Record<string, unknown> = {
    token_type: 'Bearer',
    scope,
    expires_in: seconds,
    ext_expires_in: seconds,
    access_token: await core.tokens.signUserToken({
      user,
      app,
      audience: resource.audience,
      scp: scp || 'User.Read',
    }),
  };
  if (asked.has('openid')) {
    body['id_token'] = await core.tokens.signIdToken({
      user,
      app,
      ...(nonce === undefined ? {} : { nonce }),
    });
    body['client_info'] = Buffer.from(
      JSON.stringify({ uid: user.id, utid: core.directory.tenant.id }),
    ).toString('base64url');
  }
  if (asked.has('offline_access')) {
    const token = randomBytes(48).toString('base64url');
    core.db.run('INSERT INTO refresh_tokens VALUES (?, ?, ?, ?)', hash(token), app.appId, userId, scope);
    body['refresh_token'] = token;
  }
  return { ok: true, body };
}

function isProven(code: Code, verifier: string | undefined): boolean {
  if (!code.challenge) return true;
  if (verifier === undefined) return false;
  const shown =
    code.challenge.method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url');
  return shown === code.challenge.value;
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
