import type { Column } from './column.ts';
import type { Filter, Literal } from './filter.ts';
import { itemOf } from './items.ts';
import type { Item, ItemRow, Place } from './items.ts';
import { tooManyResources } from './problem.ts';
import type { Problem } from './problem.ts';
import type { Comparable } from './values.ts';

/** SharePoint's list view threshold: rows that one query may have to look at. */
export const THRESHOLD = 5000;

export type ItemPage = { items: Item[]; next?: string };
export type Order = { column: Column; descending: boolean };
export type Position = { id: number; value?: Comparable };

export type Read = (path: string, literal: Literal) => Comparable;

/** Answers from one index alone: the column's, or the list's own order of ids. */
export function byIndex(
  { core, list }: Place,
  query: { top: number },
  column: Column | undefined,
  filter: Filter | undefined,
  read: Read,
  order: Order | undefined,
  position: Position | undefined,
): ItemPage | Problem {
  const values: (string | number | null)[] = [];
  const source =
    column === undefined || column.name === 'ID'
      ? 'SELECT id AS item_id, id AS value FROM items WHERE list_id = ? AND deleted = 0'
      : 'SELECT item_id, value FROM item_index WHERE list_id = ? AND column_name = ?';
  const named = column === undefined || column.name === 'ID' ? [list.id] : [list.id, column.name];
  const where = filter ? sqlOf(filter, read, values) : '1';
  if (filter && list.item_count > THRESHOLD) {
    const matched = core.db.get<{ n: number }>(
      `SELECT count(*) AS n FROM (SELECT 1 FROM (${source}) WHERE ${where} LIMIT ${THRESHOLD + 1})`,
      ...named,
      ...values,
    );
    if (matched && matched.n > THRESHOLD) return tooManyResources();
  }
  const beyond = position ? sqlBeyond(position, order, values) : '1';
  const sorting = order ? `value ${order.descending ? 'DESC' : 'ASC'}, item_id` : 'item_id';
  const found = core.db.all<{ item_id: number; value: Comparable }>(
    `SELECT item_id, value FROM (${source}) WHERE (${where}) AND ${beyond} ORDER BY ${sorting} LIMIT ${query.top + 1}`,
    ...named,
    ...values,
  );
  const items = found.slice(0, query.top).flatMap(({ item_id: id }) => {
    const row = core.db.get<ItemRow>('SELECT * FROM items WHERE list_id = ? AND id = ?', list.id, id);
    return row ? [itemOf(row)] : [];
  });
  const last = found[query.top - 1];
  return found.length > query.top && last
    ? { items, next: writePosition({ id: last.item_id, ...(order ? { value: last.value } : {}) }) }
    : { items };
}

/** The condition on one index's `value`; written so that an empty field is neither less nor greater than anything. */
function sqlOf(filter: Filter, read: Read, values: (string | number | null)[]): string {
  switch (filter.op) {
    case 'and':
    case 'or':
      return `(${sqlOf(filter.left, read, values)} ${filter.op.toUpperCase()} ${sqlOf(filter.right, read, values)})`;
    case 'not':
      return `NOT ${sqlOf(filter.inner, read, values)}`;
    case 'in':
      return `(${filter.values
        .map((literal) => {
          values.push(read(filter.path, literal));
          return 'value IS ?';
        })
        .join(' OR ')})`;
    case 'compare': {
      const wanted = read(filter.path, filter.value);
      if (filter.how === 'startswith') {
        if (typeof wanted !== 'string') return '0';
        values.push(wanted, `${wanted}\u{10FFFF}`);
        return "(typeof(value) = 'text' AND value >= ? AND value < ?)";
      }
      values.push(wanted);
      const sign = { eq: 'IS', ne: 'IS NOT', lt: '<', gt: '>', le: '<=', ge: '>=' }[filter.how];
      return ['eq', 'ne'].includes(filter.how) ? `(value ${sign} ?)` : `coalesce(value ${sign} ?, 0)`;
    }
  }
}

/** SQLite sorts empty values first; the page goes on after the last row seen. */
function sqlBeyond(position: Position, order: Order | undefined, values: (string | number | null)[]): string {
  if (!order) {
    values.push(position.id);
    return 'item_id > ?';
  }
  const value = position.value ?? null;
  if (value === null) {
    values.push(position.id);
    return order.descending ? '(value IS NULL AND item_id > ?)' : '(value IS NOT NULL OR item_id > ?)';
  }
  values.push(value, value, position.id);
  return order.descending
    ? '(value < ? OR value IS NULL OR (value = ? AND item_id > ?))'
    : '(value > ? OR (value = ? AND item_id > ?))';
}

/** SharePoint's own form of a position, in base64. */
export function writePosition(position: Position): string {
  const value =
    position.value === undefined ? '' : `&p_Value=${encodeURIComponent(JSON.stringify(position.value))}`;
  return Buffer.from(`Paged=TRUE&p_ID=${position.id}${value}`).toString('base64url');
}

export function readPosition(token: string): Position | undefined {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  const read = new URLSearchParams(text);
  const id = Number(read.get('p_ID') ?? Number.NaN);
  if (read.get('Paged') !== 'TRUE' || !Number.isInteger(id)) return undefined;
  const value = read.get('p_Value');
  return value === null ? { id } : { id, value: JSON.parse(value) as Comparable };
}
