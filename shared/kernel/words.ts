/** Two languages everywhere a person reads: Japanese first, English beside it. */
export type Language = 'ja' | 'en';

export type Words = { readonly ja: string; readonly en: string };

export const say = (words: Words, language: Language): string => words[language];
