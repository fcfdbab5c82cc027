import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { kindOf } from '../../../bot/intake/desk.ts';
import { createDelivering } from '../../../bot/delivery/deliver.ts';
import type { Desk } from '../../../bot/intake/desk.ts';
import { kindDigests, kindRenderers } from '../../../bot/intake/renderers.ts';
import { saveTeam } from '../../../bot/store/conversations.ts';
import { addDeliveries, delivery, threadOf } from '../../../bot/store/deliveries.ts';
import { HOURLY } from '../../../bot/store/pace.ts';
import type { Connector, Message } from '../../../bot/teams/connector.ts';
import { acceptedCase, deskOn } from '../../harness/desk.ts';
import { expectGoodCard } from '../../harness/good-card.ts';
import { startStore } from '../../harness/store.ts';
import { nerimaProfile } from '../intake/sample-cases.ts';

/** A thread takes 1,800 messages an hour: a backlog beyond that is told as one, and what is urgent for itself. */

const profile = nerimaProfile;
const kind = kindOf(profile, 'incident');

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

const to = { to: 'channel', ...kind.settings.channel } as const;
const announce = (caseId: string, urgent = false) =>
  delivery(`announce/${caseId}`, to, `${kind.kind}.announce`, caseId, urgent);

type Post = (message: Message) => Promise<void>;

const delivering = (desk: Desk, post: Post) => {
  const deliver = createDelivering({
    db: store.db,
    log: desk.log,
    chance: () => 0,
    askTeams: () => Promise.resolve(false),
    onUnreachable: () => [],
    machineClock: () => Date.now(),
    digests: kindDigests(desk, kind),
    renderers: kindRenderers(desk, kind),
    connector: {
      post: async (serviceUrl: string, conversationId: string, message: Message) => {
        await post(message);
        return { serviceUrl, conversationId, activityId: randomUUID() };
      },
    } as unknown as Connector,
  });
  return () => deliver({ thread: threadOf(to) });
};

test('N-3.2.オ.ア.2 more than a channel takes within the hour is one digest; the urgent one comes first, alone', async () => {
  const desk = deskOn(store.db, profile);
  await saveTeam(store.db, {
    id: 'team-1',
    name: to.team,
    serviceUrl: 'https://teams.example',
    channels: [{ id: 'c-1', name: to.channel }],
  });
  const waiting = await acceptedCase(desk, kind);
  const urgent = await acceptedCase(desk, kind, { urgent: true });
  const others = Array.from({ length: HOURLY }, () => randomUUID());
  await addDeliveries(store.db, [
    announce(waiting.id),
    ...others.map((id) => announce(id)),
    announce(urgent.id, true),
  ]);
  const digest = `${kind.settings.name.ja}が${HOURLY + 1}件届いています`;

  // The answer to the digest is lost: it may be out, and is told again as one.
  const lost: string[] = [];
  await delivering(desk, ({ summary }) => {
    lost.push(summary);
    return summary === digest ? Promise.reject(new Error('the line broke')) : Promise.resolve();
  })();
  expect(lost).toEqual([`【至急】${kind.settings.name.ja} ${urgent.number}`, digest]);

  await store.pool.query('update delivery set not_before = clock_timestamp()');
  const said: Message[] = [];
  await delivering(desk, (message) => {
    said.push(message);
    return Promise.resolve();
  })();
  expect(said.map(({ summary }) => summary)).toEqual([digest]);
  expectGoodCard(said[0]?.card);
  expect(JSON.stringify(said[0]?.card)).toContain(waiting.number);
  const { rows } = await store.pool.query(
    'select status, count(*)::int, count(distinct activity_id)::int as places, max(doubtful) as doubtful from delivery group by status order by status',
  );
  expect(rows).toEqual([
    { status: 'digested', count: HOURLY + 1, places: 1, doubtful: 1 },
    { status: 'sent', count: 1, places: 1, doubtful: 0 },
  ]);
}, 60_000);
