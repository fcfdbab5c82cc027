import { say } from '../../shared/kernel/words.ts';
import type { DigestRenderer, Renderer } from '../delivery/message.ts';
import type { FilePlaces } from '../feature.ts';
import { filesOfCase } from '../store/attachments.ts';
import { findCase } from '../store/cases.ts';
import { card, typed, words } from '../teams/card.ts';
import { channelCard } from './told-card.ts';
import { notRegistered, otherSection, turnedDown } from './confirm-reporter.ts';
import { fileRenderers } from './file-card.ts';
import { kindOf, sectionName, type Desk } from './desk.ts';
import type { IntakeKind } from './intake-kind.ts';
import { mentionsFor } from './mentions.ts';
import { movedRenderers } from './move-section.ts';
import { refusedEditRenderers } from './refused-edits.ts';
import { stuck } from './stuck-card.ts';
import { noChief, unreachable, unreachableReporter } from './tell-unreachable.ts';
import { viewRenderers } from './views.ts';
import { held } from './without-number.ts';

/** What is said about cases unasked, made when it is sent. Summaries carry nothing confidential: they show on locked screens. */

const announceOf =
  (desk: Desk, kind: IntakeKind): Renderer =>
  async (caseId) => {
    const one = await findCase(desk.db, caseId);
    if (!one) return undefined;
    const mentions = one.urgent && one.state === 'received' ? await mentionsFor(desk, kind) : [];
    const files = await filesOfCase(desk.db, caseId);
    const name = say(kind.settings.name, 'ja');
    return {
      card: channelCard(desk.settings, kind, one, mentions, files.length),
      summary: `${one.urgent ? '【至急】' : ''}${name} ${one.number}`,
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

const parked =
  (desk: Desk): Renderer =>
  async (caseId) => {
    const one = await findCase(desk.db, caseId);
    return (
      one &&
      stuck(
        'SharePointに登録できない受付があります',
        `${one.number}　${say(kindOf(desk, one.kind).settings.name, 'ja')}`,
        '内容は保存済みです。リストの列が変更されていないかご確認のうえ、個人チャットで「状況」から再試行してください。',
        one.gone
          ? 'リストから行が削除されたため、登録していません。行が戻ると登録します。'
          : one.filing === 'filed'
            ? '登録済みになりました。'
            : undefined,
      )
    );
  };

/** Says how many and not which: a file's name may tell what its case is about. */
const refusedFiles =
  (desk: Desk): Renderer =>
  async (caseId) => {
    const one = await findCase(desk.db, caseId);
    if (!one) return undefined;
    const missing = (await filesOfCase(desk.db, caseId)).filter(({ webUrl }) => !webUrl).length;
    return stuck(
      'SharePointに登録できない添付ファイルがあります',
      `${one.number}　${say(kindOf(desk, one.kind).settings.name, 'ja')}${missing ? `　${missing}件` : ''}`,
      'ファイルは保存済みです。ライブラリの空き容量と、サイトで受け取れるファイルの種類をご確認のうえ、個人チャットで「状況」から再試行してください。',
      missing ? undefined : 'すべて登録済みになりました。',
    );
  };

export const intakeRenderers = (
  desk: Desk,
  places: readonly FilePlaces[] = [],
): Readonly<Record<string, Renderer>> => ({
  ...fileRenderers(desk, places),
  'intake.stranger': stranger(desk),
  'intake.notRegistered': notRegistered(desk),
  'intake.turnedDown': turnedDown(desk),
  'intake.otherSection': otherSection(desk),
  ...movedRenderers(desk),
  'intake.noChief': noChief(desk),
  'intake.parked': parked(desk),
  'intake.refusedFiles': refusedFiles(desk),
  'intake.unreachable': unreachable(desk),
  'intake.unreachableReporter': unreachableReporter(desk),
  ...refusedEditRenderers(desk),
  'intake.held': held(desk),
});

export const kindRenderers = (desk: Desk, kind: IntakeKind): Readonly<Record<string, Renderer>> => ({
  ...viewRenderers(desk, kind),
  [`${kind.kind}.announce`]: announceOf(desk, kind),
});

export const kindDigests = (desk: Desk, kind: IntakeKind): Readonly<Record<string, DigestRenderer>> => ({
  [`${kind.kind}.announce`]: digestOf(desk, kind),
});
