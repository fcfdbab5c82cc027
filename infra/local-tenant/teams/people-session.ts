import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { User } from '../seed.ts';
import type { Teams } from './teams.ts';
import { personView } from './views.ts';

const COOKIE = 'tenant-person';
const choice = z.object({ userId: z.string().min(1) });

/** Who calls: the token of the tab (Authorization) counts before the browser's cookie. */
export type WhoCalls = (request: FastifyRequest) => User;

export function problem(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply.code(status).send({ error: { code, message } });
}

export function localeOf(request: FastifyRequest): string {
  return /^en\b/i.test(request.headers['accept-language'] ?? '') ? 'en-US' : 'ja-JP';
}

/** Choosing a person needs no password: this is a tenant of invented people on one machine. */
export function sessionRoutes(scope: FastifyInstance, teams: Teams): WhoCalls {
  const { core } = teams;
  const callers = new WeakMap<FastifyRequest, User>();

  scope.addHook('preHandler', async (request, reply) => {
    const open = request.routeOptions.config as { open?: boolean };
    if (open.open) return undefined;
    const userId = core.sessions.check(tokenOf(request));
    const user = userId === undefined ? undefined : core.directory.user(userId);
    if (!user) return problem(reply, 401, 'unauthenticated', 'Choose a person first (POST /people/session).');
    callers.set(request, user);
    return undefined;
  });
  const who: WhoCalls = (request) => {
    const user = callers.get(request);
    if (!user) throw new Error('a route without a session asked who calls');
    return user;
  };

  scope.get('/people/users', { config: { open: true } }, () => ({
    tenant: core.directory.tenant,
    app: { id: teams.app.appId, name: teams.app.displayName, present: teams.app.bot },
    users: core.directory.users().map((user) => ({
      ...personView(user),
      groups: core.directory.groupsOf(user.id).map((group) => group.displayName),
    })),
  }));
  scope.post('/people/session', { config: { open: true } }, (request, reply) => {
    const body = choice.safeParse(request.body);
    const user = body.success ? core.directory.user(body.data.userId) : undefined;
    if (!user) return problem(reply, 404, 'NoSuchPerson', 'There is no such person in the directory.');
    const token = core.sessions.create(user.id);
    return reply
      .code(201)
      .header('set-cookie', `${COOKIE}=${token}; HttpOnly; SameSite=Strict; Path=/`)
      .send({ token, user: personView(user) });
  });
  scope.delete('/people/session', (request, reply) => {
    core.sessions.end(tokenOf(request));
    return reply.code(204).send();
  });
  scope.get('/people/me', (request) => ({
    user: personView(who(request)),
    mri: teams.ids.personMri(who(request).id),
    tenant: core.directory.tenant,
    app: {
      id: teams.app.appId,
      mri: teams.ids.botMri,
      name: teams.app.displayName,
      present: teams.app.bot,
      commands: teams.app.commands,
      tabs: teams.app.tabs,
      teamsAppId: teams.app.teamsAppId ?? null,
    },
    userPrincipalName: who(request).userPrincipalName,
  }));
  return who;
}

function tokenOf(request: FastifyRequest): string {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer) return bearer.trim();
  return new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]+)`).exec(request.headers.cookie ?? '')?.[1] ?? '';
}
