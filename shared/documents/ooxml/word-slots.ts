import type { Written } from '../document-field.ts';
import type { Slot } from './render.ts';
import type { Control } from './word-controls.ts';
import {
  attributeOf,
  attributeSpan,
  childOf,
  childrenOf,
  descend,
  escapeXml,
  firstWithin,
  isEmptyTag,
  nameOf,
  within,
  written,
} from './xml-read.ts';
import type { Xml } from './xml.ts';

/** Where a content control says its value, and how each place says it. Formatting is that of what stood there. */

const sliceOf = (xml: Xml, element: number | undefined): string =>
  element === undefined ? '' : xml.text.slice(xml.start[element], xml.end[element]);

/** The run properties that new text gets; a placeholder's grey is not handed on. */
const runProperties = (xml: Xml, control: Control, container: number): string => {
  const run = firstWithin(xml, container, 'w:r');
  const own = run === undefined ? undefined : childOf(xml, run, 'w:rPr');
  const given = childOf(xml, control.properties, 'w:rPr');
  if (!control.placeholder) return sliceOf(xml, own ?? given);
  if (given !== undefined) return sliceOf(xml, given);
  const style = own === undefined ? undefined : childOf(xml, own, 'w:rStyle');
  const properties = sliceOf(xml, own);
  return style === undefined ? properties : properties.replace(sliceOf(xml, style), '');
};

/** Text as runs: tabs and line ends become elements. */
const runMaker = (xml: Xml, properties: string): ((text: string) => string) => {
  const name = (local: string): string => written(xml, `w:${local}`);
  const [run, word, br, tab] = [name('r'), name('t'), name('br'), name('tab')];
  const preserve = `<${word} xml:space="preserve">`;
  const piece = (text: string): string =>
    text === ''
      ? ''
      : /^\s|\s$|\s\s/.test(text)
        ? `${preserve}${escapeXml(text)}</${word}>`
        : `<${word}>${escapeXml(text)}</${word}>`;
  return (text) => {
    const inner = /[\t\n]/.test(text)
      ? text
          .split('\n')
          .map((line) => line.split('\t').map(piece).join(`<${tab}/>`))
          .join(`<${br}/>`)
      : piece(text);
    return `<${run}>${properties}${inner === '' ? `<${word}/>` : inner}</${run}>`;
  };
};

type Place = { readonly start: number; readonly end: number; readonly make: (text: string) => string };

const inlinePlace = (xml: Xml, control: Control): Place => {
  const { content } = control;
  const runs = runMaker(xml, runProperties(xml, control, content));
  const tag = written(xml, 'w:sdtContent');
  return isEmptyTag(xml, content)
    ? {
        start: xml.start[content] as number,
        end: xml.end[content] as number,
        make: (text) => `<${tag}>${runs(text)}</${tag}>`,
      }
    : { start: xml.inner[content] as number, end: xml.innerEnd[content] as number, make: runs };
};

/** Paragraph ids are Word's to give; written anew they could stand twice. */
const PARAGRAPH_IDS = /\s[\w.-]+:(?:paraId|textId)="[^"]*"/g;

const paragraphsPlace = (xml: Xml, control: Control, container: number): Place | undefined => {
  const paragraphs = [...childrenOf(xml, container)].filter((child) => nameOf(xml, child) === 'w:p');
  const [first] = paragraphs;
  const last = paragraphs.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const runs = runMaker(xml, runProperties(xml, control, first));
  const properties = sliceOf(xml, childOf(xml, first, 'w:pPr'));
  const name = written(xml, 'w:p');
  const open = xml.text
    .slice(xml.start[first], xml.inner[first])
    .replace(/\/?>$/, '>')
    .replaceAll(PARAGRAPH_IDS, '');
  // A plain-text control holds one paragraph; a rich one a paragraph for each line.
  const oneParagraph = childOf(xml, control.properties, 'w:text') !== undefined;
  return {
    start: xml.start[first] as number,
    end: xml.end[last] as number,
    make: (text) =>
      (oneParagraph ? [text] : text.split('\n'))
        .map((line, index) => `${index === 0 ? open : `<${name}>`}${properties}${runs(line)}</${name}>`)
        .join(''),
  };
};

/** Whether a control has a place for text at all: a row has none, nor has a block without a paragraph. */
export const holdsText = (xml: Xml, control: Control): boolean => {
  if (control.level === 'inline') return true;
  const container = control.level === 'cell' ? childOf(xml, control.content, 'w:tc') : control.content;
  return control.level !== 'row' && container !== undefined && childOf(xml, container, 'w:p') !== undefined;
};

