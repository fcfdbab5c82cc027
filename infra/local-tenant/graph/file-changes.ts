import type { TenantCore } from '../core.ts';
import { freeName, nameObjection } from './file-names.ts';
import type { Conflict } from './file-names.ts';
import { childNamed, childrenOf, fileId, itemOfFile, pathOf, resolveFile } from './files.ts';
import type { FileRow } from './files.ts';
import { deleteItem, insertItem, keepChange, matches } from './items.ts';
import type { Item, Place } from './items.ts';
import { mimeOf } from './mime.ts';
import { etagMismatch, invalid, isProblem, nameExists, notFound, problem } from './problem.ts';
import type { Problem } from './problem.ts';
import type { Actor } from './request.ts';

/** Bytes that lie in the files folder under this name. */
export type Blob = { name: string; size: number };
export type NewFile = {
  actor: Actor;
  name: string;
  conflict: Conflict;
  ifMatch?: string | undefined;
  byHand?: boolean;
};

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
    if (!fileMatches(item, present, given.ifMatch)) return etagMismatch('notAllowed');
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

export type Move = {
  actor: Actor;
  name?: string;
  parent?: FileRow;
  ifMatch?: string | undefined;
  byHand?: boolean;
};

/** Renames or moves within the library. */
export function moveFile(place: Place, file: FileRow, move: Move): FileRow | Problem {
  const { core, list } = place;
  return core.db.transaction(() => {
    const item = itemOfFile(place, file);
    if (!item) return notFound();
    if (!fileMatches(item, file, move.ifMatch)) return etagMismatch('notAllowed');
    const parent =
      move.parent ?? (file.parent_id === null ? undefined : resolveFile(core, list, file.parent_id));
    const name = move.name ?? file.name;
    const refused = nameObjection(name, move.byHand);
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
    if (!fileMatches(item, file, ifMatch)) return etagMismatch('notAllowed');
    for (const child of childrenOf(core, file)) removeFile(place, child);
    core.db.run('UPDATE files SET deleted = 1 WHERE id = ?', file.id);
    return deleteItem(place, String(file.item_id));
  });
}

/** A file's eTag, or its cTag, which changes with the content alone. */
function fileMatches(item: Item, file: FileRow, ifMatch: string | undefined): boolean {
  const content = /^"?c:\{(.+)\},(\d+)"?$/i.exec(ifMatch ?? '');
  if (!content) return matches(item, ifMatch);
  return content[1]?.toLowerCase() === item.guid && Number(content[2]) === file.content_version;
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
