import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Chat } from './model.ts';
import { localeOf, problem } from './people-session.ts';
import type { WhoCalls } from './people-session.ts';
import type { Teams } from './teams.ts';
import { chatView, personView } from './views.ts';

type ById = { Params: { chatId: string } };

const opening = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('personal') }),
  z.object({
    kind: z.literal('groupChat'),
    topic: z.string().trim().min(1).max(200),
    memberIds: z.array(z.string()).min(1),
    withApp: z.boolean().default(false),
  }),
]);
const channel = z.object({ name: z.string().trim().min(1).max(50) });
const marker = z.object({ seq: z.number().int().min(0) });
const joining = z.object({ userId: z.string().min(1) });

/** The chat of the path when the caller is in it; otherwise the reply has been sent. */
export type ChatOf = (request: FastifyRequest, reply: FastifyReply) => Chat | undefined;

export function chatRoutes(scope: FastifyInstance, teams: Teams, who: WhoCalls): ChatOf {
  const { chats, store } = teams;
  const { directory } = teams.core;
  const chatOf: ChatOf = (request, reply) => {
    const chat = chats.get((request.params as { chatId: string }).chatId);
    if (chat && teams.roster.isMember(chat, who(request).id)) return chat;
    void problem(reply, 404, 'NoSuchChat', 'There is no such chat for this person.');
    return undefined;
  };

  scope.get('/people/chats', (request) => ({
    chats: chats
      .of(who(request).id)
      .filter((chat) => chat.kind !== 'channel')
      .map((chat) => chatView(teams, chat, who(request))),
  }));
  scope.get('/people/teams', (request) => ({
    teams: directory
      .teams()
      .filter((team) => directory.teamMembers(team.id).some((user) => user.id === who(request).id))
      .map((team) => {
        const channels = team.channels.flatMap((channel) => chats.get(channel.id) ?? []);
        return {
          id: team.id,
          name: team.displayName,
          app: channels.some((chat) => chat.app),
          channels: channels.map((chat) => chatView(teams, chat, who(request))),
        };
      }),
  }));
  scope.post<{ Params: { teamId: string } }>('/people/teams/:teamId/channels', (request, reply) => {
    const body = channel.safeParse(request.body);
    if (!body.success) return problem(reply, 400, 'invalidRequest', z.prettifyError(body.error));
    const by = who(request);
    const team = directory.team(request.params.teamId);
    if (!team || !directory.teamMembers(team.id).some((user) => user.id === by.id))
      return problem(reply, 404, 'NoSuchTeam', 'There is no such team for this person.');
    if (team.channels.some(({ displayName }) => displayName === body.data.name))
      return problem(reply, 409, 'NameTaken', 'The team has a channel of this name.');
    const made = chats.openChannel(team.id, body.data.name, by, localeOf(request));
    return reply.code(201).send(chatView(teams, made, by));
  });
  for (const method of ['PATCH', 'DELETE'] as const) {
    scope.route<ById>({
      method,
      url: '/people/chats/:chatId',
      handler: (request, reply) => {
        const chat = chatOf(request, reply);
        if (!chat) return reply;
        const body = channel.safeParse(request.body);
        if (method === 'PATCH' && !body.success)
          return problem(reply, 400, 'invalidRequest', z.prettifyError(body.error));
        const general = directory.team(chat.teamId ?? '')?.channels[0]?.id;
        if (chat.kind !== 'channel' || chat.id === general)
          return problem(reply, 409, 'NotThisChannel', 'Only channels beside the general one change.');
        const name = method === 'PATCH' ? body.data?.name : undefined;
        chats.changeChannel(chat, name, who(request), localeOf(request));
        return reply.code(204).send();
      },
    });
  }
  scope.post('/people/chats', (request, reply) => {
    const body = opening.safeParse(request.body);
    if (!body.success) return problem(reply, 400, 'invalidRequest', z.prettifyError(body.error));
    const by = who(request);
    const locale = localeOf(request);
    if (body.data.kind === 'personal') {
      if (!teams.app.bot) return problem(reply, 409, 'NoApp', 'The seed of this tenant registers no bot.');
      return reply.code(201).send(chatView(teams, chats.openPersonal(by, locale), by));
    }
    const members = body.data.memberIds.map((id) => directory.user(id));
    const known = members.filter((user) => user !== undefined);
    if (known.length < members.length)
      return problem(reply, 404, 'NoSuchPerson', 'A member is not in the directory.');
    const chat = chats.openGroup({ ...body.data, members: known, by, locale });
    return reply.code(201).send(chatView(teams, chat, by));
  });

  scope.get<ById>('/people/chats/:chatId', (request, reply) => {
    const chat = chatOf(request, reply);
    return chat ? chatView(teams, chat, who(request)) : reply;
  });
  scope.get<ById>('/people/chats/:chatId/members', (request, reply) => {
    const chat = chatOf(request, reply);
    if (!chat) return reply;
    return {
      members: teams.roster
        .membersOf(chat)
        .map((user) => ({ ...personView(user), mri: teams.ids.personMri(user.id) })),
      ...(chat.app ? { app: { mri: teams.ids.botMri, name: teams.app.displayName } } : {}),
    };
  });
  scope.post<ById>('/people/chats/:chatId/members', (request, reply) => {
    const chat = chatOf(request, reply);
    if (!chat) return reply;
    const body = joining.safeParse(request.body);
    const user = body.success ? directory.user(body.data.userId) : undefined;
    if (!user) return problem(reply, 404, 'NoSuchPerson', 'There is no such person in the directory.');
    if (chat.kind !== 'groupChat')
      return problem(reply, 409, 'NotAGroup', 'Only group chats take members here.');
    chats.addMember(chat, user, who(request), localeOf(request));
    return reply.code(204).send();
  });
  for (const [method, present] of [
    ['PUT', true],
    ['DELETE', false],
  ] as const) {
    scope.route<ById>({
      method,
      url: '/people/chats/:chatId/app',
      handler: (request, reply) => {
        const chat = chatOf(request, reply);
        if (!chat) return reply;
        chats.setApp(chat, present, who(request), localeOf(request));
        return reply.code(204).send();
      },
    });
  }
  scope.post<ById>('/people/chats/:chatId/read', (request, reply) => {
    const chat = chatOf(request, reply);
    if (!chat) return reply;
    const body = marker.safeParse(request.body);
    if (!body.success) return problem(reply, 400, 'invalidRequest', z.prettifyError(body.error));
    store.setRead(who(request).id, chat.id, body.data.seq);
    return { unread: store.unread(who(request).id, chat.id) };
  });
  return chatOf;
}
