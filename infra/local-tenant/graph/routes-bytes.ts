import { Readable } from 'node:stream';
import { downloadUrl, keepBytes } from './downloads.ts';
import { conflictOf, found, library } from './file-access.ts';
import { ensureFolder, putFile } from './file-changes.ts';
import { fileJson } from './file-json.ts';
import { nameObjection } from './file-names.ts';
import { fileVersions, pathOf, resolveFile, rootOf } from './files.ts';
import type { Place } from './items.ts';
import { BELOW } from './paths.ts';
import { invalid, isProblem, notFound, problem } from './problem.ts';
import type { Problem } from './problem.ts';
import { everything } from './projection.ts';
import { actorOf, asObject, json, objectBody, option } from './request.ts';
import type { Answer, GraphRequest } from './request.ts';
import type { Route } from './router.ts';
import { openUpload } from './uploads.ts';

type Target = { place: Place; folderPath: string; name: string; ifMatch: string | undefined };

/** Where bytes shall go: an existing file, or a name below an existing folder; folders between may be missing. */
function target(request: GraphRequest): Target | Problem {
  const place = library(request, 'write');
  if (isProblem(place)) return place;
  const key = request.params['file'] ?? '';
  const ifMatch = request.headers['if-match'];
  const present = resolveFile(place.core, place.list, key);
  const cut = key.indexOf(BELOW);
  if (present && cut < 0) {
    const path = pathOf(place.core, present).split('/');
    const name = path.pop() ?? '';
    return present.folder
      ? invalid('Invalid request', 'a folder has no content')
      : { place, folderPath: path.join('/'), name, ifMatch };
  }
  const base = resolveFile(place.core, place.list, cut < 0 ? key : key.slice(0, cut));
  if (!base || cut < 0) return notFound();
  const names = key
    .slice(cut + BELOW.length)
    .split('/')
    .filter(Boolean);
  const name = names.pop() ?? '';
  const refused = [...names, name].map((each) => nameObjection(each)).find(isProblem);
  return refused ?? { place, folderPath: [pathOf(place.core, base), ...names].join('/'), name, ifMatch };
}

async function putContent(request: GraphRequest): Promise<Answer> {
  const at = target(request);
  if (isProblem(at)) return at;
  const conflict = conflictOf(request.query.get('@microsoft.graph.conflictBehavior') ?? undefined, 'replace');
  if (isProblem(conflict)) return conflict;
  const blob = await keepBytes(request.core, request.bytes ?? Readable.from([bytesOf(request.body)]));
  if (isProblem(blob)) return blob;
  const actor = actorOf(request.caller);
  const folder = ensureFolder(
    at.place,
    rootOf(at.place.list),
    at.folderPath.split('/').filter(Boolean),
    actor,
  );
  if (isProblem(folder)) return folder;
  const put = putFile(at.place, folder, { actor, name: at.name, conflict, ifMatch: at.ifMatch }, blob);
  return isProblem(put) ? put : json(fileJson(at.place, put.file, everything), put.created ? 201 : 200);
}

/** In a batch, content is base64 text. */
function bytesOf(body: unknown): Buffer {
  return typeof body === 'string' ? Buffer.from(body, 'base64') : Buffer.alloc(0);
}

function createUploadSession(request: GraphRequest): Answer {
  const at = target(request);
  if (isProblem(at)) return at;
  const item = asObject(objectBody(request)?.['item']);
  const conflict = conflictOf(item?.['@microsoft.graph.conflictBehavior'], 'replace');
  if (isProblem(conflict)) return conflict;
  return json(
    openUpload(request.core, {
      list_id: at.place.list.id,
      parent_path: at.folderPath,
      name: at.name,
      conflict,
      if_match: at.ifMatch ?? null,
      actor: actorOf(request.caller),
    }),
  );
}

function getContent(request: GraphRequest): Answer {
  const at = found(request, 'read');
  if (isProblem(at)) return at;
  if (at.file.blob === null) return invalid('Invalid request', 'a folder has no content');
  if (option(request, 'format') !== undefined) {
    return problem(501, 'notImplemented', 'The requested feature is not implemented.', {
      reason: 'conversion',
    });
  }
  return { status: 302, headers: { Location: downloadUrl(request.core, at.file.blob, at.file.name) } };
}

function getVersionContent(request: GraphRequest): Answer {
  const at = found(request, 'read');
  if (isProblem(at)) return at;
  const version = fileVersions(request.core, at.file).find(
    (each) => `${each.version}.0` === request.params['version'],
  );
  if (!version) return notFound();
  return { status: 302, headers: { Location: downloadUrl(request.core, version.blob, at.file.name) } };
}

const file = 'drives/{drive}/items/{file}';

export const byteRoutes: Route[] = [
  { method: 'GET', path: `${file}/content`, cost: 1, handle: getContent },
  { method: 'PUT', path: `${file}/content`, cost: 2, handle: putContent },
  { method: 'POST', path: `${file}/createUploadSession`, cost: 2, handle: createUploadSession },
  { method: 'GET', path: `${file}/versions/{version}/content`, cost: 1, handle: getVersionContent },
];
