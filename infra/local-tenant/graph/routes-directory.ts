import { mayReadGroups, mayReadPeople } from './access.ts';
import { holds, parseFilter, pathsOf } from './filter.ts';
import type { Filter, Literal } from './filter.ts';
import { pageSize, withParameters } from './paging.ts';
import { isProblem, problem } from './problem.ts';
import type { Problem } from './problem.ts';
import { json, objectBody, option } from './request.ts';
import type { Answer, GraphRequest } from './request.ts';
import type { Route } from './router.ts';
import type { Group, User } from '../seed.ts';

type Entity = Record<string, unknown>;
type Kind = { name: 'user' | 'group'; standard: string[]; filterable: Set<string> };

const USER: Kind = {
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
const GROUP: Kind = {
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

function userEntity(user: User): Entity {
  const { managerId: _manager, ...known } = user;
  return {
    ...known,
    businessPhones: [],
    mobilePhone: null,
    officeLocation: null,
    accountEnabled: true,
    mailNickname: user.userPrincipalName.split('@')[0] ?? '',
  };
}

function groupEntity({ core }: GraphRequest, group: Group): Entity {
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

function shown(request: GraphRequest, kind: Kind, entity: Entity, typed = false): Entity | Problem {
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

function collection(request: GraphRequest, kind: Kind, entities: Entity[], typed = false): Answer {
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

const missing = (key: string): Problem =>
  problem(
    404,
    'Request_ResourceNotFound',
    `Resource '${key}' does not exist or one of its queried reference-property objects are not present.`,
  );

/** Runs with the user or group that the path names, once the caller may read it. */
function withUser(request: GraphRequest, then: (user: User) => Answer): Answer {
  const own = request.caller.userId !== undefined && request.caller.userId === request.params['user'];
  const refused = own ? undefined : mayReadPeople(request);
  if (refused) return refused;
  const key = request.params['user'] ?? '';
  const user = request.core.directory.user(key);
  return user ? then(user) : missing(key);
}

function withGroup(request: GraphRequest, then: (group: Group) => Answer): Answer {
  const refused = mayReadGroups(request);
  if (refused) return refused;
  const key = request.params['group'] ?? '';
  const group = request.core.directory.group(key);
  return group ? then(group) : missing(key);
}

function one(request: GraphRequest, kind: Kind, entity: Entity, typed = false): Answer {
  const answer = shown(request, kind, entity, typed);
  return isProblem(answer) ? answer : json(answer);
}

const groupsOf = (request: GraphRequest, user: User): Entity[] =>
  request.core.directory.groupsOf(user.id).map((group) => groupEntity(request, group));

const memberOf = (typed: boolean) => (request: GraphRequest) =>
  withUser(
    request,
    (user) => mayReadGroups(request) ?? collection(request, GROUP, groupsOf(request, user), typed),
  );

const members = (typed: boolean) => (request: GraphRequest) =>
  withGroup(request, (group) =>
    collection(request, USER, request.core.directory.membersOf(group.id).map(userEntity), typed),
  );

function memberGroups(request: GraphRequest): Answer {
  return withUser(request, (user) => {
    if (typeof objectBody(request)?.['securityEnabledOnly'] !== 'boolean') {
      return problem(
        400,
        'Request_BadRequest',
        'Write requests (excluding DELETE) must contain the Content-Type header declaration and securityEnabledOnly.',
      );
    }
    return (
      mayReadGroups(request) ??
      json({ value: request.core.directory.groupsOf(user.id).map((group) => group.id) })
    );
  });
}

export const directoryRoutes: Route[] = [
  {
    method: 'GET',
    path: 'users',
    cost: 0,
    handle: (request) =>
      mayReadPeople(request) ?? collection(request, USER, request.core.directory.users().map(userEntity)),
  },
  {
    method: 'GET',
    path: 'users/{user}',
    cost: 0,
    handle: (request) => withUser(request, (user) => one(request, USER, userEntity(user))),
  },
  {
    method: 'GET',
    path: 'users/{user}/manager',
    cost: 0,
    handle: (request) =>
      withUser(request, (user) => {
        const manager = request.core.directory.managerOf(user.id);
        return manager ? one(request, USER, userEntity(manager), true) : missing('manager');
      }),
  },
  { method: 'GET', path: 'users/{user}/memberOf', cost: 0, handle: memberOf(true) },
  { method: 'GET', path: 'users/{user}/memberOf/microsoft.graph.group', cost: 0, handle: memberOf(false) },
  { method: 'GET', path: 'users/{user}/transitiveMemberOf', cost: 0, handle: memberOf(true) },
  {
    method: 'GET',
    path: 'users/{user}/transitiveMemberOf/microsoft.graph.group',
    cost: 0,
    handle: memberOf(false),
  },
  { method: 'POST', path: 'users/{user}/getMemberGroups', cost: 0, handle: memberGroups },
  {
    method: 'GET',
    path: 'groups',
    cost: 0,
    handle: (request) =>
      mayReadGroups(request) ??
      collection(
        request,
        GROUP,
        request.core.directory.groups().map((group) => groupEntity(request, group)),
      ),
  },
  {
    method: 'GET',
    path: 'groups/{group}',
    cost: 0,
    handle: (request) => withGroup(request, (group) => one(request, GROUP, groupEntity(request, group))),
  },
  { method: 'GET', path: 'groups/{group}/members', cost: 0, handle: members(true) },
  { method: 'GET', path: 'groups/{group}/members/microsoft.graph.user', cost: 0, handle: members(false) },
  { method: 'GET', path: 'groups/{group}/transitiveMembers', cost: 0, handle: members(true) },
  {
    method: 'GET',
    path: 'groups/{group}/owners',
    cost: 0,
    handle: (request) =>
      withGroup(request, (group) =>
        collection(request, USER, request.core.directory.ownersOf(group.id).map(userEntity), true),
      ),
  },
];
