import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { importJWK, SignJWT, type CryptoKey, type JWK } from 'jose';
import type { Account } from '../../infra/local-people.ts';
import { localIdentity } from '../../infra/seed-from-profile.ts';
import type { Product } from './product.ts';

/** Somebody who writes to the bot's address directly, with whatever token, headers and body they like. */

export type Claims = {
  readonly audience?: string;
  readonly issuer?: string;
  readonly serviceUrl?: string;
  /** Seconds from now. */
  readonly from?: number;
  readonly until?: number;
  readonly key?: CryptoKey;
  readonly kid?: string;
};

export type Answered = { readonly status: number; readonly text: string; readonly body: unknown };

export type Attacker = {
  readonly appId: string;
  readonly tenantId: string;
  readonly serviceUrl: string;
  /** The key that signs people in: a real one, but not the channel's. */
  readonly signInKey: CryptoKey;
  readonly kid: string;
  readonly token: (claims?: Claims) => Promise<string>;
  readonly activity: (account: Account, changes?: object) => Record<string, unknown>;
  readonly post: (body: BodyInit, headers?: Readonly<Record<string, string>>) => Promise<Answered>;
  /** An activity as the channel would send it, signed as the channel signs. */
  readonly send: (activity: unknown, claims?: Claims) => Promise<Answered>;
  /** A press of a button that this person's client never showed. */
  readonly press: (account: Account, verb: unknown, data?: unknown) => Promise<Answered>;
};

type Keys = { readonly bot: JWK; readonly signIn: JWK };

const keyOf = async (jwk: JWK): Promise<CryptoKey> => {
  const key = await importJWK(jwk, 'RS256');
  if (key instanceof Uint8Array) throw new Error('not an RSA key');
  return key;
};

export const attackerOf = async (product: Product): Promise<Attacker> => {
  const { local } = product;
  const file = path.join(local.folder, 'tenant', 'keys.json');
  const keys = JSON.parse(readFileSync(file, 'utf8')) as Keys;
  const channelKey = await keyOf(keys.bot);
  const { appId, tenantId } = localIdentity(local.settings);
  const [known] = await product.query('select service_url from channel limit 1');
  const serviceUrl = String(known?.['service_url']);
  const kid = keys.bot.kid ?? '';

  const token: Attacker['token'] = (claims = {}) => {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ serviceurl: claims.serviceUrl ?? serviceUrl })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: claims.kid ?? kid })
      .setIssuer(claims.issuer ?? 'https://api.botframework.com')
      .setAudience(claims.audience ?? appId)
      .setNotBefore(now + (claims.from ?? -60))
      .setExpirationTime(now + (claims.until ?? 3_600))
      .sign(claims.key ?? channelKey);
  };

  const post: Attacker['post'] = async (body, headers = {}) => {
    const response = await fetch(`http://127.0.0.1:${local.botPort}/api/messages`, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(20_000),
    });
    const text = await response.text();
    let parsed: unknown;
    try {
      parsed = JSON.parse(text) as unknown;
    } catch {
      parsed = undefined;
    }
    return { status: response.status, text, body: parsed };
  };

  const activity: Attacker['activity'] = (account, changes = {}) => ({
    type: 'message',
    id: `f:${randomUUID()}`,
    channelId: 'msteams',
    serviceUrl,
    timestamp: '2026-09-14T01:00:00.000Z',
    from: { id: `29:${account.id}`, name: account.name, aadObjectId: account.id },
    recipient: { id: `28:${appId}`, name: 'bot' },
    conversation: { id: `a:${account.id}`, conversationType: 'personal', tenantId },
    locale: 'ja-JP',
    channelData: { tenant: { id: tenantId } },
    ...changes,
  });

  const send: Attacker['send'] = async (sent, claims) =>
    post(JSON.stringify(sent), {
      'content-type': 'application/json',
      authorization: `Bearer ${await token(claims)}`,
    });

  return {
    appId,
    tenantId,
    serviceUrl,
    signInKey: await keyOf(keys.signIn),
    kid,
    token,
    activity,
    post,
    send,
    press: (account, verb, data = {}) =>
      send(
        activity(account, {
          type: 'invoke',
          name: 'adaptiveCard/action',
          value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
        }),
      ),
  };
};

const WATCHED = ['cases', 'counter', 'filing', 'attachment', 'delivery', 'channel'] as const;

/** What the database holds, as one line a table: the same before and after when nothing was changed. */
export const holdings = async (product: Product): Promise<Readonly<Record<string, unknown>>> => {
  const rows = await Promise.all(
    WATCHED.map(async (table) => {
      const [row] = await product.query(
        `select count(*)::int as count, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${table} t`,
      );
      return [table, `${String(row?.['count'])} ${String(row?.['hash'])}`] as const;
    }),
  );
  return Object.fromEntries(rows);
};

/** Nothing waits any more: what the product does on its own is done. */
export const isQuiet = async (product: Product): Promise<boolean> => {
  const [row] = await product.query(`
    select (select count(*) from filing where status = 'pending')
      + (select count(*) from delivery where status in ('pending', 'sending'))
      + (select count(*) from graphile_worker.jobs where task_identifier <> 'follow-lists') as waiting`);
  return Number(row?.['waiting']) === 0;
};
