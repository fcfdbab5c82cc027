import type { Written } from '../document-field.ts';

/**
 * The text of a part with its fields written in. The places that change form a tree, for repeated parts hold fields
 * of their own; everything between them is taken over as it stands.
 */
export type Node = Slot | TagNode | PartNode | EachNode;

/** Something of a field: its text, or what its control says of it. */
export type Slot = {
  readonly kind: 'slot';
  readonly start: number;
  readonly end: number;
  readonly id: string;
  /** Undefined leaves the place as it is. */
  readonly make: (value: Written) => string | undefined;
};

/** Where a repeated part says whose row it is. */
export type TagNode = {
  readonly kind: 'tag';
  readonly start: number;
  readonly end: number;
  readonly of: (key?: string) => string;
};

/** What is shown or taken out. */
export type PartNode = {
  readonly kind: 'part';
  readonly start: number;
  readonly end: number;
  readonly id: string;
  readonly negated: boolean;
  readonly children: readonly Node[];
  /** What stands there when it is taken out: an empty paragraph where one is needed. */
  readonly without: string;
};

/** What is repeated: neighbours that are one list's rows. */
export type EachNode = {
  readonly kind: 'each';
  readonly start: number;
  readonly end: number;
  readonly id: string;
  readonly items: readonly Item[];
  /** Takes out of a copy what must not stand twice in a document. */
  readonly clean: (text: string) => string;
};

/** One of the repeated parts as it stands. */
export type Item = {
  readonly start: number;
  readonly end: number;
  readonly key: string | undefined;
  readonly children: readonly Node[];
};

type Cells = Readonly<Record<string, Written>>;

export type Values = {
  readonly written: (id: string) => Written | undefined;
  /** Whether the fact holds; undefined when nothing is to be done. */
  readonly part: (id: string) => boolean | undefined;
  readonly rows: (id: string) => readonly { readonly key: string; readonly cells: Cells }[] | undefined;
  /** The row that is being written; its key, where it has one. */
  readonly row?: { readonly key?: string };
};

type Make = (values: Values) => string | undefined;
type Piece = { readonly start: number; readonly end: number; readonly make: Make };

const asItIs = (text: string): string => text;

/** What stands between the pieces is cut out once, however often it is written. */
const compile = (
  text: string,
  start: number,
  end: number,
  pieces: readonly Piece[],
  clean: (text: string) => string,
): ((values: Values) => string) => {
  const sorted = pieces.toSorted((one, other) => one.start - other.start || one.end - other.end);
  const kept = sorted.map((piece) => clean(text.slice(piece.start, piece.end)));
  const gaps = [...sorted.map(({ start }) => start), end].map((to, index) =>
    clean(text.slice(sorted[index - 1]?.end ?? start, to)),
  );
  return (values) => {
    let out = gaps[0] as string;
    for (let index = 0; index < sorted.length; index += 1)
      out += ((sorted[index] as Piece).make(values) ?? kept[index]) + (gaps[index + 1] as string);
    return out;
  };
};

const EMPTY: Written = { text: '' };
const NOTHING: readonly (string | undefined)[] = [undefined, '', '☐', '0'];

/** Inside a repeated part: the row's own values first, then those of the document. */
export const inRow = (values: Values, list: string, cells: Cells, key?: string): Values => ({
  written: (id) =>
    Object.hasOwn(cells, id) ? cells[id] : id.startsWith(`${list}.`) ? EMPTY : values.written(id),
  part: (id) => (id.startsWith(`${list}.`) ? !NOTHING.includes(cells[id]?.text) : values.part(id)),
  rows: values.rows,
  row: key === undefined ? {} : { key },
});

const itemMaker = (text: string, item: Item, clean: (text: string) => string) => {
  const pieces = item.children.map((node) => pieceOf(text, node, clean));
  return compile(text, item.start, item.end, pieces, clean);
};

/** A row that is there already keeps its looks and whatever a person wrote beside its fields. */
const eachMake = (text: string, node: EachNode, clean: (text: string) => string): Make => {
  const [first] = node.items;
  return (values) => {
    const rows = values.rows(node.id);
    if (!rows || !first) return undefined;
    // Without rows the model stays, empty: the next filling needs it.
    if (rows.length === 0) return itemMaker(text, first, clean)(inRow(values, node.id, {}));
    const there = new Map(node.items.flatMap((item) => (item.key === undefined ? [] : [[item.key, item]])));
    let copy: ((values: Values) => string) | undefined;
    let modelUsed = rows.some(({ key }) => there.get(key) === first);
    return rows
      .map(({ key, cells }) => {
        let own = there.get(key);
        if (!own && !modelUsed) {
          own = first;
          modelUsed = true;
        }
        copy ??= own ? undefined : itemMaker(text, first, node.clean);
        const make = own ? itemMaker(text, own, clean) : (copy as (values: Values) => string);
        return make(inRow(values, node.id, cells, key));
      })
      .join('');
  };
};

const partMake = (text: string, node: PartNode, clean: (text: string) => string): Make => {
  const pieces = node.children.map((child) => pieceOf(text, child, clean));
  const shown = compile(text, node.start, node.end, pieces, clean);
  return (values) => {
    const truth = values.part(node.id);
    return truth !== undefined && truth === node.negated ? node.without : shown(values);
  };
};

const pieceOf = (text: string, node: Node, clean: (text: string) => string): Piece => {
  const { start, end } = node;
  if (node.kind === 'each') return { start, end, make: eachMake(text, node, clean) };
  if (node.kind === 'part') return { start, end, make: partMake(text, node, clean) };
  if (node.kind === 'tag') return { start, end, make: ({ row }) => row && node.of(row.key) };
  return {
    start,
    end,
    make: (values) => {
      const value = values.written(node.id);
      return value && node.make(value);
    },
  };
};

/** The whole text with everything written in that the values know. */
export const renderNodes = (text: string, nodes: readonly Node[], values: Values): string =>
  compile(
    text,
    0,
    text.length,
    nodes.map((node) => pieceOf(text, node, asItIs)),
    asItIs,
  )(values);
