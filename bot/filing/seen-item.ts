import type { ColumnValue, ColumnValues } from '../../shared/kernel/record/columns.ts';
import type { Item, ListDefinition } from '../graph/lists.ts';
import type { ListRow } from '../store/list-rows.ts';

/** What a delta tells of a row. */

/** Who changed a row last: a person or another application, by hand; ourselves; or SharePoint does not tell. */
export type Editor =
  | { readonly by: 'person'; readonly id: string; readonly name: string }
  | { readonly by: 'application'; readonly name: string }
  | { readonly by: 'us' }
  | { readonly by: 'unknown' };

const plain = (value: unknown): value is ColumnValue =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

/** SharePoint keeps an empty text as nothing at all: whoever writes one reads null. */
export const asKept = (value: ColumnValue | undefined): ColumnValue =>
  value === undefined || value === '' ? null : value;

/** What SharePoint keeps and the database does not: half a character, as is left where a text was cut. */
const asSeen = (value: ColumnValue): ColumnValue =>
  typeof value === 'string' ? asKept(value.toWellFormed()) : value;

/** What stands in the columns that we know. */
export const columnsIn = (list: ListDefinition, item: Item): ColumnValues => {
  const names = ['Title', ...list.columns.map((column) => column.name)];
  return Object.fromEntries(
    names.map((name) => {
      const value = item.fields?.[name] ?? null;
      return [name, plain(value) ? asSeen(value) : JSON.stringify(value)];
    }),
  );
};

export const editorOf = (item: Item, appId: string): Editor => {
  const { user, application } = item.lastModifiedBy ?? {};
  if (user?.id) return { by: 'person', id: user.id, name: user.displayName ?? user.id };
  if (!application?.id) return { by: 'unknown' };
  return application.id.toLowerCase() === appId.toLowerCase()
    ? { by: 'us' }
    : { by: 'application', name: application.displayName ?? application.id };
};

/** The columns that are no longer as they were seen last. */
export const changedIn = (seen: ColumnValues, before: ListRow | undefined): readonly string[] =>
  Object.keys(seen).filter((name) => !before || asKept(before.seen[name]) !== asKept(seen[name]));
