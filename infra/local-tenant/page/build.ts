/// <reference types="node" />
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import type { Plugin } from 'vite';

const SOURCE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(SOURCE, '../../..');

/**
 * Builds the page into `outDir` (absolute), which the tenant serves when TENANT_PAGE names it.
 * Answers false when what is there was built from the same sources and the same dependencies.
 */
export async function buildPage(outDir: string): Promise<boolean> {
  const stamp = fingerprint();
  const note = join(outDir, 'built-from');
  if (existsSync(note) && readFileSync(note, 'utf8') === stamp) return false;
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  // A caller's NODE_ENV (a test runner sets one) must not make it a development build.
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await bundle(outDir);
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
  writeFileSync(note, stamp);
  return true;
}

async function bundle(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: SOURCE,
    base: '/',
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

function fingerprint(): string {
  const hash = createHash('sha256');
  const sources = readdirSync(SOURCE, { recursive: true, withFileTypes: true })
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
