import type { IncomingMessage } from 'node:http';

/** Why a body cannot be read; its status is what HTTP calls it. */
export type BodyFault = { readonly status: 400 | 413 | 415; readonly detail: string };

export type BodyReading<T> =
  | { readonly ok: true; readonly body: T }
  | { readonly ok: false; readonly fault: BodyFault };

const fault = (status: BodyFault['status'], detail: string): { ok: false; fault: BodyFault } => ({
  ok: false,
  fault: { status, detail },
});

/**
 * A body as it came: never unpacked, never written to disk, never larger than said. restify's own parser unpacks and
 * takes uploads, which is more than anybody may ask of us.
 */
const readBody = async (
  request: IncomingMessage,
  types: RegExp,
  named: string,
  mostBytes: number,
): Promise<BodyReading<Buffer>> => {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    return fault(415, 'Compressed bodies are not taken.');
  if (!types.test(request.headers['content-type'] ?? '')) return fault(415, `Only ${named} is taken.`);
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return fault(413, 'The body is too large.');
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > mostBytes) return fault(413, 'The body is too large.');
    parts.push(part);
  }
  return { ok: true, body: Buffer.concat(parts) };
};

/** JSON as Teams and our own pages send it. */
export const readJsonBody = async (
  request: IncomingMessage,
  mostBytes: number,
): Promise<BodyReading<unknown>> => {
  const read = await readBody(request, /^application\/json\b/i, 'JSON', mostBytes);
  if (!read.ok) return read;
  try {
    return { ok: true, body: JSON.parse(read.body.toString('utf8')) as unknown };
  } catch {
    return fault(400, 'The body is not JSON.');
  }
};

const OFFICE = /^application\/(octet-stream|vnd\.openxmlformats-officedocument\.[a-z.]+)\s*(;|$)/i;

/** A document of Word or PowerPoint, whatever it really is: who takes it looks into it. */
export const readDocumentBody = (request: IncomingMessage, mostBytes: number): Promise<BodyReading<Buffer>> =>
  readBody(request, OFFICE, 'a document of Word or PowerPoint', mostBytes);
