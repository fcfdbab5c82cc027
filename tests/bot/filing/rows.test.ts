import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pino from 'pino';
import { createFiling } from '../../../bot/filing/file-rows.ts';
import { createFollowing } from '../../../bot/filing/follow-lists.ts';
import type { BatchAnswer, BatchPart, Graph, GraphRequest } from '../../../bot/graph/graph-client.ts';
import { GraphError } from '../../../bot/graph/graph-error.ts';
import { addListRow } from '../../../bot/store/list-rows.ts';
import { findCase } from '../../../bot/store/cases.ts';
import { addCommand, backlog, unpark } from '../../../bot/store/outbox.ts';
import { acceptedCase, deskOn } from '../../harness/desk.ts';
import { startStore } from '../../harness/store.ts';
import { profiles } from '../intake/sample-cases.ts';

/** A row that somebody deletes in SharePoint, and that comes back; and one list followed by one at a time. */

const [profile] = profiles;
const kind = profile?.kinds[0];
const section = profile?.settings.sections[0];
if (!profile || !kind || !section) throw new Error('no profile');
const log = pino({ level: 'silent' });

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

type Row = { id: string; fields: Record<string, unknown>; deleted?: { state: string } };
/** The list as SharePoint has it; what changed since it was last asked is in `changes`. */
let rows: Map<string, Row>;
let changes: Row[];
let asked: string[];
let beforeDelta: () => Promise<void>;
let deleted: string[];
let heard: string[];

const answerTo = async ({ id, method, path, body }: BatchPart): Promise<BatchAnswer> => {
  if (method === 'GET') return { id, status: 200, body: await graph.call({ method, path }) };

  const fields = body as { fields: Record<string, unknown> } & Record<string, unknown>;
  if (method === 'POST') {
    const row = { id: randomUUID(), fields: { ...fields.fields } };
    rows.set(row.id, row);
    return { id, status: 201, body: row };
  }
  const row = rows.get(path.split('/').at(-2) ?? '');
  if (row) Object.assign(row.fields, fields);
  return row
    ? { id, status: 200, body: { id: row.id } }
    : { id, status: 404, body: {}, error: new GraphError(404, 'itemNotFound', 'it is not there') };
};

const graph: Graph = {
  call: async <T>({ path }: GraphRequest) => {
    asked.push(path);
    if (path.includes('/delta')) {
      await beforeDelta();
      return {
        value: changes.splice(0),
        '@odata.deltaLink': `https://graph/delta?token=${asked.length}`,
      } as T;
    }
    const key = /SubmissionId eq '([^']+)'/.exec(decodeURIComponent(path))?.[1];
    return { value: [...rows.values()].filter(({ fields }) => fields['SubmissionId'] === key) } as T;
  },
  batch: (parts) => Promise.all(parts.map(answerTo)),
  pages: () => {
    throw new Error('nothing is paged here');
  },
};
const shared = () => ({
  db: store.db,
  graph,
  graphUrl: 'https://graph',
  places: {
    site: () => Promise.resolve('/sites/s'),
    list: () => Promise.resolve('/sites/s/lists/l'),
    library: () => Promise.resolve('/drives/d'),
  },
  lists: [kind.list],
  appId: 'app',
  log,
  machineClock: () => Date.now(),
  afterDeleted: (_: string, rowId: string) => {
    deleted.push(rowId);
    return [];
  },
});
const file = (more: Partial<Parameters<typeof createFiling>[0]> = {}) =>
  createFiling({
    ...shared(),
    ...more,
    chance: () => 0,
    afterFiled: () => [],
    afterParked: () => [{ task: 'parked', payload: {} }],
  })();
const following = () =>
  createFollowing({
    ...shared(),
    beforeRow: () => Promise.resolve(),
    onRow: (_tx, _list, { rowId }) => {
      heard.push(rowId);
      return Promise.resolve();
    },
  });

const accepted = async (): Promise<string> => {
  const { id } = await acceptedCase(deskOn(store.db, profile), kind, { sectionId: section.id });
  await file();
  return id;
};
const change = async (rowId: string): Promise<void> => {
  const commandId = randomUUID();
  const values = { HandlerName: '見本 太郎', CommandId: commandId };
  await store.db.transaction().execute((tx) =>
    addCommand(tx, {
      commandId,
      list: kind.list.key,
      rowId,
      values,
      urgent: false,
      acceptedAt: new Date(0),
    }),
  );
};
const rowOf = (rowId: string): Row => {
  const row = [...rows.values()].find(({ fields }) => fields['SubmissionId'] === rowId);
  if (!row) throw new Error('no such row');
  return row;
};

