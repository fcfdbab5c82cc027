import { describe, expect, test } from '@jest/globals';
import pino from 'pino';
import { GraphError } from '../../../bot/graph/graph-error.ts';
import type { BatchAnswer, BatchPart, Graph } from '../../../bot/graph/graph-client.ts';
import { createDirectory } from '../../../bot/identity/directory.ts';
import type { Database } from '../../../bot/store/database.ts';

/** Who people are comes from the directory; when it does not answer, from what is remembered. */

const id = '00000000-0000-4000-8000-000000000001';
const user = {
  id,
  displayName: '見本 花子',
  mail: 'sample@office.example',
  jobTitle: '主事',
  userType: 'Member',
  userPrincipalName: 'sample@office.example',
};

type Asked = (parts: readonly BatchPart[]) => Promise<readonly BatchAnswer[]>;

const answered = (one: unknown, status = 200): Asked => {
  const header = () => undefined;
  const groups = { value: [{ mailNickname: 'zeimu' }, { mailNickname: null }] };
  return () =>
    Promise.resolve([
      { id: '2', status: 200, body: groups, header },
      { id: '1', status, body: one, header },
    ]);
};
const outage: Asked = () => Promise.reject(new GraphError(503, 'serviceNotAvailable', 'x'));
const silence: Asked = () => new Promise(() => undefined);

/** As much of the database as remembers people. */
const memory = () => {
  const kept = new Map<string, Record<string, unknown>>();
  let asking = '';
  const insert = {
    values: (row: Record<string, unknown>) => {
      kept.set(String(row['id']), row);
      return insert;
    },
    onConflict: () => insert,
    execute: () => Promise.resolve([]),
  };
  const select = {
    selectAll: () => select,
    where: (_column: string, _is: string, value: string) => {
      asking = value;
      return select;
    },
    executeTakeFirst: () => Promise.resolve(kept.get(asking)),
  };
  return { insertInto: () => insert, selectFrom: () => select } as unknown as Database;
};

const directoryWith = (first: Asked) => {
  let now = 0;
  let asked = 0;
  let next = first;
  const never = () => {
    throw new Error('not asked for');
  };
  const graph: Graph = {
    call: never,
    pages: never,
    batch: (parts) => {
      asked += 1;
      return next(parts);
    },
  };
  const log = pino({ level: 'silent' });
  const directory = createDirectory({ db: memory(), graph, log, machineClock: () => now });
  return {
    directory,
    later: (answer: Asked, milliseconds = 0) => {
      next = answer;
      now += milliseconds;
    },
    asked: () => asked,
  };
};

describe('somebody of the directory', () => {
  test('with name, mail, title and groups, asked for once in ten minutes', async () => {
    const { directory, asked, later } = directoryWith(answered(user));
    expect(await directory.person(id, '自称')).toEqual({
      id,
      name: '見本 花子',
      mail: 'sample@office.example',
      jobTitle: '主事',
      guest: false,
      groups: ['zeimu'],
    });
    await directory.person(id);
    expect(asked()).toBe(1);
    later(answered({ ...user, displayName: '見本 太郎' }), 10 * 60_000);
    expect((await directory.person(id)).name).toBe('見本 太郎');
  });

  test.each([
    ['by their type', { userType: 'Guest' }],
    ['by their sign-in name', { userType: null, userPrincipalName: 'x_y.example#EXT#@contoso.example' }],
  ])('a guest is known %s', async (_what, changes) => {
    expect((await directoryWith(answered({ ...user, ...changes })).directory.person(id)).guest).toBe(true);
  });

  test('without a mail or a title of their own', async () => {
    const { directory } = directoryWith(answered({ ...user, mail: null, jobTitle: null, displayName: null }));
    expect(await directory.person(id)).toMatchObject({
      mail: '',
      jobTitle: '',
      name: 'sample@office.example',
    });
  });
});

describe('somebody whom the directory does not know', () => {
  test('is a stranger, whatever name came along: no member of the tenant', async () => {
    const { directory } = directoryWith(answered({ error: { code: 'Request_ResourceNotFound' } }, 404));
    expect(await directory.person(id, '自称 職員')).toMatchObject({ guest: true, groups: [] });
  });

  test('and so is somebody who has left, although they are remembered', async () => {
    const { directory, later } = directoryWith(answered(user));
    await directory.person(id);
    later(answered({ error: { code: 'Request_ResourceNotFound' } }, 404), 10 * 60_000);
    expect(await directory.person(id)).toMatchObject({ guest: true, groups: [] });
  });
});

describe('a directory that does not answer keeps nobody from reporting', () => {
  test('who is remembered is as they were', async () => {
    const { directory, later } = directoryWith(answered(user));
    await directory.person(id);
    later(outage, 10 * 60_000);
    expect(await directory.person(id)).toMatchObject({ name: '見本 花子', groups: ['zeimu'], guest: false });
  });

  test('who is not is taken by the name that Teams gave, with no group', async () => {
    const { directory } = directoryWith(outage);
    expect(await directory.person(id, '見本 花子', () => Promise.resolve(false))).toMatchObject({
      name: '見本 花子',
      groups: [],
      guest: false,
      unconfirmed: 'unknown',
    });
  });

  test('unless Teams says that they are a guest', async () => {
    const { directory } = directoryWith(outage);
    const person = await directory.person(id, '見本 花子', () => Promise.resolve(true));
    expect(person).toMatchObject({ guest: true, groups: [], unconfirmed: 'unknown' });
  });

  test('also where they were just met without Teams being asked', async () => {
    const { directory } = directoryWith(outage);
    await directory.person(id);
    expect((await directory.person(id, '見本 花子', () => Promise.resolve(true))).guest).toBe(true);
    expect((await directory.person(id)).guest).toBe(true);
  });

  test('and lets them report when Teams does not tell either', async () => {
    const { directory } = directoryWith(outage);
    const person = await directory.person(id, '見本 花子', () => Promise.reject(new Error('no answer')));
    expect(person).toMatchObject({ guest: false, groups: [], unconfirmed: 'unknown' });
  });

  test('Teams is not asked about who is remembered, nor about anybody while the directory answers', async () => {
    const { directory, later } = directoryWith(answered(user));
    const asks = () => Promise.reject(new Error('asked all the same'));
    expect((await directory.person(id, '', asks)).unconfirmed).toBeUndefined();
    later(outage, 10 * 60_000);
    expect((await directory.person(id, '', asks)).unconfirmed).toBe('remembered');
  });

  test('what was read longer than a week ago gives nobody their groups', async () => {
    const { directory, later } = directoryWith(answered(user));
    await directory.person(id);
    later(outage, 8 * 24 * 60 * 60_000);
    expect(await directory.person(id, '見本 花子')).toMatchObject({ groups: [], unconfirmed: 'unknown' });
  });

  test('and is asked for again soon: an outage of a moment does not last ten minutes', async () => {
    const { directory, later } = directoryWith(outage);
    await directory.person(id, '見本 花子');
    later(answered(user), 30_000);
    expect((await directory.person(id)).groups).toEqual(['zeimu']);
  });

  test('an answer that does not come is not waited for until Teams gives up', async () => {
    const started = performance.now();
    const { directory } = directoryWith(silence);
    expect(await directory.person(id, '見本 花子')).toMatchObject({ name: '見本 花子' });
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
