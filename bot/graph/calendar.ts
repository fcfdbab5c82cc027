import { type Instant, toTokyo } from '../../shared/kernel/instant.ts';
import { GraphError } from './graph-error.ts';
import { type Graph, pathIn } from './graph-client.ts';

/** Events in people's calendars. Source: learn.microsoft.com/graph/api/resources/event and event-delta. */

export type EventAttendee = {
  readonly address: string;
  readonly name: string;
  readonly type: 'required' | 'optional';
};

export type EventDraft = {
  readonly subject: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly place: string;
  /** Plain text: the part of the body that is ours. */
  readonly text: string;
  readonly attendees: readonly EventAttendee[];
  /** With a Teams link. It cannot be taken away again. */
  readonly online: boolean;
  /** By which the event is known again. */
  readonly key: string;
};

export type CalendarEvent = {
  readonly id: string;
  readonly changeKey: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly cancelled: boolean;
  readonly joinUrl: string | undefined;
  readonly body: string;
};

/** An own name in a namespace of ours, as extended properties of Exchange are named. */
const KEY = 'String {6f0a3a52-7a5e-4c0b-9d53-0c8f5c1be7a4} Name MeetingKey';

type Moment = { readonly dateTime: string; readonly timeZone: string };
type Event = {
  readonly id: string;
  readonly changeKey?: string;
  readonly start?: Moment;
  readonly end?: Moment;
  readonly isCancelled?: boolean;
  readonly onlineMeeting?: { readonly joinUrl?: string } | null;
  readonly body?: { readonly content?: string };
  readonly '@removed'?: unknown;
};

/** Without a Prefer header times are given in UTC, without an offset. */
const instantOf = (moment: Moment | undefined): Instant =>
  moment === undefined ? Number.NaN : Date.parse(`${moment.dateTime.slice(0, 19)}Z`);

const eventOf = (event: Event): CalendarEvent => ({
  id: event.id,
  changeKey: event.changeKey ?? '',
  start: instantOf(event.start),
  end: instantOf(event.end),
  cancelled: event.isCancelled === true,
  joinUrl: event.onlineMeeting?.joinUrl,
  body: event.body?.content ?? '',
});

const momentOf = (instant: Instant): Moment => {
  const { date, time } = toTokyo(instant);
  return { dateTime: `${date}T${time}:00`, timeZone: 'Tokyo Standard Time' };
};

const BEGIN = '＝＝ ここから自動で更新します ＝＝';
const END = '＝＝ 自動更新はここまで ＝＝';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const ours = (text: string): string =>
  [BEGIN, ...text.split('\n').map(escaped), END].map((line) => `<div>${line || '<br>'}</div>`).join('');

/**
 * Our part of a body put in the place of the older one; what people wrote around it stays, and the part with the link to
 * the meeting above all: an online meeting whose link is taken out of the body is one no more.
 */
export const bodyWith = (html: string, text: string): string => {
  const from = html.indexOf(BEGIN);
  const to = html.indexOf(END, from);
  if (from >= 0 && to >= 0) {
    const inner = ours(text);
    // Between the two marks, so that the elements that hold them stay closed.
    const middle = inner.slice(inner.indexOf(BEGIN) + BEGIN.length, inner.indexOf(END));
    return html.slice(0, from + BEGIN.length) + middle + html.slice(to);
  }
  const body = /<body[^>]*>/i.exec(html);
  const at = body ? body.index + body[0].length : 0;
  return html.slice(0, at) + ours(text) + html.slice(at);
};

const mailbox = (id: string): string => `/users/${encodeURIComponent(id)}`;
const eventPath = (owner: string, id: string): string => `${mailbox(owner)}/events/${encodeURIComponent(id)}`;

const shared = (draft: EventDraft) => ({
  subject: draft.subject,
  start: momentOf(draft.start),
  end: momentOf(draft.end),
  location: { displayName: draft.place },
  attendees: draft.attendees.map(({ address, name, type }) => ({
    emailAddress: { address, name },
    type,
  })),
});

