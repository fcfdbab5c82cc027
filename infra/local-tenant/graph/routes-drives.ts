import { Readable } from 'node:stream';
import { maySite, siteFor } from './access.ts';
import type { Need } from './access.ts';
import { deltaPage } from './delta.ts';
import { downloadUrl, keepBytes } from './downloads.ts';
import { deletedFileJson, driveJson, fileJson, fileVersionsJson } from './file-json.ts';
import {
  childrenOf,
  createFolder,
  ensureFolder,
  fileOfItem,
  fileVersions,
  libraryOfDrive,
  moveFile,
  nameObjection,
  pathOf,
  putFile,
  removeFile,
  resolveFile,
  rootOf,
} from './files.ts';
import type { Conflict, FileRow } from './files.ts';
import type { Place } from './items.ts';
import { listsOf } from './lists.ts';
import { pageSize, withParameters } from './paging.ts';
import { BELOW } from './paths.ts';
import { accessDenied, invalid, isProblem, notFound, problem } from './problem.ts';
import type { Problem } from './problem.ts';
import { everything, readProjection } from './projection.ts';
import { actorOf, asObject, json, noContent, objectBody, option } from './request.ts';
import type { Answer, GraphRequest } from './request.ts';
import type { Route } from './router.ts';
import { siteById } from './sites.ts';
import { openUpload } from './uploads.ts';

const projectionOf = (request: GraphRequest) =>
  readProjection(option(request, 'select'), option(request, 'expand'));

function drivesOfSite(request: GraphRequest): Answer {
  const site = siteFor(request, 'read');
  if (isProblem(site)) return site;
  const libraries = listsOf(request.core, site.id).filter((list) => list.template === 'documentLibrary');
  const projection = projectionOf(request);
  return json({
    value: libraries.map((list) => projection.pick(driveJson({ core: request.core, site, list }))),
  });
}

function library(request: GraphRequest, need: Need): Place | Problem {
  const list = libraryOfDrive(request.core, request.params['drive'] ?? '');
  const site = list && siteById(request.core, list.site_id);
  if (!list || !site) return notFound('The specified drive was not found');
  return maySite(request, site, need) ? { core: request.core, site, list } : accessDenied();
}

function found(request: GraphRequest, need: Need): { place: Place; file: FileRow } | Problem {
  const place = library(request, need);
  if (isProblem(place)) return place;
  const file = resolveFile(place.core, place.list, request.params['file'] ?? '');
  return file ? { place, file } : notFound();
}

function getDrive(request: GraphRequest): Answer {
  const place = library(request, 'read');
  return isProblem(place) ? place : json(projectionOf(request).pick(driveJson(place)));
}

function getFile(request: GraphRequest): Answer {
  const at = found(request, 'read');
  return isProblem(at) ? at : json(fileJson(at.place, at.file, projectionOf(request)));
}

function getChildren(request: GraphRequest): Answer {
  const at = found(request, 'read');
  if (isProblem(at)) return at;
  const top = pageSize(request, 200, 999);
  if (isProblem(top)) return top;
  const start = Number(option(request, 'skiptoken') ?? 0);
  const children = childrenOf(request.core, at.file);
  const projection = projectionOf(request);
  return json({
    value: children.slice(start, start + top).map((child) => fileJson(at.place, child, projection)),
    ...(children.length > start + top
      ? { '@odata.nextLink': withParameters(request, { $skiptoken: String(start + top) }) }
      : {}),
  });
}

function conflictOf(given: unknown, standard: Conflict): Conflict | Problem {
  if (given === undefined || given === null) return standard;
  return given === 'fail' || given === 'replace' || given === 'rename'
    ? given
    : invalid('Invalid request', 'conflictBehavior');
}

function postChild(request: GraphRequest): Answer {
  const at = found(request, 'write');
  if (isProblem(at)) return at;
  const body = objectBody(request);
  const conflict = conflictOf(body?.['@microsoft.graph.conflictBehavior'], 'fail');
  if (isProblem(conflict)) return conflict;
  if (typeof body?.['name'] !== 'string' || !asObject(body['folder']))
    return invalid('Invalid request', 'name and folder');
  const folder = createFolder(at.place, at.file, {
    actor: actorOf(request.caller),
    name: body['name'],
    conflict,
  });
  return isProblem(folder) ? folder : json(fileJson(at.place, folder, everything), 201);
}

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
  const refused = [...names, name].map(nameObjection).find(isProblem);
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

