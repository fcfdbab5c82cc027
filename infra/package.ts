import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import { loadDotEnv } from './dot-env.ts';

/**
 * npm run package: the app package for the Teams admin centre, made of appPackage/ and the environment:
 * MICROSOFT_APP_ID, PUBLIC_HOST (the bot's public host name) and TEAMS_APP_ID (any GUID of one's own, kept for good).
 */

const ROOT = path.join(import.meta.dirname, '..');
const FILES = ['manifest.json', 'ja.json', 'en.json', 'color.png', 'outline.png'] as const;
loadDotEnv();
const target = path.join(ROOT, 'dist', 'cio-desk.zip');

const missing = new Set<string>();
const filled = (text: string): string =>
  text.replace(/\$\{\{([A-Z_]+)\}\}/g, (_, name: string) => {
    const value = process.env[name];
    if (!value) missing.add(name);
    return value ?? '';
  });

const entries = Object.fromEntries(
  FILES.map((name) => {
    const bytes = readFileSync(path.join(ROOT, 'appPackage', name));
    return [name, name.endsWith('.json') ? Buffer.from(filled(bytes.toString('utf8'))) : bytes];
  }),
);
if (missing.size) {
  console.error(`次の値を .env か環境変数で指定してください：${[...missing].join('、')}`);
  process.exit(2);
}
// Half-filled JSON must not reach an administrator.
for (const name of FILES) if (name.endsWith('.json')) JSON.parse(entries[name]?.toString() ?? '');

/** What a translation says must stand in the manifest, or nobody ever sees it. */
const stands = (manifest: unknown, place: string): boolean =>
  place
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .reduce<unknown>(
      (at, step) => (at as Readonly<Record<string, unknown>> | undefined)?.[step],
      manifest,
    ) !== undefined;
const manifest: unknown = JSON.parse(entries['manifest.json']?.toString() ?? '');
const strayed = ['ja.json', 'en.json'].flatMap((name) =>
  Object.keys(JSON.parse(entries[name]?.toString() ?? '') as object)
    .filter((place) => !place.startsWith('$') && !stands(manifest, place))
    .map((place) => `${name}: ${place}`),
);
if (strayed.length) {
  console.error(`翻訳の対象がマニフェストにありません：\n${strayed.join('\n')}`);
  process.exit(1);
}
mkdirSync(path.dirname(target), { recursive: true });
writeFileSync(target, zipSync(entries, { level: 9, mtime: new Date(2026, 3, 1) }));
console.log(
  `${path.relative(ROOT, target)} を作成しました。Teams 管理センターの「アプリを管理」からアップロードしてください。`,
);
