import { say } from '../../shared/kernel/words.ts';
import type { DigestRenderer, Renderer } from '../delivery/message.ts';
import { fileNames } from '../store/attachments.ts';
import { findCase } from '../store/cases.ts';
import { card, typed, words } from '../teams/card.ts';
import type { Mention } from '../teams/connector.ts';
import { receiptCard } from './case-card.ts';
import { channelCard, chiefCard } from './told-card.ts';
import { kindOf, sectionName, type Desk } from './desk.ts';
import type { IntakeKind } from './intake-kind.ts';
import { receiptSummary } from './show-case.ts';
import { unreachable } from './tell-unreachable.ts';

/** What is said about cases unasked, made when it is sent. Summaries carry nothing confidential: they show on locked screens. */

const receiptOf =
  (desk: Desk, kind: IntakeKind): Renderer =>
  async (caseId) => {
    const one = await findCase(desk.db, caseId);
    if (!one) return undefined;
    const viewer = await desk.directory.person(one.reporterId, one.reporterName);
    return {
      card: receiptCard(desk.settings, kind, one, one.language, viewer, await fileNames(desk.db, one.id)),
      summary: receiptSummary(one, one.language),
    };
  };

/** At most so many people are called by name; the channel itself reaches the others. */
const MOST_MENTIONS = 8;

const mentionsFor = async (desk: Desk, kind: IntakeKind): Promise<readonly Mention[]> => {
  const role = desk.settings.roles.find(({ id }) => id === kind.mention);
  if (!role) return [];
  try {
    const members = await desk.directory.members(role.group);
    return members.slice(0, MOST_MENTIONS).map(({ id, name }) => ({ id, name: name.replace(/[<>&]/g, '') }));
  } catch (error) {
    // An urgent incident goes out at once, if need be without calling anybody by name.
    desk.log.warn({ err: error }, 'nobody could be mentioned');
    return [];
  }
};

const announceOf =
  (desk: Desk, kind: IntakeKind): Renderer =>
  async (caseId) => {
    const one = await findCase(desk.db, caseId);
    if (!one) return undefined;
    const mentions = one.urgent && one.state === 'received' ? await mentionsFor(desk, kind) : [];
    const name = say(kind.settings.name, 'ja');
    return {
      card: channelCard(desk.settings, kind, one, mentions),
      summary: `${one.urgent ? '【至急】' : ''}${name} ${one.number}`,
    };
  };

const chiefOf =
  (desk: Desk, kind: IntakeKind): Renderer =>
  async (caseId) => {
    const one = await findCase(desk.db, caseId);
    if (!one) return undefined;
    const name = say(kind.settings.name, 'ja');
    return {
      card: chiefCard(desk.settings, kind, one, 'ja'),
      summary:
        one.state === 'awaitingApproval'
          ? `${name} ${one.number}の確認をお願いします。`
          : `${name} ${one.number}が提出されました。`,
    };
  };

const digestOf =
  (desk: Desk, kind: IntakeKind): DigestRenderer =>
  async (caseIds) => {
    const numbers: string[] = [];
    for (const id of caseIds.slice(0, 200)) {
      const one = await findCase(desk.db, id);
      if (one) numbers.push(one.number);
    }
    const name = say(kind.settings.name, 'ja');
    const rest = caseIds.length - numbers.length;
    return {
      card: card([
        words(`${name}が${caseIds.length}件届いています`, { size: 'Large', weight: 'Bolder' }),
        words(
          '一度に多くの受付があったため、まとめてお知らせします。各件の内容はSharePointのリストと「状況」で確認できます。',
        ),
        typed(`${numbers.join('、')}${rest > 0 ? `　ほか${rest}件` : ''}`),
      ]),
      summary: `${name}が${caseIds.length}件届いています`,
    };
  };

const stranger =
  (desk: Desk): Renderer =>
  async (caseId) => {
    const one = await findCase(desk.db, caseId);
    return (
      one && {
        card: card([
          words('所属を確認できない方から受付がありました', { size: 'Large', weight: 'Bolder' }),
          typed(
            `${one.reporterName}（本人の選択：${sectionName(desk.settings, one.sectionId, 'ja')}）　${one.number}`,
          ),
          words(
            '所属のグループに登録されていません。ディレクトリの登録をご確認ください。受付は通常どおり進みます。',
          ),
        ]),
        summary: '所属を確認できない方から受付がありました',
      }
    );
  };

const noChief =
  (desk: Desk): Renderer =>
  async (caseId) => {
    const one = await findCase(desk.db, caseId);
    return (
      one && {
        card: card([
          words('所属長を確認できない受付があります', { size: 'Large', weight: 'Bolder' }),
          typed(`${one.number}　${sectionName(desk.settings, one.sectionId, 'ja')}`),
          words(
            '所属長のグループに登録がないため、確認を依頼できません。登録をご確認ください。受付の内容は保存済みです。',
          ),
        ]),
        summary: '所属長を確認できない受付があります',
      }
    );
  };

const parked =
  (desk: Desk): Renderer =>
  async (caseId) => {
    const one = await findCase(desk.db, caseId);
    return (
      one && {
        card: card([
          words('SharePointに登録できない受付があります', { size: 'Large', weight: 'Bolder' }),
          typed(`${one.number}　${say(kindOf(desk, one.kind).settings.name, 'ja')}`),
          words(
            '内容は保存済みです。リストの列が変更されていないかご確認のうえ、個人チャットで「状況」から再試行してください。',
          ),
        ]),
        summary: 'SharePointに登録できない受付があります',
      }
    );
  };

export const intakeRenderers = (desk: Desk): Readonly<Record<string, Renderer>> => ({
  'intake.stranger': stranger(desk),
  'intake.noChief': noChief(desk),
  'intake.parked': parked(desk),
  'intake.unreachable': unreachable(desk),
});

export const kindRenderers = (desk: Desk, kind: IntakeKind): Readonly<Record<string, Renderer>> => ({
  [`${kind.kind}.receipt`]: receiptOf(desk, kind),
  [`${kind.kind}.announce`]: announceOf(desk, kind),
  [`${kind.kind}.chief`]: chiefOf(desk, kind),
});

export const kindDigests = (desk: Desk, kind: IntakeKind): Readonly<Record<string, DigestRenderer>> => ({
  [`${kind.kind}.announce`]: digestOf(desk, kind),
});
