import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { freePort } from '../../../infra/free-port.ts';
import { readConfig } from '../../../infra/local-tenant/config.ts';
import { startTenant } from '../../../infra/local-tenant/tenant.ts';
import type { SeedInput } from '../../../infra/local-tenant/seed.ts';
import type { Tenant } from '../../../infra/local-tenant/tenant.ts';

export const TENANT_ID = '0d4f2a6e-1111-4222-8333-444455556666';
/** May write to sites/cases, may only read sites/rules, may not see sites/secret. */
export const WORKER = { id: '11111111-aaaa-4bbb-8ccc-000000000001', secret: 'worker-secret-1' };
/** Sets lists up everywhere. */
export const ADMIN = { id: '11111111-aaaa-4bbb-8ccc-000000000002', secret: 'admin-secret-2' };
/** Holds no permission at all. */
export const STRANGER = { id: '11111111-aaaa-4bbb-8ccc-000000000003', secret: 'stranger-secret-3' };
export const HANAKO = '22222222-aaaa-4bbb-8ccc-000000000001';
export const TARO = '22222222-aaaa-4bbb-8ccc-000000000002';
export const DESK = '33333333-aaaa-4bbb-8ccc-000000000001';

export const seed: SeedInput = {
  tenant: { id: TENANT_ID, name: 'みなと区（架空）', domain: 'minato.example' },
  apps: [
    {
      appId: WORKER.id,
      displayName: '窓口の仕事',
      secret: WORKER.secret,
      bot: true,
      redirectUris: ['http://localhost:5555/signed-in'],
      grants: {
        applicationPermissions: ['Sites.Selected', 'User.Read.All', 'GroupMember.Read.All'],
        sites: [
          { site: 'sites/cases', role: 'write' },
          { site: '/sites/rules', role: 'read' },
        ],
      },
    },
    {
      appId: ADMIN.id,
      displayName: '準備係',
      secret: ADMIN.secret,
      bot: false,
      grants: { applicationPermissions: ['Sites.Manage.All'] },
    },
    { appId: STRANGER.id, displayName: '通りすがり', secret: STRANGER.secret, bot: false },
  ],
  users: [
    {
      id: HANAKO,
      displayName: '架空 花子',
      mail: 'hanako@minato.example',
      userPrincipalName: 'hanako@minato.example',
      department: '情報政策課',
      jobTitle: '課長',
    },
    {
      id: TARO,
      displayName: '架空 太郎',
      mail: 'taro@minato.example',
      userPrincipalName: 'taro@minato.example',
      department: '情報政策課',
      managerId: HANAKO,
    },
  ],
  groups: [
    {
      id: DESK,
      displayName: '窓口担当',
      mailNickname: 'desk',
      memberIds: [HANAKO, TARO],
      ownerIds: [HANAKO],
    },
  ],
  sites: [
    { path: 'sites/cases', displayName: '相談' },
    { path: 'sites/rules', displayName: '規程' },
    { path: 'sites/secret', displayName: '秘密' },
  ],
};

export type Reply = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  body: Json;
};
export type Json = Record<string, unknown>;

/** Looks into JSON: a name or a number at a time; undefined where there is nothing. */
export function look(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? (at as Json)[String(step)] : undefined),
    value,
  );
}

/** The entries of a collection. */
export function rows(reply: Reply): Json[] {
  return (reply.body['value'] ?? []) as Json[];
}

export type Call = { headers?: Record<string, string>; body?: unknown; bytes?: Buffer | string };
export type Started = {
  tenant: Tenant;
  folder: string;
  api: string;
  certificate: string;
  environment: Record<string, string>;
  /** Any https call, without a token. */
  https(method: string, url: string, call?: Call): Promise<Reply>;
  token(app: { id: string; secret: string }, scope?: string): Promise<string>;
  /** Graph as an application; the path is below /v1.0, or a whole link that Graph gave. */
  graph(app: { id: string; secret: string }, method: string, path: string, call?: Call): Promise<Reply>;
  stop(): Promise<void>;
};

export async function start(
  environment: Record<string, string> = {},
  given: SeedInput = seed,
): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'tenant-'));
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
    ],
  });
  const certificate = join(folder, 'certificate.pem');
  writeFileSync(certificate, made.cert);
  writeFileSync(join(folder, 'key.pem'), made.private);
  writeFileSync(join(folder, 'seed.json'), JSON.stringify(given));
  const env = {
    TENANT_PORT: String(await freePort(2)),
    TENANT_DATA: join(folder, 'data'),
    TENANT_SEED: join(folder, 'seed.json'),
    TENANT_CERT: certificate,
    TENANT_KEY: join(folder, 'key.pem'),
    TENANT_LOG: 'silent',
    // Where to record traffic that is to be held against published contracts.
    ...(process.env['TEST_TRACE'] ? { TENANT_TRACE: process.env['TEST_TRACE'] } : {}),
    ...environment,
  };
  const tenant = await startTenant(readConfig(env));
  const api = tenant.core.config.apiOrigin;
  const ca = readFileSync(certificate, 'utf8');
  const tokens = new Map<string, Promise<string>>();

  const https: Started['https'] = (method, url, call = {}) =>
    new Promise((resolve, reject) => {
      const body = call.bytes ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
      const headers = {
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        ...call.headers,
      };
      const sent = request(new URL(url, api), { method, headers, ca, agent: false }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const isJson = (answer.headers['content-type'] ?? '').includes('json');
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            text,
            body: (isJson && text !== '' ? JSON.parse(text) : {}) as Json,
          });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });

  const token: Started['token'] = async (app, scope = 'https://graph.microsoft.com/.default') => {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: app.id,
      client_secret: app.secret,
      scope,
    });
    const answer = await https('POST', `/${TENANT_ID}/oauth2/v2.0/token`, {
      bytes: form.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    return String(answer.body['access_token']);
  };

  return {
    tenant,
    folder,
    api,
    certificate,
    environment: env,
    https,
    token,
    graph: async (app, method, path, call = {}) => {
      const own = tokens.get(app.id) ?? token(app);
      tokens.set(app.id, own);
      return https(method, path.startsWith('https:') ? path : `/v1.0${path}`, {
        ...call,
        headers: { authorization: `Bearer ${await own}`, ...call.headers },
      });
    },
    stop: async () => {
      await tenant.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
