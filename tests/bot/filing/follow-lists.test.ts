import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { createFollowing, type EditedRow } from '../../../bot/filing/follow-lists.ts';
import { GraphError } from '../../../bot/graph/graph-error.ts';
import type { BatchPart, Graph } from '../../../bot/graph/graph-client.ts';
import { planLists } from '../../../bot/features/plans/plan-lists.ts';
import { planRowsOf } from '../../../bot/store/plan-rows.ts';
import { readCursor, rowOfItem } from '../../../bot/store/list-rows.ts';
import { claimCommands, markFiled } from '../../../bot/store/outbox.ts';
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
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

let items: readonly object[];
let asked: EditedRow[];
let beforeRow: (row: EditedRow) => Promise<void>;
let heard: string[];
/** The feature cannot make anything of it. */
let unbearable: string | undefined;
beforeEach(async () => {
  await store.db.deleteFrom('list_row').execute();
  await store.db.deleteFrom('list_cursor').execute();
  items = [];
  asked = [];
  heard = [];
  unbearable = undefined;
  beforeRow = () => Promise.resolve();
});

const following = (list = kind.list) => {
  const never = () => {
    throw new Error('not asked for');
  };
  const page = () => ({ value: items, '@odata.deltaLink': 'https://graph.example/delta?token=1' });
  const graph = {
    call: () => Promise.resolve(page()),
    pages: never,
    batch: (parts: readonly BatchPart[]) =>
      Promise.resolve(parts.map(({ id }) => ({ id, status: 200, body: page() }))),
  } as unknown as Graph;
  return createFollowing({
    db: store.db,
    graph,
    graphUrl: 'https://graph.example',
    places: { site: never, list: () => Promise.resolve('/sites/1/lists/1'), library: never },
    lists: [list],
    appId: 'app',
    log: pino({ level: 'silent' }),
    machineClock: () => NOW,
    afterDeleted: () => [],
    beforeRow: async (_list, row) => {
      asked.push(row);
      await beforeRow(row);
    },
    onRow: (_tx, _list, row) => {
      if (row.rowId === unbearable) return Promise.reject(new RangeError('a day that there is not'));
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

  test('is taken in although a row before it cannot be: none waits behind that', async () => {
    const [bad, good] = [
      await acceptedCase(deskOn(store.db, profile), kind),
      await acceptedCase(deskOn(store.db, profile), kind),
    ];
    unbearable = bad.id;
    items = [bad, good].map(({ id }, index) => ({
      id: String(index + 1),
      fields: { SubmissionId: id, Subject: '手直し' },
      lastModifiedBy: editor,
    }));
    await following().follow();
    expect(heard).toContain(good.id);
    expect(await rowOfItem(store.db, kind.list.key, '1')).toBeUndefined();
    expect(await rowOfItem(store.db, kind.list.key, '2')).toMatchObject({ rowId: good.id });
    expect((await readCursor(store.db, kind.list.key)).deltaLink).toContain('token=1');
  });

  test('is taken in with half a character in it, which the database would refuse', async () => {
    const one = await acceptedCase(deskOn(store.db, profile), kind);
    items = [{ id: '1', fields: { SubmissionId: one.id, Subject: '半\uD83D' }, lastModifiedBy: editor }];
    await following().follow();
    expect(heard).toEqual([one.id]);
    expect((await rowOfItem(store.db, kind.list.key, '1'))?.seen).toMatchObject({ Subject: '半\uFFFD' });
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

describe('N-3.2.ア.1 the plan, which people write into its lists by hand', () => {
  const [, initiatives] = planLists(profile.settings);
  if (!initiatives) throw new Error('no lists');
  const row = (id: string, fields: object) => ({ id, eTag: `"${id},1"`, fields, lastModifiedBy: editor });

  test('is read row by row, this year’s alone, with the version that each row has', async () => {
    items = [
      row('1', { Title: 'T-02', InitiativeName: '研修', Phase: '実施', Months: '4月、10月' }),
      row('2', { Title: 'T-01', InitiativeName: '点検', FiscalYear: '令和8年度' }),
      row('3', { Title: 'T-00', InitiativeName: '前年度の取組', FiscalYear: '令和7年度' }),
    ];
    await following(initiatives).follow();
    const read = await planRowsOf(store.db, profile.settings.fiscalYear);
    expect(read.plan).toBeUndefined();
    expect(read.initiatives).toEqual([
      { itemId: '2', version: '"2,1"', values: { number: 'T-01', name: '点検' } },
      {
        itemId: '1',
        version: '"1,1"',
        values: { number: 'T-02', name: '研修', phase: 'do', months: ['m4', 'm10'] },
      },
    ]);
    items = [row('1', { Title: 'T-02', InitiativeName: '担当者の研修' }), { id: '2', deleted: {} }];
    await following(initiatives).follow();
    expect((await planRowsOf(store.db, profile.settings.fiscalYear)).initiatives).toEqual([
      { itemId: '1', version: '"1,1"', values: { number: 'T-02', name: '担当者の研修' } },
    ]);
  });

  test('rows made by hand where only the product makes them are left alone', async () => {
    items = [row('1', { Title: '手書き' })];
    await following().follow();
    expect(await rowOfItem(store.db, kind.list.key, '1')).toBeUndefined();
  });
});

describe('a page that is older than what was filed meanwhile', () => {
  const named = (commandId: string, more: object = {}) => ({ CommandId: commandId, ...more });

  /** Each of a row's commands is filed after the one before it. */
  const fileAll = async (): Promise<void> => {
    const some = () =>
      store.db.transaction().execute(async (tx) => {
        const commands = await claimCommands(tx, 20);
        const etag = `"1,${commands.at(-1)?.commandId ?? ''}"`;
        await markFiled(
          tx,
          commands.map((command) => ({ command, itemId: '1', etag, webUrl: null })),
        );
        return commands.length;
      });
    while ((await some()) > 0);
  };

  /** A row of ours in SharePoint, and a later write of ours that is filed while somebody is looked up. */
  const writtenMeanwhile = async (fields: object, byWhom: object) => {
    const one = await acceptedCase(deskOn(store.db, profile), kind);
    const file = (commandId: string, values: object) =>
      sql`insert into filing (command_id, list, row_id, values, status, accepted_at)
        values (${commandId}::uuid, ${kind.list.key}, ${one.id}::uuid, ${JSON.stringify(values)}::jsonb, 'pending', now())`
        .execute(store.db)
        .then(fileAll);
    const [first, second] = [randomUUID(), randomUUID()];
    await file(first, named(first, { Subject: '元の件名' }));
    const seen = await rowOfItem(store.db, kind.list.key, '1');
    const other = randomUUID();
    items = [
      { id: '9', fields: { SubmissionId: other, Subject: '他の行' }, lastModifiedBy: editor },
      {
        id: '1',
        eTag: '"1,old"',
        fields: { ...seen?.seen, SubmissionId: one.id, ...named(first), ...fields },
        lastModifiedBy: byWhom,
      },
    ];
    beforeRow = async () => {
      beforeRow = () => Promise.resolve();
      await file(second, named(second, { Subject: '訂正した件名' }));
    };
    await following().follow();
    return { one, second };
  };

  test('tells nothing of that row: our own writing is not taken for somebody else’s, nor undone', async () => {
    const { one, second } = await writtenMeanwhile({}, { application: { id: 'app' } });
    expect(heard).not.toContain(one.id);
    expect(await rowOfItem(store.db, kind.list.key, '1')).toMatchObject({
      etag: `"1,${second}"`,
      seen: { Subject: '訂正した件名', CommandId: second },
    });
  });

  test('what somebody edited by hand then comes with the next page', async () => {
    const { one, second } = await writtenMeanwhile({ Background: '手で書いた背景' }, editor);
    expect(heard).not.toContain(one.id);
    const now = await rowOfItem(store.db, kind.list.key, '1');
    items = [
      {
        id: '1',
        fields: { ...now?.seen, SubmissionId: one.id, ...named(second), Background: '手で書いた背景' },
        lastModifiedBy: editor,
      },
    ];
    asked = [];
    await following().follow();
    expect(heard).toContain(one.id);
    expect(asked.map(({ changed }) => changed)).toEqual([['Background']]);
  });
});
