import type { Group, User } from '../seed.ts';
import { mayReadGroups, mayReadPeople } from './access.ts';
import { collection, GROUP, groupEntity, shown, USER, userEntity } from './directory-entities.ts';
import type { Entity, Kind } from './directory-entities.ts';
import { isProblem, problem } from './problem.ts';
import type { Problem } from './problem.ts';
import { json, objectBody } from './request.ts';
import type { Answer, GraphRequest } from './request.ts';
import type { Route } from './router.ts';

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
