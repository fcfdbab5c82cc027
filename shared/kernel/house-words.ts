import type { Words } from './words.ts';

/**
 * A municipality's own words and spelling in what the product itself says. Source: 公用文作成の考え方 (令和4年1月) for
 * kanji; specifications that write conjunctions in kana are followed word for word.
 */

export type HouseWords = {
  readonly words: Readonly<Record<string, Words>>;
  readonly orthography: 'kana' | 'kanji';
};

/** Kana first. Only whole words of our own texts are met: what people typed is never spelled anew. */
export const CONJUNCTIONS = [
  ['および', '及び'],
  ['ならびに', '並びに'],
  ['または', '又は'],
  ['もしくは', '若しくは'],
  ['つぎの', '次の'],
] as const;

const isJapanese = (text: string): boolean => /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(text);

/** Our text in the client's words: `{itPolicySection}` becomes 情報政策課, および is spelled as the profile says. */
export const inHouseWords = (text: string, house: HouseWords): string => {
  const language = isJapanese(text) ? 'ja' : 'en';
  const named = text.replace(
    /\{([a-z][A-Za-z]*)\}/g,
    (whole, name: string) => house.words[name]?.[language] ?? whole,
  );
  return CONJUNCTIONS.reduce(
    (spelled, [kana, kanji]) =>
      house.orthography === 'kana' ? spelled.replaceAll(kanji, kana) : spelled.replaceAll(kana, kanji),
    named,
  );
};
