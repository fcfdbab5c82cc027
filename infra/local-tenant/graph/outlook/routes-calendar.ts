import { isProblem, problem } from '../problem.ts';
import type { Problem } from '../problem.ts';
import { asObject, json, noContent, objectBody } from '../request.ts';
import type { Answer, GraphRequest } from '../request.ts';
import type { Route } from '../router.ts';
import type { User } from '../../seed.ts';
import { listEvents, listView, viewDelta } from './calendar-lists.ts';
import { readEvent } from './event-input.ts';
import { eventJson } from './event-json.ts';
import { changeKeyOf, findEvent } from './event-store.ts';
import type { EventRow, Response } from './event-store.ts';
import { cancelEvent, createEvent, removeEvent, respond, updateEvent } from './events.ts';
import { changeKeyConflict, itemNotFound, withMailbox } from './mailbox.ts';
import { applied, shapeOf } from './shape.ts';

const READ = ['Calendars.Read', 'Calendars.ReadWrite'] as const;
const WRITE = ['Calendars.ReadWrite'] as const;

/** Runs with the event that the path names, and only if it is as the caller last saw it. */
function withEvent(
  request: GraphRequest,
  oneOf: readonly string[],
  then: (user: User, row: EventRow) => Answer,
): Answer {
  return withMailbox(request, oneOf, (user) => {
    const id = request.params['event'] ?? '';
    if (!id.startsWith('AAMk')) return problem(400, 'ErrorInvalidIdMalformed', 'Id is malformed.');
    const row = findEvent(request.core, user.id, id);
    if (!row) return itemNotFound();
    const wanted = /^(?:W\/)?"?([^"]+)"?$/.exec(request.headers['if-match'] ?? '')?.[1];
    if (wanted !== undefined && wanted !== '*' && wanted !== changeKeyOf(row)) return changeKeyConflict();
    return then(user, row);
  });
}

function shown(request: GraphRequest, row: EventRow | Problem, status = 200): Answer {
  if (isProblem(row)) return row;
  const shape = shapeOf(request);
  return isProblem(shape) ? shape : json(eventJson(request.core, row, shape), status, applied(request));
}

function postEvent(request: GraphRequest): Answer {
  return withMailbox(request, WRITE, (user) => {
    const input = readEvent(objectBody(request) ?? {});
    return isProblem(input) ? input : shown(request, createEvent(request.core, user, input), 201);
  });
}

function patchEvent(request: GraphRequest): Answer {
  return withEvent(request, WRITE, (user, row) => {
    const input = readEvent(objectBody(request) ?? {});
    return isProblem(input) ? input : shown(request, updateEvent(request.core, user, row, input));
  });
}

function deleteEvent(request: GraphRequest): Answer {
  return withEvent(request, WRITE, (_user, row) => {
    removeEvent(request.core, row);
    return noContent;
  });
}

function postCancel(request: GraphRequest): Answer {
  return withEvent(request, WRITE, (_user, row) => cancelEvent(request.core, row) ?? { status: 202 });
}

const postResponse =
  (response: Extract<Response, 'accepted' | 'tentativelyAccepted' | 'declined'>) =>
  (request: GraphRequest): Answer =>
    withEvent(request, WRITE, (user, row) => {
      const send = asObject(request.body)?.['sendResponse'] !== false;
      return respond(request.core, user, row, response, send) ?? { status: 202 };
    });

const event = 'users/{user}/events/{event}';
const onMailbox = (method: string, path: string, handle: Route['handle']): Route => ({
  method,
  path,
  cost: 0,
  mailbox: true,
  handle,
});

export const calendarRoutes: Route[] = [
  onMailbox('GET', 'users/{user}/events', (request) =>
    withMailbox(request, READ, (user) => listEvents(request, user)),
  ),
  onMailbox('POST', 'users/{user}/events', postEvent),
  onMailbox('GET', event, (request) => withEvent(request, READ, (_user, row) => shown(request, row))),
  onMailbox('PATCH', event, patchEvent),
  onMailbox('DELETE', event, deleteEvent),
  onMailbox('POST', `${event}/cancel`, postCancel),
  onMailbox('POST', `${event}/accept`, postResponse('accepted')),
  onMailbox('POST', `${event}/tentativelyAccept`, postResponse('tentativelyAccepted')),
  onMailbox('POST', `${event}/decline`, postResponse('declined')),
  onMailbox('GET', 'users/{user}/calendarView', (request) =>
    withMailbox(request, READ, (user) => listView(request, user)),
  ),
  onMailbox('GET', 'users/{user}/calendarView/delta', (request) =>
    withMailbox(request, READ, (user) => viewDelta(request, user)),
  ),
];
