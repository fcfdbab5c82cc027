/// <reference types="node" />
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import type { Plugin } from 'vite';

const SOURCE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(SOURCE, '../../..');

/** How many builds stay: servers that run serve the one that was there when they began. */
const KEPT = 8;

/**
 * What a page is built of: its folder, where its files will stand, further folders whose sources go into it, and its
 * HTML files where there are more than index.html.
 */
export type PageSource = { folder: string; base: string; also: string[]; pages?: string[] };

const PAGE: PageSource = { folder: SOURCE, base: '/', also: [] };

/**
 * Builds a page, this one or another, into a folder of its own below `place` (absolute), named by what it is made of,
 * and notes its name in `place`/current, which the tenant reads when TENANT_PAGE names `place`. Answers false when it
 * was there already.
 */
export async function buildPage(place: string, page = PAGE): Promise<boolean> {
  const name = fingerprint(page).slice(0, 16);
  const folder = join(place, name);
  const isNew = !existsSync(folder);
  if (isNew) {
    // Whole or not at all, also when two build at once.
    const making = join(place, `making-${name}-${process.pid}`);
    mkdirSync(making, { recursive: true });
    await inProduction(() => bundle(making, page));
    if (existsSync(folder)) rmSync(making, { recursive: true });
    else renameSync(making, folder);
  }
  const noting = join(place, `current-${process.pid}`);
  writeFileSync(noting, name);
  renameSync(noting, join(place, 'current'));
  removeOldest(place);
  return isNew;
}

/** A caller's NODE_ENV (a test runner sets one) must not make it a development build. */
async function inProduction(work: () => Promise<void>): Promise<void> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

function removeOldest(place: string): void {
  const builds = readdirSync(place)
    .filter((name) => /^[0-9a-f]{16}$/.test(name))
    .map((name) => ({ name, at: statSync(join(place, name)).mtimeMs }))
    .sort((one, other) => other.at - one.at);
  for (const { name } of builds.slice(KEPT)) rmSync(join(place, name), { recursive: true, force: true });
}

async function bundle(outDir: string, { folder, base, pages = ['index.html'] }: PageSource): Promise<void> {
  await build({
    configFile: false,
    root: folder,
    base,
    mode: 'production',
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [react(), onlyWoff2()],
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: pages.map((page) => join(folder, page)) },
      chunkSizeWarningLimit: 1500,
    },
  });
}

/** Every browser that runs this page reads woff2; the older format would double the fonts on disk. */
function onlyWoff2(): Plugin {
  return {
    name: 'only-woff2',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('@fontsource')) return undefined;
      return code.replace(/,\s*url\([^)]*\.woff\)\s*format\('woff'\)/g, '');
    },
  };
}

function fingerprint({ folder, base, also }: PageSource): string {
  const hash = createHash('sha256').update(base);
  const sources = [folder, ...also]
    .flatMap((place) => readdirSync(place, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of [...sources, join(ROOT, 'package-lock.json')]) {
    hash.update(relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outDir = process.argv[2] ?? join(ROOT, '.cache/tenant-page');
  const built = await buildPage(outDir);
  process.stdout.write(`${built ? 'built' : 'unchanged'}: ${outDir}\n`);
}
