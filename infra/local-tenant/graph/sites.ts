import type { TenantCore } from '../core.ts';
import { seconds } from './instants.ts';

export type Site = {
  id: string;
  web_id: string;
  path: string;
  name: string;
  time_zone: string;
  created: string;
};

/** The tenant's SharePoint answers under this host name; `webUrl`s lead to the page for people. */
export const SHAREPOINT_HOST = 'localhost';

export function siteId(site: Site): string {
  return `${SHAREPOINT_HOST},${site.id},${site.web_id}`;
}

export function siteUrl(core: TenantCore, site: Site): string {
  return site.path === '' ? core.config.peopleOrigin : `${core.config.peopleOrigin}/${site.path}`;
}

/** By `root`, by `host,guid,guid` or by the site collection's guid alone. */
export function findSite(core: TenantCore, key: string): Site | undefined {
  const parts = key.split(',');
  if (key === 'root' || key.toLowerCase() === SHAREPOINT_HOST) return siteByPath(core, '');
  if (parts.length === 3 && parts[0]?.toLowerCase() !== SHAREPOINT_HOST) return undefined;
  const id = (parts.length === 3 ? parts[1] : parts[0])?.toLowerCase();
  const site = id === undefined ? undefined : core.db.get<Site>('SELECT * FROM sites WHERE id = ?', id);
  return site && (parts.length < 3 || parts[2]?.toLowerCase() === site.web_id) ? site : undefined;
}

export function siteByPath(core: TenantCore, path: string): Site | undefined {
  return core.db.get<Site>(
    'SELECT * FROM sites WHERE path = ? COLLATE NOCASE',
    path.replace(/^\/+|\/+$/g, ''),
  );
}

export function siteById(core: TenantCore, id: string): Site | undefined {
  return core.db.get<Site>('SELECT * FROM sites WHERE id = ?', id);
}

export function allSites(core: TenantCore): Site[] {
  return core.db.all<Site>('SELECT * FROM sites ORDER BY path');
}

export function siteJson(core: TenantCore, site: Site): Record<string, unknown> {
  return {
    createdDateTime: seconds(site.created),
    description: '',
    displayName: site.name,
    id: siteId(site),
    lastModifiedDateTime: seconds(site.created),
    name: site.path.split('/').at(-1) ?? '',
    ...(site.path === '' ? { root: {} } : {}),
    siteCollection: { hostname: SHAREPOINT_HOST, ...(site.path === '' ? { root: {} } : {}) },
    webUrl: siteUrl(core, site),
  };
}
