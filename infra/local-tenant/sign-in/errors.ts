import { randomUUID } from 'node:crypto';
import type { FastifyReply } from 'fastify';

/** What Entra answers when it refuses; codes as listed in Microsoft's table of AADSTS error codes. */
export type Refusal = { status: 400 | 401; error: string; code: number; description: string };

export function refuse(reply: FastifyReply, refusal: Refusal, correlationId?: string): FastifyReply {
  const traceId = randomUUID();
  const correlation = correlationId ?? randomUUID();
  const timestamp = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return reply.code(refusal.status).send({
    error: refusal.error,
    error_description: `AADSTS${refusal.code}: ${refusal.description} Trace ID: ${traceId} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
    error_codes: [refusal.code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlation,
    error_uri: `https://login.microsoftonline.com/error?code=${refusal.code}`,
  });
}

export const missingParameter = (name: string): Refusal => ({
  status: 400,
  error: 'invalid_request',
  code: 900144,
  description: `The request body must contain the following parameter: '${name}'.`,
});

export const unknownTenant = (name: string): Refusal => ({
  status: 400,
  error: 'invalid_request',
  code: 90002,
  description: `Tenant '${name}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
});

export const unknownApp = (clientId: string, tenantName: string): Refusal => ({
  status: 400,
  error: 'unauthorized_client',
  code: 700016,
  description: `Application with identifier '${clientId}' was not found in the directory '${tenantName}'.`,
});

export const badGrant = (code: number, description: string): Refusal => ({
  status: 400,
  error: 'invalid_grant',
  code,
  description,
});
