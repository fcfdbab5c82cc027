import type { IncomingMessage } from 'node:http';

/** Why a body cannot be read; its status is what HTTP calls it. */
export type BodyFault = { readonly status: 400 | 413 | 415; readonly detail: string };

export type BodyReading =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly fault: BodyFault };

const fault = (status: BodyFault['status'], detail: string): BodyReading => ({
  ok: false,
  fault: { status, detail },
});

/**
 * A JSON body as Teams sends it, read before anybody is known: never unpacked, never written to disk, never larger than
 * said. restify's own parser unpacks and takes uploads, which is more than a stranger may ask of us.
 */
export const readJsonBody = async (request: IncomingMessage, mostBytes: number): Promise<BodyReading> => {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    return fault(415, 'Compressed bodies are not taken.');
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    return fault(415, 'Only JSON is taken.');
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return fault(413, 'The body is too large.');
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > mostBytes) return fault(413, 'The body is too large.');
    parts.push(part);
  }
  try {
    return { ok: true, body: JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown };
  } catch {
    return fault(400, 'The body is not JSON.');
  }
};
