import type { Settings } from '../shared/engagements/settings.ts';
import { inHouseWords } from '../shared/kernel/house-words.ts';
import { isAdmitted } from '../shared/kernel/permission.ts';
import type { Person } from '../shared/kernel/person.ts';
import type { Problem } from '../shared/kernel/problem.ts';
import type { Route } from './api/route.ts';
import { createServer } from './api/server.ts';
import { createTokenCheck } from './api/token.ts';
import type { Config } from './config.ts';
import { createHealth } from './health.ts';
import type { Desk } from './intake/desk.ts';
import { notConfirmed } from './intake/not-confirmed.ts';
import type { BotEndpoint } from './teams/adapter.ts';

/** All that this process answers over HTTP, listening. */

type Parts = {
  readonly config: Config;
  readonly desk: Desk;
  readonly bot: BotEndpoint;
  readonly routes: readonly Route[];
  readonly machineClock: () => number;
};

/** As the bot turns away a guest whom no role and no section names. */
export const notAdmitted =
  (settings: Settings) =>
  (person: Person): Problem | undefined => {
    if (person.unconfirmed === 'unknown') return notConfirmed;
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

export const serve = async (parts: Parts): Promise<{ readonly stop: () => Promise<void> }> => {
  const { config, desk, bot, routes, machineClock } = parts;
  const { log } = desk;
  const server = createServer({
    bot,
    routes,
    log,
    health: createHealth(desk),
    clock: desk.clock,
    inWords: (text) => inHouseWords(text, desk.settings),
    newId: desk.newId,
    tab: config.tab,
    pane: config.pane,
    personOf: desk.directory.person,
    turnAway: notAdmitted(desk.settings),
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
  log.info({ port: config.port, profile: desk.settings.id }, 'ready');
  return {
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
};
