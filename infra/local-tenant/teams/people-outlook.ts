import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  calendarOf,
  cancelEventAs,
  createEventAs,
  eventOf,
  removeEventAs,
  respondAs,
  updateEventAs,
} from '../graph/outlook/as-person.ts';
import { asText } from '../graph/outlook/html.ts';
import { mailsOf, readMail } from '../graph/outlook/mail.ts';
import { isProblem } from '../graph/problem.ts';
import type { Problem } from '../graph/problem.ts';
import { problem } from './people-session.ts';
import type { WhoCalls } from './people-session.ts';
import type { Teams } from './teams.ts';

type ById = { Params: { id: string } };
const instant = z.iso.datetime({ offset: true });
const span = z.object({ from: instant, to: instant });
const changing = z.object({
  subject: z.string().trim().min(1).max(255).optional(),
  start: instant.optional(),
  end: instant.optional(),
  location: z.string().max(255).optional(),
  text: z.string().max(10_000).optional(),
  attendeeIds: z.array(z.string()).optional(),
  online: z.boolean().optional(),
});
const creating = changing.required({ subject: true, start: true, end: true });
const answering = z.object({ response: z.enum(['accepted', 'tentativelyAccepted', 'declined']) });
const MOST_MAILS = 200;

/** Calendar and mail of the person who calls. */
export function outlookRoutes(scope: FastifyInstance, teams: Teams, who: WhoCalls): void {
  const { core } = teams;
  const refused = (reply: FastifyReply, found: Problem): FastifyReply =>
    problem(reply, found.status, found.code, found.reason ?? found.message);
  const told = (reply: FastifyReply, found: object | Problem | undefined, status = 200): FastifyReply =>
    isProblem(found)
      ? refused(reply, found)
      : found === undefined
        ? reply.code(204).send()
        : reply.code(status).send(found);
  /** What the body says, or undefined when the reply has been sent. */
  const read = <T>(schema: z.ZodType<T>, given: unknown, reply: FastifyReply): T | undefined => {
    const body = schema.safeParse(given);
    if (body.success) return body.data;
    void problem(reply, 400, 'invalidRequest', z.prettifyError(body.error));
    return undefined;
  };

  scope.get('/people/calendar', (request, reply) => {
    const window = read(span, request.query, reply);
    if (!window) return reply;
    const events = calendarOf(core, who(request), Date.parse(window.from), Date.parse(window.to));
    return isProblem(events) ? refused(reply, events) : { events };
  });
  scope.post('/people/calendar', (request, reply) => {
    const draft = read(creating, request.body, reply);
    return draft ? told(reply, createEventAs(core, who(request), draft), 201) : reply;
  });
  scope.get<ById>('/people/calendar/:id', (request, reply) =>
    told(reply, eventOf(core, who(request), request.params.id)),
  );
  scope.patch<ById>('/people/calendar/:id', (request, reply) => {
    const draft = read(changing, request.body, reply);
    return draft ? told(reply, updateEventAs(core, who(request), request.params.id, draft)) : reply;
  });
  const after = (
    url: string,
    work: (request: FastifyRequest<ById>) => Problem | undefined,
    method: 'POST' | 'DELETE' = 'POST',
  ): void => {
    scope.route<ById>({ method, url, handler: (request, reply) => told(reply, work(request)) });
  };
  after('/people/calendar/:id/cancel', (request) => cancelEventAs(core, who(request), request.params.id));
  after('/people/calendar/:id', (request) => removeEventAs(core, who(request), request.params.id), 'DELETE');
  scope.post<ById>('/people/calendar/:id/response', (request, reply) => {
    const answer = read(answering, request.body, reply);
    return answer ? told(reply, respondAs(core, who(request), request.params.id, answer.response)) : reply;
  });

  scope.get('/people/mails', (request) => ({
    mails: mailsOf(core, who(request).id, MOST_MAILS).map(({ body, ...mail }) => ({
      ...mail,
      text: asText(body),
    })),
  }));
  scope.post<ById>('/people/mails/:id/read', (request, reply) =>
    readMail(core, who(request).id, request.params.id)
      ? reply.code(204).send()
      : problem(reply, 404, 'NoSuchMail', 'There is no such mail for this person.'),
  );
}
