import ical, { ICalCalendarMethod, ICalEventClass, ICalEventStatus } from 'ical-generator';
import type { Instant } from '../kernel/instant.ts';
import { partsOf, type PlainDate } from '../kernel/plain-date.ts';
import { oneLine } from '../kernel/text.ts';
import { type Language, say } from '../kernel/words.ts';
import type { Due } from './due.ts';
import type { Meeting, MeetingState } from './meeting.ts';

const STATUS: Readonly<Record<MeetingState, ICalEventStatus>> = {
  proposed: ICalEventStatus.TENTATIVE,
  confirmed: ICalEventStatus.CONFIRMED,
  held: ICalEventStatus.CONFIRMED,
  cancelled: ICalEventStatus.CANCELLED,
};

/**
 * Meetings and deadlines as an iCalendar file (RFC 5545). Times are written in UTC, so that every program shows them
 * on its reader's clock without a table of time zones; a deadline that names only a day is an event of that day. The
 * same thing keeps its UID, and one that moved has a higher SEQUENCE, so that a second import replaces the first.
 * @param now stands in the file as the time it was made
 */
export function calendarFile(
  facts: {
    readonly engagement: string;
    readonly name: string;
    readonly meetings: readonly Meeting[];
    readonly dues: readonly Due[];
    readonly language: Language;
    /** What nobody else may see in the calendar that it is put into. */
    readonly isPrivate?: (due: Due) => boolean;
  },
  now: Instant,
): string {
  const file = ical({
    // The library escapes the texts of events, not the name of the calendar.
    name: oneLine(facts.name).replaceAll(/[\\;,]/g, '\\$&'),
    prodId: { company: 'cio-desk', product: 'meetings', language: facts.language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
  });
  const stamp = new Date(now);
  const common = (id: string, since: Instant | undefined) => ({
    id: `${id}@${facts.engagement}`,
    stamp,
    sequence: Math.floor((since ?? 0) / 60_000),
  });
  for (const meeting of facts.meetings) {
    file.createEvent({
      ...common(meeting.id, meeting.since),
      start: new Date(meeting.start),
      end: new Date(meeting.end),
      summary: oneLine(meeting.title),
      location: oneLine(meeting.place),
      status: STATUS[meeting.state],
      ...(meeting.joinLink === undefined ? {} : { url: meeting.joinLink }),
    });
  }
  for (const due of facts.dues) {
    const title = `${facts.language === 'ja' ? '締切' : 'Due'} ${oneLine(say(due.name, facts.language))}`;
    file.createEvent({
      ...common(due.id, due.since),
      summary: title,
      description: due.deadline.clause,
      ...(facts.isPrivate?.(due) === true ? { class: ICalEventClass.PRIVATE } : {}),
      ...(due.deadline.timed
        ? { start: new Date(due.deadline.due), end: new Date(due.deadline.due) }
        : { start: dayInUtc(due.deadline.date), allDay: true }),
    });
  }
  return file.toString();
}

/** The library writes the day that a date has in UTC. */
function dayInUtc(date: PlainDate): Date {
  const { year, month, day } = partsOf(date);
  return new Date(Date.UTC(year, month - 1, day));
}
