import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isObject, textOf } from './card-inputs.ts';
import { problem } from './people-session.ts';
import type { Teams } from './teams.ts';

/**
 * For clients on this machine that imitate Teams and send no tokens: what they post is signed and handed to the bot,
 * and what the bot says to them comes back the same way. The bot checks tokens as ever.
 */
export function relayFromClient(scope: FastifyInstance, teams: Teams): void {
  scope.post('/relay/api/messages', async (request, reply) => {
    const body = request.body;
    const serviceUrl = isObject(body) ? textOf(body['serviceUrl']) : '';
    if (!isLocal(request) || !isObject(body) || !isLocalHttp(serviceUrl)) {
      return problem(reply, 403, 'LocalClientsOnly', 'The relay serves clients on this machine only.');
    }
    const id = remember(teams, serviceUrl);
    const mine = `${teams.core.config.apiOrigin}/relay/${id}/`;
    const tenantId = teams.core.directory.tenant.id;
    const answer = await teams.bot.forward(
      {
        ...body,
        serviceUrl: mine,
        recipient: { ...(isObject(body['recipient']) ? body['recipient'] : {}), id: teams.ids.botMri },
        channelData: {
          ...(isObject(body['channelData']) ? body['channelData'] : {}),
          tenant: { id: tenantId },
        },
        conversation: { ...(isObject(body['conversation']) ? body['conversation'] : {}), tenantId },
      },
      mine,
    );
    if (!answer.ok) return reply.code(answer.status ?? 502).send();
    return reply.code(answer.status).send(answer.body);
  });
}

/** On the https server: the bot's calls for such a client, let through after the token has been checked. */
export function relayFromBot(scope: FastifyInstance, teams: Teams): void {
  scope.route<{ Params: { id: string; '*': string } }>({
    method: ['GET', 'POST', 'PUT', 'DELETE'],
    url: '/relay/:id/*',
    handler: async (request, reply) => {
      const verified = await teams.core.tokens.verifyBotToChannel(request.headers.authorization);
      if (!verified.ok) return problem(reply, 401, 'Unauthorized', 'Authorization has been denied.');
      const client = teams.core.db.fact(`teams.relay.${request.params.id}`);
      if (client === undefined) return problem(reply, 404, 'ConversationNotFound', 'Unknown client.');
      const target = new URL(request.url.slice(`/relay/${request.params.id}/`.length), client);
      try {
        const response = await fetch(target, {
          method: request.method,
          headers: { 'content-type': 'application/json' },
          ...(request.body === undefined || request.body === null
            ? {}
            : { body: JSON.stringify(request.body) }),
          redirect: 'error',
        });
        const text = await response.text();
        reply.header('content-type', response.headers.get('content-type') ?? 'application/json');
        return reply.code(response.status).send(text);
      } catch {
        return problem(reply, 502, 'BadGateway', 'The client does not answer.');
      }
    },
  });
}

/** Kept, so that the bot can write to the client of yesterday. */
function remember(teams: Teams, serviceUrl: string): string {
  const base = serviceUrl.endsWith('/') ? serviceUrl : `${serviceUrl}/`;
  const id = createHash('sha256').update(base).digest('hex').slice(0, 16);
  teams.core.db.setFact(`teams.relay.${id}`, base);
  return id;
}

function isLocal(request: FastifyRequest): boolean {
  const peer = request.socket.remoteAddress ?? '';
  return peer === '127.0.0.1' || peer === '::1' || peer === '::ffff:127.0.0.1';
}

function isLocalHttp(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
