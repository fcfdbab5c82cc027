import type { Group, User } from '../seed.ts';
import { holds, parseFilter, pathsOf } from './filter.ts';
import type { Filter, Literal } from './filter.ts';
import { pageSize, withParameters } from './paging.ts';
import { isProblem, problem } from './problem.ts';
import type { Problem } from './problem.ts';
import { json, option } from './request.ts';
import type { Answer, GraphRequest } from './request.ts';

export type Entity = Record<string, unknown>;
/** What Graph gives of a kind unasked, and what it filters by. */
export type Kind = { name: 'user' | 'group'; standard: string[]; filterable: Set<string> };

export const USER: Kind = {
  name: 'user',
  // What Graph gives unasked; department, for one, must be selected.
  standard: [
    'businessPhones',
    'displayName',
    'givenName',
    'jobTitle',
    'mail',
    'mobilePhone',
    'officeLocation',
    'preferredLanguage',
    'surname',
    'userPrincipalName',
    'id',
  ],
  filterable: new Set([
    'id',
    'mail',
    'userPrincipalName',
    'displayName',
    'givenName',
    'surname',
    'department',
    'jobTitle',
    'userType',
    'accountEnabled',
  ]),
};
export const GROUP: Kind = {
  name: 'group',
  standard: [
    'id',
    'createdDateTime',
    'description',
    'displayName',
    'groupTypes',
    'mail',
    'mailEnabled',
    'mailNickname',
    'securityEnabled',
    'visibility',
  ],
  filterable: new Set(['id', 'displayName', 'mailNickname', 'mail', 'mailEnabled', 'securityEnabled']),
};

export function userEntity(user: User): Entity {
  const { managerId: _manager, mailbox: _mailbox, ...known } = user;
  return {
    ...known,
    businessPhones: [],
    mobilePhone: null,
    officeLocation: null,
    accountEnabled: true,
    mailNickname: user.userPrincipalName.split('@')[0] ?? '',
  };
}

export function groupEntity({ core }: GraphRequest, group: Group): Entity {
  return {
    ...group,
    createdDateTime: '2020-01-01T00:00:00Z',
    description: null,
    groupTypes: [],
    mail: `${group.mailNickname}@${core.directory.tenant.domain}`,
    mailEnabled: false,
    securityEnabled: true,
    visibility: null,
  };
}

/** An entity as selected; `typed` where a collection may hold several kinds. */
export function shown(request: GraphRequest, kind: Kind, entity: Entity, typed = false): Entity | Problem {
  const select = option(request, 'select')
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = select?.find((name) => !(name in entity));
  if (unknown !== undefined) {
    return problem(
      400,
      'BadRequest',
      `Could not find a property named '${unknown}' on type 'microsoft.graph.${kind.name}'.`,
    );
  }
  return {
    ...(typed ? { '@odata.type': `#microsoft.graph.${kind.name}` } : {}),
    ...Object.fromEntries((select ?? kind.standard).map((name) => [name, entity[name] ?? null])),
  };
}

const fold = (value: unknown): Literal =>
  typeof value === 'string'
    ? value.toLowerCase()
    : typeof value === 'boolean' || typeof value === 'number'
      ? value
      : null;

/** Negations are advanced queries: they need ConsistencyLevel: eventual and $count=true. */
function isAdvanced(filter: Filter): boolean {
  if (filter.op === 'and' || filter.op === 'or') return isAdvanced(filter.left) || isAdvanced(filter.right);
  return filter.op === 'not' || (filter.op === 'compare' && filter.how === 'ne');
}

/** A filtered, sorted page. */
export function collection(request: GraphRequest, kind: Kind, entities: Entity[], typed = false): Answer {
  const eventual = request.headers['consistencylevel']?.toLowerCase() === 'eventual';
  const counted = eventual && option(request, 'count') === 'true';
  const unsupported = (message: string): Problem => problem(400, 'Request_UnsupportedQuery', message);
  let chosen = entities;
  const text = option(request, 'filter');
  if (text !== undefined) {
    const parsed = parseFilter(text);
    if (!parsed.ok)
      return problem(
        400,
        'BadRequest',
        `Invalid filter clause: Syntax error at position ${parsed.at} in '${text}'.`,
      );
    const foreign = pathsOf(parsed.filter).find((path) => !kind.filterable.has(path));
    if (foreign !== undefined) {
      return unsupported(
        `Unsupported or invalid query filter clause specified for property '${foreign}' of resource '${kind.name === 'user' ? 'User' : 'Group'}'.`,
      );
    }
    if (isAdvanced(parsed.filter) && !counted) {
      return unsupported('The specified filter to the reference property query is currently not supported.');
    }
    chosen = chosen.filter((entity) =>
      holds(
        parsed.filter,
        (path) => fold(entity[path]),
        (_path, literal) => fold(literal),
      ),
    );
  }
  const order = option(request, 'orderby');
  if (order !== undefined && !/^(displayName|userPrincipalName)( asc| desc)?$/.test(order)) {
    return unsupported('Sorting not supported for current query.');
  }
  if (order !== undefined) {
    const [name = '', direction] = order.split(' ');
    const sign = direction === 'desc' ? -1 : 1;
    chosen = [...chosen].sort((a, b) => sign * (String(fold(a[name])) < String(fold(b[name])) ? -1 : 1));
  }
  const top = pageSize(request, 100, 999);
  if (isProblem(top)) return top;
  const start = Number(option(request, 'skiptoken') ?? 0);
  const page: Entity[] = [];
  for (const entity of chosen.slice(start, start + top)) {
    const one = shown(request, kind, entity, typed);
    if (isProblem(one)) return one;
    page.push(one);
  }
  return json({
    ...(counted ? { '@odata.count': chosen.length } : {}),
    ...(chosen.length > start + top
      ? { '@odata.nextLink': withParameters(request, { $skiptoken: String(start + top) }) }
      : {}),
    value: page,
  });
}
