import type { Anchor } from '../../../shared/documents/anchor.ts';
import type { Written } from '../../../shared/documents/document-field.ts';
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
    'items/id,items/tag,items/title,items/text,items/placeholderText,items/cannotEdit,items/type',
  );
  return controls;
};

/** Files write the id of a control with a sign, Office.js may leave it out. */
const idOf = (id: number | string): number => Number(id) >>> 0;

export type Controls = ReadonlyMap<number, Word.ContentControl>;

export const byId = ({ items }: Word.ContentControlCollection): Controls =>
  new Map(items.map((control) => [idOf(control.id), control]));

export const controlOf = (controls: Controls, handle: string | undefined): Word.ContentControl | undefined =>
  handle === undefined ? undefined : controls.get(idOf(handle));

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
  else control.insertText(value.text, 'Replace');
  if (locked) control.cannotEdit = true;
};
