import type { TenantCore } from '../core.ts';
import { columnJson } from './column.ts';
import type { Column } from './column.ts';
import { fieldsJson, itemJson, versionJson } from './item-json.ts';
import { createItem, deleteItem, findItem, itemOf, updateItem, versionsOf } from './items.ts';
import type { ItemRow, Place } from './items.ts';
import { columnsOf, findList, listJson, listsOf } from './lists.ts';
import { isProblem, notFound } from './problem.ts';
import type { Problem } from './problem.ts';
import { everything, withFields } from './projection.ts';
import type { Actor } from './request.ts';
import { allSites, findSite, siteByPath, siteJson } from './sites.ts';

/**
 * SharePoint as a person uses it in the browser: the same lists, checks, versions and changes as through Graph,
 * without an application's permissions. Sites are named by id or path, lists by id, title or name.
 */
type Shown = Record<string, unknown>;
export type At = { site: string; list: string };

export function listSites(core: TenantCore, userId: string): Shown[] {
  const seen = allSites(core).filter(({ path }) => core.directory.opensSite(userId, path));
  return seen.map((site) => ({ ...siteJson(core, site), path: site.path }));
}

/** Whether that site is there and is not theirs to see. */
export function isClosedTo(core: TenantCore, userId: string, key: string): boolean {
  const site = findSite(core, key) ?? siteByPath(core, key);
  return site !== undefined && !core.directory.opensSite(userId, site.path);
}

export function listLists(core: TenantCore, site: string): Shown[] | Problem {
  const found = findSite(core, site) ?? siteByPath(core, site);
  if (!found) return notFound();
  return listsOf(core, found.id).map((list) => ({
    ...listJson(core, found, list),
    itemCount: list.item_count,
  }));
}

export function listColumns(core: TenantCore, at: At): Shown[] | Problem {
  const place = placeAt(core, at);
  return isProblem(place)
    ? place
    : columnsOf(core, place.list.id).map((column: Column) => columnJson(column));
}

/** Newest first; `before` is the id that the previous page ended with. */
export function listItems(
  core: TenantCore,
  at: At,
  page: { top?: number; before?: number } = {},
): Shown[] | Problem {
  const place = placeAt(core, at);
  if (isProblem(place)) return place;
  return core.db
    .all<ItemRow>(
      'SELECT * FROM items WHERE list_id = ? AND deleted = 0 AND id < ? ORDER BY id DESC LIMIT ?',
      place.list.id,
      page.before ?? Number.MAX_SAFE_INTEGER,
      page.top ?? 100,
    )
    .map((row) => itemJson(place, itemOf(row), withFields));
}

export function getItem(core: TenantCore, at: At, id: string): Shown | Problem {
  const place = placeAt(core, at);
  if (isProblem(place)) return place;
  const item = findItem(place, id);
  return item ? itemJson(place, item, withFields) : notFound();
}

export function itemVersions(core: TenantCore, at: At, id: string): Shown[] | Problem {
  const place = placeAt(core, at);
  if (isProblem(place)) return place;
  const item = findItem(place, id);
  return item
    ? versionsOf(place, item).map((version) => versionJson(place, item, version, withFields))
    : notFound();
}

export function createItemAs(core: TenantCore, userId: string, at: At, fields: Shown): Shown | Problem {
  const place = placeAt(core, at);
  if (isProblem(place)) return place;
  const item = createItem(place, { actor: person(userId), by: 'person' }, fields);
  return isProblem(item) ? item : itemJson(place, item, withFields);
}

export function updateItemAs(
  core: TenantCore,
  userId: string,
  at: At,
  id: string,
  fields: Shown,
  ifMatch?: string,
): Shown | Problem {
  const place = placeAt(core, at);
  if (isProblem(place)) return place;
  const item = updateItem(place, id, { actor: person(userId), by: 'person', body: fields, ifMatch });
  return isProblem(item)
    ? item
    : { ...itemJson(place, item, withFields), fields: fieldsJson(place, item, everything) };
}

export function deleteItemAs(
  core: TenantCore,
  _userId: string,
  at: At,
  id: string,
  ifMatch?: string,
): Problem | undefined {
  const place = placeAt(core, at);
  return isProblem(place) ? place : deleteItem(place, id, ifMatch);
}

const person = (userId: string): Actor => `user:${userId}`;

/** The list that a person means. */
export function placeAt(core: TenantCore, at: At): Place | Problem {
  const site = findSite(core, at.site) ?? siteByPath(core, at.site);
  const list = site && findList(core, site.id, at.list);
  return site && list ? { core, site, list } : notFound();
}
