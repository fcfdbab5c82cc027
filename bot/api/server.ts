import restify, { type Request, type Response, type Server } from 'restify';
import { createGate, type GateDeps } from './gate.ts';
import { readJsonBody } from './body.ts';
import { sendProblem as problem, titleOf } from './problem-json.ts';
import type { Route } from './route.ts';
import { servePane, type PanePlace } from './pane-files.ts';
import { serveTab, type TabPlace } from './tab-files.ts';
import type { BotEndpoint } from '../teams/adapter.ts';

/** HTTP: the bot's endpoint, the API of the features, the pages of the tab and the pane, and how the process is. Nobody else knows restify. */

/** No activity of Teams is larger. */
const MOST_BYTES = 256 * 1024;

export type Health = () => Promise<{
  readonly ready: boolean;
  readonly parts: Readonly<Record<string, string>>;
}>;

type Options = GateDeps & {
  readonly bot: BotEndpoint;
  readonly health: Health;
  readonly routes: readonly Route[];
  readonly tab: TabPlace;
  readonly pane: PanePlace;
};

const VERBS = { GET: 'get', POST: 'post', PUT: 'put', DELETE: 'del' } as const;

export const createServer = (options: Options): Server => {
  const { bot, health, log, pane, routes, tab } = options;
  const server = restify.createServer({
    name: 'cio-desk',
    handleUncaughtExceptions: false,
    ignoreTrailingSlash: true,
  });
  server.on(
    'restifyError',
    (_request: Request, response: Response, error: { statusCode?: number }, done: () => void) => {
      const status = error.statusCode ?? 500;
      if (status >= 500) log.error({ err: error }, 'a request failed unexpectedly');
      if (!response.headersSent)
        problem(response, status, titleOf(status), 'The request was not carried out.');
      done();
    },
  );

  server.post('/api/messages', async (request: Request, response: Response) => {
    try {
      const reading = await readJsonBody(request, MOST_BYTES);
      if (!reading.ok) {
        response.setHeader('connection', 'close');
        problem(response, reading.fault.status, titleOf(reading.fault.status), reading.fault.detail);
        return;
      }
      const { status, body } = await bot(request.headers.authorization ?? '', reading.body);
      if (body === undefined) response.send(status);
      else response.send(status, body);
    } catch (error) {
      log.error({ err: error }, 'a turn failed unexpectedly');
      problem(response, 500, 'Internal Server Error', 'The activity was not handled.');
    }
  });

  server.get('/healthz', async (_request: Request, response: Response) => {
    response.send(200, { status: 'ok' });
  });

  server.get('/readyz', async (_request: Request, response: Response) => {
    try {
      const { ready, parts } = await health();
      response.send(ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', parts });
    } catch (error) {
      log.error({ err: error }, 'readiness could not be told');
      problem(response, 503, 'Service Unavailable', 'Readiness could not be told.');
    }
  });

  const gate = createGate(options);
  for (const route of routes) server[VERBS[route.method]](route.path, gate(route));
  serveTab(server, tab);
  servePane(server, pane);

  return server;
};
