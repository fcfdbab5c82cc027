import { openTeams } from '../../teams/teams.ts';
import type { Teams } from '../../teams/teams.ts';
import type { User } from '../../seed.ts';
import { isProblem, problem } from '../problem.ts';
import type { Problem } from '../problem.ts';
import { readProjection } from '../projection.ts';
import { json, noContent, objectBody, option } from '../request.ts';
import type { Answer, GraphRequest } from '../request.ts';
import type { Route } from '../router.ts';
import { catalogJson, catalogOf, chosen, needsRole } from './app-catalog.ts';
import type { CatalogApp } from './app-catalog.ts';

const WRITE = [
  'TeamsAppInstallation.ReadWriteSelfForUser.All',
  'TeamsAppInstallation.ReadWriteForUser.All',
  'TeamsAppInstallation.ReadWriteSelfForUser',
  'TeamsAppInstallation.ReadWriteForUser',
];
const READ = ['TeamsAppInstallation.ReadForUser.All', 'TeamsAppInstallation.ReadForUser', ...WRITE];
const CATALOG = ['AppCatalog.Read.All', 'AppCatalog.ReadWrite.All', 'AppCatalog.Submit'];

const notFound = (message: string): Problem => problem(404, 'NotFound', message);

/** The person of the path; people themselves see their own apps only. */
function withUser(
  request: GraphRequest,
  oneOf: readonly string[],
  then: (teams: Teams, user: User) => Answer,
): Answer {
  const refused = needsRole(request, oneOf);
  if (refused) return refused;
  const key = request.params['user'] ?? '';
  const user = request.core.directory.user(key);
  if (!user) return notFound(`No user with id '${key}' was found in the tenant.`);
  if (request.caller.userId !== undefined && request.caller.userId !== user.id)
    return problem(403, 'Forbidden', 'The user of the token is not the user of the request.');
  return then(openTeams(request.core), user);
}

/** An application that may only manage itself sees and installs no other. */
function mayManage({ caller }: GraphRequest, { app, externalId }: CatalogApp): Problem | undefined {
  const anyApp = [...caller.permissions].some((each) => /\.Read(Write)?ForUser(\.All)?$/.test(each));
  return anyApp || app.appId === caller.appId
    ? undefined
    : problem(
        403,
        'Forbidden',
        `AAD App Id '${caller.appId}' is not allowed to manage the Teams App '${externalId}'.`,
      );
}

function installedFor(teams: Teams, user: User): CatalogApp[] {
  const present = teams.chats.personal(user.id)?.app === true;
  return catalogOf(teams.core).filter(({ app }) => present && app.appId === teams.app.appId);
}

const installationId = (user: User, app: CatalogApp): string =>
  Buffer.from(`${user.id}##${app.id}`).toString('base64');

function installationJson(request: GraphRequest, user: User, app: CatalogApp): Record<string, unknown> {
  const projection = readProjection(option(request, 'select'), option(request, 'expand'));
  return {
    ...projection.pick({ id: installationId(user, app) }),
    ...(projection.expanded('teamsApp') ? { teamsApp: catalogJson(app) } : {}),
    ...(projection.expanded('teamsAppDefinition')
      ? {
          teamsAppDefinition: {
            id: Buffer.from(`${app.id}##1.0.0`).toString('base64'),
            teamsAppId: app.id,
            displayName: app.displayName,
            version: '1.0.0',
            publishingState: 'published',
          },
        }
      : {}),
  };
}

function list(request: GraphRequest): Answer {
  return withUser(request, READ, (teams, user) => {
    const visible = installedFor(teams, user).filter((app) => mayManage(request, app) === undefined);
    const apps = chosen(request, visible, 'teamsApp/');
    if (isProblem(apps)) return apps;
    return json({
      '@odata.count': apps.length,
      value: apps.map((app) => installationJson(request, user, app)),
    });
  });
}

/** Runs with the installation that the path names. */
function withInstallation(
  request: GraphRequest,
  oneOf: readonly string[],
  then: (teams: Teams, user: User, app: CatalogApp) => Answer,
): Answer {
  return withUser(request, oneOf, (teams, user) => {
    const id = request.params['installation'] ?? '';
    const app = installedFor(teams, user).find((each) => installationId(user, each) === id);
    if (!app) return notFound(`The app installation '${id}' was not found for the user.`);
    return mayManage(request, app) ?? then(teams, user, app);
  });
}

function install(request: GraphRequest): Answer {
  return withUser(request, WRITE, (teams, user) => {
    const bind = objectBody(request)?.['teamsApp@odata.bind'];
    const id = typeof bind === 'string' ? /\/appCatalogs\/teamsApps\/([^/]+)$/i.exec(bind)?.[1] : undefined;
    if (id === undefined)
      return problem(
        400,
        'BadRequest',
        "Bind requests expected to contain the 'teamsApp@odata.bind' property.",
      );
    const app = catalogOf(teams.core).find((each) => each.id === id.toLowerCase());
    if (!app) return notFound(`The definition of the app '${id}' was not found in the catalog.`);
    const refused = mayManage(request, app);
    if (refused) return refused;
    if (app.app.appId !== teams.app.appId)
      return problem(400, 'BadRequest', 'The app has nothing to be installed.', { reason: 'no bot' });
    if (teams.chats.personal(user.id)?.app) {
      return problem(409, 'Conflict', 'The app is already installed for the user.');
    }
    teams.chats.openPersonal(user, user.preferredLanguage?.startsWith('en') ? 'en-US' : 'ja-JP');
    return { status: 201 };
  });
}

function chatOf(request: GraphRequest): Answer {
  return withInstallation(request, READ, (teams, user) => {
    const chat = teams.chats.personal(user.id);
    if (!chat) return notFound('The chat was not found.');
    const id = teams.ids.graphChat(user.id);
    return json({
      id,
      topic: null,
      createdDateTime: chat.createdAt,
      lastUpdatedDateTime: chat.createdAt,
      chatType: 'oneOnOne',
      webUrl: `${teams.core.config.peopleOrigin}/l/chat/${encodeURIComponent(id)}/0?tenantId=${teams.core.directory.tenant.id}`,
      tenantId: teams.core.directory.tenant.id,
      onlineMeetingInfo: null,
    });
  });
}

const installations = 'users/{user}/teamwork/installedApps';
const one = `${installations}/{installation}`;

export const installedAppRoutes: Route[] = [
  {
    method: 'GET',
    path: 'appCatalogs/teamsApps',
    cost: 0,
    handle: (request) => {
      const apps = needsRole(request, CATALOG) ?? chosen(request, catalogOf(request.core));
      return isProblem(apps) ? apps : json({ '@odata.count': apps.length, value: apps.map(catalogJson) });
    },
  },
  { method: 'GET', path: installations, cost: 0, handle: list },
  { method: 'POST', path: installations, cost: 0, handle: install },
  {
    method: 'GET',
    path: one,
    cost: 0,
    handle: (request) =>
      withInstallation(request, READ, (_teams, user, app) => json(installationJson(request, user, app))),
  },
  {
    method: 'DELETE',
    path: one,
    cost: 0,
    handle: (request) =>
      withInstallation(request, WRITE, (teams, user) => {
        const chat = teams.chats.personal(user.id);
        if (chat) teams.chats.setApp(chat, false, user, 'ja-JP');
        return noContent;
      }),
  },
  { method: 'GET', path: `${one}/chat`, cost: 0, handle: chatOf },
];
