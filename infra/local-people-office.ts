import type { LocalPerson } from './local-people.ts';

/** What people of the local tenant do in Outlook and in SharePoint: calendar, mail, and files put there by hand. */

/** An event as its owner sees it in Outlook; instants are ISO 8601. */
export type CalendarEvent = {
  readonly id: string;
  /** The same in every calendar that has the meeting. */
  readonly uid: string;
  readonly subject: string;
  readonly start: string;
  readonly end: string;
  readonly location: string;
  readonly text: string;
  readonly organizer: string;
  readonly isOrganizer: boolean;
  readonly isCancelled: boolean;
  readonly response: string;
  readonly attendees: readonly {
    readonly name: string;
    readonly address: string;
    readonly response: string;
  }[];
  readonly joinUrl: string | null;
};

export type Mail = {
  readonly id: string;
  readonly folder: 'inbox' | 'sentitems';
  readonly from: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly at: string;
  readonly read: boolean;
};

export const calendarOf = async (
  person: LocalPerson,
  from: string,
  to: string,
): Promise<readonly CalendarEvent[]> =>
  (
    await person.call<{ events: CalendarEvent[] }>(
      'GET',
      `/people/calendar?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`,
    )
  ).events;

const at = (id: string): string => `/people/calendar/${encodeURIComponent(id)}`;

/** Makes a meeting by hand; `online` gives it a link. */
export const makeEvent = (
  person: LocalPerson,
  event: {
    readonly subject: string;
    readonly start: string;
    readonly end: string;
    readonly location?: string;
    readonly text?: string;
    readonly attendeeIds?: readonly string[];
    readonly online?: boolean;
  },
): Promise<CalendarEvent> => person.call('POST', '/people/calendar', event);

/** As the organiser. */
export const moveEvent = (
  person: LocalPerson,
  id: string,
  start: string,
  end: string,
): Promise<CalendarEvent> => person.call('PATCH', at(id), { start, end });

export const cancelEvent = (person: LocalPerson, id: string): Promise<void> =>
  person.call('POST', `${at(id)}/cancel`);

export const answerEvent = (
  person: LocalPerson,
  id: string,
  response: 'accepted' | 'tentativelyAccepted' | 'declined',
): Promise<void> => person.call('POST', `${at(id)}/response`, { response });

/** Newest first. */
export const mailsOf = async (person: LocalPerson): Promise<readonly Mail[]> =>
  (await person.call<{ mails: Mail[] }>('GET', '/people/mails')).mails;

/** A library by its site's path (`sites/…`) or id, and its title, name or id; `path` is below its root. */
export type LibraryPlace = { readonly site: string; readonly list: string; readonly path: string };

const library = ({ site, list, path }: LibraryPlace, what: string): string =>
  `/people/sites/${encodeURIComponent(site)}/lists/${encodeURIComponent(list)}/${what}?path=${encodeURIComponent(path)}`;

/** Also without bytes, and under a name such as `~$draft.docx`, as Office leaves one beside an open document. */
export const putFile = (person: LocalPerson, place: LibraryPlace, bytes: Uint8Array): Promise<unknown> =>
  person.call('PUT', library(place, 'content'), bytes);

export const makeFolder = (person: LocalPerson, place: LibraryPlace): Promise<unknown> =>
  person.call('POST', library(place, 'folders'));

/** Renames or moves; the folder of the new path is there. */
export const moveFile = (person: LocalPerson, place: LibraryPlace, to: string): Promise<unknown> =>
  person.call('PATCH', library(place, 'files'), { to });

export const deleteFile = (person: LocalPerson, place: LibraryPlace): Promise<void> =>
  person.call('DELETE', library(place, 'files'));
