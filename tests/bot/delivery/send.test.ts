import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pino from 'pino';
import { send, type SendDeps } from '../../../bot/delivery/send.ts';
import { addDeliveries, delivery, findDelivery } from '../../../bot/store/deliveries.ts';
import { ConnectorError } from '../../../bot/teams/connector.ts';
import { startStore } from '../../harness/store.ts';
import { profiles } from '../intake/sample-cases.ts';

/** What the ledger says when a message did not go out. */

const [profile] = profiles;
if (!profile) throw new Error('no profile');

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore(profile.settings);
}, 60_000);
afterAll(() => store?.stop());

const trySending = async (key: string, error: Error, onUnreachable: SendDeps['onUnreachable']) => {
  await addDeliveries(store.db, [delivery(key, { to: 'person', personId: key }, 'any', 'subject')]);
  const first = await findDelivery(store.db, key);
  if (!first) throw new Error('not in the ledger');
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
    [key],
    first,
    'sent',
    () => Promise.resolve(message),
  ).catch(() => undefined);
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
