import { deliverJob } from '../delivery/deliver.ts';
import type { Renderer } from '../delivery/message.ts';
import { refreshJob } from '../delivery/refresh.ts';
import { addJobs, type Job, type JobHandler } from '../jobs/jobs.ts';
import { findCase, type Case } from '../store/cases.ts';
import { toldSince, type Told } from '../store/chief-due.ts';
import { addDeliveries, delivery, type Delivery } from '../store/deliveries.ts';
import { RETURNED } from './approve-case.ts';
import { kindOf, sectionName, type Desk } from './desk.ts';
import { MOVED } from './move-section.ts';
import { stuck } from './stuck-card.ts';
import { CHIEF } from './tell-chief.ts';

/**
 * A section chief or a sender whom the bot cannot reach while the case waits for them: the section in charge hears of
 * it, and the message waits for them. When it is mended, what the section was told says so.
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
    // The section may have several heads: one who was reached is enough.
    if (whom === 'chief' && (await toldChief(desk, one)) === 'reached') return;
    const channel = { to: 'channel', ...kindOf(desk, one.kind).settings.channel } as const;
    const told =
      whom === 'chief'
        ? delivery(`unreachable/${caseId}/${one.revision}`, channel, 'intake.unreachable', caseId)
        : delivery(
            `unreachable-reporter/${caseId}/${one.revision}`,
            channel,
            'intake.unreachableReporter',
            caseId,
          );
    await addDeliveries(desk.db, [told]);
    await addJobs(desk.db, [deliverJob(told.thread), refreshJob(caseId)]);
  };

/** Why the section in charge need no longer see to it; undefined while it must. */
const mendedForChief = (one: Case, told: Told, stands: Told): string | undefined => {
  if (!holdsUp(one, 'chief')) return '所属長の確認待ちではなくなりました。';
  if (told === stands) return undefined;
  return told === 'reached' ? '所属長に確認の依頼が届きました。' : '所属長にあらためて確認を依頼しています。';
};

const toldChief = (desk: Desk, one: Case): Promise<Told> =>
  toldSince(desk.db, one.id, CHIEF, [RETURNED, MOVED]);

const placeOf = (desk: Desk, one: Case): string =>
  `${one.number}　${sectionName(desk.settings, one.sectionId, 'ja')}`;

const chiefStuck =
  (title: string, why: string, stands: Told) =>
  (desk: Desk): Renderer =>
  async (caseId) => {
    const one = await findCase(desk.db, caseId);
    return (
      one && stuck(title, placeOf(desk, one), why, mendedForChief(one, await toldChief(desk, one), stands))
    );
  };

export const noChief = chiefStuck(
  '所属長を確認できない受付があります',
  '所属長のグループに登録がないため、確認を依頼できません。登録をご確認ください。受付の内容は保存済みです。',
  'nobody',
);

export const unreachable = chiefStuck(
  '所属長に確認の依頼が届いていません',
  '所属長のTeamsにこのアプリが追加されていません。追加され次第自動で届きます。受付の内容は保存済みです。',
  'unreachable',
);

const mendedForReporter = async (desk: Desk, one: Case): Promise<string | undefined> => {
  if (!holdsUp(one, 'reporter')) return '差戻しの状態ではなくなりました。';
  const told = await toldSince(desk.db, one.id, RETURNED, [CHIEF]);
  return told === 'reached' ? '差戻しが提出者に届きました。' : undefined;
};

export const unreachableReporter =
  (desk: Desk): Renderer =>
  async (caseId) => {
    const one = await findCase(desk.db, caseId);
    return (
      one &&
      stuck(
        '差戻しが提出者に届いていません',
        `${placeOf(desk, one)}　${one.reporterName}`,
        '提出者のTeamsにこのアプリが追加されていません。追加され次第自動で届きます。お急ぎの場合は、提出者に直接ご連絡ください。受付の内容は保存済みです。',
        await mendedForReporter(desk, one),
      )
    );
  };
