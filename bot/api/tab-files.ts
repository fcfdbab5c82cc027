import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Request, Response, Server } from 'restify';
import { sendProblem, titleOf } from './problem-json.ts';

/**
 * The page that runs in a Teams tab. It holds no data: whoever opens it gets the same files, and what a person may see
 * comes by the API with their token. Only the hosts named may frame it.
 */

/** Source: learn.microsoft.com/microsoftteams/platform/tabs/how-to/tab-requirements. */
const HOSTS = [
  'https://*.cloud.microsoft',
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.microsoft365.com',
  'https://*.office.com',
  'https://outlook.office.com',
  'https://outlook.office365.com',
] as const;

/** Where Microsoft's library asks for further hosts. Source: @microsoft/teams-js, validOrigins. */
const HOST_LIST = 'https://res.cdn.office.net';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};

export type TabPlace = {
  /** Holds builds side by side and the name of the present one in `current`. */
  readonly folder: string;
  /** Origins that may frame the page beside Microsoft's. */
  readonly frameHosts: readonly string[];
};

/** Styles that the page's library writes at run time carry the nonce; scripts come from here alone. */
const policy = (nonce: string, frameHosts: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${HOST_LIST}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${[...HOSTS, ...frameHosts].join(' ')}`,
  ].join('; ');

const HARD = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
} as const;

const buildIn = (folder: string): string | undefined => {
  const note = path.join(folder, 'current');
  return existsSync(note) ? path.join(folder, readFileSync(note, 'utf8').trim()) : undefined;
};

/** What `current` names at the first request, and that one until the process ends: windows that are open keep their files. */
export const serveTab = (server: Server, { folder, frameHosts }: TabPlace): void => {
  let build: string | undefined;
  const file = (...parts: readonly string[]): string | undefined => {
    build ??= buildIn(folder);
    const place = build === undefined ? undefined : path.join(build, ...parts);
    return place !== undefined && existsSync(place) ? place : undefined;
  };

  server.get('/tab', async (_request: Request, response: Response): Promise<void> => {
    const index = file('index.html');
    if (!index) return sendProblem(response, 503, titleOf(503), 'The page has not been built.');
    const nonce = randomBytes(16).toString('base64');
    response.sendRaw(
      200,
      readFileSync(index, 'utf8')
        .replaceAll('__NONCE__', nonce)
        .replaceAll('__FRAME_HOSTS__', frameHosts.join(' ')),
      {
        ...HARD,
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy': policy(nonce, frameHosts),
      },
    );
    await Promise.resolve();
  });

  server.get('/tab/assets/:name', async (request: Request, response: Response): Promise<void> => {
    const { name } = request.params as { name: string };
    // Names of built files only: no separators, no dot at the beginning.
    const asset = /^[\w-][\w.-]*$/.test(name) ? file('assets', name) : undefined;
    if (!asset) return sendProblem(response, 404, titleOf(404), 'There is no such file.');
    response.writeHead(200, {
      ...HARD,
      'content-type': TYPES[path.extname(name)] ?? 'application/octet-stream',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    response.end(readFileSync(asset));
    await Promise.resolve();
  });
};
