import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { openDays } from '../shared/kernel/open-days.ts';
import { plainDate } from '../shared/kernel/plain-date.ts';
import { fromTokyo, timeOfDay, tokyoDate } from '../shared/kernel/instant.ts';
import type { Settings } from '../shared/engagements/settings.ts';
import { prepareCertificate } from './certificate.ts';
import { keptSecrets } from './data-folder.ts';
import { startPart, type Part } from './process.ts';
import { localIdentity, seedFromProfile } from './seed-from-profile.ts';

/** The parts of a local product, each startable by itself: the launcher, the tests, the benchmarks and the chaos use them. */

export type Environment = Readonly<Record<string, string | undefined>>;

export type LocalProduct = {
  readonly settings: Settings;
  /** Id or path of the profile. */
  readonly profile: string;
  readonly folder: string;
  readonly botPort: number;
  readonly tenantPort: number;
  readonly trace?: string | undefined;
  readonly environment: Environment;
  /** Certificates (PEM) by which the app may sign in instead of its secret. */
  readonly appCertificates?: readonly string[];
  readonly show: (part: string) => (line: string) => void;
  /** The app is installed for everyone who holds a role before they open it. */
  readonly installed?: boolean;
};

const ROOT = path.join(import.meta.dirname, '..');

const saysReady = (line: string): boolean =>
  line.includes('"event":"ready"') || line.includes('"msg":"ready"');

export const peopleUrl = (product: Pick<LocalProduct, 'tenantPort'>): string =>
  `http://localhost:${product.tenantPort}`;

export const apiUrl = (product: Pick<LocalProduct, 'tenantPort'>): string =>
  `https://localhost:${product.tenantPort + 1}`;

/** PostgreSQL from npm. @returns its address beside the part, before it is ready */
export const startDatabase = async (
  product: Pick<LocalProduct, 'folder' | 'environment' | 'show'>,
): Promise<{ part: Part; url: string }> => {
  const { database, databasePort } = await keptSecrets(product.folder);
  const part = startPart({
    name: 'database',
    script: 'infra/database.ts',
    env: {
      ...product.environment,
      DATABASE_FOLDER: path.join(product.folder, 'database'),
      DATABASE_PORT: String(databasePort),
      DATABASE_PASSWORD: database,
    },
    isReady: saysReady,
    show: product.show('database'),
  });
  return { part, url: `postgresql://desk:${database}@127.0.0.1:${databasePort}/desk` };
};

/** It opens on the real date if that lies in the engagement's term, else on the term's first open day. */
export const clockOpensAt = (settings: Settings, now: number): string => {
  const today = tokyoDate(now);
  const { start, end } = settings.term;
  if (today >= start && today <= end) return new Date(now).toISOString();
  const first = openDays(settings.calendar).add(plainDate(start), 0);
  return new Date(fromTokyo(first, timeOfDay('09:00'))).toISOString();
};

type PageSource = { folder: string; base: string; also: string[]; pages?: string[] };

/** @returns the place, in which `current` names the build */
export const buildPage = async (place: string, page?: PageSource): Promise<string> => {
  // Pages are projects of their own, with a browser's types: their builder is reached by name, not by import.
  const builder = pathToFileURL(path.join(import.meta.dirname, 'local-tenant', 'page', 'build.ts')).href;
  const build = (await import(builder)) as {
    buildPage: (folder: string, page?: PageSource) => Promise<unknown>;
  };
  await build.buildPage(place, page);
  return place;
};

const TENANT_PAGE = path.join(ROOT, '.cache', 'tenant-page');
export const TAB_PAGE = path.join(ROOT, '.cache', 'tab-page');

export const PANE_PAGE = path.join(ROOT, '.cache', 'pane-page');

export const buildTenantPage = (): Promise<string> => buildPage(TENANT_PAGE);

/** What runs inside Teams; the bot serves it. */
export const buildTabPage = (): Promise<string> =>
  buildPage(TAB_PAGE, {
    folder: path.join(ROOT, 'addin', 'tab'),
    base: '/tab/',
    also: [path.join(ROOT, 'shared', 'kernel'), path.join(ROOT, 'shared', 'meetings')],
  });

