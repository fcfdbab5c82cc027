/**
 * How a document names its fields. One scheme for content controls (tag), shapes (name) and charts (name or title):
 *
 *   cio:plan.year                     the value of a field
 *   cio:each:measures                 a table row, a paragraph or a slide's table: repeated for each row of the list
 *   cio:each:measures:12              the same, filled: the row with the key 12
 *   cio:each:measures[measures.no,-,measures.owner]    PowerPoint: the columns of the table, - for one left alone
 *   cio:cells[B2=plan.total,C2=plan.done]              PowerPoint: single cells of a table
 *   cio:slide:measures                PowerPoint: the slide is repeated; :12 once filled
 *   cio:if:plan.hasRisks              shown while the fact holds; cio:unless:… while it does not
 *   cio:ifSlide:plan.hasRisks         PowerPoint: the whole slide; cio:unlessSlide:…
 *   cio:chart:results                 a chart
 */
export type Tag =
  | { readonly role: 'field' | 'chart'; readonly id: string }
  | {
      readonly role: 'each' | 'slide';
      readonly id: string;
      readonly key?: string;
      readonly columns?: readonly (string | undefined)[];
    }
  | { readonly role: 'if'; readonly id: string; readonly negated: boolean; readonly slide: boolean }
  | { readonly role: 'cells'; readonly id: string; readonly cells: readonly Cell[] };

/** Row and column from 0. */
export type Cell = { readonly row: number; readonly column: number; readonly id: string };

export const PREFIX = 'cio:';
/** Word keeps 64 characters of a tag. */
export const LONGEST_TAG = 64;

const ID = /^[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)*$/;
const KEY = /^[A-Za-z0-9-]{1,20}$/;

export const isFieldId = (text: string): boolean => ID.test(text);
export const isRowKey = (text: string): boolean => KEY.test(text);

const repeat = (role: 'each' | 'slide', rest: string): Tag | undefined => {
  const [, id = '', key, columns] = /^([^:[]*)(?::([^[]*))?(?:\[([^\]]*)\])?$/.exec(rest) ?? [];
  if (!isFieldId(id) || (key !== undefined && !isRowKey(key))) return undefined;
  const names = columns?.split(',').map((name) => name.trim());
  if (names?.some((name) => name !== '-' && !isFieldId(name))) return undefined;
  return {
    role,
    id,
    ...(key === undefined ? {} : { key }),
    ...(names === undefined ? {} : { columns: names.map((name) => (name === '-' ? undefined : name)) }),
  };
};

const cellsIn = (rest: string): Tag | undefined => {
  const cells = (/^\[([^\]]*)\]$/.exec(rest)?.[1] ?? '').split(',').map((one): Cell | undefined => {
    const [, letters, row, id = ''] = /^\s*([A-Z]{1,2})([1-9]\d{0,3})=(.*?)\s*$/.exec(one) ?? [];
    if (letters === undefined || !isFieldId(id)) return undefined;
    const column = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    return { row: Number(row) - 1, column, id };
  });
  return cells.every((cell) => cell !== undefined) ? { role: 'cells', id: '', cells } : undefined;
};

const CONDITIONS: Readonly<Record<string, { negated: boolean; slide: boolean }>> = {
  if: { negated: false, slide: false },
  unless: { negated: true, slide: false },
  ifSlide: { negated: false, slide: true },
  unlessSlide: { negated: true, slide: true },
};

/** Undefined when the text is none of ours; 'unreadable' when it begins like one and is not. */
export const parseTag = (text: string): Tag | 'unreadable' | undefined => {
  if (!text.startsWith(PREFIX)) return undefined;
  const rest = text.slice(PREFIX.length).trim();
  if (isFieldId(rest)) return { role: 'field', id: rest };
  const [, word = '', argument = ''] = /^([A-Za-z]+):?(.*)$/s.exec(rest) ?? [];
  if (word === 'each' || word === 'slide') return repeat(word, argument) ?? 'unreadable';
  if (word === 'cells') return cellsIn(argument) ?? 'unreadable';
  if (!isFieldId(argument)) return 'unreadable';
  if (word === 'chart') return { role: 'chart', id: argument };
  const condition = CONDITIONS[word];
  return condition ? { role: 'if', id: argument, ...condition } : 'unreadable';
};

/** The tag of one repeated part, once it stands for the row with that key. */
export const rowTag = (role: 'each' | 'slide', list: string, key?: string): string =>
  `${PREFIX}${role}:${list}${key === undefined ? '' : `:${key}`}`;

const CONDITION_WORDS = { if: 'unless', ifSlide: 'unlessSlide' } as const;

const cellName = ({ row, column, id }: Cell): string => {
  const letters = column < 26 ? '' : String.fromCharCode(64 + Math.floor(column / 26));
  return `${letters}${String.fromCharCode(65 + (column % 26))}${row + 1}=${id}`;
};

/** A tag as it is written: what parseTag reads. */
export const tagText = (tag: Tag): string => {
  if (tag.role === 'cells') return `${PREFIX}cells[${tag.cells.map(cellName).join(',')}]`;
  if (tag.role === 'if') {
    const word = tag.slide ? 'ifSlide' : 'if';
    return `${PREFIX}${tag.negated ? CONDITION_WORDS[word] : word}:${tag.id}`;
  }
  if (tag.role === 'each' || tag.role === 'slide') {
    const columns = tag.columns ? `[${tag.columns.map((id) => id ?? '-').join(',')}]` : '';
    return rowTag(tag.role, tag.id, tag.key) + columns;
  }
  return `${PREFIX}${tag.role === 'chart' ? 'chart:' : ''}${tag.id}`;
};
