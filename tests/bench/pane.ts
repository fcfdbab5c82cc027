import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { buildPanePage, buildPage } from '../../infra/local-product.ts';
import { launchBrowser } from '../harness/browser.ts';
import { percentile, type Figure } from './figures.ts';

/**
 * The pane's first load: what it fetches before anybody has done anything, and when it can be used, against a bare
 * Fluent UI page in the same browser in the same run.
 */

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

type Site = { readonly url: string; readonly sent: () => number; readonly stop: () => void };

/** Serves a build compressed, as whatever stands before the bot does. */
const serve = async (place: string, base: string): Promise<Site> => {
  const build = path.join(place, readFileSync(path.join(place, 'current'), 'utf8').trim());
  const packed = new Map<string, Buffer>();
  let sent = 0;
  const server = createServer((request, response) => {
    const name = (request.url ?? '/').slice(base.length - 1).split('?')[0] ?? '/';
    const file = path.join(build, name === '/' || name === '' ? 'index.html' : name);
    if (!existsSync(file)) {
      response.statusCode = 404;
      response.end();
      return;
    }
    const bytes = packed.get(file) ?? gzipSync(readFileSync(file));
    packed.set(file, bytes);
    sent += bytes.length;
    response.writeHead(200, {
      'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
      'content-encoding': 'gzip',
      'content-length': bytes.length,
    });
    response.end(bytes);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`,
    sent: () => sent,
    stop: () => server.close(),
  };
};

/** Notes when a button stands and the thread has come to rest behind it. */
const WATCH = `
  const seen = new MutationObserver(() => {
    if (!document.querySelector('button')) return;
    seen.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.interactiveAt = performance.now(); }));
  });
  seen.observe(document, { childList: true, subtree: true });
`;

type Load = { readonly interactive: number; readonly kilobytes: number };

/** With an empty cache. Milliseconds and kB as they were sent. */
const load = async (browser: Browser, { url, sent }: Site): Promise<Load> => {
  const before = sent();
  const context = await browser.newContext({ locale: 'ja-JP' });
  const page = await context.newPage();
  await page.addInitScript(WATCH);
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.waitForFunction('window.interactiveAt !== undefined');
  const interactive = await page.evaluate<number>('window.interactiveAt');
  return { interactive, kilobytes: (sent() - before) / 1000 };
};

export const measurePane = async (rounds: number): Promise<readonly Figure[]> => {
  const bareFolder = path.join(import.meta.dirname, 'bare-fluent');
  const [pane, bare] = [
    await serve(await buildPanePage(), '/pane/'),
    await serve(
      await buildPage(path.join(import.meta.dirname, '..', '..', '.cache', 'bare-fluent'), {
        folder: bareFolder,
        base: '/',
        also: [],
      }),
      '/',
    ),
  ];
  const browser = await launchBrowser();
  try {
    // What the browser itself loads for the first time is nobody's.
    await load(browser, bare);
    const [ours, theirs]: [Load[], Load[]] = [[], []];
    for (let round = 0; round < 4 * rounds; round += 1) {
      ours.push(await load(browser, pane));
      theirs.push(await load(browser, bare));
    }
    const [kilobytes = 0] = ours.map((one) => one.kilobytes);
    // Other work on the machine only ever adds: the quicker quarter tells what the page itself takes.
    const quick = (loads: readonly Load[]): number =>
      percentile(
        loads.map((one) => one.interactive),
        0.25,
      );
    return [
      {
        name: 'pane: first load, compressed',
        unit: 'kB',
        measured: kilobytes,
        reference: theirs[0]?.kilobytes ?? Number.NaN,
        aim: { kind: 'most', value: 150 },
      },
      {
        name: 'pane: time to interactive',
        unit: 'ms',
        measured: quick(ours),
        reference: quick(theirs),
        ratio: quick(ours) / quick(theirs),
        aim: { kind: 'most', value: 1.5 },
      },
    ];
  } finally {
    await browser.close();
    pane.stop();
    bare.stop();
  }
};
