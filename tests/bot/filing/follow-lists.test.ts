import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pino from 'pino';
import { createFollowing, type EditedRow } from '../../../bot/filing/follow-lists.ts';
import { GraphError } from '../../../bot/graph/graph-error.ts';
import type { Graph } from '../../../bot/graph/graph-client.ts';
import { readCursor, rowOfItem } from '../../../bot/store/list-rows.ts';
import { lockCase } from '../../../bot/store/cases.ts';
import { acceptedCase, deskOn, NOW } from '../../harness/desk.ts';
import { startStore } from '../../harness/store.ts';
import { profiles } from '../intake/sample-cases.ts';

/** What people change in the list, read without keeping anybody waiting for the directory. */

const [profile] = profiles;
const kind = profile?.kinds[0];
if (!profile || !kind) throw new Error('no profile');
const editor = { user: { id: '00000000-0000-4000-8000-0000000000e1', displayName: '見本 係長' } };

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore(profile.settings);
}, 60_000);
afterAll(() => store?.stop());

let items: readonly object[];
let asked: EditedRow[];
let beforeRow: (row: EditedRow) => Promise<void>;
let heard: string[];
beforeEach(async () => {
  await store.db.deleteFrom('list_row').execute();
  await store.db.deleteFrom('list_cursor').execute();
  items = [];
  asked = [];
  heard = [];
  beforeRow = () => Promise.resolve();
});

const following = () => {
  const never = () => {
    throw new Error('not asked for');
  };
  const graph = {
    call: () => Promise.resolve({ value: items, '@odata.deltaLink': 'https://graph.example/delta?token=1' }),
    pages: never,
    batch: never,
  } as unknown as Graph;
  return createFollowing({
    db: store.db,
    graph,
    graphUrl: 'https://graph.example',
    places: { site: never, list: () => Promise.resolve('/sites/1/lists/1'), library: never },
    lists: [kind.list],
    appId: 'app',
    log: pino({ level: 'silent' }),
    machineClock: () => NOW,
    afterDeleted: () => [],
    beforeRow: async (_list, row) => {
      asked.push(row);
      await beforeRow(row);
    },
    onRow: (_tx, _list, row) => {
      heard.push(row.rowId);
      return Promise.resolve();
    },
  });
};

describe('what somebody changed by hand', () => {
  test('is asked about while no case is locked, and then taken in', async () => {
    const one = await acceptedCase(deskOn(store.db, profile), kind);
    const other = await acceptedCase(deskOn(store.db, profile), kind);
    items = [one, other].map(({ id }, index) => ({
      id: String(index + 1),
      fields: { SubmissionId: id, State: '対応中' },
      lastModifiedBy: editor,
    }));
    beforeRow = () =>
      store.db.transaction().execute(async (tx) => {
        // Both can be had at once: nobody holds them.
        expect(heard).toEqual([]);
        await lockCase(tx, one.id);
        await lockCase(tx, other.id);
      });
    await following().follow();
    expect(asked.map(({ changed }) => changed.includes('State'))).toEqual([true, true]);
    expect(heard).toEqual([one.id, other.id]);
    await following().follow();
    expect(asked.length).toBe(2);
  });

  test('stays to be taken in when nobody can be asked just now', async () => {
    const one = await acceptedCase(deskOn(store.db, profile), kind);
    items = [{ id: '1', fields: { SubmissionId: one.id, State: '対応中' }, lastModifiedBy: editor }];
    beforeRow = () => Promise.reject(new GraphError(503, 'serviceNotAvailable', 'x'));
    await following().follow();
    expect(heard).toEqual([]);
    expect(await rowOfItem(store.db, kind.list.key, '1')).toBeUndefined();
    expect((await readCursor(store.db, kind.list.key)).deltaLink).toBeNull();
    beforeRow = () => Promise.resolve();
    await following().follow();
    expect(heard).toEqual([one.id]);
  });

  test('by an application, ours among them, is nothing to ask about', async () => {
    const one = await acceptedCase(deskOn(store.db, profile), kind);
    items = [
      {
        id: '1',
        fields: { SubmissionId: one.id, State: '対応中' },
        lastModifiedBy: { application: { id: 'app' } },
      },
    ];
    await following().follow();
    expect(asked).toEqual([]);
  });
});
