import type { Words } from '../../shared/kernel/words.ts';

/** What Microsoft Graph refused, with what is needed to act on it and to ask Microsoft about it. */
export class GraphError extends Error {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly code: string;
  readonly requestId: string | undefined;
  /** Milliseconds Graph asks to wait. */
  readonly retryAfter: number | undefined;

  constructor(
    status: number,
    code: string,
    detail: string,
    requestId?: string,
    retryAfter?: number,
    cause?: unknown,
  ) {
    super(`Graph answered ${status} ${code}: ${detail}`, cause === undefined ? undefined : { cause });
    this.name = 'GraphError';
    this.status = status;
    this.code = code;
    this.requestId = requestId;
    this.retryAfter = retryAfter;
  }

  /** May the same request succeed later, without anybody changing anything? */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status === 408 || this.status >= 500;
  }

  /** What a person can do about it. */
  get advice(): Words {
    if (this.status === 401 || this.code === 'signInRefused')
      return {
        ja: 'アプリの資格情報（シークレットや証明書の期限）を確認してください。',
        en: 'Check the credentials of the app (has the secret or certificate expired?).',
      };
    if (this.passing)
      return {
        ja: 'しばらくしてから、もう一度実行してください。受け付けた内容は保存済みで、復旧後に自動で登録します。',
        en: 'Please run it again in a while. What was accepted is saved and will be filed automatically.',
      };
    if (this.status === 403)
      return {
        ja: 'アプリに必要なアクセス許可が与えられているか確認してください（infra/README.md の表）。',
        en: 'Check that the app has been granted the permissions listed in infra/README.md.',
      };
    if (this.status === 404)
      return {
        ja: 'サイトやリストがあるか確認し、無ければ npm run provision で作成してください。',
        en: 'Check that the site and list exist; npm run provision creates what is missing.',
      };
    return {
      ja: '列の種類や必須の設定が変更されていないか確認し、直してから再試行してください。',
      en: 'Check whether a column was changed by hand, mend it and retry.',
    };
  }
}

type ErrorBody = { error?: { code?: string; message?: string; innerError?: { 'request-id'?: string } } };

/** Retry-After is seconds or a date. Source: RFC 9110 10.2.3. */
export const retryAfterIn = (header: string | null | undefined, now: number): number | undefined => {
  if (!header) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
};

export const graphErrorOf = (
  status: number,
  body: unknown,
  header: (name: string) => string | null | undefined,
  now: number,
): GraphError => {
  const error = (body as ErrorBody | undefined)?.error;
  return new GraphError(
    status,
    error?.code ?? 'unknown',
    error?.message ?? 'no message',
    header('request-id') ?? error?.innerError?.['request-id'],
    retryAfterIn(header('retry-after'), now),
  );
};
