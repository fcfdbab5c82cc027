/** A case's number as people say it: R8-相-0001. The database gives it (accept_case): per engagement and kind, no gaps. */

export type CaseNumber = { readonly prefix: string; readonly mark: string; readonly sequence: number };

const DASH = '[-‐‑–—ー−]';
const NUMBER = new RegExp(
  `(?<![A-Z0-9])([A-Z]\\d{1,2})${DASH}\\s*([^\\s\\d-]{1,4}?)\\s*${DASH}(\\d{1,6})(?!\\d)`,
  'u',
);

/** What people write with a number is short; a longer text is only looked at where it begins. */
const LOOKED_AT = 200;

/**
 * The number in what a person typed, in any width, with or without leading zeros; undefined when there is none.
 * `written` is how it stands there, after NFKC and in capitals.
 */
export const findCaseNumber = (typed: string): (CaseNumber & { readonly written: string }) | undefined => {
  const match = NUMBER.exec(typed.slice(0, LOOKED_AT).normalize('NFKC').toUpperCase());
  if (!match) return undefined;
  const [written, prefix = '', mark = '', sequence = ''] = match;
  return { prefix, mark, sequence: Number(sequence), written };
};
