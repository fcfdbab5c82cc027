import { conjunctionPlaces, CONJUNCTIONS } from '../kernel/house-words.ts';
import { eraLong, parseDateInput } from '../kernel/era.ts';
import type { Anchor } from './anchor.ts';
import { found, matches, type Finding } from './finding.ts';
import { brokenNumbers } from './numbering.ts';
import { fieldOf, type DocumentFields } from './document-field.ts';
import { TO_WRITE } from './facts.ts';
import type { Overrun } from './ooxml/table-fit.ts';
import type { TextPlace } from './text-place.ts';

/** The check of a document, rule by rule. */

export type LintOptions = {
  /** How the contract spells conjunctions. */
  readonly orthography: 'kana' | 'kanji';
  /** Further pairs of the contract's word list: what is not to be written, and what is. */
  readonly words?: readonly (readonly [avoid: string, prefer: string])[];
  /** Whether the document advises: then it gives no assurance. */
  readonly advisory?: boolean;
  /** The fields of its kind of document, so that they are called by their names. */
  readonly fields?: DocumentFields;
};

const PLACEHOLDER =
  /[〇○●◯]{2,}|[×✕]{2,}|[xXｘＸ]{3,}|[△▲]{2,}(?!\d)|_{3,}|＿{3,}|\{\{[^}]*\}\}|【[\s　]*】|（[\s　]*）|\b(?:TBD|TODO|lorem ipsum)\b|（要記入）|要記入|ここに入力|クリックまたはタップして|クリックしてテキストを入力|（仮）/gi;

const placeholders = (place: TextPlace): readonly Finding[] =>
  matches(place.text, PLACEHOLDER).map((match) =>
    found(
      'placeholder',
      place,
      match,
      `仮の記載「${match.text}」が残っています。`,
      `A placeholder is left: "${match.text}".`,
    ),
  );

/** Nothing, or the name in brackets that a field shows in PowerPoint until it is filled. */
const UNFILLED = /^\s*(?:［[^［］]+］\s*)?$/;

const rowMark = ({ list, key, index }: NonNullable<Anchor['row']>): string => `${list}#${key ?? index}`;

const emptyFields = (anchors: readonly Anchor[], fields: DocumentFields = {}): readonly Finding[] => {
  const toWrite = new Set(
    anchors.flatMap(({ row, text }) => (row && text.includes(TO_WRITE) ? [rowMark(row)] : [])),
  );
  return anchors.flatMap(({ tag, control, text, place, row }): Finding[] => {
    // Of a row that is to be written that is told once.
    if (row && toWrite.has(rowMark(row))) return [];
    if (tag.role !== 'field' || control === 'checkBox' || !UNFILLED.test(text)) return [];
    const field = fieldOf(fields, tag.id);
    if (field?.sparse) return [];
    const { ja, en } = field?.label ?? { ja: tag.id, en: tag.id };
    return [
      {
        rule: 'empty',
        message: { ja: `項目「${ja}」が空です。`, en: `The field "${en}" is empty.` },
        where: place,
        field: tag.id,
      },
    ];
  });
};

const ERA = /(?:明治|大正|昭和|平成|令和)\s?(?:元|[\d０-９]{1,2})\s?年/g;
const WESTERN =
  /(?<![\d０-９])(?:19|20|１９|２０)[\d０-９]{2}\s?年(?:\s?[\d０-９]{1,2}\s?月\s?[\d０-９]{1,2}\s?日)?/g;
