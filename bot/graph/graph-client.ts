import {
  AuthenticationHandler,
  Client,
  HTTPMessageHandler,
  ResponseType,
  type AuthenticationProvider,
} from '@microsoft/microsoft-graph-client';
import { SignInRefused, type TokenSource } from '../identity/tokens.ts';
import { GraphError, graphErrorOf } from './graph-error.ts';
import { resourceUnits } from './resource-units.ts';

/**
 * One way to Graph. Pace is kept before sending; nothing is retried in here, because only who sent a request knows
 * whether it may be sent twice.
 */

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

export type GraphRequest = {
  readonly method: Method;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

export type BatchPart = GraphRequest & { readonly id: string };

export type BatchAnswer = {
  readonly id: string;
  readonly status: number;
  readonly body: unknown;
  /** What this part was refused with. */
  readonly error?: GraphError;
};

/** At most this many requests in one $batch. Source: learn.microsoft.com/graph/json-batching. */
export const MOST_IN_BATCH = 20;

export type Graph = {
  /** The JSON answer, undefined where there is none. Throws GraphError. */
  readonly call: <T>(request: GraphRequest) => Promise<T>;
  /**
   * Twenty parts a request. Throws GraphError when a request as a whole failed; a part's own failure is in its answer,
   * and a pause that a part was asked for has been kept.
   */
  readonly batch: (parts: readonly BatchPart[]) => Promise<readonly BatchAnswer[]>;
  /** Every page of a collection. */
  readonly pages: <T>(path: string) => AsyncGenerator<readonly T[]>;
};

export type Pace = {
  /** Waits until that many resource units may be used. */
  readonly take: (units: number) => Promise<void>;
  /** Graph asked for a pause: nobody sends before it is over. */
  readonly pause: (milliseconds: number) => Promise<void>;
};

export type GraphOptions = {
  /** https://graph.microsoft.com or another cloud's address. */
  readonly url: string;
  readonly tokens: TokenSource;
  readonly pace: Pace;
  readonly machineClock: () => number;
  readonly timeout?: number;
};

type BatchResponse = {
  readonly id: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

type Prepared = ReturnType<Client['api']>;

const verbs: Readonly<Record<Method, (request: Prepared, body: unknown) => Promise<unknown>>> = {
  GET: (request) => request.get(),
  POST: (request, body) => request.post(body),
  PATCH: (request, body) => request.patch(body),
  PUT: (request, body) => request.put(body),
  DELETE: (request) => request.delete(),
};

const USER_AGENT = 'NONISV|CioDesk|CioDesk/0.1';

/** The SDK hands on what was thrown in an error of its own, whose code is the name of that. */
const nameOf = (error: unknown): string => {
  const { code, name } = (error ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  return typeof code === 'string' && code !== '' ? code : String(name);
};

/** The request may or may not have been carried out: an answer that was lost looks just like this. */
const noAnswer = (error: unknown): GraphError =>
  new GraphError(0, 'noAnswer', nameOf(error), undefined, undefined, error);

const failureOf = (error: unknown): GraphError =>
  nameOf(error) === SignInRefused.name && error instanceof Error
    ? new GraphError(0, 'signInRefused', error.message, undefined, undefined, error)
    : noAnswer(error);

export const createGraph = ({ url, tokens, pace, machineClock, timeout = 60_000 }: GraphOptions): Graph => {
  const provider: AuthenticationProvider = { getAccessToken: async () => (await tokens(url)).token };
  const authentication = new AuthenticationHandler(provider);
  const transport = new HTTPMessageHandler();
  authentication.setNext(transport);
  const client = Client.initWithMiddleware({
    baseUrl: `${url}/`,
    defaultVersion: 'v1.0',
    // The SDK drops the Authorization header for hosts that it does not know; it knows them without their port.
    customHosts: new Set([new URL(url).hostname]),
    middleware: authentication,
  });

  const send = async (
    { method, path, body, headers = {} }: GraphRequest,
    units: number,
  ): Promise<Response> => {
    if (units > 0) await pace.take(units);
    const request = client
      .api(path)
      .headers({ 'User-Agent': USER_AGENT, ...headers })
      .options({ signal: AbortSignal.timeout(timeout) })
      .responseType(ResponseType.RAW);
    try {
      return (await verbs[method](request, body)) as Response;
    } catch (error) {
      throw failureOf(error);
    }
  };

  /** What is not JSON came from something before Graph; and an answer may break off in its middle. */
  const jsonOf = async (response: Response): Promise<unknown> => {
    try {
      const text = await response.text();
      return text === '' ? undefined : (JSON.parse(text) as unknown);
    } catch (error) {
      if (response.ok) throw noAnswer(error);
      return undefined;
    }
  };

  /** Who asked for a pause gets it from everybody. */
  const restAfter = async ({ status, retryAfter }: GraphError): Promise<void> => {
    if (status === 429 || (status === 503 && retryAfter !== undefined)) await pace.pause(retryAfter ?? 5_000);
  };

  const call = async <T>(
    request: GraphRequest,
    units = resourceUnits(request.method, request.path),
  ): Promise<T> => {
    const response = await send(request, units);
    const body = await jsonOf(response);
    if (response.ok) return body as T;
    const error = graphErrorOf(response.status, body, (name) => response.headers.get(name), machineClock());
    await restAfter(error);
    throw error;
  };

  const answerOf = ({ id, status, headers = {}, body }: BatchResponse): BatchAnswer => {
    if (status < 400) return { id, status, body };
    const lower = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    return { id, status, body, error: graphErrorOf(status, body, (name) => lower.get(name), machineClock()) };
  };

  const sendBatch = async (parts: readonly BatchPart[]): Promise<readonly BatchAnswer[]> => {
    const units = parts.reduce((sum, part) => sum + resourceUnits(part.method, part.path), 0);
    const requests = parts.map(({ id, method, path, body, headers }) => ({
      id,
      method,
      url: path,
      ...(body === undefined
        ? headers && { headers }
        : { body, headers: { 'Content-Type': 'application/json', ...headers } }),
    }));
    const { responses } = await call<{ responses: BatchResponse[] }>(
      { method: 'POST', path: '/$batch', body: { requests } },
      units,
    );
    const answers = responses.map(answerOf);
    for (const { error } of answers) if (error) await restAfter(error);
    return answers;
  };

  return {
    call,
    batch: async (parts) => {
      const answers: BatchAnswer[] = [];
      for (let from = 0; from < parts.length; from += MOST_IN_BATCH)
        answers.push(...(await sendBatch(parts.slice(from, from + MOST_IN_BATCH))));
      return answers;
    },
    pages: async function* <T>(path: string) {
      let next: string | undefined = path;
      while (next !== undefined) {
        const page: { value: T[]; '@odata.nextLink'?: string } = await call({
          method: 'GET',
          path: pathIn(next, url),
        });
        yield page.value;
        next = page['@odata.nextLink'];
      }
    },
  };
};

/** A link that Graph gave, as the path it was asked with. */
export const pathIn = (link: string, url: string): string =>
  link.startsWith(url) ? link.slice(url.length).replace(/^\/v1\.0/, '') : link;

/** Reads many paths together; the answers stand in their order. Throws GraphError when nothing could be asked. */
export const readTogether = async (
  graph: Graph,
  paths: readonly string[],
): Promise<readonly Pick<BatchAnswer, 'body' | 'error'>[]> => {
  if (paths.length === 0) return [];
  const answers = await graph.batch(paths.map((path, index) => ({ id: String(index), method: 'GET', path })));
  const byId = new Map(answers.map((answer) => [answer.id, answer]));
  return paths.map(
    (_, index) =>
      byId.get(String(index)) ?? {
        body: undefined,
        error: new GraphError(0, 'noAnswer', 'no answer in the batch'),
      },
  );
};
