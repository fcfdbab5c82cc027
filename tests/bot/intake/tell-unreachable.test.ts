import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sendBack } from '../../../bot/intake/approve-case.ts';
import { takeStep } from '../../../bot/intake/change-case.ts';
import { intakeRenderers } from '../../../bot/intake/renderers.ts';
import { tellUnreachable, unreachableJobs } from '../../../bot/intake/tell-unreachable.ts';
import type { Case } from '../../../bot/store/cases.ts';
import { findDelivery, type Delivery } from '../../../bot/store/deliveries.ts';
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
  store = await startStore(profile.settings);
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

test('a chief who has to approve is told of as before, a receipt to nobody', async () => {
  const desk = deskOn(store.db, profile);
  const one = await acceptedCase(desk, kind, { state: 'awaitingApproval' });
  const { message } = await sentBack();
  await run({ ...message, key: `chief/${one.id}/x`, message: `${kind.kind}.chief`, subjectId: one.id });
  expect(await toldOf(store.db, one.id)).toEqual([`intake.unreachable → ${channel}`]);
  expect(unreachableJobs({ ...message, key: `receipt/${one.id}` })).toEqual([]);
});
