import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pino from 'pino';
import { createDelivering } from '../../../bot/delivery/deliver.ts';
import { createKeepingTrue } from '../../../bot/delivery/keep-true.ts';
import { markStale } from '../../../bot/store/stale-cards.ts';
import { card, words } from '../../../bot/teams/card.ts';
import type { Connector, Message } from '../../../bot/teams/connector.ts';
import { showCard } from '../../../bot/teams/turn.ts';
import { turnOf } from '../../harness/desk.ts';
import { eventually } from '../../harness/eventually.ts';
import { startStore } from '../../harness/store.ts';
import { reporter } from '../intake/sample-cases.ts';

/** An update that was made before somebody pressed may reach Teams after the answer to the press. */

const log = pino({ level: 'silent' });
let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

const saying = (said: string) => ({ card: card([words(said)]), summary: said }) satisfies Message;

type Moment = 'while it is on its way' | 'after it was written down';

test.each<[via: 'execute' | 'submit', Moment]>([
  ['execute', 'while it is on its way'],
  ['execute', 'after it was written down'],
  ['submit', 'while it is on its way'],
  ['submit', 'after it was written down'],
])(
  'N-3.3.ア.イ.a.1 a card that was pressed (%s) and overtaken by an older update says again how things stand (%s)',
  async (via, moment) => {
    const person = { ...reporter, id: randomUUID() };
    const subjectId = randomUUID();
    const place = {
      serviceUrl: 'https://teams.example',
      conversationId: `chat-${person.id}`,
      activityId: randomUUID(),
    };
    let state = 'received';
    let inTeams = 'received';
    let press: (() => Promise<void>) | undefined;
    const keepTrue = createKeepingTrue({ db: store.db, log });
    const shown = (said: string) => {
      const message = saying(said);
      const answer = showCard(message.card, message.summary, { message: 'made', subjectId });
      return keepTrue({ turn: turnOf(person), answer, place, sent: via === 'submit' });
    };
    const deliver = createDelivering({
      db: store.db,
      log,
      chance: () => 0,
      askTeams: () => Promise.resolve(false),
      onUnreachable: () => [],
      machineClock: () => Date.now(),
      digests: {},
      renderers: { made: () => Promise.resolve(saying(state)) },
      connector: {
        update: async (_place: unknown, message: Message) => {
          const now = press;
          press = undefined;
          await now?.();
          // It arrives after the answer to the press.
          inTeams = message.summary;
        },
      } as unknown as Connector,
    });
    const work = () => deliver({ thread: `person/${person.id}` });
    const isDone = async (): Promise<boolean> =>
      (await store.pool.query('select 1 from delivery where subject_id = $1 and stale is null', [subjectId]))
        .rowCount === 1;

    await shown('received');
    await work();
    state = 'filed';
    press = async () => {
      state = 'taken up';
      inTeams = 'taken up';
      if (moment === 'while it is on its way') await shown('taken up');
    };
    await markStale(store.db, [subjectId]);
    await work();
    if (moment === 'after it was written down') {
      expect(inTeams).toBe('filed');
      await shown('taken up');
      await work();
    }
    await eventually('nothing is left to be done', isDone);
    expect(inTeams).toBe('taken up');
  },
  60_000,
);
