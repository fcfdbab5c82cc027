import { randomUUID } from 'node:crypto';
import type { TenantCore } from '../core.ts';
import type { App } from '../seed.ts';
import { openChats } from './chats.ts';
import type { Chats } from './chats.ts';
import { openFiles } from './files.ts';
import type { Files } from './files.ts';
import { createIds } from './ids.ts';
import type { Ids } from './ids.ts';
import { openRoster } from './roster.ts';
import type { Roster } from './roster.ts';
import { openTeamsStore } from './store.ts';
import type { TeamsStore } from './store.ts';
import { createBotLine } from './to-bot.ts';
import type { BotLine } from './to-bot.ts';

/** What the parts of Teams are handed. */
export type Teams = {
  core: TenantCore;
  /** The one app with a bot that this tenant knows; its endpoint is configuration. */
  app: App;
  /** Where the bot sends its answers; stands in every activity and in the token's claim. */
  serviceUrl: string;
  store: TeamsStore;
  files: Files;
  ids: Ids;
  roster: Roster;
  chats: Chats;
  bot: BotLine;
  /** The servers are stopping: an answer that comes late has nowhere to go. */
  closing: boolean;
};

const opened = new WeakMap<TenantCore, Teams>();

/** Both servers share one state: the connector writes what people read. */
export function openTeams(core: TenantCore): Teams {
  const known = opened.get(core);
  if (known) return known;
  const app = core.directory.apps().find((each) => each.bot) ?? NO_BOT;
  const store = openTeamsStore(core.db);
  const ids = createIds({
    tenantId: core.directory.tenant.id,
    appId: app.appId,
    now: () => core.clock.now(),
    lastMessageId: store.lastMessageId(),
    random: randomUUID,
  });
  const serviceUrl = `${core.config.apiOrigin}/teams/`;
  const roster = openRoster(core.directory, ids, app);
  const bot = createBotLine({ core, app, serviceUrl });
  const chats = openChats({ core, app, store, ids, roster, bot, serviceUrl });
  const teams: Teams = {
    core,
    app,
    serviceUrl,
    store,
    files: openFiles(core.db),
    ids,
    roster,
    chats,
    bot,
    closing: false,
  };
  opened.set(core, teams);
  core.status.set('teams', () => ({ ...bot.counters(), seq: store.seq(), chats: store.chats().length }));
  return teams;
}

/** People can write to each other in a tenant whose seed registers no bot. */
const NO_BOT: App = {
  appId: '00000000-0000-0000-0000-000000000000',
  displayName: 'アプリ未登録',
  secret: '',
  certificates: [],
  redirectUris: [],
  bot: false,
  grants: { applicationPermissions: [], sites: [] },
  commands: [],
  installedFor: [],
  tabs: [],
};
