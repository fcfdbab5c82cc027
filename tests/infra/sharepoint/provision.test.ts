import { describe, expect, test } from '@jest/globals';
import type { Graph, GraphRequest } from '../../../bot/graph/graph-client.ts';
import { GraphError } from '../../../bot/graph/graph-error.ts';
import type { ListDefinition } from '../../../bot/graph/lists.ts';
import { adviceOn, provision } from '../../../infra/sharepoint/provision.ts';

/** How long and how often making the lists goes on while SharePoint is in trouble; the stories do it for real. */

const lists = Array.from({ length: 10 }, (_, index): ListDefinition => ({
  key: `list${index}`,
  site: 'cases',
  title: `一覧${index}`,
  description: '',
  columns: [],
}));

const away = (retryAfter?: number): GraphError =>
  new GraphError(503, 'serviceNotAvailable', 'away', undefined, retryAfter);

/** A site that remembers the lists it made; `before` may refuse a request, or have it carried out and then refused. */
const siteWith = (before: (request: GraphRequest, made: Map<string, boolean>) => void) => {
  const made = new Map<string, boolean>();
  const find = (path: string): string => decodeURIComponent(/\/lists\/([^/?]+)/.exec(path)?.[1] ?? '');
  const answer = ({ method, path, body }: GraphRequest): unknown => {
    const title = find(path);
    if (method === 'POST') {
      const { displayName } = body as { displayName: string };
      if (made.has(displayName)) throw new GraphError(409, 'nameAlreadyExists', 'there is one');
      made.set(displayName, false);
      return {};
    }
    if (method === 'PATCH') {
      made.set(title, true);
      return {};
    }
    if (title === '文書') return { id: 'library' };
    if (!made.has(title)) throw new GraphError(404, 'itemNotFound', 'no such list');
    const column = { id: 'Title', name: 'Title', indexed: made.get(title), displayName: '番号' };
    return { columns: [column], value: [column] };
  };
  const graph = {
    call: (request: GraphRequest) =>
      Promise.resolve().then(() => {
        before(request, made);
        return answer(request);
      }),
  } as unknown as Graph;
  const said: string[] = [];
  const waits: number[] = [];
  const run = (dryRun = false) =>
    provision(
      {
        graph,
        places: { site: () => Promise.resolve('site') } as never,
        lists,
        library: '文書',
        say: (line) => void said.push(line),
        pause: (wait) => Promise.resolve(void waits.push(wait)),
      },
      dryRun,
    );
  return { run, said, waits, made };
};

describe('while SharePoint is in trouble', () => {
  test('it waits longer each time and gives up in the end, saying that a next run goes on', async () => {
    const { run, waits, made } = siteWith(({ method }) => {
      if (method === 'POST') throw away();
    });
    await expect(run()).rejects.toThrow('503');
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
    expect(made.size).toBe(0);
    expect(adviceOn(away(90_000))).toBe(
      '2分ほど待ってから、もう一度実行してください。終わったところの続きから行います。',
    );
  });

  test('it goes on for as long as each try gets further', async () => {
    let posts = 0;
    const { run, made, waits } = siteWith(({ method }) => {
      if (method !== 'POST') return;
      posts += 1;
      if (posts % 2 === 1) throw away();
    });
    expect(await run()).toEqual({ steps: 20, isRefused: false });
    expect([...made.values()]).toEqual(lists.map(() => true));
    expect(waits).toEqual(lists.map(() => 1_000));
  });

  test.each([
    ['at least as long as Graph asks', 45_000, 45_000],
    ['never without a pause', 0, 1_000],
  ])('it waits %s', async (_what, asked, kept) => {
    let isFirst = true;
    const { run, waits, said } = siteWith(({ method }) => {
      if (method !== 'POST' || !isFirst) return;
      isFirst = false;
      throw away(asked);
    });
    await run();
    expect(waits).toEqual([kept]);
    expect(said.join('\n')).toContain(`${kept / 1_000}秒後に`);
  });

  test('nobody is kept waiting for a day: it ends and says when to come back', async () => {
    const { run, waits } = siteWith(({ method }) => {
      if (method === 'POST') throw away(86_400_000);
    });
    const error: unknown = await run().catch((thrown: unknown) => thrown);
    if (!(error instanceof GraphError)) throw new Error('it did not end with what Graph said');
    expect(adviceOn(error)).toContain('1440分ほど待ってから');
    expect(waits).toEqual([]);
  });

  test('a list that was made, and is seen late, is not made again', async () => {
    let hiddenFor = 0;
    const { run, made, waits } = siteWith(({ method, path, body }, site) => {
      if (method === 'POST' && site.size === 0) {
        site.set((body as { displayName: string }).displayName, false);
        hiddenFor = 2;
        throw away();
      }
      if (method === 'GET' && hiddenFor > 0 && path.includes(encodeURIComponent('一覧0'))) {
        hiddenFor -= 1;
        throw new GraphError(404, 'itemNotFound', 'not seen yet');
      }
    });
    expect(await run()).toEqual({ steps: 20, isRefused: false });
    expect(made.get('一覧0')).toBe(true);
    expect(waits).toEqual([1_000, 2_000, 4_000]);
  });

  test('a dry run waits as well, and changes nothing', async () => {
    let isFirst = true;
    const { run, made, waits } = siteWith(() => {
      if (!isFirst) return;
      isFirst = false;
      throw away();
    });
    expect(await run(true)).toEqual({ steps: 20, isRefused: false });
    expect(waits).toEqual([1_000]);
    expect(made.size).toBe(0);
  });

  test('a refused sign-in is no trouble that passes', async () => {
    const refused = new GraphError(0, 'signInRefused', 'no');
    const { run, waits } = siteWith(() => {
      throw refused;
    });
    await expect(run()).rejects.toBe(refused);
    expect(waits).toEqual([]);
    expect(adviceOn(refused)).toContain('資格情報');
  });
});
