import type { Written } from '../document-field.ts';
import type { Hindrance } from './word-text.ts';
import { childOf, childrenOf, escapeXml, firstWithin, nameOf, plainText, written } from './xml-read.ts';
import type { Xml } from './xml.ts';

/** Text of a shape or a table cell in PowerPoint: p:txBody and a:txBody are made alike. */

/** Paragraphs parted by \n, as are line ends inside of one. */
export const slideText = (xml: Xml, body: number): string => {
  let text = '';
  let paragraphs = 0;
  for (let inner = body + 1; inner < (xml.after[body] as number); inner += 1) {
    const name = nameOf(xml, inner);
    if (name === 'a:t') text += plainText(xml, inner);
    else if (name === 'a:br') text += '\n';
    else if (name === 'a:tab') text += '\t';
    else if (name === 'a:p') {
      if (paragraphs > 0) text += '\n';
      paragraphs += 1;
    }
  }
  return text;
};

const PLAIN = new Set(['a:pPr', 'a:r', 'a:br', 'a:endParaRPr']);

/** Formulas, and fields that PowerPoint fills itself, would be lost. */
export const slideHindrances = (xml: Xml, body: number): readonly Hindrance[] =>
  [...childrenOf(xml, body)].some(
    (child) =>
      nameOf(xml, child) === 'a:p' && [...childrenOf(xml, child)].some((one) => !PLAIN.has(nameOf(xml, one))),
  )
    ? ['content']
    : [];

const sliceOf = (xml: Xml, element: number | undefined): string =>
  element === undefined ? '' : xml.text.slice(xml.start[element], xml.end[element]);

/** Properties of text under another name: those of a run serve the end of a paragraph, and the other way round. */
const renamed = (properties: string, from: string, to: string): string =>
  properties.replace(`<${from}`, `<${to}`).replace(new RegExp(`</${from}>$`), `</${to}>`);

type Place = { readonly start: number; readonly end: number; readonly make: (value: Written) => string };

/** Where a body says its text: all its paragraphs, each line made like the first of them. */
export const bodyPlace = (xml: Xml, body: number): Place | undefined => {
  const paragraphs = [...childrenOf(xml, body)].filter((child) => nameOf(xml, child) === 'a:p');
  const [first] = paragraphs;
  const last = paragraphs.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const a = (name: string): string => written(xml, `a:${name}`);
  const properties = sliceOf(xml, childOf(xml, first, 'a:pPr'));
  const run = firstWithin(xml, first, 'a:r');
  const ofRun = sliceOf(xml, run === undefined ? undefined : childOf(xml, run, 'a:rPr'));
  const ofEnd = sliceOf(xml, childOf(xml, first, 'a:endParaRPr'));
  const runProperties = run === undefined ? renamed(ofEnd, a('endParaRPr'), a('rPr')) : ofRun;
  const endProperties = ofEnd === '' ? renamed(ofRun, a('rPr'), a('endParaRPr')) : ofEnd;
  const [p, r, t] = [a('p'), a('r'), a('t')];
  const paragraph = (line: string): string =>
    line === ''
      ? `<${p}>${properties}${endProperties}</${p}>`
      : `<${p}>${properties}<${r}>${runProperties}<${t}>${escapeXml(line)}</${t}></${r}></${p}>`;
  return {
    start: xml.start[first] as number,
    end: xml.end[last] as number,
    make: ({ text }) => text.split('\n').map(paragraph).join(''),
  };
};