beforeEach(async () => {
  await store.db.deleteFrom('filing').execute();
  await store.db.deleteFrom('list_cursor').execute();
  rows = new Map();
  changes = [];
  asked = [];
  deleted = [];
  heard = [];
  beforeDelta = () => Promise.resolve();
});

describe('a list that is not there yet', () => {
  test('holds up nothing else; what is for it waits until it was made', async () => {
    const missing = { ...kind.list, key: 'notThere' };
    const rowId = randomUUID();
    const commandId = randomUUID();
    await store.db.transaction().execute(async (tx) => {
      await addListRow(tx, missing.key, rowId);
      await addCommand(tx, {
        commandId,
        list: missing.key,
        rowId,
        values: { Title: '待つ行', SubmissionId: rowId, CommandId: commandId },
        urgent: true,
        acceptedAt: new Date(0),
      });
    });
    const { id } = await acceptedCase(deskOn(store.db, profile), kind, { sectionId: section.id });
    const places = {
      ...shared().places,
      list: ({ key }: { key: string }) =>
        key === missing.key
          ? Promise.reject(new GraphError(404, 'itemNotFound', 'no such list'))
          : Promise.resolve('/sites/s/lists/l'),
    };
    await file({ places, lists: [kind.list, missing] });
    expect([...rows.values()].map(({ fields }) => fields['SubmissionId'])).toEqual([id]);
    await store.db
      .updateTable('filing')
      .set({ not_before: new Date(0) })
      .execute();
    await file({ lists: [kind.list, missing] });
    expect([...rows.values()].map(({ fields }) => fields['SubmissionId'])).toEqual([id, rowId]);
  });
});

describe('a row that somebody deleted', () => {
  test('is found out by writing: its cards hear of it, and nothing counts as held up', async () => {
    const rowId = await accepted();
    rows.delete(rowOf(rowId).id);
    await change(rowId);
    await file();
    expect(await findCase(store.db, rowId)).toMatchObject({ gone: true, filing: 'waiting' });
    expect(deleted).toEqual([rowId]);
    expect(await backlog(store.db)).toMatchObject({ waiting: 0, parked: 0 });
    expect(await unpark(store.db)).toBe(0);
  });

  test('and that comes back unchanged has its cards made anew, and what waited is written', async () => {
    const rowId = await accepted();
    const row = rowOf(rowId);
    await following().follow();
    rows.delete(row.id);
    changes = [{ ...row, deleted: { state: 'deleted' } }];
    await following().follow();
    await change(rowId);
    await file();
    expect(row.fields['HandlerName']).toBeUndefined();

    rows.set(row.id, row);
    changes = [row];
    deleted = [];
    await following().follow();
    expect(deleted).toEqual([rowId]);
    await file();
    expect(row.fields['HandlerName']).toBe('見本 太郎');
    expect(await findCase(store.db, rowId)).toMatchObject({ gone: false, filing: 'filed' });
  });

  test('and that stands in another item since is written there', async () => {
    const rowId = await accepted();
    const row = rowOf(rowId);
    rows.delete(row.id);
    rows.set('another', { ...row, id: 'another' });
    await change(rowId);
    await file();
    expect(rows.get('another')?.fields['HandlerName']).toBe('見本 太郎');
  });
});

test('what another instance has followed meanwhile is not taken in again, so that an edit is heard of once', async () => {
  const rowId = await accepted();
  const row = rowOf(rowId);
  await following().follow();
  row.fields['HandlerName'] = '手で書いた人';
  changes = [row];
  asked = [];
  beforeDelta = async () => {
    beforeDelta = () => Promise.resolve();
    await following().follow();
    // Read before the other wrote down how far it came.
    changes = [row];
  };
  await following().follow();
  // The page read too early is let go, and the list is gone on with from where the other stopped.
  expect(asked.filter((path) => path.includes('/delta'))).toHaveLength(3);
  expect(heard).toEqual([rowId]);
});

test('once Graph answers again the log says so, once', async () => {
  const said: string[] = [];
  const heardLog = pino({ level: 'info' }, { write: (line: string) => void said.push(line) });
  let isDown = true;
  let now = Date.now();
  const filing = createFiling({
    ...shared(),
    graph: {
      ...graph,
      batch: (parts) =>
        isDown ? Promise.reject(new GraphError(503, 'serviceNotAvailable', 'down')) : graph.batch(parts),
    },
    log: heardLog,
    machineClock: () => now,
    chance: () => 0,
    afterFiled: () => [],
    afterParked: () => [],
  });
  const back = (): number => said.filter((line) => line.includes('Graph is back')).length;
  await acceptedCase(deskOn(store.db, profile), kind, { sectionId: section.id });
  await filing();
  expect(back()).toBe(0);
  isDown = false;
  now += 60_000;
  await filing();
  await filing();
  expect(back()).toBe(1);
});
