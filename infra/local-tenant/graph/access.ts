import { findList } from './lists.ts';
import type { List } from './lists.ts';
import { accessDenied, insufficientPrivileges, isProblem, notFound } from './problem.ts';
import type { Problem } from './problem.ts';
import type { GraphRequest } from './request.ts';
import { findSite } from './sites.ts';
import type { Site } from './sites.ts';

/** `manage` is what creating lists and columns takes. */
export type Need = 'read' | 'write' | 'manage';

const BY_PERMISSION: Record<string, Need[]> = {
  'Sites.Read.All': ['read'],
  'Sites.ReadWrite.All': ['read', 'write'],
  'Sites.Manage.All': ['read', 'write', 'manage'],
  'Sites.FullControl.All': ['read', 'write', 'manage'],
};
const BY_ROLE = {
  read: ['read'],
  write: ['read', 'write'],
  owner: ['read', 'write', 'manage'],
  fullcontrol: ['read', 'write', 'manage'],
} as const satisfies Record<string, Need[]>;

const PEOPLE = [
  'User.Read.All',
  'User.ReadWrite.All',
  'User.ReadBasic.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
];
const GROUPS = [
  'GroupMember.Read.All',
  'GroupMember.ReadWrite.All',
  'Group.Read.All',
  'Group.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
];

export function maySite({ core, caller }: GraphRequest, site: Site, need: Need): boolean {
  for (const [permission, needs] of Object.entries(BY_PERMISSION)) {
    if (caller.permissions.has(permission) && needs.includes(need)) return true;
  }
  if (!caller.permissions.has('Sites.Selected')) return false;
  const role = core.directory.siteRole(caller.appId, site.path);
  return role !== undefined && (BY_ROLE[role] as readonly Need[]).includes(need);
}

/** The site of the request's path, if the caller may do this there. */
export function siteFor(request: GraphRequest, need: Need): Site | Problem {
  const site = findSite(request.core, request.params['site'] ?? '');
  if (!site) return notFound('Requested site could not be found');
  return maySite(request, site, need) ? site : accessDenied();
}

export type Reached = { core: GraphRequest['core']; site: Site; list: List };

export function listFor(request: GraphRequest, need: Need): Reached | Problem {
  const site = siteFor(request, need);
  if (isProblem(site)) return site;
  const list = findList(request.core, site.id, request.params['list'] ?? '');
  return list ? { core: request.core, site, list } : notFound('The specified list was not found');
}

export function mayReadPeople({ caller }: GraphRequest): Problem | undefined {
  return PEOPLE.some((each) => caller.permissions.has(each)) ? undefined : insufficientPrivileges();
}

export function mayReadGroups({ caller }: GraphRequest): Problem | undefined {
  return GROUPS.some((each) => caller.permissions.has(each)) ? undefined : insufficientPrivileges();
}
