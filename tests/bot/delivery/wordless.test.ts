import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pino from 'pino';
import { createDelivering } from '../../../bot/delivery/deliver.ts';
import { addDeliveries, delivery } from '../../../bot/store/deliveries.ts';
import { markStale } from '../../../bot/store/stale-cards.ts';
import type { Connector, Message, SentMessage } from '../../../bot/teams/connector.ts';
import { startStore } from '../../harness/store.ts';

/** What cannot be put into words holds up nothing else that its thread is told. */

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

test('neither a new message nor a card to be made anew holds up those behind it', async () => {
  const person = { to: 'person', personId: randomUUID() } as const;
  const subjects = ['bad', 'good'].map((name) => `${name}/${person.personId}`);
  const [bad = ''] = subjects;
  const said: string[] = [];
  const heard = async ({ summary }: Message): Promise<void> => {
    said.push(summary);
  };
  let wordless = true;
  let change = 'new';
  const deliver = createDelivering({
    db: store.db,
    log: pino({ level: 'silent' }),
    chance: () => 0,
    askTeams: () => Promise.resolve(false),
    onUnreachable: () => [],
    machineClock: () => Date.now(),
    digests: {},
    renderers: {
      made: (subjectId) =>
        wordless && subjectId === bad
          ? Promise.reject(new Error('no words'))
          : Promise.resolve({ text: change, summary: `${subjectId.split('/')[0]} ${change}` }),
    },
    connector: {
      openChat: () => Promise.resolve({ serviceUrl: 'https://teams.example', conversationId: 'chat' }),
      send: async (thread: object, message: Message): Promise<SentMessage> => {
        await heard(message);
        return { ...thread, activityId: randomUUID() } as SentMessage;
      },
      update: (_place: unknown, message: Message) => heard(message),
    } as unknown as Connector,
  });
  const work = () => deliver({ thread: `person/${person.personId}` });
  const now = () => store.pool.query('update delivery set not_before = clock_timestamp()');
  await store.pool.query(
    "insert into channel (team, channel, channel_id, service_url) values ('t', 'c', '19:c', 'https://teams.example')",
  );
  await addDeliveries(
    store.db,
    subjects.map((subject) => delivery(subject, person, 'made', subject)),
  );

  await work();
  expect(said).toEqual(['good new']);
  wordless = false;
  await now();
  await work();
  expect(said).toEqual(['good new', 'bad new']);

  wordless = true;
  change = 'changed';
  await markStale(store.db, subjects);
  await work();
  expect(said.slice(2)).toEqual(['good changed']);
  wordless = false;
  await now();
  await work();
  expect(said.slice(3)).toEqual(['bad changed']);
});
