import { siteFor } from './access.ts';
import { deltaPage } from './delta.ts';
import { conflictOf, found, library } from './file-access.ts';
import { createFolder, moveFile, removeFile } from './file-changes.ts';
import { deletedFileJson, driveJson, fileJson, fileVersionsJson } from './file-json.ts';
import { childrenOf, fileOfItem, resolveFile, rootOf } from './files.ts';
import { listsOf } from './lists.ts';
import { pageSize, withParameters } from './paging.ts';
import { invalid, isProblem, notFound } from './problem.ts';
import { everything, readProjection } from './projection.ts';
import { actorOf, asObject, json, noContent, objectBody, option } from './request.ts';
import type { Answer, GraphRequest } from './request.ts';
import type { Route } from './router.ts';

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
    return [item.deleted ? deletedFileJson(place, file) : withoutPath(fileJson(place, file, projection))];
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

/** A renamed folder does not bring what is in it: changes name parents by id, never by path (driveItem: delta). */
function withoutPath(shown: Record<string, unknown>): Record<string, unknown> {
  const parent = asObject(shown['parentReference']);
  if (!parent) return shown;
  const { path: _path, ...rest } = parent;
  return { ...shown, parentReference: rest };
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
  { method: 'GET', path: `${file}/delta`, cost: deltaCost, handle: getDelta },
  { method: 'GET', path: `${file}/versions`, cost: 2, handle: getVersions },
];
