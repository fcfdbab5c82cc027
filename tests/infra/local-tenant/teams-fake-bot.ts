import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalJWKSet, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';

export type Received = {
  type: string;
  id: string;
  name?: string;
  text?: string;
  value?: {
    action?: { verb: string; data: Record<string, unknown> };
    data?: Record<string, unknown>;
  } & Record<string, unknown>;
  serviceUrl: string;
  from: { id: string; aadObjectId: string; name: string };
  conversation: { id: string; conversationType: string; tenantId: string };
  channelData: Record<string, unknown>;
  attachments?: { contentType: string; name?: string; content: { downloadUrl: string } }[];
  entities?: Record<string, unknown>[];
  membersAdded?: { id: string }[];
  membersRemoved?: { id: string }[];
  action?: string;
  replyToId?: string;
};

export type FakeBot = {
  url: string;
  received: Received[];
  /** How invokes are answered; 200 with an empty body until a test says otherwise. */
  answer: (
    activity: Received,
  ) => { status: number; body?: unknown } | Promise<{ status: number; body?: unknown }>;
  /** Waits for the first activity that fits; fails after five seconds. */
  wait(fits: (activity: Received) => boolean): Promise<Received>;
  close(): Promise<void>;
};

/** A bot as small as can be: it checks the channel's token by the published keys and keeps what it is told. */
export async function startFakeBot(given: {
  appId: string;
  keys: () => Promise<JSONWebKeySet>;
  port?: number;
}): Promise<FakeBot> {
  const waiting = new Set<() => void>();
  const bot: FakeBot = {
    url: '',
    received: [],
    answer: () => ({ status: 200 }),
    wait: (fits) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = bot.received.find(fits);
          if (!found) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        const timer = setTimeout(() => reject(new Error('the bot was not told in time')), 5000);
        waiting.add(look);
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const take = async (authorization: string, text: string): Promise<{ status: number; body?: unknown }> => {
    const activity = JSON.parse(text) as Received;
    const { payload } = await jwtVerify(
      authorization.replace(/^Bearer /, ''),
      createLocalJWKSet(await given.keys()),
      { issuer: 'https://api.botframework.com', audience: given.appId },
    );
    if (payload['serviceurl'] !== activity.serviceUrl) return { status: 401 };
    bot.received.push(activity);
    for (const look of waiting) look();
    return bot.answer(activity);
  };
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      take(request.headers.authorization ?? '', Buffer.concat(chunks).toString())
        .catch(() => ({ status: 401, body: undefined }))
        .then(({ status, body }) => {
          response.writeHead(status, { 'content-type': 'application/json' });
          response.end(body === undefined ? undefined : JSON.stringify(body));
        })
        .catch(() => response.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(given.port ?? 0, '127.0.0.1', resolve));
  bot.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;
  return bot;
}
