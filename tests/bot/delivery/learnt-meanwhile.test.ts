import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pino from 'pino';
import { createDelivering } from '../../../bot/delivery/deliver.ts';
import { saveTeam } from '../../../bot/store/conversations.ts';
import { addDeliveries, delivery } from '../../../bot/store/deliveries.ts';
import { card, words } from '../../../bot/teams/card.ts';
import type { Connector, Message } from '../../../bot/teams/connector.ts';
import { startStore } from '../../harness/store.ts';

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

test('N-3.3.ア.イ.a.1 a channel that becomes known just while its message is put off hears it at once', async () => {
  const [team, channel] = ['相談', '相談受付'];
  const heard: string[] = [];
  const deliver = createDelivering({
    db: store.db,
    log: pino({ level: 'silent' }),
    chance: () => 0,
    // Another one is asking already; its answer is there a moment after the look.
    askTeams: async () => {
      const serviceUrl = 'https://teams.example';
      await saveTeam(store.db, {
        id: 'team-1',
        name: team,
        serviceUrl,
        channels: [{ id: 'c-1', name: channel }],
      });
      return false;
    },
    onUnreachable: () => [],
    machineClock: () => Date.now(),
    digests: {},
    renderers: { made: () => Promise.resolve({ card: card([words('受付')]), summary: '受付' }) },
    connector: {
      post: (serviceUrl: string, channelId: string, message: Message) => {
        heard.push(`${channelId} ${message.summary}`);
        return Promise.resolve({ serviceUrl, conversationId: channelId, activityId: randomUUID() });
      },
    } as unknown as Connector,
  });
  const one = delivery(randomUUID(), { to: 'channel', team, channel }, 'made', randomUUID());
  await addDeliveries(store.db, [one]);
  await deliver({ thread: `channel/${team}/${channel}` });
  expect(heard).toEqual(['c-1 受付']);
});
