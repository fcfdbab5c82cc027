import type { Readable } from 'node:stream';
import type { TenantCore } from '../core.ts';
import type { AccessClaims } from '../tokens.ts';
import type { Problem } from './problem.ts';

/** One call of Graph, however it came: by itself or as a part of a batch. */
export type GraphRequest = {
  core: TenantCore;
  method: string;
  /** The path below /v1.0, still encoded, without query. */
  path: string;
  query: URLSearchParams;
  /** Lower-case names. */
  headers: Record<string, string>;
  /** Parsed JSON; bytes for content. */
  body: unknown;
  bytes?: Readable;
  caller: Caller;
  /** A part of a batch. */
  batched?: boolean;
  /** Values of the route's placeholders, decoded. */
  params: Record<string, string>;
};

export type GraphResponse = {
  status: number;
  headers?: Record<string, string>;
  body?: object;
};

export type Caller = { claims: AccessClaims; appId: string; userId?: string; permissions: Set<string> };
export type Answer = GraphResponse | Problem;
export type Handler = (request: GraphRequest) => Answer | Promise<Answer>;

/** Who did it, as kept in the database: `app:<id>` or `user:<id>`. */
export type Actor = `app:${string}` | `user:${string}`;

export function actorOf(caller: Caller): Actor {
  return caller.userId === undefined ? `app:${caller.appId}` : `user:${caller.userId}`;
}

export const json = (body: object, status = 200, headers?: Record<string, string>): GraphResponse =>
  headers === undefined ? { status, body } : { status, body, headers };
export const noContent: GraphResponse = { status: 204 };

/** The JSON object of a body, or undefined when it is something else. */
export function objectBody(request: GraphRequest): Record<string, unknown> | undefined {
  return asObject(request.body);
}

export function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** A system query option, with or without its dollar sign, as Graph v1.0 takes both. */
export function option(request: GraphRequest, name: string): string | undefined {
  return request.query.get(`$${name}`) ?? request.query.get(name) ?? undefined;
}

export function graphOrigin(core: TenantCore): string {
  return `${core.config.apiOrigin}/v1.0`;
}
