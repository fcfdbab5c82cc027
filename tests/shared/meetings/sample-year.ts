import type { Settings } from '../../../shared/engagements/settings.ts';
import { parseIso } from '../../../shared/kernel/instant.ts';
import { type CalendarSettings, type OpenDays, openDays } from '../../../shared/kernel/open-days.ts';
import { plainDate } from '../../../shared/kernel/plain-date.ts';
import type { Due } from '../../../shared/meetings/due.ts';
import { duesOfMeeting } from '../../../shared/meetings/due.ts';
import { dueOfFact } from '../../../shared/meetings/due-of-fact.ts';
import type { Meeting } from '../../../shared/meetings/meeting.ts';
import type { NoticeFacts } from '../../../shared/meetings/notice.ts';
import type { YearFacts } from '../../../shared/meetings/propose-year.ts';
import { attendance } from '../../../shared/meetings/propose-year.ts';
import type { Reminder } from '../../../shared/meetings/reminder.ts';
import type { ReminderFacts } from '../../../shared/meetings/reminder-plan.ts';
import type { Staff } from '../../../shared/meetings/staff.ts';
import { profile } from '../engagements/profile-text.ts';

export const nerima = profile('nerima-r8').settings;
export const kawasaki = profile('kawasaki-r3').settings;

/** 2026-09-24T13:30 on Tokyo's clocks. */
export const at = (wall: string): number => parseIso(`${wall}:00+09:00`) ?? Number.NaN;

export const calendarOf = (settings: Settings, change: Partial<CalendarSettings> = {}): OpenDays =>
  openDays({ ...settings.calendar, ...change });

export const termOf = ({ term }: Settings) => ({ start: plainDate(term.start), end: plainDate(term.end) });

export const yearFacts = (settings: Settings, change: Partial<YearFacts> = {}): YearFacts => ({
  meetings: settings.meetings,
  term: termOf(settings),
  calendar: calendarOf(settings),
  staff: [],
  ...change,
});

export const noticeFacts = (settings: Settings, change: Partial<NoticeFacts> = {}): NoticeFacts => ({
  ...yearFacts(settings),
  others: [],
  ...change,
});

/** A confirmed meeting of a series, as long as the series says. */
export function meetingOf(
  settings: Settings,
  series: string,
  start: string,
  change: Partial<Meeting> = {},
): Meeting {
  const own = settings.meetings.series.find(({ id }) => id === series);
  if (own === undefined) throw new Error(`no such series: ${series}`);
  return {
    id: `R8-会-${start.slice(5, 10)}`,
    series,
    title: own.name.ja,
    start: at(start),
    end: at(start) + own.lengthMinutes * 60_000,
    place: own.place,
    state: 'confirmed',
    ...attendance(own),
    ...change,
  };
}

export const factsOf = (
  settings: Settings,
  meetings: readonly Meeting[],
  change: Partial<ReminderFacts> & { readonly more?: readonly Due[] } = {},
): ReminderFacts => {
  const { more = [], ...rest } = change;
  const calendar = rest.calendar ?? calendarOf(settings);
  return {
    settings,
    calendar,
    staff: [],
    meetings,
    dues: [...meetings.flatMap((one) => duesOfMeeting(settings.meetings, one, calendar)), ...more],
    ...rest,
  };
};

/** A clock that started then. */
export const startedDue = (
  settings: Settings,
  deadline: string,
  subject: string,
  start: string,
): Due | undefined =>
  dueOfFact(
    settings.deadlines,
    { deadline, subject, about: { ja: subject, en: subject }, at: at(start), since: at(start) },
    calendarOf(settings),
  );

/** What people are told in all, whether alone or in a digest. */
export const flat = (reminders: readonly Reminder[]): readonly Reminder[] =>
  reminders.flatMap((one) => one.items ?? [one]);

/** Everyone who holds a role in the sample contract, by a plainly invented id. */
export const crew: Staff = [
  { id: 'aoki', roles: ['itPolicySection'], channel: 'chat' },
  { id: 'baba', roles: ['engagementManager'], channel: 'chat' },
  { id: 'chiba', roles: ['cioAdvisor', 'cisoAdvisor'], channel: 'chat' },
  { id: 'doi', roles: ['supportStaff'], channel: 'chat' },
];

/** The same people, who chose nothing and so get what is standard. */
export const digesting: Staff = crew.map(({ id, roles }) => ({ id, roles }));
