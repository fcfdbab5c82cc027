import { isAdmitted } from '../../shared/kernel/permission.ts';
import type { Language } from '../../shared/kernel/words.ts';
import { sayText, type Answer, type Turn } from '../teams/turn.ts';
import type { Desk } from './desk.ts';

/** Whom to call. */
export const telephonesIn = (settings: Desk['settings'], language: Language): string =>
  settings.telephones
    .map((one) => `${one.for[language]} ${one.number}`)
    .join(language === 'ja' ? '、' : ', ');

/**
 * A guest whom no role and no section names is told so whatever they try, before anything is read or kept. Who has an
 * incident to tell of is not left without a way.
 */
export const turnAway =
  (desk: Pick<Desk, 'settings'>, triedSomething = true) =>
  ({ speaker }: Turn): Answer | undefined => {
    if (isAdmitted(desk.settings, speaker)) return undefined;
    const { language } = speaker;
    const telephones = telephonesIn(desk.settings, language);
    if (speaker.unconfirmed)
      return sayText(
        language === 'ja'
          ? `所属を確認できませんでした。ディレクトリが応答していません。${triedSomething ? '送られた内容は保存していません。' : ''}少し待ってから、もう一度お試しください。お急ぎの{incident}は電話でご連絡ください：${telephones}`
          : `It could not be confirmed who you are because the directory does not answer.${triedSomething ? ' Nothing was saved.' : ''} Please try again in a moment. Please report urgent incidents by telephone: ${telephones}`,
      );
    const result =
      language === 'ja'
        ? triedSomething
          ? 'このボットを使う登録がないため、受け付けていません。送られた内容は保存していません。'
          : 'このボットを使う登録がありません。'
        : triedSomething
          ? 'You are not registered to use this bot, so nothing was accepted or saved.'
          : 'You are not registered to use this bot.';
    return sayText(
      language === 'ja'
        ? `${result}ご利用の場合は{itPolicySection}へご連絡ください。{incident}は電話でご連絡ください：${telephones}`
        : `${result} Please contact the {itPolicySection} if you need it. Please report incidents by telephone: ${telephones}`,
    );
  };
