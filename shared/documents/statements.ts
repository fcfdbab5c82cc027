import { parseDateInput } from '../kernel/era.ts';
import type { TextPlace } from './text-place.ts';

/** Figures, dates and names as a document states them, each with the label it stands under. */
export type Statement = {
  readonly kind: 'figure' | 'date' | 'name';
  /** What it is about, as it is written; empty where nothing says. */
  readonly label: string;
  /** The label reduced to what is compared: no blanks, no brackets, one width. */
  readonly key: string;
  /** As it is written. */
  readonly text: string;
  /** A figure's amount; a date as YYYY-MM-DD or YYYY-MM; a name without blanks. */
  readonly value: string | number;
  readonly unit: string;
  /** Declared as rounded: 約, およそ, 概ね. */
  readonly about: boolean;
  readonly place: TextPlace;
  readonly start: number;
  readonly end: number;
  /** The field that fills it. */
  readonly field?: string;
};

const UNITS =
  '円|人|名|件|回|課|所属|部署|部|局|係|台|本|個|種類|種|校|園|館|箇所|か所|カ所|ヶ所|施設|システム|時間|分|日間|日|か月|ヶ月|カ月|週間|年間|割|項目|事業|頁|ページ|点|ポイント|%|パーセント';
const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;
const FIGURE = new RegExp(
  `(約|およそ|概ね|おおむね|ほぼ)?\\s*([△▲-])?(${NUMBER})((?:\\s*[千百万億兆])*)\\s*(${UNITS})?`,
  'g',
);
const YEAR = String.raw`(?:(?:明治|大正|昭和|平成|令和)\s?(?:元|\d{1,2})|\d{4})\s?年`;
const DATE = new RegExp(
  String.raw`${YEAR}\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?|[MTSHR]\d{1,2}\.\d{1,2}\.\d{1,2}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}`,
  'g',
);
/**
 * A year by itself, numbers of articles, of figures and of headings: they count nothing. Kept narrow, for a figure
 * taken for a heading's number would be a difference that nobody sees.
 */
const NO_FIGURE = new RegExp(
  String.raw`${YEAR}度?|第\s?\d+(?:[条項号章節回版]|の\d+)*|(?<!\p{sc=Han})(?:図|表|別紙|別表|様式)\s?\d+(?:[-.]\d+)*|^\s*\(\d+\)|^\s*\d+[.、](?!\d)|^\s*\d+(?:[-.]\d+)+\s`,
  'gu',
);
/** A number that stands without a unit counts where its form or the word before it says that it is an amount. */
const AMOUNT = /[,.千百万億兆]/;
const STATED = /(?:は|が|計|:|=)\s*$/;

const SCALES: Readonly<Record<string, number>> = { 百: 1e2, 千: 1e3, 万: 1e4, 億: 1e8, 兆: 1e12 };

/** One width, the same length: places found in it are places in the text. */
const sameLength = (text: string): string =>
  text.replace(/[！-～]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0)).replaceAll('　', ' ');

const keyOf = (label: string): string =>
  label
    .normalize('NFKC')
    .replaceAll(/[\s「」『』()（）[\]【】<>《》・:：,、。.*※○●■□◆◇▪-]/g, '')
    .replace(/^(?:また|なお|この|その|本|うち|および|及び|ならびに|並びに)+/, '');

