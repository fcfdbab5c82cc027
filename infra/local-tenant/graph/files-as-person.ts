import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { TenantCore } from '../core.ts';
import { placeAt } from './as-person.ts';
import type { At } from './as-person.ts';
import { blobPath, keepBytes } from './downloads.ts';
import { fileJson } from './file-json.ts';
import { ensureFolder, moveFile, putFile, removeFile } from './file-changes.ts';
import { childrenOf, resolveFile, rootOf } from './files.ts';
import { isProblem, notFound } from './problem.ts';
import type { Problem } from './problem.ts';
import { everything } from './projection.ts';
import { BELOW } from './paths.ts';
import type { Actor } from './request.ts';

/** Libraries as a person uses them, in the browser or through a mapped drive. */
type Shown = Record<string, unknown>;
const person = (userId: string): Actor => `user:${userId}`;

/** `path` is relative to the library's root; empty for the root itself. */
export function listFiles(core: TenantCore, at: At, path = ''): Shown[] | Problem {
  const place = placeAt(core, at);
  if (isProblem(place)) return place;
  const folder = resolveFile(core, place.list, `root${BELOW}${path}`);
  return folder ? childrenOf(core, folder).map((file) => fileJson(place, file, everything)) : notFound();
}

export async function uploadFileAs(
  core: TenantCore,
  userId: string,
  at: At,
  path: string,
  bytes: Readable | Buffer,
): Promise<Shown | Problem> {
  const place = placeAt(core, at);
  if (isProblem(place)) return place;
  const names = path.split('/').filter(Boolean);
  const name = names.pop() ?? '';
  const blob = await keepBytes(core, Buffer.isBuffer(bytes) ? Readable.from([bytes]) : bytes);
  if (isProblem(blob)) return blob;
  const actor = person(userId);
  const folder = ensureFolder(place, rootOf(place.list), names, actor);
  if (isProblem(folder)) return folder;
  const put = putFile(place, folder, { actor, name, conflict: 'replace', byHand: true }, blob);
  return isProblem(put) ? put : fileJson(place, put.file, everything);
}

export function openFile(
  core: TenantCore,
  at: At,
  path: string,
): { name: string; mime: string; size: number; bytes: Readable } | Problem {
  const place = placeAt(core, at);
  if (isProblem(place)) return place;
  const file = resolveFile(core, place.list, `root${BELOW}${path}`);
  if (!file || file.blob === null) return notFound();
  return {
    name: file.name,
    mime: file.mime,
    size: file.size,
    bytes: createReadStream(blobPath(core, file.blob)),
  };
}

/** Makes a folder, and those above it that are missing. */
export function makeFolderAs(core: TenantCore, userId: string, at: At, path: string): Shown | Problem {
  const place = placeAt(core, at);
  if (isProblem(place)) return place;
  const folder = ensureFolder(place, rootOf(place.list), path.split('/').filter(Boolean), person(userId));
  return isProblem(folder) ? folder : fileJson(place, folder, everything);
}

/** Renames or moves: both paths are below the library's root, the folder of the new one is there. */
export function moveFileAs(
  core: TenantCore,
  userId: string,
  at: At,
  from: string,
  to: string,
): Shown | Problem {
  const place = placeAt(core, at);
  if (isProblem(place)) return place;
  const names = to.split('/').filter(Boolean);
  const name = names.pop() ?? '';
  const file = resolveFile(core, place.list, `root${BELOW}${from}`);
  const parent = resolveFile(core, place.list, `root${BELOW}${names.join('/')}`);
  if (!file || !parent) return notFound();
  const moved = moveFile(place, file, { actor: person(userId), name, parent, byHand: true });
  return isProblem(moved) ? moved : fileJson(place, moved, everything);
}

/** A folder goes with all that is in it. */
export function deleteFileAs(core: TenantCore, at: At, path: string): Problem | undefined {
  const place = placeAt(core, at);
  if (isProblem(place)) return place;
  const file = resolveFile(core, place.list, `root${BELOW}${path}`);
  return file ? removeFile(place, file) : notFound();
}
