import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm, truncate } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TenantCore } from '../core.ts';
import { blobPath } from './downloads.ts';
import { fileJson } from './file-json.ts';
import { ensureFolder, putFile } from './file-changes.ts';
import type { Conflict } from './file-names.ts';
import { placeOf, rootOf } from './files.ts';
import { listById } from './lists.ts';
import { invalid, isProblem, notFound, problem, problemBody } from './problem.ts';
import type { Problem } from './problem.ts';
import { everything } from './projection.ts';
import type { Actor } from './request.ts';
import { siteById } from './sites.ts';

export const UPLOADS = '/_api/v2.0/uploads/';
const FRAGMENT_BYTES = 320 * 1024;
const MAX_FRAGMENT = 60 * 1024 * 1024;
const LIFETIME_MS = 24 * 3600 * 1000;

type Session = {
  id: string;
  list_id: string;
  parent_path: string;
  name: string;
  conflict: Conflict;
  if_match: string | null;
  actor: Actor;
  received: number;
  total: number | null;
  expires: number;
};
export type NewSession = Pick<
  Session,
  'list_id' | 'parent_path' | 'name' | 'conflict' | 'if_match' | 'actor'
>;

export function openUpload(core: TenantCore, given: NewSession): object {
  const id = randomUUID().replaceAll('-', '');
  const expires = Date.now() + LIFETIME_MS;
  core.db.run(
    'INSERT INTO upload_sessions VALUES (?, ?, ?, ?, ?, ?, ?, 0, NULL, ?)',
    id,
    given.list_id,
    given.parent_path,
    given.name,
    given.conflict,
    given.if_match,
    given.actor,
    expires,
  );
  return {
    uploadUrl: `${core.config.apiOrigin}${UPLOADS}${id}`,
    expirationDateTime: new Date(expires).toISOString(),
    nextExpectedRanges: ['0-'],
  };
}

/** The addresses that sessions give out: bytes in order, no token. */
export function registerUploads(app: FastifyInstance, core: TenantCore): void {
  const url = `${UPLOADS}:id`;
  type Params = { Params: { id: string } };
  const find = (id: string): Session | undefined =>
    core.db.get<Session>('SELECT * FROM upload_sessions WHERE id = ? AND expires > ?', id, Date.now());

  app.get<Params>(url, (request, reply) => {
    const session = find(request.params.id);
    return session
      ? reply.send(progress(session))
      : answer(core, request, reply, notFound('The upload session was not found'));
  });
  app.delete<Params>(url, async (request, reply) => {
    const session = find(request.params.id);
    if (!session) return answer(core, request, reply, notFound('The upload session was not found'));
    await close(core, session, true);
    return reply.code(204).send();
  });
  app.put<Params>(url, async (request, reply) => {
    if (request.headers.authorization !== undefined) {
      return answer(
        core,
        request,
        reply,
        problem(401, 'unauthenticated', 'The upload URL is pre-authenticated: send no Authorization header.'),
      );
    }
    const session = find(request.params.id);
    if (!session) return answer(core, request, reply, notFound('The upload session was not found'));
    const range = readRange(request.headers['content-range'], session);
    if (isProblem(range)) return answer(core, request, reply, range);
    const bytes = request.body instanceof Readable ? request.body : Readable.from([]);
    const wrote = await append(core, session, bytes, range);
    if (isProblem(wrote)) return answer(core, request, reply, wrote);
    if (wrote.received < range.total) return reply.code(202).send(progress(wrote));
    const done = await finish(core, wrote);
    return isProblem(done)
      ? answer(core, request, reply, done)
      : reply.code(done.created ? 201 : 200).send(done.body);
  });
}

function progress(session: Session): object {
  return {
    expirationDateTime: new Date(session.expires).toISOString(),
    nextExpectedRanges: [
      session.total === null ? `${session.received}-` : `${session.received}-${session.total - 1}`,
    ],
  };
}

type Range = { from: number; to: number; total: number };

function readRange(header: string | undefined, session: Session): Range | Problem {
  const found = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(header ?? '');
  if (!found) return invalid('Invalid Content-Range header value');
  const [from, to, total] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const size = to - from + 1;
  if (from > to || to >= total || (session.total !== null && session.total !== total))
    return invalid('Invalid Content-Range header value');
  if (from !== session.received) {
    return problem(
      416,
      'invalidRange',
      'The uploaded fragment overlaps with data that has already been received.',
      {
        reason: `next expected: ${session.received}`,
      },
    );
  }
  if (size > MAX_FRAGMENT)
    return problem(
      413,
      'requestEntityTooLarge',
      'Declared request length exceeds the maximum fragment size.',
    );
  if (to + 1 < total && size % FRAGMENT_BYTES !== 0) {
    return invalid('Invalid request', 'a fragment before the last is a multiple of 320 KiB');
  }
  return { from, to, total };
}

async function append(
  core: TenantCore,
  session: Session,
  bytes: Readable,
  range: Range,
): Promise<Session | Problem> {
  const path = blobPath(core, session.id);
  let size = 0;
  try {
    await pipeline(
      bytes,
      async function* counted(source: AsyncIterable<Buffer>) {
        for await (const chunk of source) {
          size += chunk.length;
          yield chunk;
        }
      },
      createWriteStream(path, { flags: range.from === 0 ? 'w' : 'r+', start: range.from }),
    );
  } catch {
    // A torn connection: what counts is what was confirmed before.
    await truncate(path, range.from).catch(() => {});
    return problem(400, 'invalidRequest', 'The request was aborted.');
  }
  if (size !== range.to - range.from + 1) {
    await truncate(path, range.from);
    return invalid(
      'Invalid request',
      `Content-Range promised ${range.to - range.from + 1} bytes, ${size} came`,
    );
  }
  const received = range.to + 1;
  core.db.run(
    'UPDATE upload_sessions SET received = ?, total = ? WHERE id = ?',
    received,
    range.total,
    session.id,
  );
  return { ...session, received, total: range.total };
}

async function finish(
  core: TenantCore,
  session: Session,
): Promise<{ created: boolean; body: object } | Problem> {
  const list = listById(core, session.list_id);
  const site = list && siteById(core, list.site_id);
  const place = site && placeOf(core, site, session.list_id);
  if (!place) return notFound();
  const parent = ensureFolder(
    place,
    rootOf(place.list),
    session.parent_path.split('/').filter(Boolean),
    session.actor,
  );
  if (isProblem(parent)) return parent;
  const put = putFile(
    place,
    parent,
    {
      actor: session.actor,
      name: session.name,
      conflict: session.conflict,
      ifMatch: session.if_match ?? undefined,
    },
    { name: session.id, size: session.received },
  );
  if (isProblem(put)) return put;
  await close(core, session, false);
  return { created: put.created, body: fileJson(place, put.file, everything) };
}

async function close(core: TenantCore, session: Session, withBytes: boolean): Promise<void> {
  core.db.run('DELETE FROM upload_sessions WHERE id = ?', session.id);
  if (withBytes) await rm(blobPath(core, session.id), { force: true });
}

function answer(
  core: TenantCore,
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Problem,
): FastifyReply {
  if (refused.reason !== undefined) core.log.info({ reason: refused.reason }, 'upload refused');
  return reply.code(refused.status).send(problemBody(refused, request.id, request.id));
}
