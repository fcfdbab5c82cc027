import { nameOf, plainText } from './xml-read.ts';
import type { Xml } from './xml.ts';

/** A paragraph's text as pieces: each with where it stands in the text, so that a stretch of it can be written over. */
export type Piece = {
  /** w:t or a:t; undefined for a tab or a line end. */
  readonly element: number | undefined;
  readonly start: number;
  readonly text: string;
};

export type Paragraph = { readonly text: string; readonly pieces: readonly Piece[] };

const SKIPPED = new Set(
  'w:del w:moveFrom w:rt w:txbxContent mc:Fallback w:pPr w:rPr w:sdtPr a:pPr a:rPr'.split(' '),
);
const MARKS: Readonly<Record<string, string>> = {
  'w:tab': '\t',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '-',
  'a:br': '\n',
};

/** @param entered is told of every element before its text, with the text's length so far */
export const readParagraph = (
  xml: Xml,
  paragraph: number,
  entered?: (element: number, length: number) => void,
): Paragraph => {
  const pieces: Piece[] = [];
  let text = '';
  for (let inner = paragraph + 1; inner < (xml.after[paragraph] as number); inner += 1) {
    const name = nameOf(xml, inner);
    if (SKIPPED.has(name)) {
      inner = (xml.after[inner] as number) - 1;
      continue;
    }
    entered?.(inner, text.length);
    const isText = name === 'w:t' || name === 'a:t';
    const added = isText ? plainText(xml, inner) : MARKS[name];
    if (added === undefined) continue;
    pieces.push({ element: isText ? inner : undefined, start: text.length, text: added });
    text += added;
  }
  return { text, pieces };
};
