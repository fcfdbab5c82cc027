import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Activity } from './activities.ts';
import { connectorCall, refusal } from './connector-call.ts';
import type { Answer } from './connector-call.ts';
import {
  createConversation,
  placeOf,
  removeActivity,
  sendActivity,
  updateActivity,
} from './connector-write.ts';
import { createLimits } from './limits.ts';
import type { Operation } from './limits.ts';
import { baseConversation } from './model.ts';
import type { Chat } from './model.ts';
import type { Teams } from './teams.ts';

type Params = { conversationId: string; activityId: string; memberId: string; teamId: string };
type Query = { pageSize?: string; continuationToken?: string };
type Call = FastifyRequest<{ Params: Params; Querystring: Query }>;

const NOT_FOUND = refusal(404, 'ConversationNotFound', 'Conversation not found.');
const NOT_IN_ROSTER = refusal(
  403,
  'BotNotInConversationRoster',
  'The bot is not part of the conversation roster.',
);

/** The Bot Connector's REST API under `/teams/v3`, for the tenant's own bot. */
export function connectorRoutes(scope: FastifyInstance, teams: Teams): void {
  const limits = createLimits(Date.now);
  const on = (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    operation: Operation,
    work: (call: Call) => Answer,
  ): void => {
    scope.route<{ Params: Params; Querystring: Query }>({
      method,
      url: `/teams/v3${url}`,
      bodyLimit: 16 * 1024 * 1024,
      handler: (request, reply: FastifyReply) => {
        const thread = request.params.conversationId ?? request.params.teamId ?? createdFor(request.body);
        return connectorCall({ teams, limits, operation, thread }, request, reply, () => work(request));
      },
    });
  };
  const withChat = (call: Call, read: (chat: Chat) => Answer): Answer => {
    const chat = teams.chats.get(baseConversation(call.params.conversationId).chatId);
    if (!chat) return NOT_FOUND;
    return chat.app ? read(chat) : NOT_IN_ROSTER;
  };

  on('POST', '/conversations', 'create', (call) => createConversation(teams, call.body));
  on('POST', '/conversations/:conversationId/activities', 'send', (call) =>
    sendActivity(teams, placeOf(teams, call.params.conversationId), call.body as Activity),
  );
  on('POST', '/conversations/:conversationId/activities/:activityId', 'send', (call) =>
    sendActivity(
      teams,
      placeOf(teams, call.params.conversationId, call.params.activityId),
      call.body as Activity,
    ),
  );
  on('PUT', '/conversations/:conversationId/activities/:activityId', 'send', (call) =>
    updateActivity(
      teams,
      placeOf(teams, call.params.conversationId),
      call.params.activityId,
      call.body as Activity,
    ),
  );
  on('DELETE', '/conversations/:conversationId/activities/:activityId', 'send', (call) =>
    removeActivity(teams, placeOf(teams, call.params.conversationId), call.params.activityId),
  );

  on('GET', '/conversations/:conversationId/members', 'read', (call) =>
    withChat(call, (chat) => ({ status: 200, body: teams.roster.membersOf(chat).map(teams.roster.member) })),
  );
  on('GET', '/conversations/:conversationId/pagedmembers', 'read', (call) =>
    withChat(call, (chat) => {
      const size = Math.min(500, Math.max(1, Number(call.query.pageSize ?? 200) || 200));
      const from = Number(Buffer.from(call.query.continuationToken ?? '', 'base64url').toString()) || 0;
      const members = teams.roster.membersOf(chat);
      const next =
        from + size < members.length ? Buffer.from(String(from + size)).toString('base64url') : undefined;
      return {
        status: 200,
        body: {
          members: members.slice(from, from + size).map(teams.roster.member),
          ...(next ? { continuationToken: next } : {}),
        },
      };
    }),
  );
  on('GET', '/conversations/:conversationId/members/:memberId', 'read', (call) =>
    withChat(call, (chat) => {
      const user = teams.roster.person(call.params.memberId);
      if (!user || !teams.roster.isMember(chat, user.id)) {
        return refusal(404, 'MemberNotFoundInConversation', 'Member not found in conversation.');
      }
      return { status: 200, body: teams.roster.member(user) };
    }),
  );
  on('GET', '/conversations/:conversationId/activities/:activityId/members', 'read', (call) =>
    withChat(call, (chat) => ({ status: 200, body: teams.roster.membersOf(chat).map(teams.roster.account) })),
  );

  const team = (
    call: Call,
    read: (found: { id: string; name: string; channels: Chat[] }) => Answer,
  ): Answer => {
    const general = teams.chats.get(call.params.teamId);
    const found = general?.teamId === undefined ? undefined : teams.core.directory.team(general.teamId);
    if (!found || !general) return refusal(404, 'TeamNotFound', 'Team not found.');
    if (!general.app) return NOT_IN_ROSTER;
    const channels = found.channels.flatMap((channel) => teams.chats.get(channel.id) ?? []);
    return read({ id: found.id, name: found.displayName, channels });
  };
  on('GET', '/teams/:teamId', 'read', (call) =>
    team(call, (found) => ({
      status: 200,
      body: {
        id: call.params.teamId,
        name: found.name,
        aadGroupId: found.id,
        channelCount: found.channels.length,
        memberCount: teams.core.directory.teamMembers(found.id).length,
        tenantId: teams.core.directory.tenant.id,
      },
    })),
  );
  on('GET', '/teams/:teamId/conversations', 'read', (call) =>
    team(call, (found) => ({
      // Teams gives its general channel no name here.
      body: { conversations: found.channels.map(({ id, name }, at) => (at === 0 ? { id } : { id, name })) },
      status: 200,
    })),
  );
}

function createdFor(body: unknown): string {
  const given = body as { members?: { id?: string }[]; channelData?: { channel?: { id?: string } } } | null;
  return given?.channelData?.channel?.id ?? given?.members?.[0]?.id ?? '';
}
