import type { Words } from './words.ts';

/**
 * An expected failure as a value a person can read: what happened, what is safe, what to do next.
 * Unexpected failures are exceptions and go to one handler.
 */
export type Problem = {
  readonly code: string;
  readonly message: Words;
  /** The field of a record the problem belongs to, when it belongs to one. */
  readonly field?: string;
  /** It says who somebody is not: not true of somebody whom the directory could not confirm just now. */
  readonly refusal?: true;
};

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const failed = (
  code: string,
  ja: string,
  en: string,
  field?: string,
): { ok: false; problem: Problem } => ({
  ok: false,
  problem: field === undefined ? { code, message: { ja, en } } : { code, message: { ja, en }, field },
});
