import { parseTag, type Tag } from '../tag.ts';
import { attributeOf, childOf, childrenOf, nameOf } from './xml-read.ts';
import type { Xml } from './xml.ts';

/** The content controls of a part of Word that bear one of our tags. */

export type Control = {
  readonly element: number;
  readonly properties: number;
  /** w:sdtContent */
  readonly content: number;
  readonly raw: string;
  readonly tag: Tag;
  /** What Word calls it; absent where no Word has opened the document since it was made. */
  readonly id: string | undefined;
  readonly level: 'inline' | 'block' | 'cell' | 'row';
  readonly kind: 'text' | 'checkBox' | 'dropDown' | 'date';
  readonly placeholder: boolean;
  readonly bound: boolean;
};

export type Controls = {
  readonly found: readonly Control[];
  readonly unreadable: readonly { readonly raw: string; readonly element: number }[];
};

const LEVELS: Readonly<Record<string, Control['level']>> = {
  'w:tr': 'row',
  'w:tc': 'cell',
  'w:p': 'block',
  'w:tbl': 'block',
};

/** A control stands at the level of what it holds; an empty one at that of what it stands in. */
const levelOf = (xml: Xml, element: number, content: number): Control['level'] => {
  for (const child of childrenOf(xml, content)) {
    const name = nameOf(xml, child);
    const level = LEVELS[name];
    if (level) return level;
    const inner = name === 'w:sdt' ? childOf(xml, child, 'w:sdtContent') : undefined;
    if (inner !== undefined) return levelOf(xml, child, inner);
    if (name === 'w:r' || name === 'w:hyperlink') return 'inline';
  }
  const around = nameOf(xml, xml.parent[element] as number);
  if (around === 'w:tbl') return 'row';
  if (around === 'w:tr') return 'cell';
  return /^w:(body|tc|hdr|ftr|footnote|endnote|txbxContent)$/.test(around) ? 'block' : 'inline';
};

const kindOf = (xml: Xml, properties: number): Control['kind'] => {
  for (const child of childrenOf(xml, properties)) {
    const name = nameOf(xml, child);
    if (name === 'w14:checkbox') return 'checkBox';
    if (name === 'w:dropDownList' || name === 'w:comboBox') return 'dropDown';
    if (name === 'w:date') return 'date';
  }
  return 'text';
};

export const controlsIn = (xml: Xml): Controls => {
  const found: Control[] = [];
  const unreadable: { raw: string; element: number }[] = [];
  for (let element = 0; element < xml.count; element += 1) {
    if (nameOf(xml, element) !== 'w:sdt') continue;
    const properties = childOf(xml, element, 'w:sdtPr');
    const content = childOf(xml, element, 'w:sdtContent');
    const named = properties === undefined ? undefined : childOf(xml, properties, 'w:tag');
    if (properties === undefined || content === undefined || named === undefined) continue;
    const raw = attributeOf(xml, named, 'w:val') ?? '';
    const tag = parseTag(raw);
    if (tag === 'unreadable') unreadable.push({ raw, element });
    if (tag === undefined || tag === 'unreadable') continue;
    found.push({
      element,
      properties,
      content,
      raw,
      tag,
      id: attributeOf(xml, childOf(xml, properties, 'w:id') ?? properties, 'w:val'),
      level: levelOf(xml, element, content),
      kind: kindOf(xml, properties),
      placeholder: childOf(xml, properties, 'w:showingPlcHdr') !== undefined,
      bound:
        childOf(xml, properties, 'w:dataBinding') !== undefined ||
        childOf(xml, properties, 'w15:dataBinding') !== undefined,
    });
  }
  return { found, unreadable };
};
