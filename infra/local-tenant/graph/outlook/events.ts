import type { TenantCore } from '../../core.ts';
import type { User } from '../../seed.ts';
import { isProblem, problem } from '../problem.ts';
import type { Problem } from '../problem.ts';
import { sendCancellations, spread } from './copies.ts';
import type { EventInput, Moment } from './event-input.ts';
import { copyOf, eventOfTransaction, keepEvent, newItemId, newUid } from './event-store.ts';
import type { Attendee, EventDoc, EventRow, Response } from './event-store.ts';
import { page } from './html.ts';
import { invalidRequest, partyOf } from './mailbox.ts';
import { hasBlob, joinUrlOf, withBlob } from './online-meeting.ts';

/** Events as their owner handles them: in the own calendar at once, in those of the invited by copies. */

export function createEvent(core: TenantCore, owner: User, input: EventInput): EventRow | Problem {
  const { start, end } = input;
  if (!start || !end) return invalidProperty('start and end are required');
  const times = timesOf(start, end, input.isAllDay ?? false);
  if (isProblem(times)) return times;
  return core.db.transaction(() => {
    const known =
      input.transactionId === undefined ? undefined : eventOfTransaction(core, owner.id, input.transactionId);
    const made = newEvent(core, owner, input, { ...times, startZone: start.zone, endZone: end.zone });
    if (known) return repeated(known, made);
    const kept = keepEvent(core, made);
    spread(core, owner, kept, undefined);
    return kept;
  });
}

/** The same again gives the event that is there; something else under the same id is refused. */
function repeated(known: EventRow, made: Omit<EventRow, 'seq'>): EventRow | Problem {
  if (!known.deleted && known.doc.createdAs === made.doc.createdAs) return known;
  return problem(
    400,
    'ErrorDuplicateTransactionId',
    "Your request can't be completed. The TransactionId specified in the request has already been used to create a different event.",
    { more: { '@event.existingEventId': known.id } },
  );
}

type Times = { start: number; end: number };
type Zones = { startZone: Moment['zone']; endZone: Moment['zone'] };

function newEvent(
  core: TenantCore,
  owner: User,
  input: EventInput,
  when: Times & Zones,
): Omit<EventRow, 'seq'> {
  const now = core.clock.now();
  const uid = newUid(now.getTime());
  const joinUrl = input.isOnlineMeeting ? joinUrlOf(core, uid, owner.id) : null;
  const body = input.body ?? page('');
  const doc: EventDoc = {
    subject: input.subject ?? '',
    body: joinUrl === null ? body : withBlob(body, joinUrl),
    categories: input.categories ?? [],
    importance: input.importance ?? 'normal',
    sensitivity: input.sensitivity ?? 'normal',
    showAs: input.showAs ?? (input.isAllDay ? 'free' : 'busy'),
    isAllDay: input.isAllDay ?? false,
    isCancelled: false,
    isReminderOn: input.isReminderOn ?? true,
    reminderMinutesBeforeStart: input.reminderMinutesBeforeStart ?? 15,
    responseRequested: input.responseRequested ?? true,
    allowNewTimeProposals: input.allowNewTimeProposals ?? true,
    hideAttendees: input.hideAttendees ?? false,
    location: input.location ?? (joinUrl === null ? '' : 'Microsoft Teams 会議'),
    startZone: when.startZone.windows,
    endZone: when.endZone.windows,
    attendees: (input.attendees ?? []).map((each) => ({ ...each, response: 'none', respondedAt: '' })),
    organizer: partyOf(owner),
    response: { response: 'organizer', time: '' },
    joinUrl,
    properties: input.properties ?? [],
    createdAs: JSON.stringify([input.subject ?? '', when.start, when.end]),
    created: now.toISOString(),
    modified: now.toISOString(),
  };
  return {
    id: newItemId(),
    userId: owner.id,
    uid,
    start: when.start,
    end: when.end,
    deleted: false,
    transactionId: input.transactionId ?? null,
    doc,
  };
}

export function updateEvent(
  core: TenantCore,
  owner: User,
  row: EventRow,
  input: EventInput,
): EventRow | Problem {
  if (input.transactionId !== undefined && input.transactionId !== row.transactionId)
    return invalidRequest('The TransactionId of an event cannot be changed.');
  const isAllDay = input.isAllDay ?? row.doc.isAllDay;
  const start = input.start ?? momentAgain(row.start);
  const end = input.end ?? momentAgain(row.end);
  const touched = input.start !== undefined || input.end !== undefined || input.isAllDay !== undefined;
  const times = touched ? timesOf(start, end, isAllDay) : { start: row.start, end: row.end };
  if (isProblem(times)) return times;
  const moved = times.start !== row.start || times.end !== row.end;
  const doc = changed(core, owner, row, input, moved);
  return core.db.transaction(() => {
    const kept = keepEvent(core, { ...row, ...times, doc: { ...doc, isAllDay } });
    if (row.doc.response.response === 'organizer') spread(core, owner, kept, row);
    return kept;
  });
}

