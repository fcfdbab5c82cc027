import { deliverJob } from '../delivery/deliver.ts';
import type { Renderer } from '../delivery/message.ts';
import { addJob, type Job, type JobHandler } from '../jobs/jobs.ts';
import { findCase } from '../store/cases.ts';
import { addDeliveries, delivery, type Delivery } from '../store/deliveries.ts';
import { card, typed, words } from '../teams/card.ts';
import { kindOf, sectionName, type Desk } from './desk.ts';

/** A section chief whom the bot cannot reach: the section in charge hears of it, and the message waits for them. */

export const TELL_UNREACHABLE = 'tell-unreachable';

export const unreachableJobs = (message: Delivery): readonly Job[] =>
  message.message.endsWith('.chief')
    ? [
        {
          task: TELL_UNREACHABLE,
          payload: { caseId: message.subjectId },
          key: `${TELL_UNREACHABLE}/${message.subjectId}`,
        },
      ]
    : [];

export const tellUnreachable =
  (desk: Desk): JobHandler =>
  async (payload) => {
    const { caseId } = payload as { caseId: string };
    const one = await findCase(desk.db, caseId);
    // Who was only to hear of it hears of it later; who has to approve holds the case up.
    if (one?.state !== 'awaitingApproval') return;
    const { channel } = kindOf(desk, one.kind).settings;
    const told = delivery(
      `unreachable/${caseId}`,
      { to: 'channel', ...channel },
      'intake.unreachable',
      caseId,
    );
    await addDeliveries(desk.db, [told]);
    await addJob(desk.db, deliverJob(told.thread));
  };

export const unreachable =
  (desk: Desk): Renderer =>
  async (caseId) => {
    const one = await findCase(desk.db, caseId);
    return (
      one && {
        card: card([
          words('所属長に確認の依頼が届いていません', { size: 'Large', weight: 'Bolder' }),
          typed(`${one.number}　${sectionName(desk.settings, one.sectionId, 'ja')}`),
          words(
            '所属長のTeamsにこのアプリが追加されていません。追加されしだい自動で届きます。受付の内容は保存済みです。',
          ),
        ]),
        summary: '所属長に確認の依頼が届いていません',
      }
    );
  };
