import type { TenantCore } from '../core.ts';
import { CONNECTOR_AUDIENCE, GRAPH_AUDIENCE } from '../tokens.ts';
import type { Refusal } from './errors.ts';

export type Resource =
  | { ok: true; audience: string; permissions: string[] }
  | { ok: false; refusal: Refusal };

const ABOUT_SIGN_IN = new Set(['openid', 'profile', 'email', 'offline_access']);

/** Which API a scope asks for. Bare names such as User.Read belong to Graph; only one API at a time. */
export function resourceOf(core: TenantCore, scope: string): Resource {
  const asked = scope.split(/\s+/).filter((each) => each !== '' && !ABOUT_SIGN_IN.has(each.toLowerCase()));
  const split = asked.map((each) => {
    const cut = each.lastIndexOf('/');
    return cut < 0
      ? { resource: GRAPH_AUDIENCE, permission: each }
      : { resource: each.slice(0, cut), permission: each.slice(cut + 1) };
  });
  const audiences = new Map(split.map(({ resource }) => [resource, audienceOf(core, resource)]));
  const unknown = [...audiences].find(([, audience]) => audience === undefined);
  if (unknown) {
    return {
      ok: false,
      refusal: {
        status: 400,
        error: 'invalid_resource',
        code: 500011,
        description: `The resource principal named ${unknown[0]} was not found in the tenant named ${core.directory.tenant.name}.`,
      },
    };
  }
  const distinct = new Set(audiences.values());
  if (distinct.size > 1) {
    return {
      ok: false,
      refusal: {
        status: 400,
        error: 'invalid_request',
        code: 28000,
        description: `Provided value for the input parameter scope is not valid because it contains more than one resource. Scope ${scope} is not valid.`,
      },
    };
  }
  return {
    ok: true,
    audience: [...distinct][0] ?? GRAPH_AUDIENCE,
    permissions: split.map(({ permission }) => permission),
  };
}

function audienceOf(core: TenantCore, resource: string): string | undefined {
  const bare = resource.replace(/\/+$/, '');
  if (bare === GRAPH_AUDIENCE || bare === core.config.apiOrigin) return GRAPH_AUDIENCE;
  if (bare === CONNECTOR_AUDIENCE) return CONNECTOR_AUDIENCE;
  // An app's own API: its id, api://id or api://host/id; version 2 tokens name the id itself.
  const id =
    bare
      .replace(/^api:\/\//, '')
      .split('/')
      .at(-1) ?? '';
  const named = id.replace(/^botid-/, '');
  return core.directory.app(named)?.appId;
}
