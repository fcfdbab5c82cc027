/** Two languages everywhere a person reads: Japanese first, English beside it. */
export type Language = 'ja' | 'en';

export type Words = { readonly ja: string; readonly en: string };

export const say = (words: Words, language: Language): string => words[language];

/** A title and which part of it: 「状況：自分」, "Status: mine". */
export const titled = (title: string, part: string, language: Language): string =>
  `${title}${language === 'ja' ? '：' : ': '}${part}`;
