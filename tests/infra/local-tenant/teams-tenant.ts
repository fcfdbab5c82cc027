import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JSONWebKeySet } from 'jose';
import { generate } from 'selfsigned';
import { freePort } from '../../../infra/free-port.ts';
import { readConfig } from '../../../infra/local-tenant/config.ts';
import type { SeedInput } from '../../../infra/local-tenant/seed.ts';
import { startTenant } from '../../../infra/local-tenant/tenant.ts';
import type { Tenant } from '../../../infra/local-tenant/tenant.ts';
import { startFakeBot } from './teams-fake-bot.ts';
import type { FakeBot } from './teams-fake-bot.ts';

export const APP_ID = 'aaaaaaaa-0000-4000-8000-000000000001';
export const TENANT_ID = 'bbbbbbbb-0000-4000-8000-000000000001';
export const GENERAL = '19:general0001@thread.tacv2';
export const DESK = '19:desk0001@thread.tacv2';
export const HANA = 'cccccccc-0000-4000-8000-000000000001';
export const TARO = 'cccccccc-0000-4000-8000-000000000002';
export const JIRO = 'cccccccc-0000-4000-8000-000000000003';

const person = (id: string, displayName: string, upn: string) => ({
  id,
  displayName,
  mail: `${upn}@example.jp`,
  userPrincipalName: `${upn}@example.jp`,
  department: '見本課',
  jobTitle: '主事',
});

export const SEED: SeedInput = {
  tenant: { id: TENANT_ID, name: '見本市', domain: 'example.jp' },
  apps: [{ appId: APP_ID, displayName: '見本アプリ', secret: 'a-secret-for-tests', bot: true }],
  users: [
    person(HANA, '見本 花', 'hana'),
    person(TARO, '見本 太郎', 'taro'),
    person(JIRO, '見本 次郎', 'jiro'),
  ],
  teams: [
    {
      id: 'dddddddd-0000-4000-8000-000000000001',
      displayName: '見本チーム',
      channels: [
        { id: GENERAL, displayName: '一般' },
        { id: DESK, displayName: '受付' },
      ],
      memberIds: [HANA, TARO],
      appIds: [APP_ID],
    },
  ],
};

export type Reply<T> = { status: number; headers: Record<string, string | string[] | undefined>; body: T };
export type Room = {
  tenant: Tenant;
  bot: FakeBot;
  people: string;
  api: string;
  folder: string;
  /** A connector call with the bot's token; `token: ''` sends none. */
  connector<T>(method: string, path: string, body?: unknown, token?: string): Promise<Reply<T>>;
  /** Any address of the https server. */
  https<T>(
    method: string,
    url: string,
    options?: { body?: string | Buffer; headers?: Record<string, string> },
  ): Promise<Reply<T>>;
  /** A person's calls to the people API. */
  as(userId: string): Promise<Caller>;
  /** Ends the tenant and leaves its files to be read. */
  stop(): Promise<void>;
  close(): Promise<void>;
};
export type Caller = <T>(method: string, path: string, body?: unknown) => Promise<Reply<T>>;

/** A tenant of its own on free ports, with its own data, certificate and fake bot. */
export async function openRoom(
  options: { seed?: SeedInput; page?: string; trace?: boolean } = {},
): Promise<Room> {
  const folder = mkdtempSync(join(tmpdir(), 'tenant-'));
  const certificate = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const port = await freePort(2);
  const api = `https://localhost:${port + 1}`;
  const people = `http://localhost:${port}`;

  const https: Room['https'] = (method, url, given = {}) =>
    new Promise((resolve, reject) => {
      const call = httpsRequest(
        url,
        { method, ca: certificate.cert, headers: given.headers ?? {} },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: (/json/.test(response.headers['content-type'] ?? '') && text
                ? JSON.parse(text)
                : text) as never,
            });
          });
        },
      );
      call.on('error', reject);
      call.end(given.body);
    });
  const keys = async (): Promise<JSONWebKeySet> => {
    const metadata = await https<{ jwks_uri: string }>(
      'GET',
      `${api}/botframework/v1/.well-known/openidconfiguration`,
    );
    return (await https<JSONWebKeySet>('GET', metadata.body.jwks_uri)).body;
  };
  const bot = await startFakeBot({ appId: APP_ID, keys });
  const tenant = await startTenant(
    readConfig({
      TENANT_PORT: String(port),
      TENANT_DATA: join(folder, 'data'),
      TENANT_SEED: file('seed.json', JSON.stringify(options.seed ?? SEED)),
      TENANT_CERT: file('cert.pem', certificate.cert),
      TENANT_KEY: file('key.pem', certificate.private),
      BOT_URL: bot.url,
      TENANT_CLOCK: '2026-11-22T10:00:00+09:00',
      TENANT_LOG: 'silent',
      ...(options.page ? { TENANT_PAGE: options.page } : {}),
      ...(options.trace
        ? { TENANT_TRACE: join(folder, 'trace') }
        : process.env['TEST_TRACE']
          ? { TENANT_TRACE: process.env['TEST_TRACE'] }
          : {}),
    }),
  );

  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= tenant.stop());
  let token: string | undefined;
  const botToken = async (): Promise<string> => {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: APP_ID,
      client_secret: 'a-secret-for-tests',
      scope: 'https://api.botframework.com/.default',
    });
    const answer = await https<{ access_token: string }>('POST', `${api}/${TENANT_ID}/oauth2/v2.0/token`, {
      body: form.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    return answer.body.access_token;
  };
  return {
    tenant,
    bot,
    people,
    api,
    folder,
    https,
    async connector(method, path, body, given) {
      token ??= await botToken();
      const bearer = given ?? token;
      return https(method, `${api}/teams/v3${path}`, {
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        headers: {
          'content-type': 'application/json',
          ...(bearer === '' ? {} : { authorization: `Bearer ${bearer}` }),
        },
      });
    },
    async as(userId) {
      const session = await fetch(`${people}/people/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ userId }),
      });
      const { token: mine } = (await session.json()) as { token: string };
      return async (method, path, body) => {
        const bytes = body instanceof Uint8Array;
        const response = await fetch(`${people}/people${path}`, {
          method,
          headers: {
            authorization: `Bearer ${mine}`,
            ...(body === undefined ? {} : { 'content-type': bytes ? 'application/pdf' : 'application/json' }),
          },
          ...(body === undefined
            ? {}
            : { body: bytes ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
        });
        const text = await response.text();
        return { status: response.status, headers: {}, body: (text ? JSON.parse(text) : undefined) as never };
      };
    },
    stop,
    async close() {
      await stop();
      await bot.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
