import { randomUUID } from 'node:crypto';
import type { Settings } from '../shared/engagements/settings.ts';
import { isAdmitted } from '../shared/kernel/permission.ts';
import type { Person } from '../shared/kernel/person.ts';
import type { Problem } from '../shared/kernel/problem.ts';
import type { Route } from './api/route.ts';
import { createServer, type Health, type HttpServer } from './api/server.ts';
import { createTokenCheck } from './api/token.ts';
import type { Config } from './config.ts';
import type { Directory } from './identity/directory.ts';
import type { Log } from './log.ts';
import type { BotEndpoint } from './teams/adapter.ts';

/** All that this process answers over HTTP, listening. */

type Parts = {
  readonly config: Config;
  readonly settings: Settings;
  readonly bot: BotEndpoint;
  readonly routes: readonly Route[];
  readonly directory: Directory;
  readonly health: Health;
  readonly clock: () => number;
  readonly machineClock: () => number;
  readonly log: Log;
};

/** As the bot turns away a guest whom no role and no section names. */
export const notAdmitted =
  (settings: Settings) =>
  (person: Person): Problem | undefined => {
    if (isAdmitted(settings, person)) return undefined;
    const { ja, en } = settings.words.itPolicySection;
    return {
      code: 'notAdmitted',
      message: {
        ja: `このアプリを使う登録がありません。ご利用の場合は${ja}へご連絡ください。`,
        en: `You are not registered to use this app. Please contact the ${en} if you need it.`,
      },
    };
  };

export const serve = async (parts: Parts): Promise<HttpServer> => {
  const { config, settings, bot, routes, directory, health, clock, machineClock, log } = parts;
  const server = createServer({
    bot,
    health,
    routes,
    log,
    clock,
    newId: randomUUID,
    tab: config.tab,
    personOf: directory.person,
    turnAway: notAdmitted(settings),
    checkToken: createTokenCheck({
      loginUrl: config.loginUrl,
      tenantId: config.tenantId,
      appId: config.appId,
      ...config.api,
      machineClock,
    }),
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  return server;
};
