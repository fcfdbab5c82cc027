import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pino from 'pino';
import type { Graph } from '../../../bot/graph/graph-client.ts';
import { GraphError } from '../../../bot/graph/graph-error.ts';
import {
  createNumbering,
  numberedCases,
  type Numbered,
  type Numbering,
} from '../../../bot/intake/numbering.ts';
import { numbered } from '../../../bot/features/index.ts';
import { lastNumber } from '../../../bot/store/numbers.ts';
import { startStore } from '../../harness/store.ts';
import { profiles } from './sample-cases.ts';

/** No number is given twice: they go on above the highest that SharePoint knows. */

const [profile] = profiles;
const kind = profile?.kinds[0];
if (!profile || !kind) throw new Error('no profile');
const { settings } = profile;

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

type Row = { Title: string; Sequence: number; SubmittedAt: string; SubmissionId?: string };
let rows: Row[] | 'outage';
let paths: string[];
beforeEach(async () => {
  rows = [];
  paths = [];
  await store.db.deleteFrom('counter').execute();
});

const row = (Title: string, Sequence: number, SubmittedAt = '2026-09-14T01:00:00Z'): Row => ({
  Title,
  Sequence,
  SubmittedAt,
  SubmissionId: '00000000-0000-4000-8000-00000000000c',
});

/** Two rows a page, as a long list would come. */
const graph: Graph = {
  call: () => Promise.reject(new Error('not asked for')),
  batch: () => Promise.reject(new Error('not asked for')),
  pages: async function* <T>(path: string) {
    paths.push(decodeURIComponent(path));
    if (rows === 'outage') throw new GraphError(503, 'serviceNotAvailable', 'x');
    const above = Number(/Sequence gt (\d+)/.exec(decodeURIComponent(path))?.[1]);
    const found = rows
      .filter(({ Sequence }) => Sequence > above)
      .toSorted((one, other) => other.Sequence - one.Sequence);
    for (let at = 0; at < found.length; at += 2)
      yield await Promise.resolve(
        found.slice(at, at + 2).map((fields) => ({ fields })) as unknown as readonly T[],
      );
  },
};

const numbering = (
  all: readonly Numbered[] = numberedCases(settings, [kind]),
): Promise<Numbering & { start: () => Promise<void> }> =>
  createNumbering({
    db: store.db,
    numbered: all,
    settings,
    log: pino({ level: 'silent' }),
    graph,
    places: {
      site: () => Promise.resolve('site'),
      list: () => Promise.resolve('/list'),
      library: () => Promise.resolve('library'),
    },
  });
const started = async (): Promise<Numbering> => {
  const made = await numbering();
  await made.start();
  return made;
};
const last = (): Promise<number> => lastNumber(store.db, settings.id, kind.kind);

describe('the highest number in SharePoint', () => {
  test('is a number and no text: 10000 stands above 9999', async () => {
    rows = [row('R8-相-9999', 9999), row('R8-相-10000', 10_000), row('R8-相-0007', 7)];
    await started();
    expect(await last()).toBe(10_000);
  });

  test('is this year’s, however many of another year stand above it', async () => {
    rows = [
      ...Array.from({ length: 9 }, (_, index) =>
        row(`R7-相-${100 + index}`, 100 + index, '2025-09-14T01:00:00Z'),
      ),
      row('R8-相-0012', 12),
    ];
    await started();
    expect(await last()).toBe(12);
  });

  test('counts also where somebody changed the number by hand', async () => {
    rows = [row('手書き', 58), row('R8-相-0057', 57)];
    await started();
    expect(await last()).toBe(58);
  });

  test('is none that somebody typed into its column: the bot starts, and goes on above the rows’ own numbers', async () => {
    rows = [
      row('R8-相-0058', 99_999_999_999),
      row('手書き', 88_888_888_888),
      row('R8-相-0003', 900_000),
      row('R8-相-0057', 57),
      row('R8-相-0056', 56),
    ];
    await started();
    expect(await last()).toBe(58);
  });

  test('does not count rows made by hand', async () => {
    const { SubmissionId: _, ...own } = row('R8-相-5000', 5000);
    rows = [own, row('R8-相-0003', 3)];
    await started();
    expect(await last()).toBe(3);
  });

  test('lowers nothing', async () => {
    rows = [row('R8-相-0009', 9)];
    await started();
    rows = [];
    await started();
    expect(await last()).toBe(9);
  });

  test('is asked for by one indexed column, as a list beyond 5,000 rows demands', async () => {
    await started();
    expect(paths[0]).toContain('$filter=fields/Sequence gt 0&$orderby=fields/Sequence desc');
  });
});

describe('before SharePoint has answered', () => {
  test('a new database gives no number; when it has, it does', async () => {
    rows = 'outage';
    const made = await started();
    expect(made.isKnown(kind.kind)).toBe(false);
    await made.ask();
    expect(made.isKnown(kind.kind)).toBe(false);
    rows = [row('R8-相-0021', 21)];
    await made.ask();
    expect(made.isKnown(kind.kind)).toBe(true);
    expect(await last()).toBe(21);
  });

  test('the database that asked once goes on giving numbers after a restart', async () => {
    await started();
    rows = 'outage';
    expect((await started()).isKnown(kind.kind)).toBe(true);
  });

  test('one restored from its copy does not', async () => {
    await started();
    await store.db.updateTable('counter').set({ asked_of: 'the cluster it was copied from' }).execute();
    rows = 'outage';
    expect((await started()).isKnown(kind.kind)).toBe(false);
  });
});

describe('meetings and issues are numbered as well', () => {
  const own = (name: string): Numbered => {
    const found = numbered(settings).find((one) => one.kind === name);
    if (!found) throw new Error(name);
    return found;
  };

  test.each([
    ['meeting', 'R8-会-0031', 'R7-会-0044'],
    ['issue', 'R8-課-0031', 'R7-課-0044'],
  ])('after a restore the numbers of a %s go on above %s of the list', async (name, title, lastYears) => {
    rows = [row(lastYears, 44), row(title, 31), row(title.replace('31', '07'), 7)];
    const made = await numbering([own(name)]);
    await made.start();
    expect(await lastNumber(store.db, settings.id, name)).toBe(31);
    expect(made.isKnown(name)).toBe(true);
    // Their lists have no SubmittedAt to ask for.
    expect(paths[0]).not.toContain('SubmittedAt');
  });

  test('until SharePoint has answered a new database numbers none', async () => {
    rows = 'outage';
    const made = await numbering([own('meeting')]);
    await made.start();
    expect(made.isKnown('meeting')).toBe(false);
  });
});
