import { fromTokyo, timeOfDay } from '../kernel/instant.ts';
import { type CalendarSettings, openDays } from '../kernel/open-days.ts';
import { addDays, plainDate } from '../kernel/plain-date.ts';
import type { Conflict } from './conflict.ts';
import { type Due, duesOf } from './due.ts';
import type { DueFact } from './due-of-fact.ts';
import type { Meeting } from './meeting.ts';
import { proposeYear } from './propose-year.ts';
import type { Reminder } from './reminder.ts';
import { type ReminderFacts, remindersIn } from './reminder-plan.ts';
import type { Staff } from './staff.ts';

/** What a replay needs of a profile's settings. */
export type ReplaySettings = ReminderFacts['settings'] & {
  readonly calendar: CalendarSettings;
  readonly term: { readonly start: string; readonly end: string };
  readonly issues: { readonly clause: string };
};

export type Replay = {
  readonly meetings: readonly Meeting[];
  readonly conflicts: readonly Conflict[];
  readonly dues: readonly Due[];
  readonly reminders: readonly Reminder[];
};

/**
 * A whole contract year as it would go if every proposed meeting were confirmed and nothing handed in: every meeting,
 * deadline and reminder of the term. Without `staff` each role stands for its people.
 * @param facts that are taken to happen in that year
 */
export function replayYear(
  settings: ReplaySettings,
  staff: Staff = [],
  facts: readonly DueFact[] = [],
): Replay {
  const calendar = openDays(settings.calendar);
  const term = { start: plainDate(settings.term.start), end: plainDate(settings.term.end) };
  const { meetings, conflicts } = proposeYear({ meetings: settings.meetings, term, calendar, staff });
  const confirmed = meetings.map((meeting): Meeting => ({ ...meeting, state: 'confirmed' }));
  const dues = [...duesOf(settings, calendar, { meetings: confirmed, facts })].sort(
    (a, b) => a.deadline.due - b.deadline.due || (a.id < b.id ? -1 : 1),
  );
  const midnight = timeOfDay('00:00');
  const reminders = remindersIn(
    { settings, calendar, staff, meetings: confirmed, dues },
    { from: fromTokyo(term.start, midnight), to: fromTokyo(addDays(term.end, 1), midnight) },
  );
  return { meetings: confirmed, conflicts, dues, reminders };
}
