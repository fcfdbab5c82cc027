import { z } from 'zod';
import { LEAST_CONNECTIONS } from './connections.ts';

/** The only reader of the environment. What is missing is said all at once, with the way to get it. */

const optional = z.string().trim().min(1).optional();
const url = z.url();

const environment = z.object({
  PROFILE: z.string().min(1).default('nerima-r8'),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3978),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z.string().min(1),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(LEAST_CONNECTIONS).max(100).default(20),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),

  MICROSOFT_TENANT_ID: z.string().min(1),
  MICROSOFT_APP_ID: z.string().min(1),
  MICROSOFT_APP_SECRET: optional,
  MICROSOFT_APP_CERTIFICATE_FILE: optional,
  MICROSOFT_APP_CERTIFICATE_KEY_FILE: optional,
  MICROSOFT_MANAGED_IDENTITY_CLIENT_ID: optional,
  MICROSOFT_FEDERATED: z.enum(['true', 'false']).default('false'),

  SHAREPOINT_HOST: z.string().min(1),
  SHAREPOINT_RESOURCE_UNITS_PER_MINUTE: z.coerce.number().int().min(60).default(1_250),
  FOLLOW_LISTS_SECONDS: z.coerce.number().int().min(5).max(60).default(20),

  // The public cloud; another cloud or the local tenant gives its own.
  GRAPH_URL: url.default('https://graph.microsoft.com'),
  LOGIN_URL: url.default('https://login.microsoftonline.com'),
  BOT_OPENID_METADATA_URL: url.default('https://login.botframework.com/v1/.well-known/openidconfiguration'),
  BOT_TOKEN_ISSUER: z.string().min(1).default('https://api.botframework.com'),
  BOT_SCOPE: z.string().min(1).default('https://api.botframework.com'),
  FILE_HOSTS: z.string().default('*.sharepoint.com,*.sharepoint.us,*.svc.ms'),
  DOMAIN_CLOCK_URL: url.optional(),

  PUBLIC_HOST: optional,
  TEAMS_APP_ID: z.guid().optional(),
  API_CLIENTS: z.string().default(''),
  TAB_FOLDER: z.string().min(1).default('.cache/tab-page'),
  PANE_FOLDER: z.string().min(1).default('.cache/pane-page'),
  TAB_FRAME_HOSTS: z.string().default(''),
});

const help: Readonly<Record<string, string>> = {
  DATABASE_CONNECTIONS: `${LEAST_CONNECTIONS} 以上 100 以下。これより少ないと、同時に進む処理が互いの接続を待ち続けます。`,
  DATABASE_URL: 'PostgreSQL 15 以上の接続文字列。npm run bot は指定が無ければ付属の PostgreSQL を使います。',
  MICROSOFT_TENANT_ID: 'Microsoft Entra 管理センター「概要」のテナント ID。',
  MICROSOFT_APP_ID:
    'Microsoft Entra 管理センター「アプリの登録」のアプリケーション（クライアント）ID。ボットと同じ ID を使います。',
  SHAREPOINT_HOST: 'SharePoint のホスト名（例 contoso.sharepoint.com）。',
  credentials:
    'MICROSOFT_APP_SECRET（クライアント シークレット）、MICROSOFT_APP_CERTIFICATE_FILE と MICROSOFT_APP_CERTIFICATE_KEY_FILE（証明書）、MICROSOFT_MANAGED_IDENTITY_CLIENT_ID（マネージド ID）のいずれか。',
};

export type Credential =
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'certificate'; readonly certificateFile: string; readonly keyFile: string }
  | { readonly kind: 'managedIdentity'; readonly clientId: string }
  | { readonly kind: 'federated'; readonly managedIdentityClientId: string };

export type Config = {
  readonly profile: string;
  readonly port: number;
  readonly host: string;
  readonly database: { readonly url: string; readonly connections: number };
  readonly logLevel: string;
  readonly tenantId: string;
  readonly appId: string;
  readonly credential: Credential;
  readonly sharePointHost: string;
  readonly resourceUnitsPerMinute: number;
  readonly followListsSeconds: number;
  readonly graphUrl: string;
  readonly loginUrl: string;
  readonly bot: { readonly metadataUrl: string; readonly issuer: string; readonly scope: string };
  readonly fileHosts: readonly string[];
  readonly api: {
    /** The resource that the app package names for people's tokens. */
    readonly audiences: readonly string[];
    /** Client ids that may get a token beside Microsoft's own. */
    readonly clients: readonly string[];
  };
  readonly tab: {
    readonly folder: string;
    readonly frameHosts: readonly string[];
    /** Opens the tab in Teams; undefined while the id of the app package is not said. */
    readonly link: string | undefined;
  };
  readonly pane: {
    readonly folder: string;
    /** How people sign in to the API from the page, as the app itself. */
    readonly signIn: { readonly clientId: string; readonly authority: string; readonly scope: string };
  };
  /** Only a local tenant on this machine may set the product's domain time. */
  readonly domainClockUrl: string | undefined;
};

