import { rmSync } from 'node:fs';
import path from 'node:path';
import { readEngagement } from '../../bot/engagement-file.ts';
import { prepareCertificate } from '../../infra/certificate.ts';
import { freePort } from '../../infra/free-port.ts';
import { startDatabase, type Environment, type LocalProduct } from '../../infra/local-product.ts';
import { localIdentity } from '../../infra/seed-from-profile.ts';
import { temporaryFolder } from '../harness/database.ts';
import type { Scene } from './activities.ts';
import { listening, startHelper, type Helper } from './processes.ts';

/** Both bots before the same stand-in for Microsoft 365, on one machine, with one load process. */

export type Stage = {
  readonly scene: Scene;
  readonly token: string;
  readonly load: Helper;
  readonly standIn: Helper;
  readonly startBare: () => Promise<{ bot: Helper; url: string }>;
  readonly startProduct: (
    changes?: Environment,
    execArgv?: readonly string[],
  ) => Promise<{ bot: Helper; url: string }>;
  readonly databaseUrl: string;
  readonly stop: () => Promise<void>;
};

export const openStage = async (profile = 'nerima-r8'): Promise<Stage> => {
  const read = await readEngagement(profile);
  if (!read.ok) throw new Error(`no profile ${profile}`);
  const { settings } = read.engagement;
  const identity = localIdentity(settings);
  const folder = temporaryFolder();
  const certificate = await prepareCertificate(path.join(folder, 'certificate'), new Date());
  const port = await freePort();
  const local: LocalProduct = {
    settings,
    profile,
    folder,
    botPort: 0,
    tenantPort: 0,
    environment: { PATH: process.env['PATH'] },
    show: (part) => (line) => console.error(`[${part}] ${line}`),
  };
  const { part: database, url: databaseUrl } = await startDatabase(local);
  const helpers: Helper[] = [];
  const keep = (helper: Helper): Helper => {
    helpers.push(helper);
    return helper;
  };
  const stop = async (): Promise<void> => {
    for (const helper of helpers.toReversed()) await helper.stop();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await database.ready;
    const standIn = keep(
      startHelper('stand-in.ts', {
        STAND_IN_PORT: String(port),
        STAND_IN_CERT: certificate.certificate,
        STAND_IN_KEY: certificate.key,
        STAND_IN_TENANT: identity.tenantId,
        STAND_IN_APP: identity.appId,
        STAND_IN_GROUPS: [
          settings.sections[0]?.group,
          ...settings.roles.filter(({ id }) => id === settings.chiefs).map(({ group }) => group),
        ].join(','),
      }),
    );
    const { serviceUrl, channelToken } = await standIn.next<{ serviceUrl: string; channelToken: string }>();
    const origin = `https://localhost:${port}`;
    const environment = {
      NODE_EXTRA_CA_CERTS: certificate.authority,
      MICROSOFT_TENANT_ID: identity.tenantId,
      MICROSOFT_APP_ID: identity.appId,
      MICROSOFT_APP_SECRET: 'a secret that the stand-in does not ask for',
      LOGIN_URL: origin,
      BOT_OPENID_METADATA_URL: `${origin}/botframework/v1/.well-known/openidconfiguration`,
    };
    return {
      scene: { serviceUrl, tenantId: identity.tenantId, appId: identity.appId },
      token: channelToken,
      load: keep(startHelper('load.ts')),
      standIn,
      databaseUrl,
      startBare: async () => {
        const botPort = await freePort();
        const bot = keep(startHelper('bare-bot.ts', { ...environment, PORT: String(botPort) }));
        await listening(`http://127.0.0.1:${botPort}/`);
        return { bot, url: `http://127.0.0.1:${botPort}/api/messages` };
      },
      startProduct: async (changes = {}, execArgv = []) => {
        const botPort = await freePort();
        const bot = keep(
          startHelper(
            '../../bot/main.ts',
            {
              ...environment,
              PROFILE: profile,
              PORT: String(botPort),
              DATABASE_URL: databaseUrl,
              SHAREPOINT_HOST: 'localhost',
              GRAPH_URL: origin,
              LOG_LEVEL: 'warn',
              ...changes,
            },
            execArgv,
          ),
        );
        await listening(`http://127.0.0.1:${botPort}/healthz`);
        return { bot, url: `http://127.0.0.1:${botPort}/api/messages` };
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
