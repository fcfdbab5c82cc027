import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';

/** The walls of the house. Each test is a rule of the design; what breaks one is named with file and import. */

const ROOT = path.join(import.meta.dirname, '..');

const sources = (folder: string): string[] =>
  readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter((file) => !file.includes('node_modules/'))
    .sort();

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s(?:[^'";]*?\sfrom\s)?\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

/** What a file imports: files of ours as paths from the root, everything else as it is written. */
const importsOf = (file: string): string[] => {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  return [...text.matchAll(IMPORT)].map((match) => {
    const name = match[1] ?? match[2] ?? '';
    return name.startsWith('.')
      ? path.posix.normalize(path.posix.join(path.posix.dirname(file), name))
      : name;
  });
};

type Import = { readonly file: string; readonly name: string };
const imports = (folder: string): Import[] =>
  sources(folder).flatMap((file) => importsOf(file).map((name) => ({ file, name })));

const told = (found: readonly Import[]): string[] => found.map(({ file, name }) => `${file} imports ${name}`);

const isOurs = (name: string): boolean => /^(shared|bot|addin|infra|tests|appPackage)\//.test(name);
const packageOf = (name: string): string =>
  name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : (name.split('/')[0] ?? '');

describe('house rule 1: shared is pure and imports only shared, zod and pure libraries', () => {
  const PURE = ['zod', 'yaml', 'fflate', 'temporal-polyfill', '@holiday-jp/holiday_jp', 'ical-generator'];

  test('no import leaves shared but to a pure library', () => {
    expect(
      told(
        imports('shared').filter(({ name }) =>
          isOurs(name) ? !name.startsWith('shared/') : !PURE.includes(packageOf(name)),
        ),
      ),
    ).toEqual([]);
  });

  test('the compiler keeps it so: no Node and no DOM types', () => {
    const config = JSON.parse(readFileSync(path.join(ROOT, 'shared/tsconfig.json'), 'utf8')) as {
      compilerOptions: Record<string, unknown>;
    };
    const base = JSON.parse(readFileSync(path.join(ROOT, 'tsconfig.json'), 'utf8')) as {
      compilerOptions: Record<string, unknown>;
    };
    expect(config.compilerOptions['types']).toEqual([]);
    expect(config.compilerOptions['lib'] ?? base.compilerOptions['lib']).toEqual(['ES2024']);
  });

  test('nothing in shared reads a clock', () => {
    const readers = sources('shared').filter((file) =>
      /\bDate\.now\(|new Date\(\)|Temporal\.Now|performance\.now/.test(
        readFileSync(path.join(ROOT, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, ''),
      ),
    );
    expect(readers).toEqual([]);
  });

  const room = (file: string): string => file.split('/')[1] ?? '';
  test('the kernel knows no feature and no engagement', () => {
    expect(
      told(imports('shared/kernel').filter(({ name }) => isOurs(name) && room(name) !== 'kernel')),
    ).toEqual([]);
  });

  test('a feature there never imports another feature', () => {
    const features = readdirSync(path.join(ROOT, 'shared'), { withFileTypes: true })
      .filter(
        (entry) => entry.isDirectory() && !['kernel', 'engagements', 'node_modules'].includes(entry.name),
      )
      .map((entry) => entry.name);
    expect(
      told(
        features.flatMap((feature) =>
          imports(`shared/${feature}`).filter(
            ({ name }) => isOurs(name) && ![feature, 'kernel'].includes(room(name)),
          ),
        ),
      ),
    ).toEqual([]);
  });
});

describe('house rules 2 and 3: features meet through jobs and events', () => {
  const featureOf = (file: string): string | undefined => /^bot\/features\/([^/]+)\//.exec(file)?.[1];

  test('bot/features/X never imports bot/features/Y', () => {
    expect(
      told(
        imports('bot/features').filter(({ file, name }) => {
          const [one, other] = [featureOf(file), featureOf(name)];
          return one !== undefined && other !== undefined && one !== other;
        }),
      ),
    ).toEqual([]);
  });

  test('mechanisms never import a feature', () => {
    const mechanisms = ['teams', 'graph', 'store', 'jobs', 'api', 'filing', 'delivery', 'identity', 'intake'];
    expect(
      told(
        mechanisms.flatMap((folder) =>
          imports(`bot/${folder}`).filter(({ name }) => name.startsWith('bot/features/')),
        ),
      ),
    ).toEqual([]);
  });

  test('ports know neither the intake nor each other beyond the store and the queue', () => {
    const allowed: Readonly<Record<string, readonly string[]>> = {
      graph: ['graph', 'identity'],
      store: ['store', 'jobs'],
      jobs: ['jobs', 'store'],
      api: ['api', 'teams'],
      teams: ['teams', 'identity', 'store'],
    };
    expect(
      told(
        Object.entries(allowed).flatMap(([port, rooms]) =>
          imports(`bot/${port}`).filter(({ name }) => {
            const inside = /^bot\/([^/]+)\//.exec(name)?.[1];
            return inside !== undefined && !rooms.includes(inside);
          }),
        ),
      ),
    ).toEqual([]);
  });
});

describe('house rule 4: one folder for each thing that may be replaced', () => {
  const only = (name: RegExp, folder: string): string[] =>
    told(imports('bot').filter((one) => name.test(one.name) && !one.file.startsWith(folder)));

  test('botbuilder only in bot/teams', () =>
    expect(only(/^bot(builder|framework)/, 'bot/teams/')).toEqual([]));
  test('restify only in bot/api', () => expect(only(/^restify$/, 'bot/api/')).toEqual([]));
  test('jose only in bot/api', () => expect(only(/^jose$/, 'bot/api/')).toEqual([]));
  test('the Graph SDK only in bot/graph', () =>
    expect(only(/^@microsoft\/microsoft-graph/, 'bot/graph/')).toEqual([]));
  test('msal only in bot/identity', () => expect(only(/^@azure\/msal/, 'bot/identity/')).toEqual([]));
  test('kysely and pg only where the database is', () =>
    expect(
      told(
        imports('bot').filter(
          ({ file, name }) => /^(kysely|pg)(\/|$)/.test(name) && !/^bot\/(store|jobs|delivery)\//.test(file),
        ),
      ),
    ).toEqual([]));
  test('Word and PowerPoint only in addin/office', () => {
    const outside = sources('addin').filter(
      (file) =>
        !file.startsWith('addin/office/') &&
        /\b(Word|PowerPoint)\.run\b/.test(readFileSync(path.join(ROOT, file), 'utf8')),
    );
    expect(outside).toEqual([]);
  });

  test('what needs a later requirement set of Office asks whether it is there', () => {
    const later = sources('addin/office').filter((file) => /^addin\/office\/\w+-later\//.test(file));
    expect(later.length).toBeGreaterThan(0);
    expect(
      later.filter((file) => !/isSetSupported\('/.test(readFileSync(path.join(ROOT, file), 'utf8'))),
    ).toEqual([]);
  });

  const readers = (pattern: RegExp, allowed: readonly string[]): string[] =>
    sources('bot').filter(
      (file) => !allowed.includes(file) && pattern.test(readFileSync(path.join(ROOT, file), 'utf8')),
    );

  test('process.env is handed to config by main and by commands, and read nowhere else', () => {
    expect(readers(/process\.env/, ['bot/main.ts', 'bot/cli/resync.ts'])).toEqual([]);
  });
  test('the clock is read only in main and in commands', () => {
    expect(readers(/Date\.now\(|new Date\(\)|Math\.random\(/, ['bot/main.ts', 'bot/cli/resync.ts'])).toEqual(
      [],
    );
  });
});

describe('house rules 5 to 7', () => {
  test('5: addin never imports bot', () => {
    expect(told(imports('addin').filter(({ name }) => name.startsWith('bot/')))).toEqual([]);
  });

  test('6: infra/local-tenant imports nothing of ours', () => {
    expect(
      told(
        imports('infra/local-tenant').filter(
          ({ name }) => isOurs(name) && !name.startsWith('infra/local-tenant/'),
        ),
      ),
    ).toEqual([]);
  });

  test('6: it knows none of our lists, cards or people', () => {
    const WORDS = /相談シート|事故等|所属長確認待ち|SubmissionId|CommandId|consultation\.submit/;
    expect(
      sources('infra/local-tenant').filter((file) => WORDS.test(readFileSync(path.join(ROOT, file), 'utf8'))),
    ).toEqual([]);
  });

  test('7: a municipality is named only in the engagements and in tests', () => {
    const NAMES = /練馬|川崎|nerima|kawasaki/i;
    const mayName = (file: string): boolean => file.startsWith('shared/engagements/');
    const inCode = ['shared', 'bot', 'addin', 'infra'].flatMap(sources).filter((file) => {
      // Comments may cite a specification as their source.
      const code = readFileSync(path.join(ROOT, file), 'utf8')
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/(^|\s)\/\/.*$/gm, '')
        .replaceAll(/\?\? 'nerima-r8'|default\('nerima-r8'\)/g, '');
      return !mayName(file) && NAMES.test(code);
    });
    expect(inCode).toEqual([]);
  });
});

describe('manner', () => {
  test('no file holds a second subject: 250 lines are the limit', () => {
    const long = ['shared', 'bot', 'addin', 'infra']
      .flatMap(sources)
      .map((file) => ({ file, lines: readFileSync(path.join(ROOT, file), 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 250);
    expect(long).toEqual([]);
  });
});