type Environment = z.infer<typeof environment>;

type CredentialVariables = Partial<Environment>;

const credentialOf = (env: CredentialVariables): Credential | undefined => {
  const managed = env.MICROSOFT_MANAGED_IDENTITY_CLIENT_ID;
  if (managed)
    return env.MICROSOFT_FEDERATED === 'true'
      ? { kind: 'federated', managedIdentityClientId: managed }
      : { kind: 'managedIdentity', clientId: managed };
  if (env.MICROSOFT_APP_CERTIFICATE_FILE && env.MICROSOFT_APP_CERTIFICATE_KEY_FILE)
    return {
      kind: 'certificate',
      certificateFile: env.MICROSOFT_APP_CERTIFICATE_FILE,
      keyFile: env.MICROSOFT_APP_CERTIFICATE_KEY_FILE,
    };
  if (env.MICROSOFT_APP_SECRET) return { kind: 'secret', secret: env.MICROSOFT_APP_SECRET };
  return undefined;
};

const listOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const isLoopback = (address: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(new URL(address).hostname);

export type ConfigReading =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly faults: readonly string[] };

/** @param variables the environment; given by main, so that a test gives its own */
export const readConfig = (variables: Readonly<Record<string, string | undefined>>): ConfigReading => {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const read = environment.safeParse(present);
  const faults = read.success
    ? []
    : read.error.issues.map((issue) => {
        const name = String(issue.path[0]);
        const what =
          present[name] === undefined ? '設定されていません' : `値が正しくありません（${issue.message}）`;
        return `${name}: ${what}。${help[name] ?? ''}`;
      });
  const credential = read.success ? credentialOf(read.data) : credentialOf(present);
  if (!credential) faults.push(`資格情報: 設定されていません。${help['credentials']}`);
  if (read.success && read.data.DOMAIN_CLOCK_URL && !isLoopback(read.data.DOMAIN_CLOCK_URL))
    faults.push('DOMAIN_CLOCK_URL: このコンピューターの中のローカル テナントだけを指定できます。');
  if (!read.success || !credential || faults.length) return { ok: false, faults };
  const env = read.data;
  return {
    ok: true,
    config: {
      profile: env.PROFILE,
      port: env.PORT,
      host: env.HOST,
      database: { url: env.DATABASE_URL, connections: env.DATABASE_CONNECTIONS },
      logLevel: env.LOG_LEVEL,
      tenantId: env.MICROSOFT_TENANT_ID,
      appId: env.MICROSOFT_APP_ID,
      credential,
      sharePointHost: env.SHAREPOINT_HOST,
      resourceUnitsPerMinute: env.SHAREPOINT_RESOURCE_UNITS_PER_MINUTE,
      followListsSeconds: env.FOLLOW_LISTS_SECONDS,
      graphUrl: env.GRAPH_URL.replace(/\/$/, ''),
      loginUrl: env.LOGIN_URL.replace(/\/$/, ''),
      bot: { metadataUrl: env.BOT_OPENID_METADATA_URL, issuer: env.BOT_TOKEN_ISSUER, scope: env.BOT_SCOPE },
      fileHosts: env.FILE_HOSTS.split(',').map((host) => host.trim()),
      domainClockUrl: env.DOMAIN_CLOCK_URL,
      api: {
        audiences: env.PUBLIC_HOST ? [`api://${env.PUBLIC_HOST}/${env.MICROSOFT_APP_ID}`] : [],
        clients: listOf(env.API_CLIENTS),
      },
      tab: {
        folder: env.TAB_FOLDER,
        frameHosts: listOf(env.TAB_FRAME_HOSTS),
        link: env.TEAMS_APP_ID && `https://teams.microsoft.com/l/entity/${env.TEAMS_APP_ID}/year`,
      },
      pane: {
        folder: env.PANE_FOLDER,
        signIn: {
          clientId: env.MICROSOFT_APP_ID,
          authority: `${env.LOGIN_URL.replace(/\/$/, '')}/${env.MICROSOFT_TENANT_ID}`,
          scope: `api://${env.PUBLIC_HOST ? `${env.PUBLIC_HOST}/` : ''}${env.MICROSOFT_APP_ID}/access_as_user`,
        },
      },
    },
  };
};