/** Where the text of a control stands; undefined where it has no place for text. */
const placeOf = (xml: Xml, control: Control): Place | undefined => {
  if (control.level === 'inline') return inlinePlace(xml, control);
  if (control.level === 'block') return paragraphsPlace(xml, control, control.content);
  const cell = control.level === 'cell' ? childOf(xml, control.content, 'w:tc') : undefined;
  return cell === undefined ? undefined : paragraphsPlace(xml, control, cell);
};

const GLYPHS = { checked: '2612', unchecked: '2610' };

const glyphOf = (xml: Xml, control: Control, checked: boolean): string => {
  const state = descend(
    xml,
    control.properties,
    'w14:checkbox',
    checked ? 'w14:checkedState' : 'w14:uncheckedState',
  );
  const code =
    (state === undefined ? undefined : attributeOf(xml, state, 'w14:val')) ??
    GLYPHS[checked ? 'checked' : 'unchecked'];
  const point = Number.parseInt(code, 16);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '';
};

export const isChecked = (xml: Xml, control: Control): boolean => {
  const mark = descend(xml, control.properties, 'w14:checkbox', 'w14:checked');
  return mark !== undefined && ['1', 'true', 'on'].includes(attributeOf(xml, mark, 'w14:val') ?? '1');
};

export const optionsOf = (xml: Xml, control: Control): readonly string[] | undefined => {
  const list = childOf(xml, control.properties, 'w:dropDownList');
  return list === undefined
    ? undefined
    : within(xml, list, 'w:listItem').map(
        (item) => attributeOf(xml, item, 'w:displayText') ?? attributeOf(xml, item, 'w:value') ?? '',
      );
};

const attributeSlot = (
  xml: Xml,
  control: Control,
  element: number | undefined,
  attribute: string,
  make: (value: Written) => string | undefined,
): Slot[] => {
  const span = element === undefined ? undefined : attributeSpan(xml, element, attribute);
  return span ? [{ kind: 'slot', ...span, id: control.tag.id, make }] : [];
};

/** What a drop-down shows while nothing is chosen. */
const UNCHOSEN = '選択してください';

/** What a control's own properties say of its value. */
const propertySlots = (xml: Xml, control: Control): Slot[] => {
  const { properties } = control;
  const property = (...path: string[]): number | undefined => descend(xml, properties, ...path);
  const slots: Slot[] = [];
  const shown = property('w:showingPlcHdr');
  if (shown !== undefined)
    slots.push({
      kind: 'slot',
      start: xml.start[shown] as number,
      end: xml.end[shown] as number,
      id: control.tag.id,
      // A drop-down of which nothing is chosen goes on to ask.
      make: ({ text }) => (control.kind === 'dropDown' && text === '' ? undefined : ''),
    });
  const mark = property('w14:checkbox', 'w14:checked');
  slots.push(
    ...attributeSlot(xml, control, mark, 'w14:val', ({ checked }) =>
      checked === undefined ? undefined : checked ? '1' : '0',
    ),
    ...attributeSlot(
      xml,
      control,
      property('w:date'),
      'w:fullDate',
      ({ date }) => date && `${date}T00:00:00Z`,
    ),
    ...attributeSlot(xml, control, property('w:dropDownList'), 'w:lastValue', ({ text }) => escapeXml(text)),
  );
  const list = property('w:dropDownList');
  if (list !== undefined && shown === undefined)
    slots.push({
      kind: 'slot',
      start: xml.start[list] as number,
      end: xml.start[list] as number,
      id: control.tag.id,
      make: ({ text }) => (text === '' ? `<${written(xml, 'w:showingPlcHdr')}/>` : ''),
    });
  const plain = property('w:text');
  if (plain !== undefined && attributeOf(xml, plain, 'w:multiLine') === undefined)
    slots.push({
      kind: 'slot',
      start: xml.start[plain] as number,
      end: xml.end[plain] as number,
      id: control.tag.id,
      make: ({ text }) =>
        text.includes('\n') ? `<${written(xml, 'w:text')} ${written(xml, 'w:multiLine')}="1"/>` : undefined,
    });
  return slots;
};

/** Everything that changes when the field gets a value; undefined when the control cannot hold one. */
export const slotsOf = (xml: Xml, control: Control): readonly Slot[] | undefined => {
  const place = placeOf(xml, control);
  if (!place) return undefined;
  const { start, end } = place;
  const make = ({ text, checked }: Written): string | undefined => {
    if (control.kind === 'dropDown' && text === '')
      return control.placeholder ? undefined : place.make(UNCHOSEN);
    if (control.kind !== 'checkBox') return place.make(text);
    return checked === undefined ? undefined : place.make(glyphOf(xml, control, checked));
  };
  return [...propertySlots(xml, control), { kind: 'slot', start, end, id: control.tag.id, make }];
};
