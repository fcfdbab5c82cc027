import type { Response } from 'restify';
import type { Problem } from '../../shared/kernel/problem.ts';
import { say, type Language } from '../../shared/kernel/words.ts';

/** What went wrong, as RFC 9457 has it: in the reader's language, with a number to quote. */

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Payload Too Large',
  415: 'Unsupported Media Type',
  503: 'Service Unavailable',
};

export const titleOf = (status: number): string => TITLES[status] ?? 'Internal Server Error';

export const CORRELATION = 'x-correlation-id';

export const sendProblem = (
  response: Response,
  status: number,
  title: string,
  detail: string,
  more: Readonly<Record<string, string>> = {},
): void => {
  response.sendRaw(status, JSON.stringify({ type: 'about:blank', title, status, detail, ...more }), {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  });
};

export const tellProblem = (
  response: Response,
  status: number,
  problem: Problem,
  language: Language,
  correlationId: string,
): void =>
  sendProblem(response, status, titleOf(status), say(problem.message, language), {
    code: problem.code,
    correlationId,
    ...(problem.field === undefined ? {} : { field: problem.field }),
  });

/** Japanese unless the reader prefers another language. */
export const languageOf = (accepted: string | undefined): Language =>
  accepted === undefined || accepted.trim() === '' || /^\s*(ja\b|\*)/i.test(accepted) ? 'ja' : 'en';
