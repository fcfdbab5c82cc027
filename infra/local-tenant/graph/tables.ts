import type { TenantCore } from '../core.ts';
import { stableGuid } from '../ids.ts';
import { sitePath } from '../seed.ts';
import { createList } from './lists.ts';
import { openEventTables } from './outlook/event-store.ts';
import { openMailTables } from './outlook/mail.ts';
import { ensurePrincipal } from './people.ts';

/** Creates what is missing: tables, the sites of the seed, and the lists that every site has. */
export function openGraphTables(core: TenantCore): void {
  core.db.exec(`
    CREATE TABLE IF NOT EXISTS sites (id TEXT PRIMARY KEY, web_id TEXT NOT NULL, path TEXT UNIQUE NOT NULL, name TEXT NOT NULL, time_zone TEXT NOT NULL, created TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS lists (
      id TEXT PRIMARY KEY, site_id TEXT NOT NULL REFERENCES sites (id), name TEXT NOT NULL, title TEXT NOT NULL, description TEXT NOT NULL,
      template TEXT NOT NULL, hidden INTEGER NOT NULL, created TEXT NOT NULL, modified TEXT NOT NULL, author TEXT NOT NULL,
      seq INTEGER NOT NULL DEFAULT 0, last_item INTEGER NOT NULL DEFAULT 0, item_count INTEGER NOT NULL DEFAULT 0, UNIQUE (site_id, title), UNIQUE (site_id, name)) STRICT;
    CREATE TABLE IF NOT EXISTS columns (id TEXT NOT NULL, list_id TEXT NOT NULL, name TEXT NOT NULL COLLATE NOCASE, position INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (list_id, id), UNIQUE (list_id, name)) STRICT;
    CREATE TABLE IF NOT EXISTS items (
      list_id TEXT NOT NULL, id INTEGER NOT NULL, guid TEXT NOT NULL, version INTEGER NOT NULL, created TEXT NOT NULL, modified TEXT NOT NULL,
      author TEXT NOT NULL, editor TEXT NOT NULL, fields TEXT NOT NULL, seq INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (list_id, id)) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS items_by_change ON items (list_id, seq);
    CREATE TABLE IF NOT EXISTS item_versions (
      list_id TEXT NOT NULL, item_id INTEGER NOT NULL, version INTEGER NOT NULL, modified TEXT NOT NULL, editor TEXT NOT NULL, fields TEXT NOT NULL,
      PRIMARY KEY (list_id, item_id, version)) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS item_index (list_id TEXT NOT NULL, column_name TEXT NOT NULL, value ANY, item_id INTEGER NOT NULL) STRICT;
    CREATE INDEX IF NOT EXISTS item_index_by_value ON item_index (list_id, column_name, value, item_id);
    CREATE INDEX IF NOT EXISTS item_index_by_item ON item_index (list_id, item_id);
    CREATE TABLE IF NOT EXISTS principals (site_id TEXT NOT NULL, lookup_id INTEGER NOT NULL, actor TEXT NOT NULL, PRIMARY KEY (site_id, lookup_id), UNIQUE (site_id, actor)) STRICT;
    CREATE TABLE IF NOT EXISTS files (
      id TEXT PRIMARY KEY, list_id TEXT NOT NULL, item_id INTEGER NOT NULL, parent_id TEXT, name TEXT NOT NULL, name_key TEXT NOT NULL, folder INTEGER NOT NULL,
      size INTEGER NOT NULL, mime TEXT NOT NULL, blob TEXT, content_version INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, UNIQUE (list_id, item_id)) STRICT;
    CREATE UNIQUE INDEX IF NOT EXISTS files_by_name ON files (list_id, parent_id, name_key) WHERE deleted = 0;
    CREATE TABLE IF NOT EXISTS file_versions (file_id TEXT NOT NULL, version INTEGER NOT NULL, size INTEGER NOT NULL, blob TEXT NOT NULL, PRIMARY KEY (file_id, version)) STRICT;
    CREATE TABLE IF NOT EXISTS upload_sessions (
      id TEXT PRIMARY KEY, list_id TEXT NOT NULL, parent_path TEXT NOT NULL, name TEXT NOT NULL, conflict TEXT NOT NULL, if_match TEXT, actor TEXT NOT NULL,
      received INTEGER NOT NULL, total INTEGER, expires INTEGER NOT NULL) STRICT;
  `);
  openEventTables(core);
  openMailTables(core);
  core.db.transaction(() => {
    createSite(core, '', core.directory.tenant.name, 'Asia/Tokyo');
    for (const site of core.seed.sites)
      createSite(core, sitePath(site.path), site.displayName, site.timeZone);
  });
}

function createSite(core: TenantCore, path: string, name: string, timeZone: string): void {
  const id = stableGuid('site', core.directory.tenant.id, path);
  const made = core.db.run(
    'INSERT OR IGNORE INTO sites VALUES (?, ?, ?, ?, ?, ?)',
    id,
    stableGuid('web', core.directory.tenant.id, path),
    path,
    name,
    timeZone,
    core.clock.now().toISOString(),
  );
  if (made.changes > 0) {
    const owner = { siteId: id, actor: 'app:system' } as const;
    createList(core, {
      ...owner,
      title: 'User Information List',
      name: 'users',
      template: 'userInformation',
      hidden: true,
    });
    createList(core, {
      ...owner,
      title: 'ドキュメント',
      name: 'Shared Documents',
      template: 'documentLibrary',
    });
  }
  for (const user of core.directory.users()) ensurePrincipal(core, id, `user:${user.id}`);
}
