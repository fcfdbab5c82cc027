import { deliverJob } from '../delivery/deliver.ts';
import type { Renderer } from '../delivery/message.ts';
import { addJob, type Job, type JobHandler } from '../jobs/jobs.ts';
import { findCase, type Case } from '../store/cases.ts';
import { addDeliveries, delivery, type Delivery } from '../store/deliveries.ts';
import { card, state, typed, words } from '../teams/card.ts';
import { RETURNED } from './approve-case.ts';
import { kindOf, sectionName, type Desk } from './desk.ts';

/**
 * A section chief or a sender whom the bot cannot reach while the case waits for them: the section in charge hears of
 * it, and the message waits for them.
 */

export const TELL_UNREACHABLE = 'tell-unreachable';

type Whom = 'chief' | 'reporter';

const whomOf = ({ key, message }: Delivery): Whom | undefined =>
  message.endsWith('.chief') ? 'chief' : key.startsWith(RETURNED) ? 'reporter' : undefined;

export const unreachableJobs = (message: Delivery): readonly Job[] => {
  const whom = whomOf(message);
  return whom
    ? [
        {
          task: TELL_UNREACHABLE,
          payload: { caseId: message.subjectId, whom },
          key: `${TELL_UNREACHABLE}/${whom}/${message.subjectId}`,
        },
      ]
    : [];
};

/** Who was only to hear of it hears of it later; who has to approve or to correct holds the case up. */
const holdsUp = (one: Case, whom: Whom): boolean =>
  one.state === (whom === 'chief' ? 'awaitingApproval' : 'returned');

export const tellUnreachable =
  (desk: Desk): JobHandler =>
  async (payload) => {
    const { caseId, whom = 'chief' } = payload as { caseId: string; whom?: Whom };
    const one = await findCase(desk.db, caseId);
    if (!one || !holdsUp(one, whom)) return;
    const channel = { to: 'channel', ...kindOf(desk, one.kind).settings.channel } as const;
    const told =
      whom === 'chief'
        ? delivery(`unreachable/${caseId}`, channel, 'intake.unreachable', caseId)
        : delivery(
            `unreachable-reporter/${caseId}/${one.revision}`,
            channel,
            'intake.unreachableReporter',
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

export const unreachableReporter =
  (desk: Desk): Renderer =>
  async (caseId) => {
    const one = await findCase(desk.db, caseId);
    if (!one) return undefined;
    const title = '差戻しが提出者に届いていません';
    return {
      card: card([
        words(title, { size: 'Large', weight: 'Bolder' }),
        typed(`${one.number}　${sectionName(desk.settings, one.sectionId, 'ja')}　${one.reporterName}`),
        holdsUp(one, 'reporter')
          ? words(
              '提出者のTeamsにこのアプリが追加されていません。追加されしだい自動で届きます。お急ぎの場合は、提出者に直接ご連絡ください。受付の内容は保存済みです。',
            )
          : state('差戻しの状態ではなくなりました。', 'good'),
      ]),
      summary: title,
    };
  };
