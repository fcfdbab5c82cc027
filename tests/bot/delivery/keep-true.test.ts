import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pino from 'pino';
import { createKeepingTrue } from '../../../bot/delivery/keep-true.ts';
import { recordStanding } from '../../../bot/store/standing-cards.ts';
import { card, words } from '../../../bot/teams/card.ts';
import { showCard } from '../../../bot/teams/turn.ts';
import { turnOf } from '../../harness/desk.ts';
import { startStore } from '../../harness/store.ts';
import { reporter } from '../intake/sample-cases.ts';

const channel = { team: '受付', channel: '相談' };

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
  await store.pool.query(
    "insert into channel (team, channel, channel_id, service_url) values ($1, $2, '19:c', 'https://teams.example')",
    [channel.team, channel.channel],
  );
}, 60_000);
afterAll(() => store?.stop());

test('N-3.3.ア.イ.a.1 チャネルのカードは、ほかの受付のボタンを押されても、その受付のカードのまま', async () => {
  const [one, other] = [randomUUID(), randomUUID()];
  const place = {
    serviceUrl: 'https://teams.example',
    conversationId: '19:c;messageid=1',
    activityId: '1',
  };
  const thread = `channel/${channel.team}/${channel.channel}`;
  await recordStanding(store.db, {
    thread,
    destination: { to: 'channel', ...channel },
    message: 'consultation.announce',
    subjectId: one,
    ...place,
    contentHash: 'as it was',
  });
  await store.pool.query('update delivery set stale = null');
  await createKeepingTrue({ db: store.db, log: pino({ level: 'silent' }) })({
    turn: { ...turnOf(reporter), scope: 'channel' },
    answer: showCard(card([words('x')]), 'x', {
      message: 'consultation.announce',
      subjectId: other,
      channel,
    }),
    place,
    sent: true,
  });
  const { rows } = await store.pool.query(
    'select subject_id, content_hash, stale is not null as again from delivery',
  );
  expect(rows).toEqual([{ subject_id: one, content_hash: null, again: true }]);
});
