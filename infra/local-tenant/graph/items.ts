import type { TenantCore } from '../core.ts';
import { stableGuid } from '../ids.ts';
import { duplicate, index } from './item-index.ts';
import { columnsOf, listById } from './lists.ts';
import type { List } from './lists.ts';
import { etagMismatch, isProblem, notFound } from './problem.ts';
import type { Problem } from './problem.ts';
import type { Actor } from './request.ts';
import type { Site } from './sites.ts';
import { defaults, readFields } from './values.ts';
import type { Fields, Stored } from './values.ts';

export type ItemRow = {
  list_id: string;
  id: number;
  guid: string;
  version: number;
  created: string;
  modified: string;
  author: Actor;
  editor: Actor;
  fields: string;
  seq: number;
  deleted: number;
};
export type Item = Omit<ItemRow, 'fields'> & { fields: Fields };
export type Place = { core: TenantCore; site: Site; list: List };
export type Author = { actor: Actor; by: 'application' | 'person' };

const KEPT_VERSIONS = 500;

export function itemOf(row: ItemRow): Item {
  return { ...row, fields: JSON.parse(row.fields) as Fields };
}

export function findItem({ core, list }: Place, id: string): Item | undefined {
  if (!/^\d+$/.test(id)) return undefined;
  const row = core.db.get<ItemRow>(
    'SELECT * FROM items WHERE list_id = ? AND id = ? AND deleted = 0',
    list.id,
    Number(id),
  );
  return row && itemOf(row);
}

export function etagOf(item: Item): string {
  return `"${item.guid},${item.version}"`;
}

/** Creates an item from the fields of a body; unique columns are held against every other item. */
export function createItem(place: Place, author: Author, body: Record<string, unknown>): Item | Problem {
  const { core, site, list } = place;
  const columns = columnsOf(core, list.id);
  const writing = { core, site, columns, by: author.by };
  const preset = defaults(writing);
  if (isProblem(preset)) return preset;
  const given = readFields(writing, body);
  if (isProblem(given)) return given;
  const fields = merged({}, { ...preset, ...given });
  return core.db.transaction(() => insertItem(place, author.actor, fields));
}

/** Keeps a new item; the caller has checked the fields. */
export function insertItem(place: Place, actor: Actor, fields: Fields): Item | Problem {
  const { core, list } = place;
  const columns = columnsOf(core, list.id);
  const taken = duplicate(core, list, columns, fields, undefined);
  if (taken) return taken;
  const now = core.clock.now().toISOString();
  const { id, seq } = nextNumbers(core, list, now);
  const item: Item = {
    list_id: list.id,
    id,
    guid: stableGuid('item', list.id, String(id)),
    version: 1,
    created: now,
    modified: now,
    author: actor,
    editor: actor,
    fields,
    seq,
    deleted: 0,
  };
  core.db.run(
    'INSERT INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)',
    item.list_id,
    id,
    item.guid,
    1,
    now,
    now,
    actor,
    actor,
    JSON.stringify(fields),
    seq,
  );
  keepVersion(core, item);
  index(place, columns, item);
  return item;
}

export type Change = Author & { body: Record<string, unknown>; ifMatch?: string | undefined };

/** Changes fields; with `ifMatch` only if nobody changed the item since. Every change is a version. */
export function updateItem(place: Place, id: string, change: Change): Item | Problem {
  const { core, site, list } = place;
  return core.db.transaction(() => {
    const item = findItem(place, id);
    if (!item) return notFound();
    if (!matches(item, change.ifMatch)) return etagMismatch('resourceModified');
    const columns = columnsOf(core, list.id);
    const given = readFields({ core, site, columns, by: change.by }, change.body);
    if (isProblem(given)) return given;
    return keepChange(place, item, change.actor, merged(item.fields, given));
  });
}

