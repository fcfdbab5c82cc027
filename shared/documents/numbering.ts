import type { TextPlace } from './text-place.ts';

/** Numbers typed by hand before paragraphs: 1 → (1) → ア → (ア), each level counted by itself under the one above. */

export type BrokenNumber = {
  readonly place: TextPlace;
  readonly start: number;
  readonly end: number;
  /** What was to be expected, as this level writes it. */
  readonly expected: string;
};

const KANA = Array.from(
  'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン',
);
const CIRCLED = Array.from({ length: 20 }, (_, index) => String.fromCodePoint(0x2460 + index));

type Level = {
  readonly pattern: RegExp;
  readonly read: (text: string) => number;
  readonly write: (number: number) => string;
};

const digits = (text: string): number => Number(text.normalize('NFKC'));
const kana = (text: string): number => KANA.indexOf(text) + 1;

/** From the outermost to the innermost. Bare numbers need a blank or a dot behind them: «3年間» is none. */
const LEVELS: readonly Level[] = [
  { pattern: /^第([\d０-９]{1,2})(?=[章節\s　])/, read: digits, write: (number) => `第${number}` },
  { pattern: /^([\d０-９]{1,2})(?=[.．、\s　](?![\d０-９]))/, read: digits, write: String },
  { pattern: /^[(（]([\d０-９]{1,2})[)）]/, read: digits, write: (number) => `(${number})` },
  {
    pattern: new RegExp(`^([${KANA.join('')}])(?=[\\s　.．、])`),
    read: kana,
    write: (number) => KANA[number - 1] ?? '',
  },
  {
    pattern: new RegExp(`^[(（]([${KANA.join('')}])[)）]`),
    read: kana,
    write: (number) => `(${KANA[number - 1] ?? ''})`,
  },
  {
    pattern: new RegExp(`^([${CIRCLED.join('')}])`),
    read: (text) => CIRCLED.indexOf(text) + 1,
    write: (number) => CIRCLED[number - 1] ?? '',
  },
];

export const brokenNumbers = (places: readonly TextPlace[]): readonly BrokenNumber[] => {
  const broken: BrokenNumber[] = [];
  let counts: number[] = [];
  let [part, heading] = ['', ''];
  for (const place of places) {
    // A table's first column numbers its own rows, and a slide begins anew.
    if (place.kind === 'cell') continue;
    if (place.part !== part || (place.kind !== 'paragraph' && place.heading !== heading)) counts = [];
    [part, heading] = [place.part, place.heading];
    const text = place.text.trimStart();
    const level = LEVELS.findIndex(({ pattern }) => pattern.test(text));
    const found = LEVELS[level]?.pattern.exec(text);
    if (!found || level < 0) continue;
    const number = LEVELS[level]?.read(found[1] ?? '') ?? 0;
    const before = counts[level];
    counts = counts.slice(0, level);
    counts[level] = number;
    // A list may begin anew with 1 wherever prose stood between; anything else goes on from the one before.
    if (number === 1 || number === (before ?? 0) + 1) continue;
    const start = place.text.length - text.length;
    broken.push({
      place,
      start,
      end: start + found[0].length,
      expected: LEVELS[level]?.write((before ?? 0) + 1) ?? '',
    });
  }
  return broken;
};
