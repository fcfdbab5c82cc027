import { listFor } from './access.ts';
import type { Reached } from './access.ts';
import { deltaPage } from './delta.ts';
import { removeFile } from './file-changes.ts';
import { fileOfItem } from './files.ts';
import { deletedJson, fieldsJson, itemJson, versionJson } from './item-json.ts';
import { queryItems } from './item-query.ts';
import { createItem, deleteItem, etagOf, findItem, updateItem, versionsOf } from './items.ts';
import type { Change } from './items.ts';
import { pageSize, withParameters } from './paging.ts';
import { invalid, isProblem, notFound, problem } from './problem.ts';
import { everything, readProjection, withFields } from './projection.ts';
import { actorOf, asObject, json, noContent, objectBody, option } from './request.ts';
import type { Answer, GraphRequest } from './request.ts';
import type { Route } from './router.ts';

const NON_INDEXED = /(^|[,;\s])HonorNonIndexedQueriesWarningMayFailRandomly($|[,;\s])/i;
const projectionOf = (request: GraphRequest) =>
  readProjection(option(request, 'select'), option(request, 'expand'));

function getItems(request: GraphRequest): Answer {
  const place = listFor(request, 'read');
  if (isProblem(place)) return place;
  if (option(request, 'skip') !== undefined) {
    return invalid('$skip is not supported on this API. Only URLs returned by the API can be used to page.');
  }
  const top = pageSize(request, 200, 5000);
  if (isProblem(top)) return top;
  const page = queryItems(place, {
    filter: option(request, 'filter'),
    orderby: option(request, 'orderby'),
    top,
    after: option(request, 'skiptoken'),
    honorNonIndexed: NON_INDEXED.test(request.headers['prefer'] ?? ''),
  });
  if (isProblem(page)) return page;
  const projection = projectionOf(request);
  return json({
    value: page.items.map((item) => itemJson(place, item, projection)),
    ...(page.next === undefined
      ? {}
      : { '@odata.nextLink': withParameters(request, { $skiptoken: page.next }) }),
  });
}

function postItem(request: GraphRequest): Answer {
  const place = listFor(request, 'write');
  if (isProblem(place)) return place;
  const body = objectBody(request);
  const fields = asObject(body?.['fields']);
  if (!body || !fields) return invalid('Invalid request', 'a body needs fields');
  if (place.list.template === 'documentLibrary') {
    return problem(400, 'invalidRequest', 'To add an item to a document library, use SPFileCollection.Add()');
  }
  const item = createItem(place, { actor: actorOf(request.caller), by: 'application' }, fields);
  if (isProblem(item)) return item;
  return json(itemJson(place, item, withFields), 201, {
    ETag: etagOf(item),
    Location: withParameters(request, {}, `/${item.id}`),
  });
}

type ItemPlace = { place: Reached; id: string };

function itemFor(request: GraphRequest, need: 'read' | 'write'): ItemPlace | ReturnType<typeof notFound> {
  const place = listFor(request, need);
  return isProblem(place) ? place : { place, id: request.params['item'] ?? '' };
}

function getItem(request: GraphRequest): Answer {
  const found = itemFor(request, 'read');
  if (isProblem(found)) return found;
  const item = findItem(found.place, found.id);
  if (!item) return notFound();
  return json(itemJson(found.place, item, projectionOf(request)), 200, { ETag: etagOf(item) });
}

function getFields(request: GraphRequest): Answer {
  const found = itemFor(request, 'read');
  if (isProblem(found)) return found;
  const item = findItem(found.place, found.id);
  if (!item) return notFound();
  return json(fieldsJson(found.place, item, projectionOf(request)), 200, { ETag: etagOf(item) });
}

const changeOf = (request: GraphRequest, body: Record<string, unknown>): Change => ({
  actor: actorOf(request.caller),
  by: 'application',
  body,
  ifMatch: request.headers['if-match'],
});

