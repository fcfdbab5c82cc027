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

type Taken = {
  readonly types: RegExp;
  /** The types, as a refusal names them. */
  readonly named: string;
  readonly mostBytes: number;
};

/** Bytes; what is sent on beyond them is cut off. */
const MOST_DISCARDED = 64 * 1_048_576;

/**
 * Before a refusal the rest of the body is read away: who is still sending when the connection closes sees a broken line
 * instead of the answer (RFC 9112, 9.6).
 */
export const readAway = async (request: IncomingMessage): Promise<void> => {
  let size = 0;
  try {
    for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > MOST_DISCARDED) return;
    }
  } catch {
    // Who has hung up hears nothing any more.
  }
};

/**
 * A body as it came: never unpacked, never written to disk, never larger than said. restify's own parser unpacks and
 * takes uploads, which is more than anybody may ask of us.
 */
const readBody = async (request: IncomingMessage, taken: Taken): Promise<BodyReading<Buffer>> => {
  const refuse = async (status: BodyFault['status'], detail: string): Promise<BodyReading<Buffer>> => {
    await readAway(request);
    return fault(status, detail);
  };
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    return refuse(415, 'Compressed bodies are not taken.');
  if (!taken.types.test(request.headers['content-type'] ?? ''))
    return refuse(415, `Only ${taken.named} is taken.`);
  if (Number(request.headers['content-length'] ?? 0) > taken.mostBytes)
    return refuse(413, 'The body is too large.');
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > taken.mostBytes) break;
      parts.push(part);
    }
  } catch {
    // Whoever hung up in the middle is no failure of ours.
    return fault(400, 'The body broke off.');
  }
  if (size > taken.mostBytes) return refuse(413, 'The body is too large.');
  return { ok: true, body: Buffer.concat(parts) };
};

/** JSON as Teams and our own pages send it. */
export const readJsonBody = async (
  request: IncomingMessage,
  mostBytes: number,
): Promise<BodyReading<unknown>> => {
  const read = await readBody(request, { types: /^application\/json\b/i, named: 'JSON', mostBytes });
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
  readBody(request, { types: OFFICE, named: 'a document of Word or PowerPoint', mostBytes });
