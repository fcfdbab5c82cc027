import type { Language } from '../../shared/kernel/words.ts';

/** What our own API said no to, in the reader's language; what the person can do about it is in the text. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: string | undefined;

  constructor(message: string, code?: string) {
    super(message);
    this.code = code;
  }
}

const UNREACHED: Readonly<Record<Language, string>> = {
  ja: '通信できません。文書は変わっていません。接続を確かめてから、もう一度お試しください。',
  en: 'The server cannot be reached. The document is unchanged. Check the connection and try again.',
};

export const unreached = (language: Language): ApiError => new ApiError(UNREACHED[language], 'unreached');

const NOT_READ: Readonly<Record<Language, string>> = {
  ja: 'サーバーの応答を読み取れません。文書は変わっていません。画面を開き直してください。',
  en: 'What the server answered is not understood. The document is unchanged. Please open the page again.',
};

export const notRead = (language: Language): ApiError => new ApiError(NOT_READ[language], 'notRead');
