import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyInstance } from 'fastify';
import type { TenantCore } from '../core.ts';
import type { Blob } from './file-changes.ts';
import { mimeOf } from './mime.ts';
import { notFound, problem, problemBody } from './problem.ts';
import type { Problem } from './problem.ts';

/** What a plain PUT may carry; larger files take an upload session. */
export const MAX_PUT_BYTES = 250 * 1024 * 1024;
const LINK_SECONDS = 3600;

// Links live shorter than the process or die with it: nobody keeps them.
const secret = randomBytes(32);

export function blobPath(core: TenantCore, name: string): string {
  const folder = join(core.config.dataFolder, 'files');
  mkdirSync(folder, { recursive: true });
  return join(folder, name);
}

/** Writes a stream to disk under a new name; refuses what is longer than `most` bytes and keeps nothing of it. */
export async function keepBytes(
  core: TenantCore,
  bytes: Readable,
  most = MAX_PUT_BYTES,
): Promise<Blob | Problem> {
  const name = randomUUID();
  const path = blobPath(core, name);
  let size = 0;
  let tooLong = false;
  await pipeline(
    bytes,
    async function* limited(source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        size += chunk.length;
        tooLong ||= size > most;
        if (!tooLong) yield chunk;
      }
    },
    createWriteStream(path),
  );
  if (!tooLong) return { name, size };
  await rm(path, { force: true });
  return problem(413, 'requestEntityTooLarge', 'The request payload is too large.');
}

/** A link that needs no token and ends after an hour of machine time. */
export function downloadUrl(core: TenantCore, blob: string, name: string): string {
  const until = Math.floor(Date.now() / 1000) + LINK_SECONDS;
  const query = new URLSearchParams({ until: String(until), tempauth: sign(blob, until), name });
  return `${core.config.apiOrigin}/_layouts/15/download/${blob}?${query.toString()}`;
}

export function registerDownloads(app: FastifyInstance, core: TenantCore): void {
  app.get<{ Params: { blob: string }; Querystring: Record<string, string | undefined> }>(
    '/_layouts/15/download/:blob',
    (request, reply) => {
      const { blob } = request.params;
      const until = Number(request.query['until']);
      const name = request.query['name'] ?? 'file';
      const expected = Buffer.from(sign(blob, until));
      const given = Buffer.from(request.query['tempauth'] ?? '');
      const good =
        given.length === expected.length && timingSafeEqual(given, expected) && until * 1000 > Date.now();
      if (!good) {
        const refused = problem(401, 'unauthenticated', 'The caller is not authenticated.');
        return reply.code(401).send(problemBody(refused, request.id, request.id));
      }
      const path = blobPath(core, blob);
      const found = statSync(path, { throwIfNoEntry: false });
      if (!found) return reply.code(404).send(problemBody(notFound(), request.id, request.id));
      return reply
        .header('content-type', mimeOf(name))
        .header('content-length', found.size)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
        .send(createReadStream(path));
    },
  );
}

function sign(blob: string, until: number): string {
  return createHmac('sha256', secret).update(`${blob}|${until}`).digest('base64url');
}
