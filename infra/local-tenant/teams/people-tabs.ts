import type { FastifyInstance } from 'fastify';
import { problem } from './people-session.ts';
import type { WhoCalls } from './people-session.ts';
import type { Teams } from './teams.ts';

type ByEntity = { Params: { entityId: string } };

/** What the Teams client does for an app's tab beyond showing it: a token of the person for the app's own API. */
export function tabRoutes(scope: FastifyInstance, teams: Teams, who: WhoCalls): void {
  const { app } = teams;
  scope.post<ByEntity>('/people/tabs/:entityId/token', async (request, reply) => {
    const tab = app.tabs.find(({ entityId }) => entityId === request.params.entityId);
    if (!tab) return problem(reply, 404, 'NoSuchTab', 'The app has no such tab.');
    const user = who(request);
    if (!teams.chats.personal(user.id)?.app)
      return problem(reply, 403, 'NotInstalled', 'The app is not installed for this person.');
    if (!app.api) return problem(reply, 400, 'NoResource', 'Invalid resource.');
    // Teams gives a token only to pages of the host that the resource names.
    if (!namesHost(app.api.resource, new URL(tab.contentUrl).host)) {
      return problem(
        reply,
        400,
        'ResourceMismatch',
        'App resource defined in manifest and iframe origin do not match',
      );
    }
    return { token: await teams.core.tokens.signTabToken({ user, app, scp: app.api.scope }) };
  });
}

/** `api://host/…` names its host; a resource that is an id alone names none. */
function namesHost(resource: string, host: string): boolean {
  return /^api:\/\/([^/]+)\//i.exec(resource)?.[1]?.toLowerCase() === host.toLowerCase();
}
