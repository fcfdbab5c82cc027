import type { TenantCore } from '../core.ts';
import { stableGuid } from '../ids.ts';
import { builtInColumns } from './built-in-columns.ts';
import { columnJson, readColumn } from './column.ts';
import type { Column } from './column.ts';
import { seconds } from './instants.ts';
import { identity } from './people.ts';
import { invalid, isProblem, nameExists, problem } from './problem.ts';
import type { Problem } from './problem.ts';
import { asObject } from './request.ts';
import type { Actor } from './request.ts';
import { siteId as siteKey, siteUrl } from './sites.ts';
import type { Site } from './sites.ts';

export type List = {
  id: string;
  site_id: string;
  name: string;
  title: string;
  description: string;
  template: string;
  hidden: number;
  created: string;
  modified: string;
  author: Actor;
  /** Counts every change; delta tokens point into it. */
  seq: number;
  last_item: number;
  item_count: number;
};

const MAX_INDEXES = 20;
const MAX_ITEMS_TO_INDEX = 20_000;

export type NewList = {
  siteId: string;
  actor: Actor;
  title: string;
  name?: string;
  description?: string;
  template: 'genericList' | 'documentLibrary' | 'userInformation';
  hidden?: boolean;
  columns?: unknown[];
};

/** Creates a list with its built-in columns and those asked for; nothing is kept when one of them is refused. */
export function createList(core: TenantCore, given: NewList): List | Problem {
  const name = given.name ?? given.title.replace(/[\\/:*?"<>|#%&{}~]/g, '').trim();
  const taken = core.db.get(
    'SELECT 1 FROM lists WHERE site_id = ?1 AND (title = ?2 OR name = ?3)',
    given.siteId,
    given.title,
    name,
  );
  if (taken) return nameExists();
  const id = stableGuid('list', given.siteId, name, core.clock.now().toISOString());
  const columns = builtInColumns(given.template);
  for (const definition of given.columns ?? []) {
    const body = asObject(definition);
    const column = body ? newColumn(id, columns, body) : invalid();
    if (isProblem(column)) return column;
    columns.push(column);
  }
  const now = core.clock.now().toISOString();
  core.db.transaction(() => {
    core.db.run(
      'INSERT INTO lists (id, site_id, name, title, description, template, hidden, created, modified, author) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      id,
      given.siteId,
      name,
      given.title,
      given.description ?? '',
      given.template,
      given.hidden ? 1 : 0,
      now,
      now,
      given.actor,
    );
    for (const [position, column] of columns.entries()) {
      core.db.run(
        'INSERT INTO columns VALUES (?, ?, ?, ?, ?)',
        column.id,
        id,
        column.name,
        position,
        JSON.stringify(column),
      );
    }
  });
  return listById(core, id) ?? problem(500, 'generalException', 'The list was not kept.');
}

/** A column that a list with these columns can take. */
function newColumn(listId: string, columns: Column[], body: Record<string, unknown>): Column | Problem {
  const column = readColumn(stableGuid('column', listId, String(body['name'] ?? body['displayName'])), body);
  if (isProblem(column)) return column;
  const key = column.name.toLowerCase();
  if (columns.some((each) => each.name.toLowerCase() === key)) return nameExists();
  if (column.indexed && columns.filter((each) => each.indexed && each.name !== 'ID').length >= MAX_INDEXES) {
    return invalid('Invalid request', `a list has at most ${MAX_INDEXES} indexed columns`);
  }
  return column;
}

export function addColumn(core: TenantCore, list: List, body: Record<string, unknown>): Column | Problem {
  const columns = columnsOf(core, list.id);
  const column = newColumn(list.id, columns, body);
  if (isProblem(column)) return column;
  if (column.indexed && list.item_count > MAX_ITEMS_TO_INDEX) return tooLongToIndex();
  core.db.transaction(() => {
    core.db.run(
      'INSERT INTO columns VALUES (?, ?, ?, ?, ?)',
      column.id,
      list.id,
      column.name,
      columns.length,
      JSON.stringify(column),
    );
    if (column.indexed) {
      core.db.run(
        'INSERT INTO item_index SELECT list_id, ?, NULL, id FROM items WHERE list_id = ? AND deleted = 0',
        column.name,
        list.id,
      );
    }
  });
  forgetColumns(core, list.id);
  return column;
}

export function saveColumn(core: TenantCore, list: List, column: Column): void {
  core.db.run(
    'UPDATE columns SET json = ? WHERE list_id = ? AND id = ?',
    JSON.stringify(column),
    list.id,
    column.id,
  );
  forgetColumns(core, list.id);
}

export function removeColumn(core: TenantCore, list: List, column: Column): void {
  core.db.transaction(() => {
    core.db.run('DELETE FROM columns WHERE list_id = ? AND id = ?', list.id, column.id);
    core.db.run('DELETE FROM item_index WHERE list_id = ? AND column_name = ?', list.id, column.name);
  });
  forgetColumns(core, list.id);
}

export const tooLongToIndex = (): Problem =>
  invalid('Invalid request', `a list of more than ${MAX_ITEMS_TO_INDEX} items takes no new index`);
export const canIndex = (list: List): boolean => list.item_count <= MAX_ITEMS_TO_INDEX;

export function listById(core: TenantCore, id: string): List | undefined {
  return core.db.get<List>('SELECT * FROM lists WHERE id = ?', id);
}

/** By id, by title or by the name in its address. */
export function findList(core: TenantCore, siteId: string, key: string): List | undefined {
  return core.db.get<List>(
    'SELECT * FROM lists WHERE site_id = ?1 AND (id = lower(?2) OR title = ?2 OR name = ?2)',
    siteId,
    key,
  );
}

export function listsOf(core: TenantCore, siteId: string, withHidden = false): List[] {
  return core.db.all<List>(
    `SELECT * FROM lists WHERE site_id = ? ${withHidden ? '' : 'AND hidden = 0'} ORDER BY title`,
    siteId,
  );
}

// Every write checks its values against the columns: parsing them anew each time would be most of its cost.
const known = new WeakMap<TenantCore, Map<string, Column[]>>();

export function columnsOf(core: TenantCore, listId: string): Column[] {
  const kept = known.get(core) ?? new Map<string, Column[]>();
  known.set(core, kept);
  const columns =
    kept.get(listId) ??
    core.db
      .all<{ json: string }>('SELECT json FROM columns WHERE list_id = ? ORDER BY position', listId)
      .map((row) => JSON.parse(row.json) as Column);
  kept.set(listId, columns);
  return columns;
}

function forgetColumns(core: TenantCore, listId: string): void {
  known.get(core)?.delete(listId);
}

export function listUrl(core: TenantCore, site: Site, list: List): string {
  const folder = list.template === 'documentLibrary' ? list.name : `Lists/${list.name}`;
  return `${siteUrl(core, site)}/${folder.split('/').map(encodeURIComponent).join('/')}`;
}

export function listJson(core: TenantCore, site: Site, list: List): Record<string, unknown> {
  return {
    '@odata.etag': `"${list.id},${list.seq}"`,
    createdBy: identity(core, list.author),
    createdDateTime: seconds(list.created),
    description: list.description,
    displayName: list.title,
    eTag: `"${list.id},${list.seq}"`,
    id: list.id,
    lastModifiedDateTime: seconds(list.modified),
    list: {
      contentTypesEnabled: false,
      hidden: list.hidden === 1,
      template: list.template === 'userInformation' ? 'users' : list.template,
    },
    name: list.name,
    parentReference: { siteId: siteKey(site) },
    webUrl: listUrl(core, site, list),
    ...(list.hidden === 1 ? { system: {} } : {}),
  };
}

export function columnsJson(core: TenantCore, listId: string): Record<string, unknown>[] {
  return columnsOf(core, listId).map(columnJson);
}
