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

/** How numbers of an engagement look: R8, and 相, 事, … */
export type NumberMarks = { readonly prefix: string; readonly marks: readonly string[] };

export type SaidNumber = {
  readonly prefix: string;
  /** None where somebody wrote the digits alone. */
  readonly mark: string | undefined;
  readonly sequence: number;
  /** As in findCaseNumber. */
  readonly written: string;
  /** Not written as a whole, so that it is a number only where nothing else could be meant. */
  readonly short: boolean;
};

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

/**
 * As findCaseNumber, and as people shorten it: R8相1, 相-0001, 相1, and 0001 where it is all that they wrote. A short one
 * counts at the beginning of what was typed alone: 「工事1件」 is none.
 */
export const findNumber = (typed: string, { prefix, marks }: NumberMarks): SaidNumber | undefined => {
  const whole = findCaseNumber(typed);
  if (whole) return { ...whole, short: false };
  const text = typed.slice(0, LOOKED_AT).normalize('NFKC').toUpperCase().trim();
  const digits = /^\d{1,6}$/.exec(text)?.[0];
  if (digits !== undefined)
    return { prefix, mark: undefined, sequence: Number(digits), written: digits, short: true };
  const some = marks.map((mark) => literally(mark.normalize('NFKC').toUpperCase())).join('|');
  const match =
    some === ''
      ? null
      : new RegExp(
          `^(?:([A-Z]\\d{1,2})\\s*${DASH}?\\s*)?(${some})\\s*${DASH}?\\s*(\\d{1,6})(?!\\d)`,
          'u',
        ).exec(text);
  if (!match) return undefined;
  const [written, year = prefix, mark = '', sequence = ''] = match;
  return { prefix: year, mark, sequence: Number(sequence), written, short: true };
};
