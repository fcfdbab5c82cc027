import { z } from 'zod';
import { isProblem, problem, problemBody } from './problem.ts';
import type { Problem } from './problem.ts';
import { json } from './request.ts';
import type { Answer } from './request.ts';
import { serve } from './serve.ts';
import type { Incoming } from './serve.ts';
import type { Meter } from './throttle.ts';

const MOST_PARTS = 20;
const METHODS = new Set(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']);

const part = z.object({
  id: z.string().min(1),
  method: z.string(),
  url: z.string().min(1),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string()).optional(),
});
const batch = z.object({ requests: z.array(part) });
type Part = z.infer<typeof part>;
type PartAnswer = { id: string; status: number; headers: Record<string, string>; body?: object };

/** Runs a batch's parts, each charged, throttled and struck for itself. Answers come in another order than asked. */
export async function serveBatch(meter: Meter, incoming: Incoming, requestId: string): Promise<Answer> {
  const given = batch.safeParse(incoming.body);
  if (!given.success) return bad('Invalid batch payload format.');
  const { requests } = given.data;
  const refused = objection(requests);
  if (refused) return refused;

  const running = new Map<string, Promise<PartAnswer>>();
  for (const each of requests) {
    const before = (each.dependsOn ?? []).flatMap((id) => running.get(id) ?? []);
    running.set(each.id, runPart(meter, incoming, each, before, requestId));
  }
  const responses = await Promise.all(running.values());
  // Graph promises no order; a client that counts on one shall find out here.
  return json({ responses: responses.reverse() });
}

async function runPart(
  meter: Meter,
  incoming: Incoming,
  each: Part,
  before: Promise<PartAnswer>[],
  requestId: string,
): Promise<PartAnswer> {
  const failed = (await Promise.all(before)).some((answer) => answer.status >= 400);
  if (failed) {
    const body = problem(
      424,
      'FailedDependency',
      'The request was not run because a request it depends on failed.',
    );
    return asPart(each, body, {}, requestId);
  }
  const url = new URL(each.url.replace(/^\/?/, '/'), 'https://part.invalid');
  const headers = Object.fromEntries(
    Object.entries(each.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const served = await serve(meter, {
    core: incoming.core,
    caller: incoming.caller,
    method: each.method.toUpperCase(),
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: each.body,
    batched: true,
  });
  if (!served.dropped) return asPart(each, served.answer, served.headers, requestId);
  // A part has no connection to break: what is lost behind the gateway comes back as its time-out.
  return asPart(each, problem(504, 'gatewayTimeout', 'The service did not answer in time.'), {}, requestId);
}

function asPart(each: Part, answer: Answer, extra: Record<string, string>, requestId: string): PartAnswer {
  const headers = { ...extra, ...answer.headers };
  if (isProblem(answer)) {
    return {
      id: each.id,
      status: answer.status,
      headers: {
        ...headers,
        'Content-Type': 'application/json',
        ...(answer.reason === undefined
          ? {}
          : { 'x-local-tenant-reason': encodeURIComponent(answer.reason) }),
      },
      body: problemBody(answer, requestId, requestId),
    };
  }
  if (answer.body === undefined) return { id: each.id, status: answer.status, headers };
  return {
    id: each.id,
    status: answer.status,
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: answer.body,
  };
}

function bad(message: string): Problem {
  return problem(400, 'BadRequest', message);
}

function objection(requests: Part[]): Problem | undefined {
  if (requests.length === 0) return bad('Batch request must contain at least one request.');
  if (requests.length > MOST_PARTS) {
    return bad(`Number of batch request steps exceeds the maximum value of ${MOST_PARTS}.`);
  }
  const seen = new Set<string>();
  for (const each of requests) {
    if (seen.has(each.id)) return bad(`Duplicate request id '${each.id}'.`);
    const unknown = each.dependsOn?.find((id) => !seen.has(id));
    if (unknown !== undefined)
      return bad(`Request '${each.id}' depends on '${unknown}', which does not come before it.`);
    seen.add(each.id);
    if (!METHODS.has(each.method.toUpperCase())) return bad(`Invalid method in request '${each.id}'.`);
    if (/^\w+:/.test(each.url)) return bad(`Request '${each.id}' must have a relative URL.`);
    const typed = Object.keys(each.headers ?? {}).some((name) => name.toLowerCase() === 'content-type');
    if (each.body !== undefined && !typed) {
      return bad(`Write request id : ${each.id} does not contain Content-Type header or body.`);
    }
  }
  return undefined;
}
