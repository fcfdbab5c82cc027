import { isProblem, problem } from '../problem.ts';
import type { Problem } from '../problem.ts';
import { asObject } from '../request.ts';
import { asPage } from './html.ts';
import { invalidRequest } from './mailbox.ts';
import type { Attendee } from './event-store.ts';
import { instantOf, zoneOf } from './zones.ts';
import type { Zone } from './zones.ts';

/** What a body may say of an event, read; `undefined` for what it does not mention. */
export type EventInput = {
  subject?: string;
  body?: string;
  categories?: string[];
  importance?: string;
  sensitivity?: string;
  showAs?: string;
  isAllDay?: boolean;
  isReminderOn?: boolean;
  reminderMinutesBeforeStart?: number;
  responseRequested?: boolean;
  allowNewTimeProposals?: boolean;
  hideAttendees?: boolean;
  isOnlineMeeting?: boolean;
  location?: string;
  start?: Moment;
  end?: Moment;
  attendees?: Pick<Attendee, 'address' | 'name' | 'type'>[];
  properties?: { id: string; value: string }[];
  transactionId?: string;
};
export type Moment = { wall: string; zone: Zone; at: number };

/** Exchange keeps at most this many people on one event (event resource type). */
const MOST_ATTENDEES = 500;
const ENUMS = {
  importance: ['low', 'normal', 'high'],
  sensitivity: ['normal', 'personal', 'private', 'confidential'],
  showAs: ['free', 'tentative', 'busy', 'oof', 'workingElsewhere', 'unknown'],
};
const BOOLEANS = [
  'isAllDay',
  'isReminderOn',
  'responseRequested',
  'allowNewTimeProposals',
  'hideAttendees',
  'isOnlineMeeting',
] as const;
/** Known, but set by the service or not imitated; silently left alone unless refused below. */
const PASSED_OVER = new Set([
  'id',
  'changeKey',
  'createdDateTime',
  'lastModifiedDateTime',
  'iCalUId',
  'uid',
  'bodyPreview',
  'hasAttachments',
  'isCancelled',
  'isDraft',
  'isOrganizer',
  'onlineMeeting',
  'onlineMeetingUrl',
  'onlineMeetingProvider',
  'organizer',
  'originalStart',
  'originalStartTimeZone',
  'originalEndTimeZone',
  'responseStatus',
  'seriesMasterId',
  'type',
  'webLink',
  'occurrenceId',
]);
const READ = new Set<string>([
  ...BOOLEANS,
  ...Object.keys(ENUMS),
  'subject',
  'body',
  'categories',
  'reminderMinutesBeforeStart',
  'location',
  'locations',
  'start',
  'end',
  'attendees',
  'recurrence',
  'singleValueExtendedProperties',
  'transactionId',
]);

const unreadable = (name: string, reason: string): Problem =>
  problem(400, 'RequestBodyRead', `An error occurred while reading the value of property '${name}'.`, {
    reason,
  });

export function readEvent(body: Record<string, unknown>): EventInput | Problem {
  const unknown = Object.keys(body).find(
    (name) => !name.includes('@') && !READ.has(name) && !PASSED_OVER.has(name),
  );
  if (unknown !== undefined) {
    return problem(
      400,
      'RequestBodyRead',
      `The property '${unknown}' does not exist on type 'microsoft.graph.event'. Make sure to only use property names that are defined by the type.`,
    );
  }
  if (body['recurrence'] !== undefined && body['recurrence'] !== null)
    return invalidRequest('Recurring events are not imitated.', 'recurrence');
  const input: EventInput = {};
  for (const name of BOOLEANS) {
    const value = body[name];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'boolean') return unreadable(name, 'Boolean expected');
    input[name] = value;
  }
  for (const [name, allowed] of Object.entries(ENUMS)) {
    const value = body[name];
    if (value === undefined || value === null) continue;
    const found = allowed.find((each) => each.toLowerCase() === textOf(value, '').toLowerCase());
    if (found === undefined) return unreadable(name, `one of ${allowed.join(', ')}`);
    input[name as keyof typeof ENUMS] = found;
  }
  for (const name of ['subject', 'transactionId'] as const) {
    const value = body[name];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string') return unreadable(name, 'String expected');
    input[name] = value;
  }
  const minutes = body['reminderMinutesBeforeStart'];
  if (minutes !== undefined && minutes !== null) {
    if (!Number.isInteger(minutes)) return unreadable('reminderMinutesBeforeStart', 'Int32 expected');
    input.reminderMinutesBeforeStart = Number(minutes);
  }
  return readParts(body, input);
}

