import { randomBytes } from 'node:crypto';
import type { Request, Response, Server } from 'restify';
import { serveBuild } from './page-files.ts';

/** The page that runs in a Teams tab. Only the hosts named may frame it. */

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

export const serveTab = (server: Server, { folder, frameHosts }: TabPlace): void => {
  const build = serveBuild(server, '/tab', folder);
  server.get('/tab', async (_request: Request, response: Response): Promise<void> => {
    const nonce = randomBytes(16).toString('base64');
    build.send(response, 'index.html', policy(nonce, frameHosts), {
      __NONCE__: nonce,
      __FRAME_HOSTS__: frameHosts.join(' '),
    });
    await Promise.resolve();
  });
};
