import type { Column } from './column.ts';
import { holds, parseFilter, pathsOf } from './filter.ts';
import type { Filter, Literal } from './filter.ts';
import { byIndex, readPosition, THRESHOLD, writePosition } from './item-index-query.ts';
import type { ItemPage, Order, Position, Read } from './item-index-query.ts';
import { readInstant } from './instants.ts';
import { valueOf } from './item-index.ts';
import { itemOf } from './items.ts';
import type { ItemRow, Place } from './items.ts';
import { columnsOf } from './lists.ts';
import { invalid, isProblem, tooManyResources } from './problem.ts';
import type { Problem } from './problem.ts';
import type { Comparable } from './values.ts';

export type ItemQuery = {
  filter?: string | undefined;
  orderby?: string | undefined;
  top: number;
  after?: string | undefined;
  /** Prefer: HonorNonIndexedQueriesWarningMayFailRandomly. */
  honorNonIndexed: boolean;
};

/** One page of a list's items, in the order of their ids unless asked otherwise. */
export function queryItems(place: Place, query: ItemQuery): ItemPage | Problem {
  const columns = columnsOf(place.core, place.list.id);
  const parsed = query.filter === undefined ? undefined : parseFilter(query.filter);
  if (parsed && !parsed.ok)
    return invalid('Invalid filter clause', `cannot be read from character ${parsed.at} on`);
  const filter = parsed?.filter;
  const named = new Map<string, Column>();
  for (const path of filter ? pathsOf(filter) : []) {
    const column = columnOf(columns, path);
    if (!column) return invalid(`Field '${path.replace(/^fields\//, '')}' is not recognized`);
    named.set(path, column);
  }
  const order = query.orderby === undefined ? undefined : readOrder(columns, query.orderby);
  if (isProblem(order)) return order;
  const position = query.after === undefined ? undefined : readPosition(query.after);
  if (query.after !== undefined && !position) return invalid('The provided skip token is malformed.');

  const involved = new Set([...named.values(), ...(order ? [order.column] : [])]);
  const unindexed = [...involved].find((column) => !column.indexed);
  if (!query.honorNonIndexed) {
    if (unindexed) return notIndexed(unindexed);
    if (involved.size > 1) {
      return invalid('Invalid request', 'the service filters by one indexed field at a time');
    }
  }
  const readable = (path: string, literal: Literal): Comparable | Problem =>
    readLiteral(place, named.get(path), literal);
  const wrong = filter && firstProblem(filter, readable);
  if (wrong) return wrong;
  const read = (path: string, literal: Literal): Comparable => {
    const value = readable(path, literal);
    return isProblem(value) ? null : value;
  };

  const [only] = involved;
  if (involved.size <= 1 && !unindexed) return byIndex(place, query, only, filter, read, order, position);
  if (place.list.item_count > THRESHOLD) return tooManyResources();
  return byScan(place, query, filter, named, read, order, position);
}

function notIndexed(column: Column): Problem {
  return invalid(
    `Field '${column.name}' cannot be referenced in filter or orderby as it is not indexed. Provide the 'Prefer: HonorNonIndexedQueriesWarningMayFailRandomly' header to allow this, but be warned that such queries may fail on large lists.`,
  );
}

/** `fields/X`, a person's `fields/XLookupId`, or a property of the item that is also a column. */
function columnOf(columns: Column[], path: string): Column | undefined {
  const own: Record<string, string> = {
    id: 'ID',
    createdDateTime: 'Created',
    lastModifiedDateTime: 'Modified',
  };
  const name = path.startsWith('fields/') ? path.slice('fields/'.length) : own[path];
  if (name === undefined) return undefined;
  const called = (wanted: string): Column | undefined => columns.find((column) => column.name === wanted);
  if (name.toLowerCase() === 'id') return called('ID');
  const person = name.endsWith('LookupId') ? called(name.slice(0, -'LookupId'.length)) : undefined;
  return called(name) ?? (person?.kind === 'personOrGroup' ? person : undefined);
}

function readOrder(columns: Column[], text: string): Order | Problem {
  const [path = '', direction = 'asc', ...rest] = text.trim().split(/\s+/);
  const column = columnOf(columns, path);
  if (!column) return invalid(`Field '${path.replace(/^fields\//, '')}' is not recognized`);
  if (rest.length > 0 || !['asc', 'desc'].includes(direction)) return invalid('Invalid orderby clause');
  return { column, descending: direction === 'desc' };
}

function readLiteral(place: Place, column: Column | undefined, literal: Literal): Comparable | Problem {
  if (literal === null || !column) return null;
  const wrong = invalid('Invalid filter clause', `${column.name} cannot be compared with ${String(literal)}`);
  switch (column.kind) {
    case 'text':
    case 'choice':
    case 'hyperlinkOrPicture':
      return String(literal).toLowerCase();
    case 'number':
    case 'personOrGroup':
      return literal !== '' && typeof literal !== 'boolean' && Number.isFinite(Number(literal))
        ? Number(literal)
        : wrong;
    case 'boolean':
      return { true: 1, '1': 1, false: 0, '0': 0 }[String(literal).toLowerCase()] ?? wrong;
    case 'dateTime':
      return (
        (typeof literal === 'string' ? readInstant(literal, place.site.time_zone)?.getTime() : undefined) ??
        wrong
      );
  }
}

function firstProblem(
  filter: Filter,
  read: (path: string, literal: Literal) => Comparable | Problem,
): Problem | undefined {
  switch (filter.op) {
    case 'and':
    case 'or':
      return firstProblem(filter.left, read) ?? firstProblem(filter.right, read);
    case 'not':
      return firstProblem(filter.inner, read);
    case 'in':
      return filter.values.map((value) => read(filter.path, value)).find(isProblem);
    case 'compare': {
      const value = read(filter.path, filter.value);
      return isProblem(value) ? value : undefined;
    }
  }
}

function byScan(
  place: Place,
  query: ItemQuery,
  filter: Filter | undefined,
  named: Map<string, Column>,
  read: Read,
  order: Order | undefined,
  position: Position | undefined,
): ItemPage {
  const items = place.core.db
    .all<ItemRow>('SELECT * FROM items WHERE list_id = ? AND deleted = 0 ORDER BY id', place.list.id)
    .map(itemOf)
    .filter((item) => {
      const value = (path: string): Comparable => {
        const column = named.get(path);
        return column ? valueOf(place, column, item) : null;
      };
      return !filter || holds(filter, value, read);
    });
  if (order) {
    const sign = order.descending ? -1 : 1;
    items.sort(
      (a, b) =>
        sign * compare(valueOf(place, order.column, a), valueOf(place, order.column, b)) || a.id - b.id,
    );
  }
  const start = position ? items.findIndex((item) => item.id === position.id) + 1 : 0;
  const page = items.slice(start, start + query.top);
  const last = page.at(-1);
  return last && start + query.top < items.length
    ? { items: page, next: writePosition({ id: last.id }) }
    : { items: page };
}

function compare(a: Comparable, b: Comparable): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}
