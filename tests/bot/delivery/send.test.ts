import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import pino from 'pino';
import { send, type SendDeps } from '../../../bot/delivery/send.ts';
import {
  addDeliveries,
  delivery,
  findDelivery,
  nextDelivery,
  nextDeliveryIn,
  threadOf,
  type Delivery,
} from '../../../bot/store/deliveries.ts';
import { ConnectorError } from '../../../bot/teams/connector.ts';
import { startStore } from '../../harness/store.ts';

/** What the ledger says when a message did not go out. */

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

const refuse = async (
  first: Delivery,
  error: Error,
  onUnreachable: SendDeps['onUnreachable'] = () => [],
): Promise<void> => {
  const deps = {
    connector: {} as SendDeps['connector'],
    log: pino({ level: 'silent' }),
    chance: () => 0,
    askTeams: () => Promise.resolve(false),
    onUnreachable,
  };
  const message = { text: 'x', summary: 'x' };
  await send(
    store.db,
    deps,
    () => Promise.reject(error),
    [first.key],
    first,
    'sent',
    () => Promise.resolve(message),
  ).catch(() => undefined);
};

const trySending = async (key: string, error: Error, onUnreachable: SendDeps['onUnreachable']) => {
  await addDeliveries(store.db, [delivery(key, { to: 'person', personId: key }, 'any', 'subject')]);
  const first = await findDelivery(store.db, key);
  if (!first) throw new Error('not in the ledger');
  await refuse(first, error, onUnreachable);
  return findDelivery(store.db, key);
};

test('who cannot be reached is not written down without what follows from it', async () => {
  const gone = new ConnectorError(403, 'BotNotInstalled');
  const failing = () => {
    throw new Error('no job can be made');
  };
  expect((await trySending('one', gone, failing))?.status).not.toBe('unreachable');
  expect((await trySending('two', gone, () => []))?.status).toBe('unreachable');
});

test('an app that cannot sign in has said nothing: the message waits without a doubt', async () => {
  const unsigned = new ConnectorError(0, 'notSignedIn');
  expect((await trySending('three', unsigned, () => []))?.status).toBe('pending');
});

test('when Teams asks a thread to rest, nothing of it goes before; then what is urgent goes first', async () => {
  const thread = { to: 'person', personId: 'rests' } as const;
  await addDeliveries(store.db, [
    delivery('ordinary', thread, 'any', 'subject'),
    delivery('urgent', thread, 'any', 'subject', true),
  ]);
  const ordinary = await findDelivery(store.db, 'ordinary');
  if (!ordinary) throw new Error('not in the ledger');
  await refuse(ordinary, new ConnectorError(429, 'Throttled', 60_000));
  expect(await nextDelivery(store.db, threadOf(thread))).toBeUndefined();
  expect(await nextDeliveryIn(store.db, threadOf(thread))).toBeGreaterThan(50_000);
  // The minute passes.
  await store.db
    .updateTable('delivery')
    .set((row) => ({ not_before: sql<Date>`${row.ref('not_before')} - interval '1 minute'` }))
    .execute();
  expect((await nextDelivery(store.db, threadOf(thread)))?.key).toBe('urgent');
});

test('who is reached after all: what others were told about it is looked at again', async () => {
  const refreshes = async (subject: string): Promise<number> =>
    (
      await store.pool.query('select 1 from graphile_worker.jobs where key = $1', [
        `refresh-cards/${subject}`,
      ])
    ).rowCount ?? 0;
  const reach = async (key: string, attempts: number): Promise<number> => {
    const subject = `subject-${key}`;
    await addDeliveries(store.db, [delivery(key, { to: 'person', personId: key }, 'any', subject)]);
    const first = await findDelivery(store.db, key);
    if (!first) throw new Error('not in the ledger');
    const deps = {
      connector: {} as SendDeps['connector'],
      log: pino({ level: 'silent' }),
      chance: () => 0,
      askTeams: () => Promise.resolve(false),
      onUnreachable: () => [],
    };
    const place = { serviceUrl: 'https://teams.example', conversationId: key, activityId: '1' };
    const said = { text: 'x', summary: 'x' };
    const make = () => Promise.resolve(said);
    await send(store.db, deps, () => Promise.resolve(place), [key], { ...first, attempts }, 'sent', make);
    expect((await findDelivery(store.db, key))?.status).toBe('sent');
    return refreshes(subject);
  };
  expect(await reach('at-once', 0)).toBe(0);
  expect(await reach('after-all', 1)).toBe(1);
});