/** The words before a statement, as far as they belong to it. */
const labelBefore = (text: string, from: number, start: number): string => {
  const clause =
    text
      .slice(from, start)
      .split(/[。；;\n\t!?！？]/)
      .at(-1) ?? '';
  const piece = clause.split(/[、，]/).findLast((one) => one.trim() !== '') ?? '';
  return piece
    .trim()
    .replace(/(?:については|について|として|における|のうち|は|が|を|も|に|で|と|の|:|：|＝|=|\()+$/, '')
    .slice(-24);
};

type Raw = Pick<Statement, 'kind' | 'text' | 'value' | 'unit' | 'about' | 'start' | 'end'>;

const monthOf = (text: string): string | undefined => parseDateInput(`${text}1日`)?.slice(0, 7);

const datesIn = (text: string): Raw[] =>
  [...text.matchAll(DATE)].flatMap((found): Raw[] => {
    const [date] = found;
    const value = parseDateInput(date) ?? monthOf(date);
    return value === undefined
      ? []
      : [
          {
            kind: 'date',
            text: date,
            value,
            unit: '',
            about: false,
            start: found.index,
            end: found.index + date.length,
          },
        ];
  });

const figuresIn = (text: string): Raw[] =>
  [...text.matchAll(FIGURE)].flatMap((found): Raw[] => {
    const [whole, about, sign, digits = '', scales = '', unit = ''] = found;
    const scale = Array.from(scales.replaceAll(/\s/g, '')).reduce(
      (product, one) => product * (SCALES[one] ?? 1),
      1,
    );
    const amount = Number(digits.replaceAll(',', '')) * scale * (sign === undefined ? 1 : -1);
    // Binary fractions: 1.1 万 is 11,000 and nothing beside it.
    const value = Number(amount.toPrecision(12));
    const start = found.index + whole.length - whole.trimStart().length;
    return [
      {
        kind: 'figure',
        text: whole.trim(),
        value,
        unit:
          unit === 'パーセント' ? '%' : unit === '名' ? '人' : unit.replace(/^[かカヶ箇](?=[所月])/, 'か'),
        about: about !== undefined,
        start,
        end: found.index + whole.trimEnd().length,
      },
    ];
  });

const NAMED = /^\s*([^\d：:。、]{2,16})\s?[：:]\s?([^\d：:。]{2,30})\s*$/;

/** «担当：例田 一郎», or the second column of a table of two. */
const namesIn = (place: TextPlace, text: string): (Raw & { readonly label: string })[] => {
  const [, label, name] = NAMED.exec(text) ?? [];
  const found = (label: string, name: string, start: number) => ({
    label,
    kind: 'name' as const,
    text: name,
    value: name.normalize('NFKC').replaceAll(/\s/g, ''),
    unit: '',
    about: false,
    start,
    end: start + name.length,
  });
  if (label !== undefined && name !== undefined)
    return [found(label.trim(), name.trim(), text.indexOf(name.trim()))];
  const isValue = place.kind === 'cell' && place.columns === 2 && (place.rowLabel ?? '') !== '';
  return isValue && text.trim().length <= 30 && !/\d/.test(text)
    ? [found(place.rowLabel ?? '', text.trim(), text.length - text.trimStart().length)]
    : [];
};

const overlap = (one: { start: number; end: number }, other: { start: number; end: number }): boolean =>
  one.start < other.end && one.end > other.start;

/** What a place states. A field's value is stated as well, and says which field it is. */
export const statementsIn = (place: TextPlace): readonly Statement[] => {
  const text = sameLength(place.text);
  const dates = datesIn(text);
  const spoken = [...text.matchAll(NO_FIGURE)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
  }));
  // In a cell the whole text may be a bare number; in a sentence a number counts by its unit.
  const bare = place.kind === 'cell' || place.kind === 'chart';
  const isHeading = text.trim() === sameLength(place.heading).trim();
  const figures = figuresIn(text).filter((figure) => {
    if (dates.some((date) => overlap(figure, date))) return false;
    if (bare && figure.text === text.trim()) return true;
    if (spoken.some((one) => overlap(figure, one)) || (isHeading && figure.start === 0)) return false;
    return (
      figure.unit !== '' ||
      figure.about ||
      AMOUNT.test(figure.text) ||
      STATED.test(text.slice(0, figure.start))
    );
  });
  const ofCell = [
    place.rowLabel ?? '',
    (place.columns ?? 0) === 2 && (place.rowLabel ?? '') !== '' ? '' : (place.columnLabel ?? ''),
  ];
  const cellLabel = bare ? ofCell.filter((one) => one !== '').join(' ') : '';
  const all = [...dates, ...figures].toSorted((one, other) => one.start - other.start);
  const labelled = all.map((one, index) => {
    const before = labelBefore(text, all[index - 1]?.end ?? 0, one.start);
    return { ...one, label: [cellLabel, before].filter((part) => part !== '').join(' ') };
  });
  return [...labelled, ...(all.length === 0 ? namesIn(place, text) : [])].map((one) => {
    const field = place.fields.find((stretch) => overlap(one, stretch));
    return { ...one, key: keyOf(one.label), place, ...(field ? { field: field.id } : {}) };
  });
};