function changed(core: TenantCore, owner: User, row: EventRow, input: EventInput, moved: boolean): EventDoc {
  const { start, end, transactionId: _fixed, isOnlineMeeting, attendees, properties, ...plain } = input;
  const doc: EventDoc = {
    ...row.doc,
    ...plain,
    ...(start ? { startZone: start.zone.windows } : {}),
    ...(end ? { endZone: end.zone.windows } : {}),
    ...(properties ? { properties: merged(row.doc.properties, properties) } : {}),
  };
  doc.attendees = (attendees ?? row.doc.attendees).map((each): Attendee => {
    const before = row.doc.attendees.find((old) => sameAddress(old.address, each.address));
    // A new time asks everyone anew.
    return { ...each, response: 'none', respondedAt: '', ...(before && !moved ? answerOf(before) : {}) };
  });
  if (isOnlineMeeting && doc.joinUrl === null) {
    const joinUrl = joinUrlOf(core, row.uid, owner.id);
    return { ...doc, joinUrl, body: withBlob(doc.body, joinUrl) };
  }
  const lost = doc.joinUrl !== null && input.body !== undefined && !hasBlob(doc.body, doc.joinUrl);
  return lost ? { ...doc, joinUrl: null } : doc;
}

const answerOf = ({ response, respondedAt }: Attendee): Pick<Attendee, 'response' | 'respondedAt'> => ({
  response,
  respondedAt,
});

/** Deleting as the organiser tells the invited as cancelling does. */
export function removeEvent(core: TenantCore, row: EventRow): void {
  core.db.transaction(() => {
    if (row.doc.response.response === 'organizer') sendCancellations(core, row);
    keepEvent(core, { ...row, deleted: true });
  });
}

export function cancelEvent(core: TenantCore, row: EventRow): Problem | undefined {
  if (row.doc.response.response !== 'organizer')
    return invalidRequest(
      "Your request can't be completed. You need to be an organizer to cancel a meeting.",
    );
  removeEvent(core, row);
  return undefined;
}

/** An invited person answers; the organiser sees it in the own event unless no answer is to be sent. */
export function respond(
  core: TenantCore,
  person: User,
  row: EventRow,
  response: Extract<Response, 'accepted' | 'tentativelyAccepted' | 'declined'>,
  send: boolean,
): Problem | undefined {
  if (row.doc.response.response === 'organizer') {
    return invalidRequest(
      "Your request can't be completed. You can't respond to this meeting because you're the meeting organizer.",
    );
  }
  const time = core.clock.now().toISOString();
  core.db.transaction(() => {
    const showAs = response === 'accepted' ? 'busy' : response === 'declined' ? 'free' : 'tentative';
    const doc: EventDoc = { ...row.doc, showAs, response: { response, time } };
    keepEvent(core, { ...row, doc, deleted: response === 'declined' });
    const organizer = send ? core.directory.user(row.doc.organizer.address) : undefined;
    const own = organizer && copyOf(core, organizer.id, row.uid);
    if (!own || own.deleted) return;
    const { address } = partyOf(person);
    const attendees = own.doc.attendees.map((each) =>
      sameAddress(each.address, address) || sameAddress(each.address, person.userPrincipalName)
        ? { ...each, response, respondedAt: time }
        : each,
    );
    keepEvent(core, { ...own, doc: { ...own.doc, attendees } });
  });
  return undefined;
}

export function sameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function merged(old: EventDoc['properties'], given: EventDoc['properties']): EventDoc['properties'] {
  const left = old.filter(({ id }) => !given.some((each) => sameAddress(each.id, id)));
  return [...left, ...given];
}

function momentAgain(at: number): Moment {
  return { at, wall: new Date(at).toISOString().slice(0, 19), zone: { windows: 'UTC', iana: 'UTC' } };
}

function timesOf(start: Moment, end: Moment, isAllDay: boolean): Times | Problem {
  if (!isAllDay) {
    return end.at < start.at ? invalidProperty('end is before start') : { start: start.at, end: end.at };
  }
  const [from, to] = [start.wall, end.wall];
  if (!/T00:00(:00(\.0+)?)?$/.test(from) || !/T00:00(:00(\.0+)?)?$/.test(to)) {
    return invalidRequest(
      'The Event.Start and Event.End properties for an all-day event need to be set to midnight.',
    );
  }
  const days = {
    start: Date.parse(`${from.slice(0, 10)}T00:00Z`),
    end: Date.parse(`${to.slice(0, 10)}T00:00Z`),
  };
  return days.end > days.start
    ? days
    : invalidRequest('The duration of an event marked as All day must be at least 24 hours.');
}

function invalidProperty(reason: string): Problem {
  return problem(400, 'ErrorPropertyValidationFailure', 'At least one property failed validation.', {
    reason,
  });
}
