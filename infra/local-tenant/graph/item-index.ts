import type { TenantCore } from '../core.ts';
import type { Column } from './column.ts';
import { itemOf } from './items.ts';
import type { Item, ItemRow, Place } from './items.ts';
import type { List } from './lists.ts';
import { ensurePrincipal } from './people.ts';
import { invalid } from './problem.ts';
import type { Problem } from './problem.ts';
import { comparable } from './values.ts';
import type { Comparable, Fields } from './values.ts';

/** Fills the index of a column that becomes indexed; says which refusal a unique one meets. */
export function reindex(place: Place, column: Column): Problem | undefined {
  const { core, list } = place;
  core.db.run('DELETE FROM item_index WHERE list_id = ? AND column_name = ?', list.id, column.name);
  if (!column.indexed) return undefined;
  for (const row of core.db.all<ItemRow>('SELECT * FROM items WHERE list_id = ? AND deleted = 0', list.id)) {
    core.db.run(
      'INSERT INTO item_index VALUES (?, ?, ?, ?)',
      list.id,
      column.name,
      valueOf(place, column, itemOf(row)),
      row.id,
    );
  }
  const twice = core.db.get(
    'SELECT 1 FROM item_index WHERE list_id = ? AND column_name = ? AND value IS NOT NULL GROUP BY value HAVING count(*) > 1',
    list.id,
    column.name,
  );
  return column.enforceUniqueValues && twice ? notUnique() : undefined;
}

/** A field, or what SharePoint knows by itself, as an index compares it. */
export function valueOf({ core, site }: Place, column: Column, item: Item): Comparable {
  switch (column.name) {
    case 'ID':
      return item.id;
    case 'Created':
      return Date.parse(item.created);
    case 'Modified':
      return Date.parse(item.modified);
    case 'Author':
      return ensurePrincipal(core, site.id, item.author);
    case 'Editor':
      return ensurePrincipal(core, site.id, item.editor);
    default:
      return comparable(column, item.fields[column.name]);
  }
}

/** Puts an item's values into the index of every indexed column. */
export function index(place: Place, columns: Column[], item: Item): void {
  for (const column of columns) {
    if (!column.indexed || column.name === 'ID') continue;
    place.core.db.run(
      'INSERT INTO item_index VALUES (?, ?, ?, ?)',
      item.list_id,
      column.name,
      valueOf(place, column, item),
      item.id,
    );
  }
}

const notUnique = (): Problem =>
  invalid('One or more fields with unique constraints already has the provided value.');

/** The refusal when another item holds the value of a unique column; empty values may repeat. */
export function duplicate(
  core: TenantCore,
  list: List,
  columns: Column[],
  fields: Fields,
  own: number | undefined,
): Problem | undefined {
  for (const column of columns) {
    if (!column.enforceUniqueValues) continue;
    const value = comparable(column, fields[column.name]);
    if (value === null) continue;
    const other = core.db.get(
      'SELECT 1 FROM item_index WHERE list_id = ? AND column_name = ? AND value = ? AND item_id <> ?',
      list.id,
      column.name,
      value,
      own ?? -1,
    );
    if (other) return notUnique();
  }
  return undefined;
}
