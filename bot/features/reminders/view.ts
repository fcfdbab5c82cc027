import type { Instant } from '../../../shared/kernel/instant.ts';
import { formatIso } from '../../../shared/kernel/instant.ts';
import type { Language } from '../../../shared/kernel/words.ts';
import type { Due } from '../../../shared/meetings/due.ts';
import type { Meeting } from '../../../shared/meetings/meeting.ts';
import type { Reminder } from '../../../shared/meetings/reminder.ts';
import { nameIn, type Colleague } from '../../identity/staff.ts';
import { findInstant, type TakenInstant } from '../../store/due-instants.ts';
import { seenAt } from '../../store/reminder-choices.ts';
import { LATE } from './plan.ts';
import type { ReminderDesk } from './reminder-desk.ts';
import { subjectsOf, type Subjects } from './subjects.ts';

/** What a reminder is about, as it stands now: looked up whenever it is said or shown. */

export type View = {
  readonly key: string;
  readonly reminder: Reminder;
  readonly scope: string;
  /** The message that it was told in, with others. */
  readonly bundle: string | undefined;
  readonly due: Due | undefined;
  readonly meeting: Meeting | undefined;
  /** What is owed for that meeting. */
  readonly papers: readonly Due[];
  /** `open` is still to be reminded of; `moved` stands at another time now, `gone` is called off or over. */
  readonly stands: 'open' | 'done' | 'moved' | 'gone';
  /** Seen by its reader. */
  readonly seen: Instant | undefined;
  /** When it should have come, if it came late. */
  readonly late: Instant | undefined;
  readonly nameOf: (person: string) => string;
  readonly staff: readonly Colleague[];
};

const standsOf = (reminder: Reminder, due: Due | undefined, meeting: Meeting | undefined): View['stands'] => {
  const isMeeting = reminder.kind === 'meeting' || reminder.kind === 'soon';
  const instant = isMeeting ? meeting?.start : due?.deadline.due;
  if (instant === undefined) return 'gone';
  if (meeting && (meeting.state === 'cancelled' || meeting.state === 'proposed')) return 'gone';
  if (!reminder.key.startsWith(`${reminder.subject}@${formatIso(instant)}/`)) return 'moved';
  if (isMeeting) return meeting?.state === 'held' ? 'gone' : 'open';
  if (reminder.kind === 'arrived') return due?.doneAt === undefined ? 'gone' : 'open';
  return due?.doneAt === undefined ? 'open' : 'done';
};

const known = async (
  desk: ReminderDesk,
  scopes: readonly string[],
): Promise<{ readonly subjects: Subjects; readonly staff: readonly Colleague[] }> => {
  const [subjects, staff] = await Promise.all([
    subjectsOf(desk.db, desk, [...new Set(scopes)], { from: 0, to: 0 }),
    desk.staff(),
  ]);
  return { subjects, staff };
};

/** @param language of the names */
export const viewsOf = async (
  desk: ReminderDesk,
  instants: readonly TakenInstant[],
  language: Language,
): Promise<readonly View[]> => {
  const { subjects, staff } = await known(
    desk,
    instants.map(({ scope }) => scope),
  );
  const nameOf = nameIn(desk.settings, staff, language);
  return Promise.all(
    instants.map(async (instant): Promise<View> => {
      const reminder = instant.body as Reminder;
      const { key, scope, takenAt } = instant;
      const meeting = subjects.meetings.find(({ id }) => id === scope);
      const due = subjects.dues.find(({ id }) => id === reminder.subject);
      const planned = reminder.movedFrom ?? reminder.at;
      return {
        key,
        reminder,
        scope,
        bundle: instant.bundle,
        due,
        meeting,
        papers: subjects.dues.filter((one) => one.meeting === scope),
        stands: standsOf(reminder, due, meeting),
        seen: await seenAt(desk.db, key, reminder.to),
        late: takenAt !== undefined && takenAt - reminder.at > LATE ? planned : reminder.movedFrom,
        nameOf,
        staff,
      };
    }),
  );
};

export const viewOf = async (
  desk: ReminderDesk,
  key: string,
  language: Language,
): Promise<View | undefined> => {
  const instant = await findInstant(desk.db, key);
  if (!instant) return undefined;
  const [view] = await viewsOf(desk, [instant], language);
  return view;
};
