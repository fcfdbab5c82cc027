import type { Xml } from './xml.ts';

/** Reading an element: its name, its attributes, what stands in it. */

export const nameOf = (xml: Xml, element: number): string =>
  xml.names[xml.nameIds[element] as number] as string;

export const isEmptyTag = (xml: Xml, element: number): boolean => xml.inner[element] === xml.end[element];

/** Direct children, in order. */
export function* childrenOf(xml: Xml, element: number): Generator<number> {
  const past = xml.after[element] as number;
  for (let child = element + 1; child < past; child = xml.after[child] as number) yield child;
}

/** The first direct child of that name; undefined when there is none. */
export const childOf = (xml: Xml, element: number, name: string): number | undefined => {
  const past = xml.after[element] as number;
  for (let child = element + 1; child < past; child = xml.after[child] as number)
    if (nameOf(xml, child) === name) return child;
  return undefined;
};

/** Down a path of direct children. */
export const descend = (xml: Xml, element: number, ...path: readonly string[]): number | undefined => {
  let found: number | undefined = element;
  for (const name of path) {
    if (found === undefined) return undefined;
    found = childOf(xml, found, name);
  }
  return found;
};

/** All elements of these names inside, at any depth, in document order. */
export const within = (xml: Xml, element: number, ...names: readonly string[]): number[] => {
  const found: number[] = [];
  const past = xml.after[element] as number;
  for (let inner = element + 1; inner < past; inner += 1)
    if (names.includes(nameOf(xml, inner))) found.push(inner);
  return found;
};

/** The first of them. */
export const firstWithin = (xml: Xml, element: number, name: string): number | undefined => {
  const past = xml.after[element] as number;
  for (let inner = element + 1; inner < past; inner += 1) if (nameOf(xml, inner) === name) return inner;
  return undefined;
};

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const ofCode = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '');

/** The five entities of XML itself and numbered characters; there are no others without a DOCTYPE. */
export const unescapeXml = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi,
        (whole, name, decimal, hex) =>
          name ? (NAMED[name] ?? whole) : ofCode(decimal ? Number(decimal) : Number.parseInt(hex, 16)),
      )
    : text;

/** XML 1.0 knows no control characters but tab and line ends, and no half surrogates. */
const impossible = (text: string): string =>
  text
    .replace(/[\p{Cs}\uFFFE\uFFFF]/gu, '')
    .replace(/\p{Cc}/gu, (mark) => (/[\t\n\r]/.test(mark) ? mark : ''));

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const PLAIN = /^[^&<>"\p{Cc}\p{Cs}\uFFFE\uFFFF]*$/u;

/** For text and for attributes in double quotes. What XML cannot carry is left out. */
export const escapeXml = (text: string): string =>
  PLAIN.test(text) ? text : impossible(text).replace(/[&<>"]/g, (mark) => ESCAPES[mark] ?? mark);

/** The characters inside an element that has no elements inside. */
export const plainText = (xml: Xml, element: number): string => {
  const text = xml.text.slice(xml.inner[element], xml.innerEnd[element]);
  if (!text.includes('<')) return unescapeXml(text);
  return text
    .split(/(<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<[^>]*>)/)
    .map((piece) =>
      piece.startsWith('<![CDATA[') ? piece.slice(9, -3) : piece.startsWith('<') ? '' : unescapeXml(piece),
    )
    .join('');
};

export type Span = { readonly start: number; readonly end: number };

const patterns = new Map<string, RegExp>();
const patternOf = (name: string): RegExp => {
  const known = patterns.get(name);
  if (known) return known;
  const made = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'd');
  patterns.set(name, made);
  return made;
};

/** An attribute's raw value with its place in the text, quotes not included. `name` with its usual prefix: 'w:val'. */
export const attributeSpan = (xml: Xml, element: number, name: string): Span | undefined => {
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? undefined : xml.prefixes.get(name.slice(0, colon));
  if (colon >= 0 && prefix === undefined) return undefined;
  const start = xml.start[element] as number;
  const tag = xml.text.slice(start, xml.inner[element]);
  const found = patternOf(prefix === undefined ? name : `${prefix}:${name.slice(colon + 1)}`).exec(tag);
  const place = found?.indices?.[1] ?? found?.indices?.[2];
  return place && { start: start + place[0], end: start + place[1] };
};

export const attributeOf = (xml: Xml, element: number, name: string): string | undefined => {
  const span = attributeSpan(xml, element, name);
  return span && unescapeXml(xml.text.slice(span.start, span.end));
};

/** A name as this file writes it: 'w:p' with the prefix that is bound here. */
export const written = (xml: Xml, name: string): string => {
  const colon = name.indexOf(':');
  const prefix = xml.prefixes.get(name.slice(0, colon)) ?? name.slice(0, colon);
  return prefix === '' ? name.slice(colon + 1) : `${prefix}:${name.slice(colon + 1)}`;
};
