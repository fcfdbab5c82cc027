/** A case's number as people say it: R8-相-0001. The database gives it (accept_case): per engagement and kind, no gaps. */
/** Reads a number a person typed, in any width, with or without leading zeros; undefined when it is none. */
export const readCaseNumber = (
  typed: string,
): { prefix: string; mark: string; sequence: number } | undefined => {
  const match = /^([A-Z]\d{1,2})[-‐‑–—ー−]\s*([^\s\d-]{1,4})\s*[-‐‑–—ー−](\d{1,6})$/u.exec(
    typed.normalize('NFKC').trim().toUpperCase(),
  );
  if (!match) return undefined;
  const [, prefix = '', mark = '', sequence = ''] = match;
  return { prefix, mark, sequence: Number(sequence) };
};
