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

type Conjunction = (typeof CONJUNCTIONS)[number][number];

const ALONE: Readonly<Record<string, RegExp>> = {
  次の: /(?<![\p{sc=Han}\p{N}])次の/gu,
  つぎの: /(?<![\p{sc=Han}\p{sc=Hiragana}])つぎの/gu,
  または: /または(?!じ)/gu,
};

/** Every place in a text where it stands for itself. */
export const conjunctionPlaces = (conjunction: Conjunction): RegExp =>
  ALONE[conjunction] ?? new RegExp(conjunction, 'gu');

/** How the conjunctions are spelled that are not to be there, and all their places at once. */
const respelling = (pairs: readonly (readonly [avoid: Conjunction, prefer: Conjunction])[]) => ({
  places: new RegExp(pairs.map(([avoid]) => conjunctionPlaces(avoid).source).join('|'), 'gu'),
  preferred: new Map<string, string>(pairs),
});

const RESPELLING = {
  kana: respelling(CONJUNCTIONS.map(([kana, kanji]) => [kanji, kana])),
  kanji: respelling(CONJUNCTIONS),
};

const isJapanese = (text: string): boolean => /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(text);

/** Our text in the client's words: `{itPolicySection}` becomes 情報政策課, および is spelled as the profile says. */
export const inHouseWords = (text: string, house: HouseWords): string => {
  const named = text.replace(
    /\{([a-z][A-Za-z]*)\}/g,
    (whole, name: string) => house.words[name]?.[isJapanese(text) ? 'ja' : 'en'] ?? whole,
  );
  const { places, preferred } = RESPELLING[house.orthography];
  return named.replace(places, (conjunction) => preferred.get(conjunction) ?? conjunction);
};