/** The event that carries the key; undefined where there is none. Throws GraphError. */
export const findEvent = async (
  graph: Graph,
  owner: string,
  key: string,
): Promise<CalendarEvent | undefined> => {
  const filter = `singleValueExtendedProperties/any(p: p/id eq '${KEY}' and p/value eq '${key}')`;
  const { value } = await graph.call<{ value: Event[] }>({
    method: 'GET',
    path: `${mailbox(owner)}/events?$filter=${encodeURIComponent(filter)}&$top=1`,
  });
  return value[0] && eventOf(value[0]);
};

/**
 * Puts it into the owner's calendar, once however often it is tried: the transaction id makes the second try the first,
 * and where something has changed between the two the event is known by its key. Throws GraphError.
 */
export const createEvent = async (
  graph: Graph,
  owner: string,
  draft: EventDraft,
  transactionId: string,
): Promise<CalendarEvent> => {
  try {
    const made = await graph.call<Event>({
      method: 'POST',
      path: `${mailbox(owner)}/events`,
      body: {
        ...shared(draft),
        body: { contentType: 'html', content: ours(draft.text) },
        ...(draft.online ? { isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' } : {}),
        singleValueExtendedProperties: [{ id: KEY, value: draft.key }],
        transactionId,
      },
    });
    return eventOf(made);
  } catch (error) {
    if (!(error instanceof GraphError && error.code === 'ErrorDuplicateTransactionId')) throw error;
    const there = await findEvent(graph, owner, draft.key);
    if (!there) throw error;
    return updateEvent(graph, owner, there, draft);
  }
};

/** Throws GraphError. */
export const updateEvent = async (
  graph: Graph,
  owner: string,
  event: CalendarEvent,
  draft: EventDraft,
): Promise<CalendarEvent> =>
  eventOf(
    await graph.call<Event>({
      method: 'PATCH',
      path: eventPath(owner, event.id),
      body: {
        ...shared(draft),
        body: { contentType: 'html', content: bodyWith(event.body, draft.text) },
      },
    }),
  );

/** Undefined where it is gone. Throws GraphError. */
export const readEvent = async (
  graph: Graph,
  owner: string,
  id: string,
): Promise<CalendarEvent | undefined> => {
  try {
    return eventOf(await graph.call<Event>({ method: 'GET', path: eventPath(owner, id) }));
  } catch (error) {
    if (error instanceof GraphError && error.status === 404 && error.code === 'ErrorItemNotFound')
      return undefined;
    throw error;
  }
};

/** Tells the invited. One that is gone already is no fault. Throws GraphError. */
export const cancelEvent = async (
  graph: Graph,
  owner: string,
  id: string,
  comment: string,
): Promise<void> => {
  try {
    await graph.call({ method: 'POST', path: `${eventPath(owner, id)}/cancel`, body: { comment } });
  } catch (error) {
    if (!(error instanceof GraphError && error.status === 404 && error.code === 'ErrorItemNotFound'))
      throw error;
  }
};

export type CalendarPage = {
  readonly events: readonly CalendarEvent[];
  /** Deleted, or moved out of the span. */
  readonly removed: readonly string[];
  readonly next: string | undefined;
  readonly delta: string | undefined;
};

/** One page of changes of a calendar in a span. Throws GraphError, 410 when the link is too old. */
export const calendarPage = async (
  graph: Graph,
  url: string,
  owner: string,
  span: { readonly from: Instant; readonly to: Instant },
  link: string | null,
): Promise<CalendarPage> => {
  const at = (instant: Instant): string => encodeURIComponent(new Date(instant).toISOString());
  const page = await graph.call<{
    value: Event[];
    '@odata.nextLink'?: string;
    '@odata.deltaLink'?: string;
  }>({
    method: 'GET',
    path:
      link === null
        ? `${mailbox(owner)}/calendarView/delta?startDateTime=${at(span.from)}&endDateTime=${at(span.to)}`
        : pathIn(link, url),
    headers: { Prefer: 'odata.maxpagesize=100' },
  });
  return {
    events: page.value.filter((event) => event['@removed'] === undefined).map(eventOf),
    removed: page.value.filter((event) => event['@removed'] !== undefined).map(({ id }) => id),
    next: page['@odata.nextLink'],
    delta: page['@odata.deltaLink'],
  };
};
