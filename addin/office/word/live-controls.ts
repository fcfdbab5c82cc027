import type { Anchor } from '../../../shared/documents/anchor.ts';
import type { Written } from '../../../shared/documents/document-field.ts';
import { parseTag, tagText } from '../../../shared/documents/tag.ts';
import { isTicked, loadTick, reachesCheckBoxes, tick } from '../word-later/check-boxes.ts';
import { reachesDropDowns, type Choose } from '../word-later/drop-downs.ts';

/** The content controls of the open document, loaded in one go whatever their number. */

const KINDS = (): Word.ContentControlType[] => [
  Word.ContentControlType.richText,
  Word.ContentControlType.plainText,
  ...(reachesCheckBoxes() ? [Word.ContentControlType.checkBox] : []),
  ...(reachesDropDowns() ? [Word.ContentControlType.dropDownList] : []),
];

/** To be read after the next sync. Kinds are named: with time Word returns more, whose methods throw. */
export const loadControls = (context: Word.RequestContext): Word.ContentControlCollection => {
  const controls = context.document.getContentControls({ types: KINDS() });
  controls.load(
    'items/id,items/tag,items/title,items/text,items/placeholderText,items/cannotEdit,items/type,items/subtype',
  );
  return controls;
};

/** Files write the id of a control with a sign, Office.js may leave it out. */
const idOf = (id: number | string): number => Number(id) >>> 0;

/** By the handle that the file gave. */
export type Controls = ReadonlyMap<string, Word.ContentControl>;

const written = (raw: string): string => {
  const tag = parseTag(raw);
  return typeof tag === 'object' ? tagText(tag) : raw;
};

/**
 * Which control of the open document is which of the file. Ids are the file's, but not in every browser: then those
 * of one tag are told apart by their order, as long as there are as many.
 */
export const matched = ({ items }: Word.ContentControlCollection, anchors: readonly Anchor[]): Controls => {
  const found = new Map<string, Word.ContentControl>();
  const byId = new Map(items.map((control) => [idOf(control.id), control]));
  const open: { readonly tag: string; readonly handle: string }[] = [];
  for (const { tag, handle, control: kind } of anchors) {
    if (handle === undefined || kind === 'chart') continue;
    const text = tagText(tag);
    const control = byId.get(idOf(handle));
    if (control && written(control.tag) === text) found.set(handle, control);
    else open.push({ tag: text, handle });
  }
  if (open.length === 0) return found;
  const taken = new Set(found.values());
  const free = Map.groupBy(
    items.filter((control) => !taken.has(control)),
    ({ tag }) => written(tag),
  );
  for (const [tag, waiting] of Map.groupBy(open, (one) => one.tag)) {
    const there = free.get(tag) ?? [];
    if (there.length === waiting.length)
      for (const [index, { handle }] of waiting.entries()) {
        const control = there[index];
        if (control) found.set(handle, control);
      }
  }
  return found;
};

export const controlOf = (controls: Controls, handle: string | undefined): Word.ContentControl | undefined =>
  handle === undefined ? undefined : controls.get(handle);

/** Word parts paragraphs by a carriage return, lines by a vertical tab, cells by a bell. */
export const plainText = (text: string): string =>
  text
    .replaceAll(/\r\n?|\v/g, '\n')
    .replaceAll('\u0007', '')
    .replace(/\n$/, '');

export const textOf = (control: Word.ContentControl): string => {
  const text = plainText(control.text);
  return text === plainText(control.placeholderText) ? '' : text;
};

/**
 * Whether Word's own interface can write this value into this place and take it back. A drop-down once chosen cannot
 * be made unchosen by it.
 */
export const isReachable = ({ control, options, text }: Anchor, value: Written): boolean => {
  if (control === 'text') return true;
  if (control === 'checkBox') return reachesCheckBoxes() && value.checked !== undefined;
  if (control !== 'dropDown' || options === undefined) return false;
  return reachesDropDowns() && text !== '' && value.text !== '';
};

export const isLoadable = ({ control }: Anchor): boolean => control === 'checkBox' && reachesCheckBoxes();

/** What the place says now, to be read after the next sync. */
export const loadState = (anchor: Anchor, control: Word.ContentControl): void => {
  control.load('text,placeholderText');
  if (isLoadable(anchor)) loadTick(control);
};

/** Whether the place says this value. */
export const says = (anchor: Anchor, control: Word.ContentControl, value: Written): boolean =>
  isLoadable(anchor) ? isTicked(control) === value.checked : textOf(control) === value.text;

/** Lines of a control among other text are parted by line ends: a paragraph of its own would tear that text apart. */
const writeText = (control: Word.ContentControl, text: string): void => {
  const [first = '', ...lines] = control.subtype === 'RichTextInline' ? text.split('\n') : [text];
  control.insertText(first, 'Replace');
  for (const line of lines) {
    control.insertBreak('Line', 'End');
    control.insertText(line, 'End');
  }
};

/** Queues the writing; a lock on the content is opened for it. @param choose of a drop-down */
export const write = (
  anchor: Anchor,
  control: Word.ContentControl,
  value: Written,
  choose?: Choose,
): void => {
  const locked = control.cannotEdit;
  if (locked) control.cannotEdit = false;
  if (isLoadable(anchor)) tick(control, value.checked === true);
  else if (choose) choose(value.text);
  else writeText(control, value.text);
  if (locked) control.cannotEdit = true;
};
