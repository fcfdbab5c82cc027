/** Two languages everywhere a person reads: Japanese first, English beside it. */
export type Language = 'ja' | 'en';

export type Words = { readonly ja: string; readonly en: string };

export const say = (words: Words, language: Language): string => words[language];

/** Which lines of a list a page of it shows: 1〜8件目, "1 to 8". @param from how many stand before them */
export const rangeOf = (from: number, count: number, language: Language): string => {
  const [first, last] = [from + 1, from + count];
  if (count === 1) return language === 'ja' ? `${first}件目` : `No. ${first}`;
  return language === 'ja' ? `${first}〜${last}件目` : `${first} to ${last}`;
};

/** A title and which part of it: 「状況：自分」, "Status: mine". */
export const titled = (title: string, part: string, language: Language): string =>
  `${title}${language === 'ja' ? '：' : ': '}${part}`;
