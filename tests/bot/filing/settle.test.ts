import { beforeEach, describe, expect, test } from '@jest/globals';
import pino from 'pino';
import { MOST_ATTEMPTS } from '../../../bot/filing/back-off.ts';
import { createSettling, type Outcome } from '../../../bot/filing/settle.ts';
import type { BatchAnswer, Graph } from '../../../bot/graph/graph-client.ts';
import { GraphError } from '../../../bot/graph/graph-error.ts';
import type { ListDefinition } from '../../../bot/graph/lists.ts';
import type { Command } from '../../../bot/store/outbox.ts';

/** What becomes of a command that SharePoint refused. */

const list: ListDefinition = { key: 'sheets', site: 'cases', title: 'sheets', description: '', columns: [] };

let found: (path: string) => unknown;
const graph: Graph = {
  call: <T>({ path }: { path: string }) =>
    new Promise<T>((resolve) => {
      resolve(found(path) as T);
    }),
  batch: () => Promise.reject(new Error('nothing is sent here')),
  pages: () => {
    throw new Error('nothing is paged here');
  },
};
const settle = createSettling({
  graph,
  places: {
    site: () => Promise.resolve('/sites/s'),
    list: () => Promise.resolve('/sites/s/lists/l'),
    library: () => Promise.resolve('/drives/d'),
  },
  lists: [list],
  log: pino({ level: 'silent' }),
  chance: () => 0,
});

const command = (attempts: number): Command => ({
  commandId: 'ours',
  list: 'sheets',
  rowId: 'row',
  values: {},
  attempts,
  itemId: '7',
  etag: 'old',
});
const refused = (status: number): BatchAnswer => ({
  id: 'ours',
  status,
  body: undefined,
  error: new GraphError(status, 'refused', 'refused'),
});
const outcomes = async (answer: BatchAnswer | undefined, tries: number): Promise<Outcome[]> => {
  const all: Outcome[] = [];
  for (let attempts = 0; attempts < tries; attempts += 1) all.push(await settle(command(attempts), answer));
  return all;
};

beforeEach(() => {
  found = () => ({ id: '7', eTag: 'new', fields: { CommandId: 'somebody else’s' } });
});

describe.each([412, 409])('a row that answers %d', (status) => {
  test('because somebody edited it goes again at once, onto what is there now', async () => {
    expect(await settle(command(0), refused(status))).toMatchObject({ kind: 'later', wait: 0, etag: 'new' });
  });

  test('for ever is asked less and less often, and then a person looks', async () => {
    const all = await outcomes(refused(status), MOST_ATTEMPTS);
    const waits = all.map((outcome) => (outcome.kind === 'later' ? outcome.wait : outcome.kind));
    expect(waits.slice(0, 5)).toEqual([0, 1_000, 2_000, 4_000, 8_000]);
    expect(waits.at(-1)).toBe('parked');
    expect(waits.slice(0, -1)).not.toContain('parked');
  });

  test('though our columns are in it is filed', async () => {
    found = () => ({ id: '7', eTag: 'new', fields: { CommandId: 'ours' } });
    expect(await settle(command(3), refused(status))).toMatchObject({ kind: 'filed' });
  });
});

test('a batch that never says anything of a command is not asked for ever', async () => {
  const all = await outcomes(undefined, MOST_ATTEMPTS);
  expect(all.map(({ kind }) => kind)).toEqual([...Array(MOST_ATTEMPTS - 1).fill('later'), 'parked']);
});

test('what cannot be asked about now is asked again later and costs no attempt', async () => {
  found = () => {
    throw new GraphError(503, 'x', 'x');
  };
  expect(await settle(command(0), refused(412))).toMatchObject({ kind: 'later', counts: false });
});
