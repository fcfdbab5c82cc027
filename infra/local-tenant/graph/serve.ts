import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../faults.ts';
import { resyncRequired } from './delta.ts';
import { withParameters } from './paging.ts';
import { syncStateNotFound } from './outlook/calendar-delta.ts';
import { createLanes } from './outlook/lanes.ts';
import { accessRefused, changeKeyConflict, tooManyAtOnce } from './outlook/mailbox.ts';
import { calendarRoutes } from './outlook/routes-calendar.ts';
import { mailRoutes } from './outlook/routes-mail.ts';
import { canonical } from './paths.ts';
import type { Canonical } from './paths.ts';
import { accessDenied, etagMismatch, isProblem, problem } from './problem.ts';
import type { Problem } from './problem.ts';
import { graphOrigin } from './request.ts';
import type { Answer, GraphRequest } from './request.ts';
import { createRouter } from './router.ts';
import type { Match } from './router.ts';
import { byteRoutes } from './routes-bytes.ts';
import { driveRoutes } from './routes-drives.ts';
import { directoryRoutes } from './routes-directory.ts';
import { itemRoutes } from './routes-items.ts';
import { siteRoutes } from './routes-sites.ts';
import { installedAppRoutes } from './teamwork/routes-installed-apps.ts';
import type { Meter } from './throttle.ts';

const route = createRouter([
  ...siteRoutes,
  ...itemRoutes,
  ...driveRoutes,
  ...byteRoutes,
  ...directoryRoutes,
  ...calendarRoutes,
  ...mailRoutes,
  ...installedAppRoutes,
]);
const lanes = createLanes();

/** `dropped`: the caller must never see the answer, as when a connection breaks. */
export type Served = { answer: Answer; headers: Record<string, string>; dropped: boolean };
export type Incoming = Omit<GraphRequest, 'params'>;

/** Serves one call or one part of a batch: trouble asked for, throttling, then the thing itself. */
export async function serve(meter: Meter, incoming: Incoming): Promise<Served> {
  const { core, method } = incoming;
  const path = canonical(core, incoming.path, incoming.caller.userId);
  const match = isProblem(path) ? path : route(method, path.segments);
  if (isProblem(match) || !match.route.mailbox) return servedOnce(meter, incoming, path, match);
  const owner = core.directory.user(match.params['user'] ?? '')?.id ?? '';
  const leave = await lanes.enter(`${incoming.caller.appId} ${owner}`, incoming.batched === true);
  if (!leave) return { answer: tooManyAtOnce(1), headers: {}, dropped: false };
  try {
    return await servedOnce(meter, incoming, path, match);
  } finally {
    leave();
  }
}

async function servedOnce(
  meter: Meter,
  incoming: Incoming,
  path: Canonical | Problem,
  match: Match | Problem,
): Promise<Served> {
  const { core, method } = incoming;
  const fault = core.faults.strike({ area: 'graph', method, path: incoming.path });
  if (fault?.kind === 'slow') await wait(fault.delayMs);
  if (fault?.kind === 'drop') return { answer: unavailable(fault), headers: {}, dropped: true };
  const query = new URLSearchParams(incoming.query);
  if (!isProblem(path)) for (const [name, value] of Object.entries(path.parameters)) query.set(name, value);
  const request: GraphRequest = { ...incoming, query, params: isProblem(match) ? {} : match.params };

  const cost = isProblem(match)
    ? incoming.path.startsWith('/sites') || incoming.path.startsWith('/drives')
      ? 1
      : 0
    : match.route.cost;
  const units = typeof cost === 'number' ? cost : cost(request);
  const metered = units > 0 ? meter.count(incoming.caller.appId, units) : { throttled: false, headers: {} };
  if (metered.throttled) return { answer: throttled(), headers: metered.headers, dropped: false };

  const asked = fault && struck(fault, request, !isProblem(match) && match.route.mailbox === true);
  if (asked) return { answer: asked, headers: { ...metered.headers, ...asked.headers }, dropped: false };
  const answer = isProblem(match) ? match : await match.route.handle(request);
  return {
    answer: withContext(request, answer),
    headers: metered.headers,
    dropped: fault?.kind === 'lost-answer',
  };
}

const throttled = (): Problem =>
  problem(429, 'activityLimitReached', 'The request has been throttled', { innerCode: 'throttledRequest' });

const unavailable = (fault: Fault): Problem =>
  problem(503, 'serviceNotAvailable', 'The service is not available. Try the request again after a delay.', {
    headers: { 'Retry-After': String(fault.retryAfter) },
  });

function struck(fault: Fault, request: GraphRequest, mailbox: boolean): Problem | undefined {
  if (mailbox && fault.kind === '429') return tooManyAtOnce(fault.retryAfter);
  if (mailbox && fault.kind === '412') return changeKeyConflict();
  if (mailbox && fault.kind === '410') return syncStateNotFound();
  switch (fault.kind) {
    case '429':
      return { ...throttled(), headers: { 'Retry-After': String(fault.retryAfter) } };
    case '503':
      return unavailable(fault);
    case '412':
      return etagMismatch('resourceModified');
    case '403':
      return mailbox ? accessRefused() : accessDenied();
    case '410':
      return { ...resyncRequired(), headers: { Location: withParameters(request, { token: null }) } };
    case 'slow':
    case 'drop':
    case 'lost-answer':
      return undefined;
  }
}

/** Says what a body is, as OData wants; it stands first. */
function withContext(request: GraphRequest, answer: Answer): Answer {
  if (isProblem(answer) || answer.body === undefined) return answer;
  const entity = 'value' in answer.body ? '' : '/$entity';
  const context = `${graphOrigin(request.core)}/$metadata#${request.path.slice(1)}${entity}`;
  return { ...answer, body: { '@odata.context': context, ...answer.body } };
}
