import type { InTheWay } from '../anchor.ts';
import { rowTag } from '../tag.ts';
import type { EachNode, Item, Node, PartNode } from './render.ts';
import { holdsText, slotsOf } from './word-slots.ts';
import type { Control } from './word-controls.ts';
import { hindrancesIn, historyIn } from './word-text.ts';
import { attributeSpan, childOf, childrenOf, nameOf, within, written } from './xml-read.ts';
import type { Xml } from './xml.ts';

/** A part of Word as the tree of what is written in it: repeated and conditional parts with their fields inside. */

/** In a copy: ids that Word gives, and marks that others point to. */
const cleaner = (xml: Xml): ((text: string) => string) => {
  const w = (name: string): string => written(xml, `w:${name}`);
  const pattern = new RegExp(
    `\\s[\\w.-]+:(?:paraId|textId)="[^"]*"|<(?:${w('id')}|${w('bookmarkStart')}|${w('bookmarkEnd')})\\s[^>]*/>`,
    'g',
  );
  return (text) => text.replaceAll(pattern, '');
};

const inside = (xml: Xml, outer: Control, inner: Control): boolean =>
  inner.element > outer.element && inner.element < (xml.after[outer.element] as number);

const BLOCK_HOLDERS = /^w:(tc|hdr|ftr|footnote|endnote|txbxContent)$/;

/** A cell, a header, a note must end in a paragraph: where the part was the last of it, an empty one takes its place. */
const withoutPart = (xml: Xml, control: Control): string => {
  const parent = xml.parent[control.element] as number;
  if (control.level !== 'block' || !BLOCK_HOLDERS.test(nameOf(xml, parent))) return '';
  const siblings = [...childrenOf(xml, parent)];
  const before = siblings.at(-2);
  const isLast = siblings.at(-1) === control.element;
  return isLast && (before === undefined || nameOf(xml, before) !== 'w:p') ? `<${written(xml, 'w:p')}/>` : '';
};

const itemOf = (xml: Xml, control: Control, controls: readonly Control[]): Item => {
  const span = attributeSpan(xml, childOf(xml, control.properties, 'w:tag') as number, 'w:val');
  return {
    start: xml.start[control.element] as number,
    end: xml.end[control.element] as number,
    key: control.tag.role === 'each' ? control.tag.key : undefined,
    children: [
      ...(span
        ? [{ kind: 'tag' as const, ...span, of: (key?: string) => rowTag('each', control.tag.id, key) }]
        : []),
      ...nodesOf(xml, controls),
    ],
  };
};

/** The tree of these controls, which all stand inside the same whole. */
export const nodesOf = (xml: Xml, controls: readonly Control[]): readonly Node[] => {
  const nodes: Node[] = [];
  for (let index = 0; index < controls.length;) {
    const control = controls[index] as Control;
    let next = index + 1;
    while (next < controls.length && inside(xml, control, controls[next] as Control)) next += 1;
    const { tag, element } = control;
    const within = controls.slice(index + 1, next);
    const [start, end] = [xml.start[element] as number, xml.end[element] as number];
    if (tag.role === 'field') nodes.push(...(slotsOf(xml, control) ?? []));
    else if (tag.role === 'if')
      nodes.push({
        kind: 'part',
        start,
        end,
        id: tag.id,
        negated: tag.negated,
        children: nodesOf(xml, within),
        without: withoutPart(xml, control),
      } satisfies PartNode);
    else if (tag.role === 'each') {
      const item = itemOf(xml, control, within);
      const before = nodes.at(-1);
      const previous = controls[lastTop(xml, controls, index)];
      if (
        before?.kind === 'each' &&
        before.id === tag.id &&
        previous &&
        xml.after[previous.element] === element
      )
        nodes[nodes.length - 1] = { ...before, end, items: [...before.items, item] };
      else
        nodes.push({
          kind: 'each',
          start,
          end,
          id: tag.id,
          items: [item],
          clean: cleaner(xml),
        } satisfies EachNode);
    }
    index = next;
  }
  return nodes;
};

/** The control before this one that stands beside it, not inside another. */
const lastTop = (xml: Xml, controls: readonly Control[], index: number): number => {
  const parent = xml.parent[(controls[index] as Control).element];
  let before = index - 1;
  while (before >= 0 && xml.parent[(controls[before] as Control).element] !== parent) before -= 1;
  return before;
};

/** What speaks against writing over a control. */
export const hindrancesOf = (xml: Xml, control: Control): readonly InTheWay[] => {
  const found = new Set<InTheWay>();
  if (control.bound) found.add('bound');
  if (control.tag.role === 'field') {
    const { content } = control;
    const [cell] = control.level === 'cell' ? within(xml, content, 'w:tc') : [];
    for (const one of cellHindrances(xml, cell ?? content)) found.add(one);
    if (control.kind === 'checkBox') found.delete('content');
    if (!holdsText(xml, control)) found.add('content');
  } else if (control.tag.role === 'each' || control.tag.role === 'if') {
    if (control.level === 'cell' || (control.level === 'inline' && control.tag.role === 'each'))
      found.add('content');
    for (const one of historyIn(xml, control.content)) found.add(one);
  }
  return [...found];
};

const cellHindrances = (xml: Xml, element: number): readonly InTheWay[] => {
  if (nameOf(xml, element) !== 'w:tc') return hindrancesIn(xml, element);
  const found = new Set<InTheWay>();
  for (const child of childrenOf(xml, element)) {
    const name = nameOf(xml, child);
    if (name === 'w:p') for (const one of hindrancesIn(xml, child)) found.add(one);
    else if (name === 'w:sdt') found.add('nested');
    else if (name !== 'w:tcPr') found.add('content');
  }
  return [...found];
};
