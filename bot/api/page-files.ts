import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Request, Response, Server } from 'restify';
import { sendProblem, titleOf } from './problem-json.ts';

/**
 * Pages that run inside Teams and Office. They hold no data: whoever opens one gets the same files, and what a person
 * may see comes by the API with their token.
 */

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

const HARD = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** Fonts and pictures are packed already. */
const PACKED = /\.(js|css|svg)$/;

const buildIn = (folder: string): string | undefined => {
  const note = path.join(folder, 'current');
  return existsSync(note) ? path.join(folder, readFileSync(note, 'utf8').trim()) : undefined;
};

export type BuiltPage = {
  /** A file beside the pages, by a name that stays the same from build to build. */
  readonly sendFile: (response: Response, name: string) => void;
  /** A page of the build, its marks filled in; under a policy of its own. */
  readonly send: (
    response: Response,
    name: string,
    policy: string,
    marks: Readonly<Record<string, string>>,
  ) => void;
};

/**
 * Serves the assets of a build below `base`. What `current` names at the first request counts until the process ends:
 * windows that are open keep their files.
 * @param folder holds builds side by side and the name of the present one in `current`
 */
export const serveBuild = (server: Server, base: '/tab' | '/pane', folder: string): BuiltPage => {
  let build: string | undefined;
  /** A build has few files, and each is packed once. */
  const packed = new Map<string, Buffer>();
  const file = (...parts: readonly string[]): string | undefined => {
    build ??= buildIn(folder);
    const place = build === undefined ? undefined : path.join(build, ...parts);
    return place !== undefined && existsSync(place) ? place : undefined;
  };

  server.get(`${base}/assets/:name`, async (request: Request, response: Response): Promise<void> => {
    const { name } = request.params as { name: string };
    // Names of built files only: no separators, no dot at the beginning.
    const asset = /^[\w-][\w.-]*$/.test(name) ? file('assets', name) : undefined;
    if (!asset) return sendProblem(response, 404, titleOf(404), 'There is no such file.');
    const isPacked = PACKED.test(name) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    if (isPacked && !packed.has(asset)) packed.set(asset, gzipSync(readFileSync(asset)));
    response.writeHead(200, {
      ...HARD,
      'content-type': TYPES[path.extname(name)] ?? 'application/octet-stream',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      ...(isPacked ? { 'content-encoding': 'gzip' } : {}),
    });
    response.end(isPacked ? packed.get(asset) : readFileSync(asset));
    await Promise.resolve();
  });

  return {
    sendFile: (response, name) => {
      const found = file(name);
      if (!found) return sendProblem(response, 404, titleOf(404), 'There is no such file.');
      response.writeHead(200, {
        ...HARD,
        // Word and PowerPoint show it in their ribbons.
        'cross-origin-resource-policy': 'cross-origin',
        'content-type': TYPES[path.extname(name)] ?? 'application/octet-stream',
        'cache-control': 'public, max-age=86400',
      });
      response.end(readFileSync(found));
    },
    send: (response, name, policy, marks) => {
      const page = file(name);
      if (!page) return sendProblem(response, 503, titleOf(503), 'The page has not been built.');
      const text = Object.entries(marks).reduce(
        (filled, [mark, value]) => filled.replaceAll(mark, () => value),
        readFileSync(page, 'utf8'),
      );
      response.sendRaw(200, text, {
        ...HARD,
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy': policy,
      });
    },
  };
};
