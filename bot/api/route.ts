import type { Problem } from '../../shared/kernel/problem.ts';
import type { Speaker } from '../../shared/kernel/person.ts';

/** What a feature contributes to the REST API. No framework in it; who calls is known and admitted before it runs. */

export type ApiRequest = {
  readonly speaker: Speaker;
  readonly query: Readonly<Record<string, string>>;
  /** JSON, or the bytes of a document where the route takes one; undefined where the method brings none. */
  readonly body: unknown;
  /** Domain time. */
  readonly now: number;
};

export type ApiAnswer =
  | { readonly kind: 'json'; readonly body: unknown }
  | {
      readonly kind: 'file';
      readonly content: string | Uint8Array;
      readonly contentType: string;
      readonly fileName: string;
    }
  | { readonly kind: 'problem'; readonly status: RefusalStatus; readonly problem: Problem };

/** 503 where what lies in Microsoft 365 cannot be had just now. */
export type RefusalStatus = 400 | 403 | 404 | 409 | 503;

export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the host: /api/year. */
  readonly path: `/api/${string}`;
  /** It takes a document of Word or PowerPoint, of at most so many bytes, instead of JSON. */
  readonly mostBytes?: number;
  readonly run: (request: ApiRequest) => Promise<ApiAnswer>;
};

export const json = (body: unknown): ApiAnswer => ({ kind: 'json', body });

export const refused = (status: RefusalStatus, problem: Problem): ApiAnswer => ({
  kind: 'problem',
  status,
  problem,
});

/** What was asked for does not fit the schema of the route. */
export const badRequest: ApiAnswer = refused(400, {
  code: 'badRequest',
  message: {
    ja: '要求の内容が正しくありません。何も変わっていません。画面を開き直してください。',
    en: 'The request is not understood. Nothing was changed. Please open the page again.',
  },
});
