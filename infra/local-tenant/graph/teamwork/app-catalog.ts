import type { TenantCore } from '../../core.ts';
import { stableGuid } from '../../ids.ts';
import type { App } from '../../seed.ts';
import { holds, parseFilter, pathsOf } from '../filter.ts';
import { problem } from '../problem.ts';
import type { Problem } from '../problem.ts';
import { option } from '../request.ts';
import type { GraphRequest } from '../request.ts';

/** An app of the organisation's catalogue: its id there is another than the one in its manifest (`externalId`). */
export type CatalogApp = { id: string; externalId: string; displayName: string; app: App };

export function catalogOf(core: TenantCore): CatalogApp[] {
  return core.directory.apps().flatMap((app) =>
    app.teamsAppId === undefined
      ? []
      : [
          {
            id: stableGuid('catalogApp', core.directory.tenant.id, app.teamsAppId),
            externalId: app.teamsAppId,
            displayName: app.displayName,
            app,
          },
        ],
  );
}

export function catalogJson({ id, externalId, displayName }: CatalogApp): Record<string, unknown> {
  return { id, externalId, displayName, distributionMethod: 'organization' };
}

/** Teams' words for an application without the permission. */
export function needsRole(request: GraphRequest, oneOf: readonly string[]): Problem | undefined {
  const held = [...request.caller.permissions];
  if (oneOf.some((each) => held.includes(each))) return undefined;
  const kind = request.caller.userId === undefined ? 'role' : 'scope';
  return problem(
    403,
    'Forbidden',
    `Missing ${kind} permissions on the request. API requires one of '${oneOf.join(', ')}'. ${kind === 'role' ? 'Roles' : 'Scopes'} on the request '${held.join(', ')}'.`,
  );
}

/** What of these the request's $filter leaves; `prefix` stands before the names (`teamsApp/`). */
export function chosen(request: GraphRequest, apps: CatalogApp[], prefix = ''): CatalogApp[] | Problem {
  const text = option(request, 'filter');
  if (text === undefined) return apps;
  const parsed = parseFilter(text);
  const known = ['id', 'externalId', 'displayName', 'distributionMethod'].map((name) => `${prefix}${name}`);
  if (!parsed.ok || pathsOf(parsed.filter).some((path) => !known.includes(path)))
    return problem(400, 'BadRequest', `Invalid filter clause: '${text}'.`);
  return apps.filter((app) =>
    holds(
      parsed.filter,
      (path) => {
        const value = catalogJson(app)[path.slice(prefix.length)];
        return typeof value === 'string' ? value.toLowerCase() : null;
      },
      (_path, literal) => (typeof literal === 'string' ? literal.toLowerCase() : literal),
    ),
  );
}
