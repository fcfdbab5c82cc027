import { expect, test } from '@jest/globals';
import type { BatchPart, Graph } from '../../../bot/graph/graph-client.ts';
import { GraphError } from '../../../bot/graph/graph-error.ts';
import { createGroupMembers } from '../../../bot/identity/group-members.ts';

/** 所属長は、所属のグループと所属長のグループの両方にいる人（N-3.1）。Groups of many sections are read in few requests. */

const people: Readonly<Record<string, readonly string[]>> = { zeimu: ['花子', '太郎'], fukushi: ['次郎'] };

const directory = (down: () => boolean = () => false) => {
  const batches: (readonly string[])[] = [];
  const answer = ({ id, path }: BatchPart) => {
    const group = /mailNickname eq '(.+?)'/.exec(decodeURIComponent(path))?.[1];
    if (group === 'broken') return { id, status: 403, body: {}, error: new GraphError(403, 'denied', 'no') };
    if (group !== undefined)
      return { id, status: 200, body: { value: group in people ? [{ id: `id-${group}` }] : [] } };
    const of = people[/id-(\w+)/.exec(path)?.[1] ?? ''] ?? [];
    const [first, ...rest] = of.map((name) => ({ id: name, displayName: name, mail: null, jobTitle: null }));
    return { id, status: 200, body: { value: [first], ...(rest.length && { '@odata.nextLink': 'next' }) } };
  };
  const graph = {
    batch: (parts: readonly BatchPart[]) => {
      if (down()) return Promise.reject(new GraphError(0, 'noAnswer', 'down'));
      batches.push(parts.map(({ path }) => path));
      return Promise.resolve(parts.map(answer));
    },
    pages: async function* () {
      yield [{ id: '太郎', displayName: '太郎', mail: null, jobTitle: null }];
    },
  } as unknown as Graph;
  return { graph, batches };
};

const namesOf = async (asked: Promise<readonly { readonly name: string }[]>) =>
  (await asked).map(({ name }) => name);

test('what is asked for at one time is two requests, and is believed for ten minutes', async () => {
  const { graph, batches } = directory();
  let now = 0;
  const members = createGroupMembers(graph, () => now);
  const asked = ['zeimu', 'fukushi', 'nobody', 'zeimu'].map((group) => namesOf(members(group)));
  expect(await Promise.all(asked)).toEqual([['花子', '太郎'], ['次郎'], [], ['花子', '太郎']]);
  expect(batches.map(({ length }) => length)).toEqual([3, 2]);
  now = 9 * 60_000;
  await members('fukushi');
  expect(batches).toHaveLength(2);
  now = 11 * 60_000;
  await members('fukushi');
  expect(batches).toHaveLength(4);
});

test('a group that is refused is refused alone, and is asked for again', async () => {
  const { graph, batches } = directory();
  const members = createGroupMembers(graph, () => 0);
  const [broken, there] = await Promise.allSettled([members('broken'), members('fukushi')]);
  expect(broken).toMatchObject({ status: 'rejected', reason: { status: 403 } });
  expect(there.status).toBe('fulfilled');
  await expect(members('broken')).rejects.toBeInstanceOf(GraphError);
  expect(batches).toHaveLength(3);
});

test('a directory that does not answer is asked again', async () => {
  let down = true;
  const { graph } = directory(() => down);
  const members = createGroupMembers(graph, () => 0);
  await expect(members('zeimu')).rejects.toBeInstanceOf(GraphError);
  down = false;
  expect(await namesOf(members('zeimu'))).toEqual(['花子', '太郎']);
});
