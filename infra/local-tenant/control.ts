import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { TenantCore } from './core.ts';
import { faultRule } from './faults.ts';
import { mayControl } from './guard.ts';

const instant = z.object({ now: z.iso.datetime({ offset: true }) });
const step = z.object({ ms: z.number().int() });

/** The clock as anyone local may read it: once, or as server-sent events (one at once, one at every change). */
export function registerClock(app: FastifyInstance, core: TenantCore): void {
  app.get('/control/clock', () => reading(core));
  app.get('/control/clock/events', (request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const tell = (): void => {
      reply.raw.write(`data: ${JSON.stringify(reading(core))}\n\n`);
    };
    tell();
    const stop = core.clock.onChange(tell);
    // A comment now and then keeps the connection from looking dead.
    const pulse = setInterval(() => reply.raw.write(':\n\n'), 15_000);
    request.raw.on('close', () => {
      stop();
      clearInterval(pulse);
      reply.raw.end();
    });
  });
}

/** Clock, faults and counters. What changes something needs a signed-in person or the control key. */
export function registerControl(app: FastifyInstance, core: TenantCore): void {
  registerClock(app, core);
  const guarded = {
    preHandler: async (request: FastifyRequest, reply: FastifyReply) => {
      if (!mayControl(core, request.headers.authorization)) {
        return reply
          .code(401)
          .send({ error: { code: 'unauthenticated', message: 'Sign in or send the control key.' } });
      }
      return undefined;
    },
  };

  app.put('/control/clock', guarded, (request, reply) => {
    const body = instant.safeParse(request.body);
    if (!body.success) return invalid(reply, body.error);
    core.clock.set(new Date(body.data.now));
    return reading(core);
  });
  app.post('/control/clock/advance', guarded, (request, reply) => {
    const body = step.safeParse(request.body);
    if (!body.success) return invalid(reply, body.error);
    core.clock.advance(body.data.ms);
    return reading(core);
  });

  app.get('/control/faults', () => ({ value: core.faults.list() }));
  app.post('/control/faults', guarded, (request, reply) => {
    const body = faultRule.safeParse(request.body);
    if (!body.success) return invalid(reply, body.error);
    return reply.code(201).send(core.faults.add(body.data));
  });
  app.delete('/control/faults', guarded, (_request, reply) => {
    core.faults.clear();
    return reply.code(204).send();
  });
  app.delete<{ Params: { id: string } }>('/control/faults/:id', guarded, (request, reply) =>
    reply.code(core.faults.remove(request.params.id) ? 204 : 404).send(),
  );

  app.delete<{ Params: { nickname: string; user: string } }>(
    '/control/groups/:nickname/members/:user',
    guarded,
    (request, reply) => {
      const { nickname, user } = request.params;
      const group = core.directory.groups().find(({ mailNickname }) => mailNickname === nickname);
      return reply.code(group && core.directory.removeMember(group.id, user) ? 204 : 404).send();
    },
  );

  app.get('/control/status', () => ({
    clock: reading(core),
    ...Object.fromEntries([...core.status].map(([name, read]) => [name, read()])),
  }));
}

function reading(core: TenantCore): { now: string; offsetMs: number } {
  return { now: core.clock.now().toISOString(), offsetMs: core.clock.offsetMs() };
}

function invalid(reply: FastifyReply, error: z.ZodError): FastifyReply {
  return reply.code(400).send({ error: { code: 'invalidRequest', message: z.prettifyError(error) } });
}
