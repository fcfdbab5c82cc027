import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { receive, sendBack } from '../../../bot/intake/approve-case.ts';
import { takeStep } from '../../../bot/intake/change-case.ts';
import type { Desk } from '../../../bot/intake/desk.ts';
import { intakeRenderers } from '../../../bot/intake/renderers.ts';
import { tellUnreachable, unreachableJobs } from '../../../bot/intake/tell-unreachable.ts';
import type { Case } from '../../../bot/store/cases.ts';
import { addDeliveries, delivery, findDelivery, type Delivery } from '../../../bot/store/deliveries.ts';
import { deskOn, acceptedCase, toldOf } from '../../harness/desk.ts';
import { startStore } from '../../harness/store.ts';
import { profiles } from './sample-cases.ts';

/** Whom the bot cannot reach while a case waits for them: the section in charge hears of it. */

const [profile] = profiles;
const kind = profile?.kinds[0];
if (!profile || !kind) throw new Error('no profile');
const channel = `channel/${kind.settings.channel.team}/${kind.settings.channel.channel}`;

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

const sentBack = async (): Promise<{ one: Case; message: Delivery }> => {
  const desk = deskOn(store.db, profile);
  const one = await acceptedCase(desk, kind, { state: 'awaitingApproval' });
  const { now } = await takeStep(desk, kind, one, sendBack(kind, one, '見積書を添えてください。'));
  const message = await findDelivery(store.db, `returned/${one.id}/${one.revision}`);
  if (!message) throw new Error('nobody is told that it was sent back');
  return { one: now, message };
};
const run = async (message: Delivery): Promise<void> => {
  for (const { payload } of unreachableJobs(message))
    await tellUnreachable(deskOn(store.db, profile))(payload);
};

describe('差戻し that does not reach who sent it', () => {
  test('is told to the section in charge, once, with number and name', async () => {
    const { one, message } = await sentBack();
    await run(message);
    await run(message);
    const told = (await toldOf(store.db, one.id)).filter((line) => line.includes('unreachable'));
    expect(told).toEqual([`intake.unreachableReporter → ${channel}`]);
    const render = intakeRenderers(deskOn(store.db, profile))['intake.unreachableReporter'];
    const said = JSON.stringify(await render?.(one.id, message.destination));
    expect(said).toContain(one.number);
    expect(said).toContain(one.reporterName);
    // Why it was sent back is between the chief and the sender.
    expect(said).not.toContain('見積書');
  });

  test('is told to nobody when the sender has mended it meanwhile', async () => {
    const { one, message } = await sentBack();
    await store.db.updateTable('cases').set({ state: 'awaitingApproval' }).where('id', '=', one.id).execute();
    await run(message);
    expect((await toldOf(store.db, one.id)).filter((line) => line.includes('unreachable'))).toEqual([]);
  });
});

describe('a chief whom the request to approve does not reach', () => {
  const asked = async (status: 'unreachable' | 'pending' | 'sent', person = 'chief-1'): Promise<void> => {
    const told = delivery(`chief/${one.id}/${person}`, { to: 'person', personId: person }, chiefCard, one.id);
    await addDeliveries(store.db, [told]);
    await store.db.updateTable('delivery').set({ status }).where('key', '=', told.key).execute();
  };
  const chiefCard = `${kind.kind}.chief`;
  let one: Case;
  let desk: Desk;
  const tellOf = async (): Promise<void> => {
    const job = unreachableJobs({ ...(await anyMessage()), key: `chief/${one.id}/x` });
    for (const { payload } of job) await tellUnreachable(desk)(payload);
  };
  const anyMessage = async (): Promise<Delivery> => {
    const { message } = await sentBack();
    return { ...message, message: chiefCard, subjectId: one.id };
  };
  const says = async (message: string): Promise<string> =>
    JSON.stringify(
      await intakeRenderers(desk)[message]?.(one.id, { to: 'channel', ...kind.settings.channel }),
    );
  beforeEach(async () => {
    desk = deskOn(store.db, profile);
    one = await acceptedCase(desk, kind, { state: 'awaitingApproval' });
  });

  test('is told of to the section in charge, and a receipt of nobody', async () => {
    await asked('unreachable');
    await tellOf();
    expect((await toldOf(store.db, one.id)).slice(1)).toEqual([`intake.unreachable → ${channel}`]);
    expect(unreachableJobs({ ...(await anyMessage()), key: `receipt/${one.id}`, message: 'x' })).toEqual([]);
    expect(await says('intake.unreachable')).toContain('追加され次第自動で届きます');
  });

  test('once it reached them, the channel’s card says so', async () => {
    await asked('unreachable');
    await asked('sent');
    expect(await says('intake.unreachable')).toContain('所属長に確認の依頼が届きました。');
    expect(await says('intake.unreachable')).not.toContain('追加されていません');
  });

  test('once the case went on, the channel’s cards say so', async () => {
    await asked('unreachable');
    await takeStep(desk, kind, one, receive(kind, one));
    for (const message of ['intake.unreachable', 'intake.noChief']) {
      expect(await says(message)).toContain('所属長の確認待ちではなくなりました。');
      expect(await says(message)).not.toContain('受付の内容は保存済みです');
    }
  });

  test('is told of to nobody while another head of the section was reached', async () => {
    await asked('unreachable', 'chief-1');
    await asked('sent', 'chief-2');
    await tellOf();
    expect((await toldOf(store.db, one.id)).filter((line) => line.includes('unreachable'))).toEqual([]);
  });

  test('a section without a head has one now: the channel’s card says so', async () => {
    expect(await says('intake.noChief')).toContain('登録をご確認ください');
    await asked('pending');
    expect(await says('intake.noChief')).toContain('所属長にあらためて確認を依頼しています。');
    await asked('sent');
    expect(await says('intake.noChief')).toContain('所属長に確認の依頼が届きました。');
  });

  test('reached the first time and not after it was sent again: the card does not say that it was', async () => {
    await asked('sent');
    const { now } = await takeStep(desk, kind, one, sendBack(kind, one, '見積書を添えてください。'));
    await store.db.updateTable('cases').set({ state: 'awaitingApproval' }).where('id', '=', now.id).execute();
    await asked('unreachable', 'chief-1/3');
    expect(await says('intake.unreachable')).toContain('追加され次第自動で届きます');
  });
});

test('差戻し that reached its sender after all: the channel’s card says so', async () => {
  const { one, message } = await sentBack();
  const render = intakeRenderers(deskOn(store.db, profile))['intake.unreachableReporter'];
  const says = async () => JSON.stringify(await render?.(one.id, message.destination));
  expect(await says()).toContain('追加され次第自動で届きます');
  await store.db.updateTable('delivery').set({ status: 'sent' }).where('key', '=', message.key).execute();
  expect(await says()).toContain('差戻しが提出者に届きました。');
});
