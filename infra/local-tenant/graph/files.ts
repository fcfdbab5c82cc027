import { createHash } from 'node:crypto';
import type { TenantCore } from '../core.ts';
import { findItem } from './items.ts';
import type { Item, Place } from './items.ts';
import { listById, listsOf } from './lists.ts';
import type { List } from './lists.ts';
import { BELOW } from './paths.ts';
import { allSites } from './sites.ts';
import type { Site } from './sites.ts';

/** A file or folder of a library; the library's root is one too, without a list item (item_id 0). */
export type FileRow = {
  id: string;
  list_id: string;
  item_id: number;
  parent_id: string | null;
  name: string;
  name_key: string;
  folder: number;
  size: number;
  mime: string;
  blob: string | null;
  content_version: number;
  deleted: number;
};

export function driveIdOf(site: Site, list: List): string {
  const bytes = Buffer.from([site.id, site.web_id, list.id].join('').replaceAll('-', ''), 'hex');
  return `b!${bytes.toString('base64url')}`;
}

export function libraryOfDrive(core: TenantCore, driveId: string): List | undefined {
  for (const site of allSites(core)) {
    const found = listsOf(core, site.id).find(
      (list) => list.template === 'documentLibrary' && driveIdOf(site, list) === driveId,
    );
    if (found) return found;
  }
  return undefined;
}

export function rootOf(list: List): FileRow {
  return {
    id: fileId(list.id, 0),
    list_id: list.id,
    item_id: 0,
    parent_id: null,
    name: 'root',
    name_key: 'root',
    folder: 1,
    size: 0,
    mime: '',
    blob: null,
    content_version: 0,
    deleted: 0,
  };
}

/** By id, `root`, or either of them with a path below it. */
export function resolveFile(core: TenantCore, list: List, key: string): FileRow | undefined {
  const cut = key.indexOf(BELOW);
  const own = cut < 0 ? key : key.slice(0, cut);
  const root = rootOf(list);
  let file =
    own === 'root' || own === root.id
      ? root
      : core.db.get<FileRow>(
          'SELECT * FROM files WHERE id = ? AND list_id = ? AND deleted = 0',
          own,
          list.id,
        );
  for (const name of cut < 0
    ? []
    : key
        .slice(cut + BELOW.length)
        .split('/')
        .filter(Boolean)) {
    file = file && childNamed(core, file, name);
  }
  return file;
}

export function childNamed(core: TenantCore, folder: FileRow, name: string): FileRow | undefined {
  return core.db.get<FileRow>(
    'SELECT * FROM files WHERE list_id = ? AND parent_id = ? AND name_key = ? AND deleted = 0',
    folder.list_id,
    folder.id,
    name.toLowerCase(),
  );
}

export function childrenOf(core: TenantCore, folder: FileRow): FileRow[] {
  return core.db.all<FileRow>(
    'SELECT * FROM files WHERE list_id = ? AND parent_id = ? AND deleted = 0 ORDER BY name_key',
    folder.list_id,
    folder.id,
  );
}

export function fileOfItem(core: TenantCore, list: List, itemId: number): FileRow | undefined {
  return core.db.get<FileRow>('SELECT * FROM files WHERE list_id = ? AND item_id = ?', list.id, itemId);
}

/** The folder's path below the root, with a slash before each name; empty for the root. */
export function pathOf(core: TenantCore, file: FileRow): string {
  if (file.item_id === 0) return '';
  const parent =
    file.parent_id === null
      ? undefined
      : core.db.get<FileRow>('SELECT * FROM files WHERE id = ?', file.parent_id);
  return `${parent ? pathOf(core, parent) : ''}/${file.name}`;
}

export type FileVersion = { version: number; size: number; blob: string };

/** Newest first. */
export function fileVersions(core: TenantCore, file: FileRow): FileVersion[] {
  return core.db.all<FileVersion>(
    'SELECT version, size, blob FROM file_versions WHERE file_id = ? ORDER BY version DESC',
    file.id,
  );
}

export function itemOfFile(place: Place, file: FileRow): Item | undefined {
  return file.item_id === 0 ? undefined : findItem(place, String(file.item_id));
}

export function placeOf(core: TenantCore, site: Site, listId: string): Place | undefined {
  const list = listById(core, listId);
  return list && { core, site, list };
}

/** `01` and 32 signs of base 32, as SharePoint's drive items are named. */
export function fileId(listId: string, itemId: number): string {
  const digest = createHash('sha256').update(`${listId}/${itemId}`).digest();
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return `01${Array.from(digest, (byte) => alphabet[byte % 32]).join('')}`;
}
