import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Activity } from 'botbuilder';
import pino from 'pino';
import { findChannel } from '../../../bot/store/conversations.ts';
import { readActivity } from '../../../bot/teams/incoming.ts';
import { createWhereabouts, type Whereabouts } from '../../../bot/teams/whereabouts.ts';
import { startStore } from '../../harness/store.ts';

/** Where channels are spoken to. Source: Teams, "conversation events in your bot" (eventType of a conversationUpdate). */

type Team = { name: string; channels: { id: string; name: string }[] };

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

let team: Team | 'silent';
let asked: number;
let now: number;
let opened: string[];
let reached: string[];
let whereabouts: Whereabouts;
beforeEach(async () => {
  await store.db.deleteFrom('channel').execute();
  team = { name: '契約', channels: [{ id: '19:one', name: '相談' }] };
  asked = 0;
  now = 0;
  opened = [];
  reached = [];
  whereabouts = createWhereabouts({
    db: store.db,
    connector: {
      ...({} as Parameters<typeof createWhereabouts>[0]['connector']),
      team: () => {
        asked += 1;
        return team === 'silent' ? Promise.reject(new Error('no answer')) : Promise.resolve(team);
      },
    },
    log: pino({ level: 'silent' }),
    machineClock: () => now,
    onPlace: (personId) => {
      reached.push(personId);
      return Promise.resolve();
    },
    onChannel: (name, channel) => {
      opened.push(`${name}/${channel}`);
      return Promise.resolve();
    },
  });
});

const hear = async (channelData: object, changes: object = {}): Promise<void> => {
  const activity = {
    type: 'conversationUpdate',
    channelId: 'msteams',
    serviceUrl: 'https://teams.example',
    from: { id: '29:somebody' },
    recipient: { id: '28:app' },
    conversation: { id: '19:one', conversationType: 'channel' },
    channelData,
    ...changes,
  } as unknown as Activity;
  await whereabouts.onSeen(readActivity(activity), activity);
};
const place = async (name: string, channel: string): Promise<string | undefined> =>
  (await findChannel(store.db, name, channel))?.channelId;

describe('the channels of a team', () => {
  test('are learnt when the bot first hears of it, and not asked for with every message', async () => {
    await hear({ team: { id: '19:team' } });
    await hear({ team: { id: '19:team' } });
    expect(await place('契約', '相談')).toBe('19:one');
    expect(asked).toBe(1);
    expect(opened).toEqual(['契約/相談']);
  });

  test('are learnt anew when one is created, and what waited for it may go', async () => {
    await hear({ team: { id: '19:team' } });
    team = {
      name: '契約',
      channels: [
        { id: '19:one', name: '相談' },
        { id: '19:two', name: '第一報' },
      ],
    };
    await hear({ team: { id: '19:team' }, channel: { id: '19:two' }, eventType: 'channelCreated' });
    expect(await place('契約', '第一報')).toBe('19:two');
    expect(opened).toEqual(['契約/相談', '契約/第一報']);
  });

  test.each([
    ['channelRenamed', { name: '契約', channels: [{ id: '19:one', name: '受付' }] }, '契約/受付'],
    ['teamRenamed', { name: '業務', channels: [{ id: '19:one', name: '相談' }] }, '業務/相談'],
    ['channelDeleted', { name: '契約', channels: [{ id: '19:two', name: '一般' }] }, '契約/一般'],
  ])('%s: the old name is forgotten', async (eventType, after, now_) => {
    await hear({ team: { id: '19:team' } });
    team = after;
    await hear({ team: { id: '19:team' }, eventType });
    expect(await place('契約', '相談')).toBeUndefined();
    expect(opened.at(-1)).toBe(now_);
  });

  test('are asked for again when one is missing, at most once a minute', async () => {
    await hear({ team: { id: '19:team' } });
    team = { name: '契約', channels: [{ id: '19:three', name: '新設' }] };
    expect(await whereabouts.askTeams()).toBe(true);
    expect(await place('契約', '新設')).toBe('19:three');
    for (let message = 0; message < 100; message += 1) expect(await whereabouts.askTeams()).toBe(false);
    expect(asked).toBe(2);
    now += 60_000;
    expect(await whereabouts.askTeams()).toBe(true);
  });

  test('that cannot be asked for now are kept as they were known', async () => {
    await hear({ team: { id: '19:team' } });
    team = 'silent';
    await hear({ team: { id: '19:team' }, eventType: 'channelRenamed' });
    expect(await place('契約', '相談')).toBe('19:one');
  });
});

describe('somebody who removes the app and adds it again', () => {
  const chat = { conversation: { id: 'a:one', conversationType: 'personal' }, channelData: {} };
  const somebody = { id: '29:somebody', aadObjectId: '00000000-0000-4000-8000-000000000001' };
  const added = { ...chat, from: somebody, membersAdded: [{ id: '28:app' }] };
  const removed = { ...chat, from: somebody, type: 'installationUpdate', action: 'remove' };
  const says = { ...chat, from: somebody, type: 'message', text: '状況' };

  test('is reached again by what waited, although the chat has the id it had', async () => {
    await hear({}, added);
    await hear({}, says);
    expect(reached.length).toBe(1);
    await hear({}, removed);
    await hear({}, says);
    expect(reached.length).toBe(2);
  });

  test('and so they are where another instance heard of the removal', async () => {
    await hear({}, added);
    await hear({}, added);
    expect(reached.length).toBe(2);
    await hear({}, says);
    expect(reached.length).toBe(2);
  });
});
