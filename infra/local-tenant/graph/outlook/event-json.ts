import type { TenantCore } from '../../core.ts';
import type { Projection } from '../projection.ts';
import { changeKeyOf } from './event-store.ts';
import type { Attendee, EventRow, Party } from './event-store.ts';
import { asText, preview } from './html.ts';
import { UTC, wallIn } from './zones.ts';
import type { Zone } from './zones.ts';

const NEVER = '0001-01-01T00:00:00Z';
const recipient = ({ address, name }: Party): object => ({ emailAddress: { name, address } });
const place = (displayName: string): object => ({
  displayName,
  locationType: 'default',
  ...(displayName === '' ? {} : { uniqueId: displayName }),
  uniqueIdType: displayName === '' ? 'unknown' : 'private',
});

export type Shape = {
  zone: Zone;
  /** Bodies as text instead of HTML. */
  text: boolean;
  projection: Projection;
  /** Ids of extended properties that were asked for by $expand. */
  properties: readonly string[];
};

/** Where the page for people shows the event; stands for Outlook's and for Teams' own addresses. */
export function webLinkOf(core: TenantCore, id: string): string {
  return `${core.config.peopleOrigin}/calendar/item/${encodeURIComponent(id)}`;
}

export function eventJson(core: TenantCore, row: EventRow, shape: Shape): Record<string, unknown> {
  const { doc } = row;
  const changeKey = changeKeyOf(row);
  // A day is a day wherever it is looked at from: it keeps its midnights in every zone.
  const shown = doc.isAllDay ? UTC : shape.zone;
  const moment = (at: number): object => ({
    dateTime: wallIn(at, shown),
    timeZone: shape.zone.windows,
  });
  const isOrganizer = doc.response.response === 'organizer';
  const whole = {
    '@odata.etag': `W/"${changeKey}"`,
    id: row.id,
    createdDateTime: doc.created,
    lastModifiedDateTime: doc.modified,
    changeKey,
    categories: doc.categories,
    ...(row.transactionId === null ? {} : { transactionId: row.transactionId }),
    originalStartTimeZone: doc.startZone,
    originalEndTimeZone: doc.endZone,
    iCalUId: row.uid,
    reminderMinutesBeforeStart: doc.reminderMinutesBeforeStart,
    isReminderOn: doc.isReminderOn,
    hasAttachments: false,
    subject: doc.subject,
    bodyPreview: preview(doc.body),
    importance: doc.importance,
    sensitivity: doc.sensitivity,
    isAllDay: doc.isAllDay,
    isCancelled: doc.isCancelled,
    isOrganizer,
    responseRequested: doc.responseRequested,
    seriesMasterId: null,
    showAs: doc.showAs,
    type: 'singleInstance',
    webLink: webLinkOf(core, row.id),
    onlineMeetingUrl: null,
    isOnlineMeeting: doc.joinUrl !== null,
    onlineMeetingProvider: doc.joinUrl === null ? 'unknown' : 'teamsForBusiness',
    allowNewTimeProposals: doc.allowNewTimeProposals,
    isDraft: false,
    hideAttendees: doc.hideAttendees,
    recurrence: null,
    responseStatus: { response: doc.response.response, time: doc.response.time || NEVER },
    body: shape.text
      ? { contentType: 'text', content: asText(doc.body) }
      : { contentType: 'html', content: doc.body },
    start: moment(row.start),
    end: moment(row.end),
    location: place(doc.location),
    locations: doc.location === '' ? [] : [place(doc.location)],
    attendees: doc.attendees.map(attendeeJson),
    organizer: recipient(doc.organizer),
    onlineMeeting: doc.joinUrl === null ? null : { joinUrl: doc.joinUrl },
  };
  const picked = shape.projection.pick(whole);
  const own = doc.properties.filter(({ id }) => shape.properties.includes(propertyKey(id)));
  if (own.length > 0) picked['singleValueExtendedProperties'] = own;
  return picked;
}

function attendeeJson(attendee: Attendee): object {
  return {
    type: attendee.type,
    status: { response: attendee.response, time: attendee.respondedAt || NEVER },
    ...recipient(attendee),
  };
}

/** GUID and type in one case, the name as it is: names of properties are compared by Exchange without regard to case. */
export function propertyKey(id: string): string {
  return id.toLowerCase();
}
