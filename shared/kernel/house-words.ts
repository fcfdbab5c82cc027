import type { Words } from './words.ts';

/**
 * A municipality's own words and spelling in what the product itself says. Source: 公用文作成の考え方 (令和4年1月) for
 * kanji; specifications that write conjunctions in kana are followed word for word.
 */

export type HouseWords = {
  readonly words: Readonly<Record<string, Words>>;
  readonly orthography: 'kana' | 'kanji';
};

/**
 * Kana first. What people typed is spelled anew only when they ask for it. 次の counts only where no other word ends in
 * it (年次の, 引きつぎの), または not in またはじめて; the others are met wherever they stand, as no word has them as a part.
 */
export const CONJUNCTIONS = [
  ['および', '及び'],
  ['ならびに', '並びに'],
  ['または', '又は'],
  ['もしくは', '若しくは'],
  ['つぎの', '次の'],
] as const;

const ALONE: Readonly<Record<string, RegExp>> = {
  次の: /(?<![\p{sc=Han}\p{N}])次の/gu,
  つぎの: /(?<![\p{sc=Han}\p{sc=Hiragana}])つぎの/gu,
  または: /または(?!じ)/gu,
};

/** Every place in a text where it stands for itself. */
export const conjunctionPlaces = (conjunction: (typeof CONJUNCTIONS)[number][number]): RegExp =>
  ALONE[conjunction] ?? new RegExp(conjunction, 'gu');

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
      house.orthography === 'kana'
        ? spelled.replace(conjunctionPlaces(kanji), kana)
        : spelled.replace(conjunctionPlaces(kana), kanji),
    named,
  );
};
