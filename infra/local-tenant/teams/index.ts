import type { FastifyInstance } from 'fastify';
import type { TenantCore } from '../core.ts';
import { connectorRoutes } from './connector.ts';
import { pageRoutes } from './page-files.ts';
import { actionRoutes } from './people-actions.ts';
import { chatRoutes } from './people-chats.ts';
import { eventRoutes } from './people-events.ts';
import { botFileRoutes, peopleFileRoutes } from './people-files.ts';
import { messageRoutes } from './people-messages.ts';
import { outlookRoutes } from './people-outlook.ts';
import { sessionRoutes } from './people-session.ts';
import { sharePointRoutes } from './people-sharepoint.ts';
import { tabRoutes } from './people-tabs.ts';
import { relayFromBot, relayFromClient } from './relay.ts';
import { openTeams } from './teams.ts';

/** The Bot Connector, the files given to the bot and the relay's far end, on the https server. */
export function registerConnector(app: FastifyInstance, core: TenantCore): void {
  const teams = openTeams(core);
  void app.register(async (scope) => {
    jsonOrNothing(scope);
    connectorRoutes(scope, teams);
    relayFromBot(scope, teams);
    botFileRoutes(scope, teams);
    scope.addHook('onClose', async () => {
      teams.closing = true;
      teams.chats.stop();
    });
  });
}

/** What people use: their API, the relay for other clients, and the page itself, on the http server. */
export function registerPeople(app: FastifyInstance, core: TenantCore): void {
  const teams = openTeams(core);
  void app.register(async (scope) => {
    jsonOrNothing(scope);
    const who = sessionRoutes(scope, teams);
    const chatOf = chatRoutes(scope, teams, who);
    messageRoutes(scope, teams, who, chatOf);
    actionRoutes(scope, teams, who, chatOf);
    eventRoutes(scope, teams, who);
    peopleFileRoutes(scope, teams, who, chatOf);
    sharePointRoutes(scope, teams, who);
    outlookRoutes(scope, teams, who);
    tabRoutes(scope, teams, who);
  });
  void app.register(async (scope) => {
    jsonOrNothing(scope);
    relayFromClient(scope, teams);
    pageRoutes(
      scope,
      core.config.pageFolder,
      teams.app.tabs.map(({ contentUrl }) => new URL(contentUrl).origin),
    );
  });
}

/** SDKs name a content type even where they send no body (DELETE); that is no error in Teams. */
function jsonOrNothing(scope: FastifyInstance): void {
  scope.removeContentTypeParser('application/json');
  scope.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: 16 * 1024 * 1024 },
    (_request, body, done) => {
      if (body === '') return done(null, undefined);
      try {
        return done(null, JSON.parse(String(body)) as unknown);
      } catch {
        return done(Object.assign(new Error('The body is not JSON.'), { statusCode: 400 }), undefined);
      }
    },
  );
}
