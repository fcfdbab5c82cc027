/**
 * What people typed, made storable and harmless to carry: line ends unified, control characters and
 * half surrogates gone, invisible direction marks gone, outer blanks trimmed. Nothing visible is changed.
 */
export const cleanText = (typed: string): string =>
  typed
    .replace(/\p{Cs}/gu, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, (mark) =>
      mark === '\n' ? '\n' : mark === '\t' ? ' ' : '',
    )
    .trim();

/** One line of it, for subjects, headings and file lists. */
export const oneLine = (typed: string): string =>
  cleanText(typed)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');

/** Its beginning, of at most this length; never half a character. */
export const startOf = (text: string, most: number): string => text.slice(0, most).replace(/\p{Cs}$/u, '');

/** At most this many characters, with an ellipsis when cut; never half a character. */
export const shorten = (text: string, max: number): string => {
  const letters = Array.from(text);
  return letters.length <= max ? text : `${letters.slice(0, max - 1).join('')}…`;
};
