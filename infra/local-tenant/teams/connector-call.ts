import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Limits, Operation } from './limits.ts';
import type { Teams } from './teams.ts';

export type Answer = { status: number; body?: unknown; retryAfter?: number };

export function refusal(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } };
}

/**
 * Every call of a bot goes this way: token, trouble on demand, limits, the work itself, the record.
 * Codes and texts follow Teams' table of status codes for bot conversational APIs.
 */
export async function connectorCall(
  given: { teams: Teams; limits: Limits; operation: Operation; thread: string },
  request: FastifyRequest,
  reply: FastifyReply,
  work: () => Answer,
): Promise<FastifyReply> {
  const { core, app } = given.teams;
  const path = request.url.replace(/^\/teams\/v3/, '');
  const record = (answer: Answer): void =>
    core.trace.activity({
      method: request.method,
      url: request.url,
      ...(request.body === undefined || request.body === null ? {} : { requestBody: request.body }),
      status: answer.status,
      ...(answer.body === undefined ? {} : { responseBody: answer.body }),
    });
  const send = (answer: Answer): FastifyReply => {
    record(answer);
    if (answer.retryAfter !== undefined) reply.header('retry-after', String(answer.retryAfter));
    return reply.code(answer.status).send(answer.body);
  };
  const hangUp = (): FastifyReply => {
    reply.hijack();
    request.raw.socket.destroy();
    return reply;
  };

  const verified = await core.tokens.verifyBotToChannel(request.headers.authorization);
  if (!verified.ok || verified.claims.azp !== app.appId) {
    return send(refusal(401, 'Unauthorized', 'Authorization has been denied for this request.'));
  }
  const fault = core.faults.strike({ area: 'connector', method: request.method, path });
  if (fault?.kind === 'drop') return hangUp();
  if (fault?.kind === 'slow') await pause(fault.delayMs);
  const struck = fault && TROUBLE[fault.kind];
  if (struck) {
    return send({
      ...struck,
      ...([429, 503].includes(struck.status) ? { retryAfter: fault.retryAfter } : {}),
    });
  }
  const wait = given.limits.take(given.operation, given.thread);
  if (wait !== undefined) {
    return send({ ...refusal(429, 'Throttled', 'Too many requests.'), retryAfter: wait });
  }
  const answer = work();
  if (fault?.kind !== 'lost-answer') return send(answer);
  record(answer);
  return hangUp();
}

const TROUBLE: Record<string, Answer | undefined> = {
  '429': refusal(429, 'Throttled', 'Too many requests.'),
  '503': refusal(503, 'ServiceUnavailable', 'The service is unavailable.'),
  '403': refusal(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.'),
  '412': refusal(412, 'PreconditionFailed', 'Precondition failed, please try again.'),
};
