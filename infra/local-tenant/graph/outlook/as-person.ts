import type { TenantCore } from '../../core.ts';
import type { User } from '../../seed.ts';
import { isProblem, problem } from '../problem.ts';
import type { Problem } from '../problem.ts';
import type { EventInput, Moment } from './event-input.ts';
import { eventsBetween, findEvent } from './event-store.ts';
import type { EventRow, Response } from './event-store.ts';
import { cancelEvent, createEvent, removeEvent, respond, sameAddress, updateEvent } from './events.ts';
import { asPage, asText } from './html.ts';
import { hasMailbox, itemNotFound, partyOf } from './mailbox.ts';
import { withoutBlob } from './online-meeting.ts';
import { wallIn, zoneOf } from './zones.ts';
import type { Zone } from './zones.ts';

/** Outlook as a person uses it: the same events, copies and changes as through Graph. Times are ISO 8601 instants. */
export type EventView = {
  id: string;
  uid: string;
  subject: string;
  start: string;
  end: string;
  isAllDay: boolean;
  location: string;
  text: string;
  organizer: string;
  isOrganizer: boolean;
  isCancelled: boolean;
  response: Response;
  attendees: { name: string; address: string; type: string; response: Response }[];
  joinUrl: string | null;
};
export type EventDraft = {
  subject?: string | undefined;
  start?: string | undefined;
  end?: string | undefined;
  location?: string | undefined;
  text?: string | undefined;
  attendeeIds?: string[] | undefined;
  online?: boolean | undefined;
};

const TOKYO: Zone = zoneOf('Asia/Tokyo') ?? { windows: 'UTC', iana: 'UTC' };

function viewOf(core: TenantCore, row: EventRow): EventView {
  const { doc } = row;
  const nameOf = (address: string, name: string): string =>
    core.directory.users().find((user) => user.mail && sameAddress(user.mail, address))?.displayName ?? name;
  return {
    id: row.id,
    uid: row.uid,
    subject: doc.subject,
    start: new Date(row.start).toISOString(),
    end: new Date(row.end).toISOString(),
    isAllDay: doc.isAllDay,
    location: doc.location,
    text: asText(withoutBlob(doc.body)),
    organizer: doc.organizer.name,
    isOrganizer: doc.response.response === 'organizer',
    isCancelled: doc.isCancelled,
    response: doc.response.response,
    attendees: doc.attendees.map(({ name, address, type, response }) => ({
      name: nameOf(address, name),
      address,
      type,
      response,
    })),
    joinUrl: doc.joinUrl,
  };
}

export function calendarOf(core: TenantCore, person: User, from: number, to: number): EventView[] | Problem {
  if (!hasMailbox(person)) return noMailbox();
  return eventsBetween(core, person.id, from, to)
    .toSorted((one, other) => one.start - other.start)
    .map((row) => viewOf(core, row));
}

export function eventOf(core: TenantCore, person: User, id: string): EventView | Problem {
  const row = findEvent(core, person.id, id);
  return row ? viewOf(core, row) : itemNotFound();
}

export function createEventAs(core: TenantCore, person: User, draft: EventDraft): EventView | Problem {
  if (!hasMailbox(person)) return noMailbox();
  const row = createEvent(core, person, inputOf(core, draft));
  return isProblem(row) ? row : viewOf(core, row);
}

/** As the organiser; others can only answer. */
export function updateEventAs(
  core: TenantCore,
  person: User,
  id: string,
  draft: EventDraft,
): EventView | Problem {
  const row = findEvent(core, person.id, id);
  if (!row) return itemNotFound();
  if (row.doc.response.response !== 'organizer')
    return problem(403, 'ErrorAccessDenied', 'Only the organizer can change the meeting.');
  const kept = updateEvent(core, person, row, inputOf(core, draft));
  return isProblem(kept) ? kept : viewOf(core, kept);
}

export function cancelEventAs(core: TenantCore, person: User, id: string): Problem | undefined {
  const row = findEvent(core, person.id, id);
  return row ? cancelEvent(core, row) : itemNotFound();
}

/** Takes an event out of the own calendar; as the organiser this calls it off. */
export function removeEventAs(core: TenantCore, person: User, id: string): Problem | undefined {
  const row = findEvent(core, person.id, id);
  if (!row) return itemNotFound();
  removeEvent(core, row);
  return undefined;
}

export function respondAs(
  core: TenantCore,
  person: User,
  id: string,
  response: 'accepted' | 'tentativelyAccepted' | 'declined',
): Problem | undefined {
  const row = findEvent(core, person.id, id);
  return row ? respond(core, person, row, response, true) : itemNotFound();
}

function inputOf(core: TenantCore, draft: EventDraft): EventInput {
  const moment = (iso: string): Moment => {
    const at = Date.parse(iso);
    return { at, wall: wallIn(at, TOKYO), zone: TOKYO };
  };
  const invited = draft.attendeeIds?.flatMap((id) => core.directory.user(id) ?? []);
  return {
    ...(draft.subject === undefined ? {} : { subject: draft.subject }),
    ...(draft.location === undefined ? {} : { location: draft.location }),
    ...(draft.text === undefined ? {} : { body: asPage('text', draft.text) }),
    ...(draft.start === undefined ? {} : { start: moment(draft.start) }),
    ...(draft.end === undefined ? {} : { end: moment(draft.end) }),
    ...(draft.online === undefined ? {} : { isOnlineMeeting: draft.online }),
    ...(invited ? { attendees: invited.map((user) => ({ ...partyOf(user), type: 'required' })) } : {}),
  };
}

function noMailbox(): Problem {
  return problem(404, 'MailboxNotEnabled', 'This person has no mailbox.');
}