/** 令和8年（2026年）, 2026年（令和8年） say both on purpose. */
const BOTH = /年度?\s?[（(]\s?(?:(?:明治|大正|昭和|平成|令和)|西暦|[12１２][\d０-９]{3}\s?年)/;

const mixedEras = (places: readonly TextPlace[]): readonly Finding[] => {
  const single = places.filter(({ text }) => !BOTH.test(text));
  const western = single
    .map((place) => ({ place, years: matches(place.text, WESTERN) }))
    .filter(({ years }) => years.length > 0);
  if (western.length === 0 || !single.some(({ text }) => text.search(ERA) >= 0)) return [];
  return western.flatMap(({ place, years }) =>
    years.map((year) => {
      const date = parseDateInput(year.text);
      return found(
        'era',
        place,
        year,
        `和暦と西暦が混在しています（${year.text}）。どちらかにそろえてください。`,
        `Japanese and Western years are mixed (${year.text}). Keep to one.`,
        date && eraLong(date),
      );
    }),
  );
};

const FULL = /[０-９Ａ-Ｚａ-ｚ]+(?:[．，][０-９]+)*/g;
const HALF_KANA = /[ｦ-ﾟ]+/g;

const widths = (places: readonly TextPlace[]): readonly Finding[] => {
  const hasHalf = places.some(({ text }) => /[0-9A-Za-z]/.test(text));
  return places.flatMap((place) => [
    ...(hasHalf
      ? matches(place.text, FULL).map((match) =>
          found(
            'width',
            place,
            match,
            `全角と半角が混在しています（${match.text}）。`,
            `Full and half width are mixed (${match.text}).`,
            match.text.normalize('NFKC'),
          ),
        )
      : []),
    ...matches(place.text, HALF_KANA).map((match) =>
      found(
        'width',
        place,
        match,
        `半角カタカナがあります（${match.text}）。`,
        `Half-width katakana (${match.text}).`,
        match.text.normalize('NFKC'),
      ),
    ),
  ]);
};

const literally = (word: string): RegExp =>
  new RegExp(word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`), 'g');

const spelling = ({ orthography, words = [] }: LintOptions): ((place: TextPlace) => readonly Finding[]) => {
  const pairs = [
    ...CONJUNCTIONS.map(([kana, kanji]) => {
      const [avoid, prefer] = orthography === 'kana' ? ([kanji, kana] as const) : ([kana, kanji] as const);
      return { pattern: conjunctionPlaces(avoid), avoid, prefer };
    }),
    ...words.map(([avoid, prefer]) => ({ pattern: literally(avoid), avoid, prefer })),
  ];
  return (place) =>
    pairs.flatMap(({ pattern, avoid, prefer }) =>
      matches(place.text, pattern)
        // 事故 is to become 事故等, but not where it stands already.
        .filter(
          ({ start }) =>
            !prefer.includes(avoid) ||
            place.text.slice(Math.max(0, start - prefer.indexOf(avoid))).indexOf(prefer) !== 0,
        )
        .map((match) =>
          found(
            'orthography',
            place,
            match,
            `「${avoid}」は「${prefer}」と表記します。`,
            `Write "${prefer}" instead of "${avoid}".`,
            prefer,
          ),
        ),
    );
};

/** Words that promise more than advice can. Source: assurance belongs to an audit's conclusion, not to consulting. */
const ASSURANCE =
  /保証(?:する|します|いたします|できる|できます)|証明(?:する|します|された)|万全で(?:ある|す)|完全に(?:安全|防|排除)[^。、]{0,6}|問題(?:は)?(?:ない|ありません)|適正であると認め(?:る|ます)|絶対に|必ず防(?:ぐ|げる|止)/g;

const assurances = (place: TextPlace): readonly Finding[] =>
  matches(place.text, ASSURANCE).map((match) =>
    found(
      'assurance',
      place,
      match,
      `助言の文書では、保証と読める表現（${match.text}）を避けてください。確認した範囲と事実を書いてください。`,
      `An advisory document gives no assurance (${match.text}). State what was examined and what was found.`,
    ),
  );

const OVERRUN = {
  slide: {
    ja: '表がスライドの下端からはみ出します。文字を小さくするか、表を二つのスライドに分けてください。',
    en: 'The table runs over the lower end of the slide. Make its letters smaller, or divide it over two slides.',
  },
  shape: {
    ja: '表が、その下にある文字や図に重なります。文字を小さくするか、表を二つのスライドに分けてください。',
    en: 'The table covers what stands below it. Make its letters smaller, or divide it over two slides.',
  },
} as const;

/** What is looked at. */
export type Linted = {
  readonly anchors: readonly Anchor[];
  readonly places: readonly TextPlace[];
  /** Where tables are longer than the room for them. */
  readonly beyond?: readonly Overrun[];
};

/** Everything found, rule by rule, each in the order of the document. Charts have no language to check. */
export const lintDocument = (
  { anchors, places, beyond = [] }: Linted,
  options: LintOptions,
): readonly Finding[] => {
  const texts = places.filter(({ kind }) => kind !== 'chart');
  return [
    ...emptyFields(anchors, options.fields),
    ...texts.flatMap(placeholders),
    ...mixedEras(texts),
    ...widths(texts),
    ...texts.flatMap(spelling(options)),
    ...brokenNumbers(texts).map(({ place, start, end, expected }) =>
      found(
        'numbering',
        place,
        { start, end },
        `番号が続いていません（次は${expected}のはずです）。`,
        `The numbering is broken (${expected} was expected).`,
      ),
    ),
    ...(options.advisory ? texts.flatMap(assurances) : []),
    ...beyond.map(({ place, over }) =>
      found('overrun', place, { start: 0, end: place.text.length }, OVERRUN[over].ja, OVERRUN[over].en),
    ),
  ];
};
