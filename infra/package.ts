import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import { readEngagement } from '../bot/engagement-file.ts';
import { loadDotEnv } from './dot-env.ts';
import { fillText, packageWords, tooLong } from './package-text.ts';

/**
 * npm run package: the app package for the Teams admin centre, made of appPackage/, the words of the profile (PROFILE)
 * and the environment: MICROSOFT_APP_ID, PUBLIC_HOST (the bot's public host name) and TEAMS_APP_ID (any GUID of one's
 * own, kept for good).
 */

const ROOT = path.join(import.meta.dirname, '..');
const FILES = ['manifest.json', 'ja.json', 'en.json', 'color.png', 'outline.png'] as const;
const target = path.join(ROOT, 'dist', 'cio-desk.zip');

const fail = (message: string, code: number): never => {
  console.error(message);
  process.exit(code);
};

loadDotEnv();
const profile = process.env['PROFILE'] ?? 'nerima-r8';
const read = await readEngagement(profile);
const words = read.ok
  ? packageWords(read.engagement.settings)
  : fail(
      `プロファイル ${profile} を使えません。npm run profile -- check ${profile} で詳しく確認できます。`,
      1,
    );

const missing = new Set<string>();
const entries = Object.fromEntries(
  FILES.map((name) => {
    const bytes = readFileSync(path.join(ROOT, 'appPackage', name));
    if (!name.endsWith('.json')) return [name, bytes];
    const filled = fillText(bytes.toString('utf8'), { ...process.env, ...words });
    for (const one of filled.missing) missing.add(one);
    return [name, Buffer.from(filled.text)];
  }),
);
if (missing.size) fail(`次の値を .env か環境変数で指定してください：${[...missing].join('、')}`, 2);
// Half-filled JSON must not reach an administrator, nor what Teams refuses.
const long = FILES.filter((name) => name.endsWith('.json')).flatMap((name) =>
  tooLong(JSON.parse(entries[name]?.toString() ?? '')).map(
    ({ place, most }) => `${name}: ${place}（${most}文字まで）`,
  ),
);
if (long.length)
  fail(
    `Teamsの上限より長い文があります。プロファイルの種類と様式の名称（name、formName）を短くしてください：\n${long.join('\n')}`,
    1,
  );

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
if (strayed.length) fail(`翻訳の対象がマニフェストにありません：\n${strayed.join('\n')}`, 1);
mkdirSync(path.dirname(target), { recursive: true });
writeFileSync(target, zipSync(entries, { level: 9, mtime: new Date(2026, 3, 1) }));
console.log(
  `${path.relative(ROOT, target)} を作成しました。Teams 管理センターの「アプリを管理」からアップロードしてください。`,
);
