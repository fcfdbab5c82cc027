import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TenantCore } from '../core.ts';
import { GRAPH_AUDIENCE } from '../tokens.ts';
import type { Verified } from '../tokens.ts';
import { serveBatch } from './batch.ts';
import { registerDownloads } from './downloads.ts';
import { isProblem, problem, problemBody } from './problem.ts';
import type { Problem } from './problem.ts';
import type { Answer, Caller } from './request.ts';
import { serve } from './serve.ts';
import type { Incoming } from './serve.ts';
import type { Meter } from './throttle.ts';
import { registerUploads, UPLOADS } from './uploads.ts';

const JSON_TYPE =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';
const MOST_JSON = 4 * 1024 * 1024;

/** Graph's addresses, the pre-authenticated ones of bytes, and what every answer carries. */
export function registerGraphHttp(app: FastifyInstance, core: TenantCore, meter: Meter): void {
  void app.register(async (scope) => {
    // Bodies are read here: broken JSON is answered in Graph's words, content is streamed to disk.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    scope.setErrorHandler((error, request, reply) => {
      core.log.error({ err: error, url: request.url }, 'a Graph call failed unexpectedly');
      const unexpected = problem(500, 'generalException', 'General exception while processing');
      return send(core, request, reply, undefined, unexpected, {});
    });
    scope.addHook('onSend', async (request, reply, payload) => {
      if (core.trace.on && request.url.startsWith(UPLOADS)) traceUpload(core, request, reply, payload);
      return payload;
    });
    registerDownloads(scope, core);
    registerUploads(scope, core);
    scope.all('/v1.0/*', (request, reply) => handle(core, meter, request, reply));
    scope.all('/beta/*', (request, reply) =>
      send(core, request, reply, undefined, problem(400, 'BadRequest', 'Only v1.0 is imitated.'), {}),
    );
  });
}

/** Fragments are traced without their bytes. */
function traceUpload(core: TenantCore, request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
  core.trace.graph({
    method: request.method,
    url: `${core.config.apiOrigin}${request.url}`,
    requestHeaders: plainHeaders(request),
    status: reply.statusCode,
    ...(typeof payload === 'string' && payload !== ''
      ? { responseBody: JSON.parse(payload) as unknown }
      : {}),
  });
}

async function handle(
  core: TenantCore,
  meter: Meter,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const verified = await core.tokens.verify(request.headers.authorization, [
    GRAPH_AUDIENCE,
    '00000003-0000-0000-c000-000000000000',
  ]);
  if (!verified.ok) {
    reply.header(
      'WWW-Authenticate',
      `Bearer realm="", authorization_uri="${core.config.apiOrigin}/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"`,
    );
    return send(core, request, reply, undefined, unauthenticated(verified.reason), {});
  }
  const url = new URL(request.url, core.config.apiOrigin);
  const path = url.pathname.slice('/v1.0'.length).replace(/\/+$/, '');
  const stream = request.body instanceof Readable ? request.body : undefined;
  const isContent = request.method === 'PUT' && path.endsWith('/content');
  const body = stream && !isContent ? await readJson(stream) : undefined;
  if (isProblem(body)) return send(core, request, reply, undefined, body, {});
  const incoming: Incoming = {
    core,
    method: request.method,
    path,
    query: url.searchParams,
    headers: plainHeaders(request),
    body,
    caller: callerOf(verified),
    ...(stream && isContent ? { bytes: stream } : {}),
  };
  if (path.toLowerCase() === '/$batch') return handleBatch(core, meter, request, reply, incoming);
  const served = await serve(meter, incoming);
  if (served.dropped) return drop(core, request, reply);
  return send(core, request, reply, body, served.answer, served.headers);
}

/** The batch as a whole may be struck too, by a rule that names its path. */
async function handleBatch(
  core: TenantCore,
  meter: Meter,
  request: FastifyRequest,
  reply: FastifyReply,
  incoming: Incoming,
): Promise<FastifyReply> {
  if (request.method !== 'POST') {
    return send(
      core,
      request,
      reply,
      undefined,
      problem(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.'),
      {},
    );
  }
  const fault = core.faults.strike({ area: 'graph', method: 'POST', path: '/$batch' });
  if (fault?.kind === 'drop') return drop(core, request, reply);
  if (fault?.kind === '429' || fault?.kind === '503') {
    const status = Number(fault.kind);
    const refused = problem(
      status,
      status === 429 ? 'TooManyRequests' : 'serviceNotAvailable',
      'Please retry again later.',
    );
    return send(core, request, reply, incoming.body, refused, { 'Retry-After': String(fault.retryAfter) });
  }
  const answer = await serveBatch(meter, incoming, request.id);
  if (fault?.kind === 'lost-answer') return drop(core, request, reply);
  return send(core, request, reply, incoming.body, answer, {});
}

function drop(core: TenantCore, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  core.log.debug({ url: request.url }, 'connection dropped on demand');
  reply.hijack();
  request.raw.socket.destroy();
  return reply;
}

function callerOf(verified: Extract<Verified, { ok: true }>): Caller {
  const { claims } = verified;
  const delegated = claims.scp !== undefined;
  return {
    claims,
    appId: claims.azp,
    permissions: new Set(delegated ? claims.scp?.split(' ') : claims.roles),
    ...(delegated ? { userId: claims.oid } : {}),
  };
}

const REASONS: Record<Extract<Verified, { ok: false }>['reason'], string> = {
  missing: 'Access token is empty.',
  malformed: 'IDX14100: JWT is not well formed, there are no dots (.).',
  signature: 'Access token validation failure. Invalid signature.',
  audience: 'Access token validation failure. Invalid audience.',
  issuer: 'Access token validation failure. Invalid issuer.',
  expired: 'Lifetime validation failed, the token is expired.',
};

function unauthenticated(reason: keyof typeof REASONS): Problem {
  return problem(401, 'InvalidAuthenticationToken', REASONS[reason]);
}

async function readJson(stream: Readable): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_JSON) return problem(413, 'RequestEntityTooLarge', 'The request payload is too large.');
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    return problem(
      400,
      'BadRequest',
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
}

function send(
  core: TenantCore,
  request: FastifyRequest,
  reply: FastifyReply,
  requestBody: unknown,
  answer: Answer,
  extra: Record<string, string>,
): FastifyReply {
  const requestId = randomUUID();
  const given = request.headers['client-request-id'];
  const clientRequestId = typeof given === 'string' && given !== '' ? given : requestId;
  const headers: Record<string, string> = {
    'request-id': requestId,
    'client-request-id': clientRequestId,
    date: new Date().toUTCString(),
    ...extra,
    ...answer.headers,
  };
  const body = isProblem(answer) ? problemBody(answer, requestId, clientRequestId) : answer.body;
  if (body !== undefined) Object.assign(headers, { 'content-type': JSON_TYPE, 'OData-Version': '4.0' });
  if (isProblem(answer) && answer.reason !== undefined)
    headers['x-local-tenant-reason'] = encodeURIComponent(answer.reason);
  if (core.trace.on) {
    core.trace.graph({
      method: request.method,
      url: request.url,
      requestHeaders: plainHeaders(request),
      ...(requestBody === undefined ? {} : { requestBody }),
      status: answer.status,
      responseHeaders: headers,
      ...(body === undefined ? {} : { responseBody: body }),
    });
  }
  return reply
    .code(answer.status)
    .headers(headers)
    .send(body === undefined ? undefined : JSON.stringify(body));
}

function plainHeaders(request: FastifyRequest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}