function readParts(body: Record<string, unknown>, input: EventInput): EventInput | Problem {
  for (const name of ['start', 'end'] as const) {
    if (body[name] === undefined || body[name] === null) continue;
    const moment = readMoment(name, body[name]);
    if (isProblem(moment)) return moment;
    input[name] = moment;
  }
  const content = asObject(body['body']);
  if (content) input.body = asPage(textOf(content['contentType'], 'text'), textOf(content['content'], ''));
  if (body['categories'] !== undefined) {
    if (!isTexts(body['categories'])) return unreadable('categories', 'a collection of strings');
    input.categories = body['categories'];
  }
  const locations = body['locations'];
  const place = asObject(body['location']) ?? asObject(Array.isArray(locations) ? locations[0] : undefined);
  if (place) input.location = textOf(place['displayName'], '');
  if (body['attendees'] !== undefined && body['attendees'] !== null) {
    const attendees = readAttendees(body['attendees']);
    if (isProblem(attendees)) return attendees;
    input.attendees = attendees;
  }
  if (body['singleValueExtendedProperties'] !== undefined) {
    const properties = readProperties(body['singleValueExtendedProperties']);
    if (isProblem(properties)) return properties;
    input.properties = properties;
  }
  return input;
}

function readMoment(name: string, given: unknown): Moment | Problem {
  const moment = asObject(given);
  const wall = moment?.['dateTime'];
  const zoneName = moment?.['timeZone'];
  if (typeof wall !== 'string') return unreadable(name, 'dateTime and timeZone');
  const zone = typeof zoneName === 'string' ? zoneOf(zoneName) : undefined;
  if (!zone) {
    return problem(
      400,
      'TimeZoneNotSupportedException',
      `A valid TimeZone value must be specified. The following TimeZone value is not supported: '${textOf(zoneName, '')}'.`,
    );
  }
  // A Z is taken where it says the same as the zone beside it.
  const bare = zone.iana === 'UTC' ? wall.replace(/Z$/, '') : wall;
  const at = instantOf(bare, zone);
  return at === undefined
    ? unreadable(name, 'dateTime is a time of the zone beside it, without an offset')
    : { wall: bare, zone, at };
}

function readAttendees(given: unknown): NonNullable<EventInput['attendees']> | Problem {
  if (!Array.isArray(given)) return unreadable('attendees', 'a collection');
  if (given.length > MOST_ATTENDEES)
    return problem(400, 'ErrorExceededMaxRecipientLimit', 'The recipient limit is exceeded.');
  const read: NonNullable<EventInput['attendees']> = [];
  for (const each of given.map(asObject)) {
    const party = asObject(each?.['emailAddress']);
    const address = textOf(party?.['address'], '').trim();
    if (!/^[^\s@]+@[^\s@]+$/.test(address))
      return problem(400, 'ErrorInvalidRecipients', 'At least one recipient is not valid.', {
        reason: address,
      });
    const type = textOf(each?.['type'], 'required').toLowerCase();
    if (type !== 'required' && type !== 'optional' && type !== 'resource')
      return unreadable('attendees', 'type is required, optional or resource');
    read.push({ address, name: textOf(party?.['name'], address), type });
  }
  return read;
}

const PROPERTY = /^(String|Integer|Boolean|SystemTime) (\{[0-9a-f-]{36}\} (Name|Id) .+|0x[0-9a-f]+)$/i;

function readProperties(given: unknown): { id: string; value: string }[] | Problem {
  if (!Array.isArray(given)) return unreadable('singleValueExtendedProperties', 'a collection');
  const read: { id: string; value: string }[] = [];
  for (const each of given.map(asObject)) {
    const id = each?.['id'];
    const value = each?.['value'];
    if (typeof id !== 'string' || !PROPERTY.test(id)) {
      return problem(
        400,
        'ErrorInvalidProperty',
        `The property Id '${textOf(id, '')}' is invalid. The property Id should be in the following format: '{type} {namespace-guid} Name {name}'.`,
      );
    }
    read.push({ id, value: textOf(value, '') });
  }
  return read;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