function patchFile(request: GraphRequest): Answer {
  const at = found(request, 'write');
  if (isProblem(at)) return at;
  const body = objectBody(request);
  const name = body?.['name'];
  const parentId = asObject(body?.['parentReference'])?.['id'];
  const parent =
    typeof parentId === 'string' ? resolveFile(request.core, at.place.list, parentId) : undefined;
  if (typeof parentId === 'string' && !parent) return notFound();
  if (name === undefined && !parent)
    return invalid('Invalid request', 'only name and parentReference can be changed');
  const moved = moveFile(at.place, at.file, {
    actor: actorOf(request.caller),
    ifMatch: request.headers['if-match'],
    ...(typeof name === 'string' ? { name } : {}),
    ...(parent ? { parent } : {}),
  });
  return isProblem(moved) ? moved : json(fileJson(at.place, moved, everything));
}

function deleteFile(request: GraphRequest): Answer {
  const at = found(request, 'write');
  return isProblem(at) ? at : (removeFile(at.place, at.file, request.headers['if-match']) ?? noContent);
}

function getVersions(request: GraphRequest): Answer {
  const at = found(request, 'read');
  return isProblem(at) ? at : json({ value: fileVersionsJson(at.place, at.file) });
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

function getDelta(request: GraphRequest): Answer {
  const at = found(request, 'read');
  if (isProblem(at)) return at;
  const { place } = at;
  const top = pageSize(request, 200, 999);
  if (isProblem(top)) return top;
  const token = request.query.get('token') ?? undefined;
  const page = deltaPage(place.core, place.list, token, top);
  if (isProblem(page)) {
    return page.status === 410
      ? { ...page, headers: { Location: withParameters(request, { token: null }) } }
      : page;
  }
  const projection = projectionOf(request);
  const changed = page.items.flatMap((item) => {
    const file = fileOfItem(place.core, place.list, item.id);
    if (!file) return [];
    return [item.deleted ? deletedFileJson(place, file) : fileJson(place, file, projection)];
  });
  const root = token === undefined ? [fileJson(place, rootOf(place.list), projection)] : [];
  return json({
    value: [...root, ...changed],
    ...(page.next === undefined ? {} : { '@odata.nextLink': withParameters(request, { token: page.next }) }),
    ...(page.delta === undefined
      ? {}
      : { '@odata.deltaLink': withParameters(request, { token: page.delta }) }),
  });
}

const file = 'drives/{drive}/items/{file}';
const deltaCost = (request: GraphRequest): number => (request.query.get('token') === null ? 2 : 1);

export const driveRoutes: Route[] = [
  { method: 'GET', path: 'sites/{site}/drives', cost: 2, handle: drivesOfSite },
  { method: 'GET', path: 'drives/{drive}', cost: 1, handle: getDrive },
  { method: 'GET', path: file, cost: 1, handle: getFile },
  { method: 'PATCH', path: file, cost: 2, handle: patchFile },
  { method: 'DELETE', path: file, cost: 2, handle: deleteFile },
  { method: 'GET', path: `${file}/children`, cost: 2, handle: getChildren },
  { method: 'POST', path: `${file}/children`, cost: 2, handle: postChild },
  { method: 'GET', path: `${file}/content`, cost: 1, handle: getContent },
  { method: 'PUT', path: `${file}/content`, cost: 2, handle: putContent },
  { method: 'POST', path: `${file}/createUploadSession`, cost: 2, handle: createUploadSession },
  { method: 'GET', path: `${file}/delta`, cost: deltaCost, handle: getDelta },
  { method: 'GET', path: `${file}/versions`, cost: 2, handle: getVersions },
  { method: 'GET', path: `${file}/versions/{version}/content`, cost: 1, handle: getVersionContent },
];