/** Writes an item's new fields as its next version. */
export function keepChange(place: Place, item: Item, actor: Actor, fields: Fields): Item | Problem {
  const { core, list } = place;
  const columns = columnsOf(core, list.id);
  const taken = duplicate(core, list, columns, fields, item.id);
  if (taken) return taken;
  const now = core.clock.now().toISOString();
  const { seq } = nextSeq(core, list, now);
  const next: Item = { ...item, version: item.version + 1, modified: now, editor: actor, fields, seq };
  core.db.run(
    'UPDATE items SET version = ?, modified = ?, editor = ?, fields = ?, seq = ? WHERE list_id = ? AND id = ?',
    next.version,
    now,
    actor,
    JSON.stringify(fields),
    seq,
    list.id,
    item.id,
  );
  keepVersion(core, next);
  core.db.run('DELETE FROM item_index WHERE list_id = ? AND item_id = ?', list.id, item.id);
  index(place, columns, next);
  return next;
}

export function deleteItem(place: Place, id: string, ifMatch?: string): Problem | undefined {
  const { core, list } = place;
  return core.db.transaction(() => {
    const item = findItem(place, id);
    if (!item) return notFound();
    if (!matches(item, ifMatch)) return etagMismatch('resourceModified');
    const { seq } = nextSeq(core, list, core.clock.now().toISOString());
    core.db.run('UPDATE items SET deleted = 1, seq = ? WHERE list_id = ? AND id = ?', seq, list.id, item.id);
    core.db.run('UPDATE lists SET item_count = item_count - 1 WHERE id = ?', list.id);
    core.db.run('DELETE FROM item_index WHERE list_id = ? AND item_id = ?', list.id, item.id);
    core.db.run('DELETE FROM item_versions WHERE list_id = ? AND item_id = ?', list.id, item.id);
    return undefined;
  });
}

export type ItemVersion = { version: number; modified: string; editor: Actor; fields: Fields };

/** Newest first. */
export function versionsOf({ core, list }: Place, item: Item): ItemVersion[] {
  return core.db
    .all<Omit<ItemVersion, 'fields'> & { fields: string }>(
      'SELECT version, modified, editor, fields FROM item_versions WHERE list_id = ? AND item_id = ? ORDER BY version DESC',
      list.id,
      item.id,
    )
    .map((row) => ({ ...row, fields: JSON.parse(row.fields) as Fields }));
}

export function matches(item: Item, ifMatch: string | undefined): boolean {
  if (ifMatch === undefined || ifMatch === '*') return true;
  // Clients send the item's eTag with or without quotes, and a file's with braces.
  const bare = (tag: string): string => tag.replace(/^W\//, '').replace(/["{}]/g, '').toLowerCase();
  return bare(ifMatch) === bare(etagOf(item));
}

function keepVersion(core: TenantCore, item: Item): void {
  core.db.run(
    'INSERT INTO item_versions VALUES (?, ?, ?, ?, ?, ?)',
    item.list_id,
    item.id,
    item.version,
    item.modified,
    item.editor,
    JSON.stringify(item.fields),
  );
  if (item.version > KEPT_VERSIONS) {
    core.db.run(
      'DELETE FROM item_versions WHERE list_id = ? AND item_id = ? AND version <= ?',
      item.list_id,
      item.id,
      item.version - KEPT_VERSIONS,
    );
  }
}

function merged(fields: Fields, changes: Record<string, Stored | null>): Fields {
  const next: Fields = { ...fields };
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) delete next[name];
    else next[name] = value;
  }
  return next;
}

function nextNumbers(core: TenantCore, list: List, now: string): { id: number; seq: number } {
  core.db.run(
    'UPDATE lists SET last_item = last_item + 1, item_count = item_count + 1, seq = seq + 1, modified = ? WHERE id = ?',
    now,
    list.id,
  );
  const fresh = listById(core, list.id);
  if (!fresh) throw new Error('the list is gone');
  return { id: fresh.last_item, seq: fresh.seq };
}

export function nextSeq(core: TenantCore, list: List, now: string): { seq: number } {
  core.db.run('UPDATE lists SET seq = seq + 1, modified = ? WHERE id = ?', now, list.id);
  return { seq: listById(core, list.id)?.seq ?? 0 };
}
