import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Activity } from 'botbuilder';
import pino from 'pino';
import { receiveFiles } from '../../../bot/intake/receive-files.ts';
import { filesWaiting } from '../../../bot/store/attachments.ts';
import { hearingOn } from '../../../bot/store/heard-activities.ts';
import type { Connector } from '../../../bot/teams/connector.ts';
import { createHouseStyle } from '../../../bot/teams/house-style.ts';
import { createRouter } from '../../../bot/teams/router.ts';
import { sayText } from '../../../bot/teams/turn.ts';
import type { Person } from '../../../shared/kernel/person.ts';
import { ok } from '../../../shared/kernel/problem.ts';
import { deskOn, NOW } from '../../harness/desk.ts';
import { eventually } from '../../harness/eventually.ts';
import { startStore } from '../../harness/store.ts';
import { nerimaProfile, reporter } from '../intake/sample-cases.ts';

/** Teams may deliver a message again whose answer takes too long, to whichever instance: it is one message. */

const profile = nerimaProfile;
const { settings } = profile;

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

let said: string[];
let ran: string[];
let isDown: boolean;
let unconfirmed: Pick<Person, 'unconfirmed'>;
let download: () => Promise<void>;
beforeEach(async () => {
  await store.db.deleteFrom('attachment').execute();
  said = [];
  ran = [];
  isDown = false;
  unconfirmed = {};
  download = () => Promise.resolve();
});

/** An instance of the bot; several share the database. */
const instance = () => {
  const style = createHouseStyle({ words: settings.words, orthography: settings.orthography });
  const never = () => Promise.reject(new Error('not asked for'));
  const connector = {
    typing: () => Promise.resolve(),
    send: (thread: object, message: { text?: string; summary: string }) => {
      if (isDown) return Promise.reject(new Error('Teams is down'));
      said.push(message.text ?? message.summary);
      return Promise.resolve({ ...thread, activityId: 'answer' });
    },
  } as unknown as Connector;
  return createRouter({
    connector,
    style,
    log: pino({ level: 'silent' }),
    newId: () => '00000000',
    clock: () => NOW,
    speakerOf: () => Promise.resolve({ ...reporter, ...unconfirmed, language: 'ja' }),
    onSeen: () => Promise.resolve(),
    onShown: () => Promise.resolve(),
    hearing: hearingOn(store.db),
    routes: {
      commands: [],
      presses: {},
      dialogs: {},
      reopens: {},
      turnAway: () => undefined,
      explained: ({ speaker }, answer) => (speaker.unconfirmed ? sayText('確認できません。') : answer),
      onFiles: receiveFiles(
        deskOn(store.db, profile),
        async () => {
          await download();
          return ok(Buffer.from('見積書'));
        },
        [],
      ),
      onOther: (turn) => {
        ran.push(turn.activityId ?? '');
        return Promise.resolve(sayText('様式です。'));
      },
      onArrival: never,
    },
  });
};

const message = (id: string, changes: object = {}): Activity =>
  ({
    type: 'message',
    id,
    channelId: 'msteams',
    serviceUrl: 'https://teams.example',
    from: { id: '29:somebody', aadObjectId: reporter.id },
    recipient: { id: '28:app' },
    conversation: { id: 'a:one', conversationType: 'personal' },
    text: '相談',
    ...changes,
  }) as unknown as Activity;

const withFile = (id: string): Activity =>
  message(id, {
    text: '',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        name: '見積書.pdf',
        content: { downloadUrl: 'https://files.example/1', fileType: 'pdf' },
      },
    ],
  });

describe('a message that is delivered again', () => {
  test('is answered once, whichever instance it reaches', async () => {
    await instance()(message('1'));
    await instance()(message('1'));
    expect(ran).toEqual(['1']);
    expect(said).toEqual(['様式です。']);
  });

  test('is told from another one, and from one of another chat', async () => {
    await instance()(message('10'));
    await instance()(message('11'));
    await instance()(message('10', { conversation: { id: 'a:two', conversationType: 'personal' } }));
    expect(ran).toEqual(['10', '11', '10']);
  });

  test('while its files are still being fetched keeps them once', async () => {
    let go = (): void => undefined;
    let fetching = 0;
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    download = () => {
      fetching += 1;
      return gate;
    };
    const first = instance()(withFile('20'));
    await eventually('the file is being fetched', () => Promise.resolve(fetching === 1));
    await instance()(withFile('20'));
    expect(said).toEqual([]);
    go();
    await first;
    expect(fetching).toBe(1);
    expect(said.length).toBe(1);
    expect((await filesWaiting(store.db, reporter.id)).length).toBe(1);
  });

  test('because nothing could be answered is answered, and its files are kept once all the same', async () => {
    isDown = true;
    await expect(instance()(withFile('30'))).rejects.toThrow('Teams is down');
    isDown = false;
    await instance()(withFile('30'));
    expect(said.length).toBe(1);
    expect((await filesWaiting(store.db, reporter.id)).map(({ name }) => name)).toEqual(['見積書.pdf']);
  });
});

test('why something is refused is said of every answer in one place', async () => {
  unconfirmed = { unconfirmed: 'unknown' };
  await instance()(message('40'));
  expect(said).toEqual(['確認できません。']);
});
