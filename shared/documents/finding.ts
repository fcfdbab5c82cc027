import type { Words } from '../kernel/words.ts';
import { isInField, type TextPlace } from './text-place.ts';

/** What the check of a document finds: what is empty, mixed, misspelt or overruns, each with its place and, where it is safe, a fix. */
export type Finding = {
  readonly rule:
    | 'empty'
    | 'placeholder'
    | 'era'
    | 'width'
    | 'orthography'
    | 'numbering'
    | 'assurance'
    | 'overrun';
  readonly message: Words;
  readonly where: Words;
  /** An empty field has no text to stand in: its id is the way to it. */
  readonly field?: string;
  readonly place?: TextPlace;
  readonly start?: number;
  readonly end?: number;
  /** What may stand there instead, without changing what is said. */
  readonly fix?: string;
};

type Rule = Finding['rule'];
export type Match = { readonly start: number; readonly end: number };

export const found = (
  rule: Rule,
  place: TextPlace,
  { start, end }: Match,
  ja: string,
  en: string,
  fix?: string,
): Finding => ({
  rule,
  message: { ja, en },
  where: place.where,
  place,
  start,
  end,
  ...(fix === undefined || isInField(place, start, end) ? {} : { fix }),
});

export const matches = (text: string, pattern: RegExp): readonly (Match & { readonly text: string })[] =>
  [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
  }));
