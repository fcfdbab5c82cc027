import type { CardElement } from '../../shared/kernel/record/card-input.ts';
import { say, type Language, type Words } from '../../shared/kernel/words.ts';
import { press, small } from '../teams/card.ts';

/** A text that is too long for one card goes on in the next: nothing of it is cut off. */

/** Bytes of JSON for the text of one card; with what stands around it the whole stays below 28 KB. */
const ROOM = 17 * 1024;
/** More than the longest record fills, however it is broken into lines. */
export const MOST_PAGES = 16;

/** What must stay together: a label and the first line below it, or one line. */
export type Piece = readonly CardElement[];

export type Page = { readonly elements: readonly CardElement[]; readonly index: number; readonly of: number };

const bytesOf = (piece: Piece): number => new TextEncoder().encode(JSON.stringify(piece)).length;

/** @param asked from 0; the last one where there are fewer */
export const pageOf = (pieces: readonly Piece[], asked: number): Page => {
  const pages: CardElement[][] = [[]];
  let filled = 0;
  for (const piece of pieces) {
    const bytes = bytesOf(piece);
    if (filled > 0 && filled + bytes > ROOM) {
      pages.push([]);
      filled = 0;
    }
    pages.at(-1)?.push(...piece);
    filled += bytes;
  }
  const index = Math.min(asked, pages.length - 1);
  return { elements: pages[index] ?? [], index, of: pages.length };
};

const text = {
  before: { ja: '前の部分を見る', en: 'Previous part' },
  after: { ja: '続きを見る', en: 'Go on reading' },
} as const satisfies Record<string, Words>;

export const pageMark = ({ index, of }: Page, language: Language): CardElement[] =>
  of > 1
    ? [
        {
          ...small(language === 'ja' ? `内容 ${index + 1}/${of}` : `Part ${index + 1} of ${of}`),
          spacing: 'Medium',
        },
      ]
    : [];

/** Buttons to the parts before and after. */
export const turnPage = (
  { index, of }: Page,
  verb: string,
  data: Readonly<Record<string, unknown>>,
  language: Language,
): CardElement[] => [
  ...(index > 0
    ? [press({ title: say(text.before, language), verb, data: { ...data, page: index - 1 } })]
    : []),
  ...(index + 1 < of
    ? [press({ title: say(text.after, language), verb, data: { ...data, page: index + 1 } })]
    : []),
];
