import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { onMailboxChange } from '../graph/outlook/event-store.ts';
import { problem } from './people-session.ts';
import type { WhoCalls } from './people-session.ts';
import type { Change } from './store.ts';
import type { Teams } from './teams.ts';
import type { User } from '../seed.ts';
import { chatView, messageView, noticeView } from './views.ts';

type Since = { Querystring: { after?: string } };
const mark = z.object({ upTo: z.number().int().min(0) });
const PULSE_MS = 15_000;

/** What a person is told without asking: a stream of changes, and the feed of notifications. */
export function eventRoutes(scope: FastifyInstance, teams: Teams, who: WhoCalls): void {
  scope.get<Since>('/people/notifications', (request) => ({
    notifications: teams.store
      .notices(who(request).id, Number(request.query.after ?? 0) || 0)
      .map((notice) => noticeView(teams, notice)),
  }));
  scope.post('/people/notifications/read', (request, reply) => {
    const body = mark.safeParse(request.body);
    if (!body.success) return problem(reply, 400, 'invalidRequest', z.prettifyError(body.error));
    teams.store.readNotices(who(request).id, body.data.upTo);
    return reply.code(204).send();
  });

  scope.get('/people/events', (request, reply) => {
    const user = who(request);
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const write = (event: string, data: unknown): void => {
      reply.raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    };
    const clock = (): void => write('clock', { now: teams.core.clock.now().toISOString() });
    write('ready', { seq: teams.store.seq() });
    clock();
    const stops = [
      teams.store.onChange((change) => {
        const told = forPerson(teams, user, change);
        if (told) write(told.event, told.data);
      }),
      teams.core.clock.onChange(clock),
      onMailboxChange(teams.core, (userId) => {
        if (userId === user.id) write('mailbox', {});
      }),
    ];
    // A comment now and then keeps the connection from looking dead.
    const pulse = setInterval(() => reply.raw.write(':\n\n'), PULSE_MS);
    request.raw.on('close', () => {
      for (const stop of stops) stop();
      clearInterval(pulse);
      reply.raw.end();
    });
  });
}

function forPerson(teams: Teams, user: User, change: Change): { event: string; data: unknown } | undefined {
  if (change.kind === 'notice') {
    return change.notice.userId === user.id
      ? { event: 'notification', data: noticeView(teams, change.notice) }
      : undefined;
  }
  const chat =
    change.kind === 'chat'
      ? change.chat
      : teams.chats.get(change.kind === 'message' ? change.message.chatId : change.chatId);
  if (!chat || !teams.roster.isMember(chat, user.id)) return undefined;
  if (change.kind === 'chat') return { event: 'chat', data: chatView(teams, chat, user) };
  if (change.kind === 'typing')
    return { event: 'typing', data: { chatId: chat.id, threadId: change.threadId } };
  return { event: 'message', data: messageView(teams, change.message, user) };
}
