import { listFor, maySite, siteFor } from './access.ts';
import { changeColumn, columnJson } from './column.ts';
import type { Column } from './column.ts';
import { reindex } from './item-index.ts';
import {
  addColumn,
  canIndex,
  columnsJson,
  columnsOf,
  createList,
  listJson,
  listsOf,
  removeColumn,
  saveColumn,
  tooLongToIndex,
} from './lists.ts';
import { parseFilter } from './filter.ts';
import type { Filter } from './filter.ts';
import { invalid, isProblem, notFound, problem } from './problem.ts';
import { readProjection } from './projection.ts';
import { actorOf, asObject, json, noContent, objectBody, option } from './request.ts';
import type { Answer, GraphRequest } from './request.ts';
import type { Route } from './router.ts';
import { allSites, siteJson } from './sites.ts';

const projectionOf = (request: GraphRequest) =>
  readProjection(option(request, 'select'), option(request, 'expand'));

function searchSites(request: GraphRequest): Answer {
  const words = option(request, 'search');
  if (words === undefined) return invalid('The search query parameter is required.');
  const key = words.replace(/^"|"$/g, '').toLowerCase();
  const found = allSites(request.core).filter(
    (site) =>
      maySite(request, site, 'read') &&
      (key === '*' || site.name.toLowerCase().includes(key) || site.path.toLowerCase().includes(key)),
  );
  const projection = projectionOf(request);
  return json({ value: found.map((site) => projection.pick(siteJson(request.core, site))) });
}

function getSite(request: GraphRequest): Answer {
  const site = siteFor(request, 'read');
  return isProblem(site) ? site : json(projectionOf(request).pick(siteJson(request.core, site)));
}

function getLists(request: GraphRequest): Answer {
  const site = siteFor(request, 'read');
  if (isProblem(site)) return site;
  const select = option(request, 'select')?.split(',') ?? [];
  const text = option(request, 'filter');
  const filter = text === undefined ? undefined : parseFilter(text);
  if (filter && !filter.ok) return invalid('Invalid filter clause');
  const projection = projectionOf(request);
  const lists = listsOf(request.core, site.id, select.includes('system'))
    .map((list) => ({ list, shown: listJson(request.core, site, list) }))
    .filter(({ shown }) => !filter || equals(filter.filter, shown));
  return json({
    value: lists.map(({ list, shown }) => ({
      ...projection.pick(shown),
      ...(projection.expanded('columns') ? { columns: columnsJson(request.core, list.id) } : {}),
    })),
  });
}

/** Lists are filtered by equality of their names, nothing else. */
function equals(filter: Filter, shown: Record<string, unknown>): boolean {
  if (filter.op === 'compare') return filter.how === 'eq' && shown[filter.path] === filter.value;
  if (filter.op === 'and') return equals(filter.left, shown) && equals(filter.right, shown);
  return filter.op === 'or' && (equals(filter.left, shown) || equals(filter.right, shown));
}

function postList(request: GraphRequest): Answer {
  const site = siteFor(request, 'manage');
  if (isProblem(site)) return site;
  const body = objectBody(request);
  const title = body?.['displayName'];
  const template = asObject(body?.['list'])?.['template'] ?? 'genericList';
  const columns = body?.['columns'] ?? [];
  if (typeof title !== 'string' || title === '' || !Array.isArray(columns)) return invalid();
  if (template !== 'genericList' && template !== 'documentLibrary')
    return invalid('Invalid request', 'list template');
  const description = body?.['description'];
  const list = createList(request.core, {
    siteId: site.id,
    actor: actorOf(request.caller),
    title,
    template,
    columns,
    ...(typeof description === 'string' ? { description } : {}),
  });
  return isProblem(list) ? list : json(listJson(request.core, site, list), 201);
}

function getList(request: GraphRequest): Answer {
  const place = listFor(request, 'read');
  if (isProblem(place)) return place;
  const projection = projectionOf(request);
  return json({
    ...projection.pick(listJson(place.core, place.site, place.list)),
    ...(projection.expanded('columns') ? { columns: columnsJson(place.core, place.list.id) } : {}),
  });
}

function getColumns(request: GraphRequest): Answer {
  const place = listFor(request, 'read');
  if (isProblem(place)) return place;
  const projection = projectionOf(request);
  return json({ value: columnsJson(place.core, place.list.id).map((column) => projection.pick(column)) });
}

function postColumn(request: GraphRequest): Answer {
  const place = listFor(request, 'manage');
  if (isProblem(place)) return place;
  const column = addColumn(place.core, place.list, objectBody(request) ?? {});
  return isProblem(column) ? column : json(columnJson(column), 201);
}

const columnNamed = (columns: Column[], key: string | undefined): Column | undefined =>
  columns.find((column) => column.id === key || column.name === key);

function getColumn(request: GraphRequest): Answer {
  const place = listFor(request, 'read');
  if (isProblem(place)) return place;
  const column = columnNamed(columnsOf(place.core, place.list.id), request.params['column']);
  return column ? json(columnJson(column)) : notFound();
}

function patchColumn(request: GraphRequest): Answer {
  const place = listFor(request, 'manage');
  if (isProblem(place)) return place;
  const column = columnNamed(columnsOf(place.core, place.list.id), request.params['column']);
  if (!column) return notFound();
  const changed = changeColumn(column, objectBody(request) ?? {});
  if (isProblem(changed)) return changed;
  const anew =
    changed.indexed !== column.indexed || (changed.enforceUniqueValues && !column.enforceUniqueValues);
  if (anew && changed.indexed && !canIndex(place.list)) return tooLongToIndex();
  const refused = place.core.db.transaction(() => (anew ? reindex(place, changed) : undefined));
  if (refused) {
    reindex(place, column);
    return refused;
  }
  saveColumn(place.core, place.list, changed);
  return json(columnJson(changed));
}

function deleteColumn(request: GraphRequest): Answer {
  const place = listFor(request, 'manage');
  if (isProblem(place)) return place;
  const column = columnNamed(columnsOf(place.core, place.list.id), request.params['column']);
  if (!column) return notFound();
  if (column.columnGroup === '_Hidden')
    return problem(403, 'accessDenied', 'Access denied', { reason: 'a built-in column' });
  removeColumn(place.core, place.list, column);
  return noContent;
}

export const siteRoutes: Route[] = [
  { method: 'GET', path: 'sites', cost: 2, handle: searchSites },
  { method: 'GET', path: 'sites/{site}', cost: 1, handle: getSite },
  { method: 'GET', path: 'sites/{site}/lists', cost: 2, handle: getLists },
  { method: 'POST', path: 'sites/{site}/lists', cost: 2, handle: postList },
  { method: 'GET', path: 'sites/{site}/lists/{list}', cost: 1, handle: getList },
  { method: 'GET', path: 'sites/{site}/lists/{list}/columns', cost: 2, handle: getColumns },
  { method: 'POST', path: 'sites/{site}/lists/{list}/columns', cost: 2, handle: postColumn },
  { method: 'GET', path: 'sites/{site}/lists/{list}/columns/{column}', cost: 1, handle: getColumn },
  { method: 'PATCH', path: 'sites/{site}/lists/{list}/columns/{column}', cost: 2, handle: patchColumn },
  { method: 'DELETE', path: 'sites/{site}/lists/{list}/columns/{column}', cost: 2, handle: deleteColumn },
];
