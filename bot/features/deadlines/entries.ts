import { tokyoDate, type Instant } from '../../../shared/kernel/instant.ts';
import type { OpenDays } from '../../../shared/kernel/open-days.ts';
import type { Words } from '../../../shared/kernel/words.ts';
import type { YearEntry } from '../../../shared/meetings/api.ts';
import { type Due, stateOfDue } from '../../../shared/meetings/due.ts';
import type { Meeting, PersonRef } from '../../../shared/meetings/meeting.ts';
import { standingOf } from '../../../shared/meetings/year-picture.ts';
import type { Year } from './sight.ts';

/** Meetings and deadlines as lines of one list, for the tab, the card and whoever asks the API. */

type With = {
  readonly calendar: OpenDays;
  readonly now: Instant;
  readonly nameOf: (person: PersonRef) => Words;
};

const entryOfDue = (due: Due, meeting: Meeting | undefined, { calendar, now, nameOf }: With): YearEntry => {
  const { deadline } = due;
  return {
    id: due.id,
    kind: 'due',
    state: stateOfDue(due, now),
    at: deadline.due,
    date: deadline.date,
    name: due.name,
    timed: deadline.timed,
    openDaysLeft: calendar.between(tokyoDate(now), deadline.date),
    clause: deadline.clause,
    owners: due.owners.map(nameOf),
    ...(deadline.closedDay
      ? {
          closedDay: {
            why: { ja: deadline.closedDay.why.ja, en: deadline.closedDay.why.en },
            nextOpenDay: deadline.closedDay.nextOpenDay,
          },
        }
      : {}),
    ...(meeting ? { meeting: { id: meeting.id, at: meeting.start } } : {}),
    ...(due.doneAt === undefined ? {} : { doneAt: due.doneAt }),
    ...(due.ruled === undefined ? {} : { ruledDate: due.ruled.date }),
    ...(due.exempt === undefined ? {} : { reason: due.exempt.reason }),
    ...(due.deed === undefined ? {} : { deed: { ja: due.deed.ja, en: due.deed.en } }),
  };
};

const entryOfMeeting = (
  meeting: Meeting,
  papers: readonly Due[],
  clauseOf: (meeting: Meeting) => string,
  { calendar, now, nameOf }: With,
): YearEntry => ({
  id: meeting.id,
  kind: 'meeting',
  state: standingOf(meeting, now),
  at: meeting.start,
  date: tokyoDate(meeting.start),
  name: { ja: meeting.title, en: meeting.title },
  timed: true,
  openDaysLeft: calendar.between(tokyoDate(now), tokyoDate(meeting.start)),
  clause: clauseOf(meeting),
  owners: [nameOf(meeting.organiser)],
  place: meeting.place,
  missing: papers.filter(({ doneAt }) => doneAt === undefined).map(({ name }) => name),
  ...(meeting.joinLink === undefined ? {} : { joinLink: meeting.joinLink }),
  // Why it was moved is of no concern once it is over.
  ...(meeting.reason === undefined || meeting.end <= now ? {} : { reason: meeting.reason }),
});

/** By instant. @param all the whole year, of which `seen` is shown: a meeting's papers may be somebody else's */
export const entriesOf = (
  seen: Year,
  all: Year,
  clauseOf: (meeting: Meeting) => string,
  given: With,
): readonly YearEntry[] => {
  const meetings = new Map(all.meetings.map((meeting) => [meeting.id, meeting]));
  const papers = Map.groupBy(all.dues, ({ meeting }) => meeting);
  return [
    ...seen.meetings.map((meeting) => entryOfMeeting(meeting, papers.get(meeting.id) ?? [], clauseOf, given)),
    ...seen.dues.map((due) => entryOfDue(due, meetings.get(due.meeting ?? ''), given)),
  ].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
};
