import { attributeOf, childrenOf, nameOf, plainText, within } from './xml-read.ts';
import type { Xml } from './xml.ts';

/** What of Word's text is read as text. What was deleted, field codes and furigana are not. */

const SKIPPED = new Set([
  'w:del',
  'w:moveFrom',
  'w:rt',
  'w:txbxContent',
  'mc:Fallback',
  'w:pPr',
  'w:rPr',
  'w:sdtPr',
]);
const BREAKS: Readonly<Record<string, string>> = {
  'w:tab': '\t',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '-',
};

/** The text in an element; paragraphs are parted by \n, cells of a row by a tab. Text boxes in it are left out. */
export const wordText = (xml: Xml, element: number): string => {
  let text = '';
  const past = xml.after[element] as number;
  let paragraphs = 0;
  for (let inner = element + 1; inner < past; inner += 1) {
    const name = nameOf(xml, inner);
    if (SKIPPED.has(name)) {
      inner = (xml.after[inner] as number) - 1;
      continue;
    }
    if (name === 'w:t') text += plainText(xml, inner);
    else if (name === 'w:p') {
      if (paragraphs > 0) text += '\n';
      paragraphs += 1;
    } else text += BREAKS[name] ?? '';
  }
  return text;
};

/** Elements that a field's text consists of: these are written over, anything else is kept. */
const PLAIN = new Set(
  (
    'w:p w:pPr w:r w:rPr w:t w:tab w:br w:cr w:noBreakHyphen ' +
    'w:proofErr w:lastRenderedPageBreak w:smartTag w:smartTagPr'
  ).split(' '),
);

const TRACKED = new Set([
  'w:ins',
  'w:del',
  'w:moveFrom',
  'w:moveTo',
  'w:rPrChange',
  'w:pPrChange',
  'w:sdtPrChange',
]);
const COMMENTS = new Set(['w:commentRangeStart', 'w:commentRangeEnd', 'w:commentReference']);

export type Hindrance = 'trackedChange' | 'comment' | 'nested' | 'content';

/** Word's own mark of where the cursor was may go; any other bookmark is somebody's target. */
const isCursorMark = (xml: Xml, element: number, mark: number): boolean => {
  const id = attributeOf(xml, mark, 'w:id');
  return within(xml, element, 'w:bookmarkStart').some(
    (one) => attributeOf(xml, one, 'w:id') === id && attributeOf(xml, one, 'w:name') === '_GoBack',
  );
};

/** What stands in a place besides plain text. Properties of paragraphs and runs are no hindrance but for their history. */
export const hindrancesIn = (xml: Xml, element: number): readonly Hindrance[] => {
  const found = new Set<Hindrance>();
  const look = (parent: number): void => {
    for (const child of childrenOf(xml, parent)) {
      const name = nameOf(xml, child);
      if (TRACKED.has(name)) found.add('trackedChange');
      else if (COMMENTS.has(name)) found.add('comment');
      else if (name === 'w:sdt') found.add('nested');
      else if (name === 'w:pPr' || name === 'w:rPr') {
        for (let inner = child + 1; inner < (xml.after[child] as number); inner += 1)
          if (TRACKED.has(nameOf(xml, inner))) found.add('trackedChange');
      } else if (name === 'w:bookmarkStart' || name === 'w:bookmarkEnd') {
        if (!isCursorMark(xml, element, child)) found.add('content');
      } else if (!PLAIN.has(name)) found.add('content');
      else look(child);
    }
  };
  look(element);
  return [...found];
};

/** What is lost when a whole part is taken out or copied: history, comments, the end of a section. */
export const historyIn = (xml: Xml, element: number): readonly Hindrance[] => {
  const found = new Set<Hindrance>();
  for (let inner = element + 1; inner < (xml.after[element] as number); inner += 1) {
    const name = nameOf(xml, inner);
    if (TRACKED.has(name)) found.add('trackedChange');
    else if (COMMENTS.has(name)) found.add('comment');
    else if (name === 'w:sectPr') found.add('content');
  }
  return [...found];
};