function patchItem(request: GraphRequest): Answer {
  const found = itemFor(request, 'write');
  if (isProblem(found)) return found;
  const fields = asObject(objectBody(request)?.['fields']);
  if (!fields) return invalid('Invalid request', 'a body needs fields');
  const item = updateItem(found.place, found.id, changeOf(request, fields));
  return isProblem(item) ? item : json(itemJson(found.place, item, withFields), 200, { ETag: etagOf(item) });
}

function patchFields(request: GraphRequest): Answer {
  const found = itemFor(request, 'write');
  if (isProblem(found)) return found;
  const fields = objectBody(request);
  if (!fields || Object.keys(fields).length === 0) return invalid('Invalid request', 'a body needs fields');
  const item = updateItem(found.place, found.id, changeOf(request, fields));
  return isProblem(item)
    ? item
    : json(fieldsJson(found.place, item, everything), 200, { ETag: etagOf(item) });
}

function removeItem(request: GraphRequest): Answer {
  const found = itemFor(request, 'write');
  if (isProblem(found)) return found;
  const { place, id } = found;
  const ifMatch = request.headers['if-match'];
  const file =
    place.list.template === 'documentLibrary' ? fileOfItem(place.core, place.list, Number(id)) : undefined;
  return (file ? removeFile(place, file, ifMatch) : deleteItem(place, id, ifMatch)) ?? noContent;
}

function getVersions(request: GraphRequest): Answer {
  const found = itemFor(request, 'read');
  if (isProblem(found)) return found;
  const item = findItem(found.place, found.id);
  if (!item) return notFound();
  const projection = projectionOf(request);
  return json({
    value: versionsOf(found.place, item).map((version) =>
      versionJson(found.place, item, version, projection),
    ),
  });
}

function getVersion(request: GraphRequest): Answer {
  const found = itemFor(request, 'read');
  if (isProblem(found)) return found;
  const item = findItem(found.place, found.id);
  const version =
    item && versionsOf(found.place, item).find((each) => `${each.version}.0` === request.params['version']);
  return item && version ? json(versionJson(found.place, item, version, projectionOf(request))) : notFound();
}

function getDelta(request: GraphRequest): Answer {
  const place = listFor(request, 'read');
  if (isProblem(place)) return place;
  const top = pageSize(request, 200, 5000);
  if (isProblem(top)) return top;
  const page = deltaPage(place.core, place.list, request.query.get('token') ?? undefined, top);
  if (isProblem(page)) {
    return page.status === 410
      ? { ...page, headers: { Location: withParameters(request, { token: null }) } }
      : page;
  }
  const projection = projectionOf(request);
  return json({
    value: page.items.map((item) =>
      item.deleted ? deletedJson(place, item) : itemJson(place, item, projection),
    ),
    ...(page.next === undefined ? {} : { '@odata.nextLink': withParameters(request, { token: page.next }) }),
    ...(page.delta === undefined
      ? {}
      : { '@odata.deltaLink': withParameters(request, { token: page.delta }) }),
  });
}

const items = 'sites/{site}/lists/{list}/items';
const deltaCost = (request: GraphRequest): number => (request.query.get('token') === null ? 2 : 1);

export const itemRoutes: Route[] = [
  { method: 'GET', path: items, cost: 2, handle: getItems },
  { method: 'POST', path: items, cost: 2, handle: postItem },
  { method: 'GET', path: `${items}/delta`, cost: deltaCost, handle: getDelta },
  { method: 'GET', path: `${items}/{item}`, cost: 1, handle: getItem },
  { method: 'PATCH', path: `${items}/{item}`, cost: 2, handle: patchItem },
  { method: 'DELETE', path: `${items}/{item}`, cost: 2, handle: removeItem },
  { method: 'GET', path: `${items}/{item}/fields`, cost: 1, handle: getFields },
  { method: 'PATCH', path: `${items}/{item}/fields`, cost: 2, handle: patchFields },
  { method: 'GET', path: `${items}/{item}/versions`, cost: 2, handle: getVersions },
  { method: 'GET', path: `${items}/{item}/versions/{version}`, cost: 1, handle: getVersion },
];
