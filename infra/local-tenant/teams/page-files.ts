import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
};

/**
 * Serves the built page: the one that `current` names in the folder when it is first asked for, and that one from then
 * on, so that a page built anew beside it does not pull the files away from under open windows.
 */
export function pageRoutes(
  scope: FastifyInstance,
  folder: string | undefined,
  /** Origins of the pages that apps show in tabs. */
  tabs: string[],
): void {
  let build: string | undefined;
  const file = (...parts: string[]): string | undefined => {
    build ??= folder === undefined ? undefined : buildIn(folder);
    const path = build === undefined ? undefined : join(build, ...parts);
    return path !== undefined && existsSync(path) ? path : undefined;
  };
  const page = (reply: FastifyReply): FastifyReply => {
    harden(reply);
    const index = file('index.html');
    if (!index) {
      return reply
        .code(503)
        .header('content-type', 'text/plain; charset=utf-8')
        .send('画面がまだ組み立てられていません。TENANT_PAGE に組み立て先を指定して起動してください。');
    }
    const nonce = randomBytes(16).toString('base64');
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-security-policy', policy(nonce, tabs))
      .send(readFileSync(index, 'utf8').replaceAll('__NONCE__', nonce));
  };
  scope.get('/', (_request, reply) => page(reply));
  // Addresses of sites, lists, files, events, meetings and chats lead to the same page, which finds what they name.
  for (const path of ['/sites/*', '/calendar/*', '/l/*']) scope.get(path, (_request, reply) => page(reply));
  scope.get<{ Params: { name: string } }>('/assets/:name', (request, reply) => {
    const { name } = request.params;
    // Names of built files only: no separators, no dot at the beginning.
    const asset = /^[\w-][\w.-]*$/.test(name) ? file('assets', name) : undefined;
    if (!asset) return reply.code(404).send();
    harden(reply);
    return reply
      .header('content-type', TYPES[extname(name)] ?? 'application/octet-stream')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(readFileSync(asset));
  });
  scope.get('/favicon.ico', (_request, reply) => reply.code(204).send());
}

function buildIn(folder: string): string | undefined {
  const note = join(folder, 'current');
  return existsSync(note) ? join(folder, readFileSync(note, 'utf8').trim()) : undefined;
}

/** Styles that the page's library writes at run time carry the nonce; scripts come from here alone. */
function policy(nonce: string, tabs: string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    `frame-src ${[...new Set(tabs)].join(' ') || "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function harden(reply: FastifyReply): void {
  reply
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .header('cross-origin-opener-policy', 'same-origin');
}