/** What runs inside Word and PowerPoint, and in a browser by itself; the bot serves it. */
export const buildPanePage = (): Promise<string> =>
  buildPage(PANE_PAGE, {
    folder: path.join(ROOT, 'addin', 'pane'),
    base: '/pane/',
    also: [
      path.join(ROOT, 'addin', 'office'),
      path.join(ROOT, 'shared', 'kernel'),
      path.join(ROOT, 'shared', 'documents'),
    ],
    pages: ['index.html', 'signed-in.html', 'dialog.html'],
  });

/** Where the bot is reached by a browser of this machine: also in the resource that people's tokens are for. */
const publicHost = ({ botPort }: Pick<LocalProduct, 'botPort'>): string => `localhost:${botPort}`;

export const startTenant = async (product: LocalProduct): Promise<Part> => {
  const { settings, folder, tenantPort, botPort, trace } = product;
  const tenantFolder = path.join(folder, 'tenant');
  mkdirSync(tenantFolder, { recursive: true });
  const certificate = await prepareCertificate(path.join(folder, 'certificate'), new Date());
  const seed = path.join(folder, 'seed.json');
  const secrets = { ...(await keptSecrets(folder)), certificates: product.appCertificates ?? [] };
  writeFileSync(
    seed,
    JSON.stringify(seedFromProfile(settings, secrets, publicHost(product), product.installed)),
    {
      mode: 0o600,
    },
  );
  if (trace) mkdirSync(trace, { recursive: true });
  return startPart({
    name: 'tenant',
    script: 'infra/local-tenant/main.ts',
    env: {
      TENANT_CLOCK: clockOpensAt(settings, Date.now()),
      ...product.environment,
      TENANT_PORT: String(tenantPort),
      TENANT_DATA: tenantFolder,
      TENANT_SEED: seed,
      TENANT_CERT: certificate.certificate,
      TENANT_KEY: certificate.key,
      TENANT_PAGE,
      BOT_URL: `http://127.0.0.1:${botPort}/api/messages`,
      TENANT_TRACE: trace,
    },
    isReady: saysReady,
    show: product.show('tenant'),
  });
};

/** What the bot needs to know of the local tenant; with a real one the same variables name that. */
export const botEnvironment = async (product: LocalProduct, databaseUrl: string): Promise<Environment> => {
  const { settings, folder } = product;
  const identity = localIdentity(settings);
  const api = apiUrl(product);
  return {
    ...product.environment,
    PROFILE: product.profile,
    PORT: String(product.botPort),
    DATABASE_URL: databaseUrl,
    NODE_EXTRA_CA_CERTS: path.join(folder, 'certificate', 'authority.pem'),
    MICROSOFT_TENANT_ID: identity.tenantId,
    MICROSOFT_APP_ID: identity.appId,
    MICROSOFT_APP_SECRET: (await keptSecrets(folder)).app,
    SHAREPOINT_HOST: identity.sharePointHost,
    GRAPH_URL: api,
    LOGIN_URL: api,
    BOT_OPENID_METADATA_URL: `${api}/botframework/v1/.well-known/openidconfiguration`,
    FILE_HOSTS: `localhost:${product.tenantPort + 1}`,
    DOMAIN_CLOCK_URL: `${api}/control/clock`,
    PUBLIC_HOST: publicHost(product),
    TEAMS_APP_ID: identity.teamsAppId,
    TAB_FOLDER: TAB_PAGE,
    PANE_FOLDER: PANE_PAGE,
    TAB_FRAME_HOSTS: peopleUrl(product),
  };
};

/** The variables of a local product beyond the environment it was started in. */
export const localVariables = (product: LocalProduct, environment: Environment): Environment => ({
  ...Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => product.environment[name] !== value),
  ),
  TENANT_PORT: String(product.tenantPort),
  DATA_DIR: product.folder,
});

/** Makes the lists, with the administrator's identity. The part ends with 0 when they are there. */
export const startProvisioning = async (product: LocalProduct, bot: Environment): Promise<Part> =>
  startPart({
    name: 'provision',
    script: 'infra/sharepoint/main.ts',
    env: {
      ...bot,
      MICROSOFT_APP_ID: localIdentity(product.settings).provisionerId,
      MICROSOFT_APP_SECRET: (await keptSecrets(product.folder)).provisioner,
    },
    isReady: () => false,
    show: product.show('provision'),
  });

export const startBot = (product: LocalProduct, environment: Environment): Part =>
  startPart({
    name: 'bot',
    script: 'bot/main.ts',
    env: environment,
    isReady: saysReady,
    show: product.show('bot'),
  });
