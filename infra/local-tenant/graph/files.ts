import { createHash, randomUUID } from 'node:crypto';
import type { TenantCore } from '../core.ts';
import { findItem, insertItem, keepChange, matches, deleteItem } from './items.ts';
import type { Item, Place } from './items.ts';
import { listById, listsOf } from './lists.ts';
import type { List } from './lists.ts';
import { mimeOf } from './mime.ts';
import { BELOW } from './paths.ts';
import { etagMismatch, invalid, isProblem, nameExists, notFound, problem } from './problem.ts';
import type { Problem } from './problem.ts';
import type { Actor } from './request.ts';
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

export type Conflict = 'fail' | 'replace' | 'rename';
/** Bytes that lie in the files folder under this name. */
export type Blob = { name: string; size: number };

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

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d|\.lock|desktop\.ini)$/i;

/** Why SharePoint would not take this name, or undefined. */
export function nameObjection(name: string): Problem | undefined {
  const illegal =
    name === '' ||
    name.length > 255 ||
    /["*:<>?/\\|]|\p{Cc}/u.test(name) ||
    name !== name.trim() ||
    name.endsWith('.') ||
    name.startsWith('~$') ||
    name.toLowerCase().includes('_vti_') ||
    RESERVED.test(name);
  return illegal
    ? invalid('The provided name cannot contain characters or words that are not allowed.', name)
    : undefined;
}

export type NewFile = { actor: Actor; name: string; conflict: Conflict; ifMatch?: string | undefined };

/** Creates a folder, or gives the one that is there when `replace` is asked for. */
export function createFolder(place: Place, parent: FileRow, given: NewFile): FileRow | Problem {
  return place.core.db.transaction(() => {
    const target = freeName(place, parent, given);
    if (isProblem(target)) return target;
    if (target.present) return target.present.folder ? target.present : nameExists();
    return insertFile(place, parent, given.actor, target.name, undefined);
  });
}

export type Put = { file: FileRow; created: boolean };

/** Keeps bytes under a name: a new file, a new version of the one that is there, or a refusal. */
export function putFile(place: Place, parent: FileRow, given: NewFile, blob: Blob): Put | Problem {
  const { core } = place;
  return core.db.transaction(() => {
    const target = freeName(place, parent, given);
    if (isProblem(target)) return target;
    const { present } = target;
    if (!present) {
      const file = insertFile(place, parent, given.actor, target.name, blob);
      return isProblem(file) ? file : { file, created: true };
    }
    const item = itemOfFile(place, present);
    if (present.folder || !item) return nameExists();
    if (!matches(item, given.ifMatch)) return etagMismatch('notAllowed');
    const kept = keepChange(place, item, given.actor, { ...item.fields, FileSizeDisplay: String(blob.size) });
    if (isProblem(kept)) return kept;
    core.db.run(
      'UPDATE files SET size = ?, blob = ?, content_version = content_version + 1 WHERE id = ?',
      blob.size,
      blob.name,
      present.id,
    );
    core.db.run(
      'INSERT INTO file_versions VALUES (?, ?, ?, ?)',
      present.id,
      kept.version,
      blob.size,
      blob.name,
    );
    return { file: fileAgain(core, present), created: false };
  });
}

/** The folder at a path, made with everything above it when it is missing, as SharePoint does on upload. */
export function ensureFolder(place: Place, from: FileRow, names: string[], actor: Actor): FileRow | Problem {
  let folder = from;
  for (const name of names) {
    const next = createFolder(place, folder, { actor, name, conflict: 'replace' });
    if (isProblem(next)) return next;
    folder = next;
  }
  return folder;
}

export type Move = { actor: Actor; name?: string; parent?: FileRow; ifMatch?: string | undefined };

/** Renames or moves within the library. */
export function moveFile(place: Place, file: FileRow, move: Move): FileRow | Problem {
  const { core, list } = place;
  return core.db.transaction(() => {
    const item = itemOfFile(place, file);
    if (!item) return notFound();
    if (!matches(item, move.ifMatch)) return etagMismatch('notAllowed');
    const parent =
      move.parent ?? (file.parent_id === null ? undefined : resolveFile(core, list, file.parent_id));
    const name = move.name ?? file.name;
    const refused = nameObjection(name);
    if (refused) return refused;
    if (!parent?.folder) return notFound();
    if (`${pathOf(core, parent)}/`.startsWith(`${pathOf(core, file)}/`))
      return invalid('Invalid request', 'a folder cannot move into itself');
    const other = childNamed(core, parent, name);
    if (other && other.id !== file.id) return nameExists();
    core.db.run(
      'UPDATE files SET parent_id = ?, name = ?, name_key = ?, mime = ? WHERE id = ?',
      parent.id,
      name,
      name.toLowerCase(),
      file.folder ? '' : mimeOf(name),
      file.id,
    );
    const kept = keepChange(place, item, move.actor, {
      ...item.fields,
      FileLeafRef: name,
      FileDirRef: pathOf(core, parent),
    });
    return isProblem(kept) ? kept : fileAgain(core, file);
  });
}

/** Deletes a file, or a folder with all that is in it. */
export function removeFile(place: Place, file: FileRow, ifMatch?: string): Problem | undefined {
  const { core } = place;
  return core.db.transaction(() => {
    const item = itemOfFile(place, file);
    if (!item) return problem(400, 'invalidRequest', 'The root folder cannot be deleted.');
    if (!matches(item, ifMatch)) return etagMismatch('notAllowed');
    for (const child of childrenOf(core, file)) removeFile(place, child);
    core.db.run('UPDATE files SET deleted = 1 WHERE id = ?', file.id);
    return deleteItem(place, String(file.item_id));
  });
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

export const newBlobName = (): string => randomUUID();

function freeName(
  place: Place,
  parent: FileRow,
  given: NewFile,
): { name: string; present?: FileRow } | Problem {
  const refused = nameObjection(given.name);
  if (refused) return refused;
  const present = childNamed(place.core, parent, given.name);
  if (!present) return { name: given.name };
  if (given.conflict === 'replace') return { name: given.name, present };
  if (given.conflict === 'fail') return nameExists();
  const dot = given.name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [given.name.slice(0, dot), given.name.slice(dot)] : [given.name, ''];
  let number = 1;
  while (childNamed(place.core, parent, `${stem} ${number}${extension}`)) number += 1;
  return { name: `${stem} ${number}${extension}` };
}

function insertFile(
  place: Place,
  parent: FileRow,
  actor: Actor,
  name: string,
  blob: Blob | undefined,
): FileRow | Problem {
  const { core, list } = place;
  const dot = name.lastIndexOf('.');
  const item = insertItem(place, actor, {
    FileLeafRef: name,
    FileDirRef: pathOf(core, parent),
    ...(blob
      ? { DocIcon: dot > 0 ? name.slice(dot + 1).toLowerCase() : '', FileSizeDisplay: String(blob.size) }
      : { ContentType: 'Folder' }),
  });
  if (isProblem(item)) return item;
  const file: FileRow = {
    id: fileId(list.id, item.id),
    list_id: list.id,
    item_id: item.id,
    parent_id: parent.id,
    name,
    name_key: name.toLowerCase(),
    folder: blob ? 0 : 1,
    size: blob?.size ?? 0,
    mime: blob ? mimeOf(name) : '',
    blob: blob?.name ?? null,
    content_version: 1,
    deleted: 0,
  };
  core.db.run(
    'INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)',
    file.id,
    file.list_id,
    file.item_id,
    file.parent_id,
    file.name,
    file.name_key,
    file.folder,
    file.size,
    file.mime,
    file.blob,
    file.content_version,
  );
  if (blob) core.db.run('INSERT INTO file_versions VALUES (?, 1, ?, ?)', file.id, blob.size, blob.name);
  return file;
}

function fileAgain(core: TenantCore, file: FileRow): FileRow {
  return core.db.get<FileRow>('SELECT * FROM files WHERE id = ?', file.id) ?? file;
}

/** `01` and 32 signs of base 32, as SharePoint's drive items are named. */
function fileId(listId: string, itemId: number): string {
  const digest = createHash('sha256').update(`${listId}/${itemId}`).digest();
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return `01${Array.from(digest, (byte) => alphabet[byte % 32]).join('')}`;
}
