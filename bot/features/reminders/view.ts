import type { Instant } from '../../../shared/kernel/instant.ts';
import { formatIso } from '../../../shared/kernel/instant.ts';
import type { Language } from '../../../shared/kernel/words.ts';
import type { Due } from '../../../shared/meetings/due.ts';
import type { Meeting } from '../../../shared/meetings/meeting.ts';
import { place } from '../../../shared/meetings/quiet-hours.ts';
import type { Reminder } from '../../../shared/meetings/reminder.ts';
import { nameIn, type Colleague } from '../../identity/staff.ts';
import { findInstant, type TakenInstant } from '../../store/due-instants.ts';
import { type Answers, answersTo, type Given } from '../../store/reminder-answers.ts';
import { LATE } from './plan.ts';
import type { ReminderDesk } from './reminder-desk.ts';
import { subjectsOf, type Subjects } from './subjects.ts';
import { ownersOf } from './who-owes.ts';

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
  /**
   * `open` is still to be reminded of; `given` somebody else owes it now, `moved` stands at another time now, `exempt` is
   * not owed after all, `gone` is called off or over.
   */
  readonly stands: 'open' | 'done' | 'given' | 'moved' | 'exempt' | 'gone';
  /** Seen by its reader. */
  readonly seen: Instant | undefined;
  /** When its reader hears of it again, as they wished. */
  readonly again: Instant | undefined;
  /** Who changed last who owes it. */
  readonly given: Given | undefined;
  /** When it should have come, had the product not stood still. */
  readonly late: Instant | undefined;
  readonly nameOf: (person: string) => string;
  readonly staff: readonly Colleague[];
};

type About = Pick<View, 'reminder' | 'due' | 'meeting' | 'staff' | 'given'>;

/** When what it is about falls due or begins. */
const instantOf = ({ reminder, due, meeting }: About): Instant | undefined =>
  isOfMeeting(reminder) ? meeting?.start : due?.deadline.due;

export const isOfMeeting = ({ kind }: Reminder): boolean => kind === 'meeting' || kind === 'soon';

/** Whom it is meant for, be it that their deputy reads it. */
export const meantFor = ({ to, insteadOf }: Reminder): string => insteadOf ?? to;

const standsOf = (about: About, now: Instant): View['stands'] => {
  const { reminder, due, meeting, given } = about;
  const isMeeting = isOfMeeting(reminder);
  const instant = instantOf(about);
  if (instant === undefined) return 'gone';
  if (due?.exempt !== undefined) return 'exempt';
  if (meeting && (meeting.state === 'cancelled' || meeting.state === 'proposed')) return 'gone';
  if (!reminder.key.startsWith(`${reminder.subject}@${formatIso(instant)}/`)) return 'moved';
  // What waited to be delivered, or stands, until the meeting was over calls nobody to it any more.
  if (isMeeting)
    return meeting === undefined || meeting.state === 'held' || meeting.end <= now ? 'gone' : 'open';
  if (reminder.kind === 'arrived') return due?.doneAt === undefined ? 'gone' : 'open';
  if (due?.doneAt !== undefined) return 'done';
  const owesNoMore = reminder.kind === 'ahead' && !ownersOf(about).includes(meantFor(reminder));
  return given !== undefined && owesNoMore ? 'given' : 'open';
};

/** What was put off to a time outside the hours waits for the next, as the plan has it. */
const againAt = (desk: ReminderDesk, about: About, answers: Answers): Instant | undefined => {
  const until = answers.putOff(about.reminder.subject, meantFor(about.reminder));
  const instant = instantOf(about);
  if (until === undefined || instant === undefined) return undefined;
  const limit = until >= instant ? -Infinity : instant;
  return place(until, limit, desk.settings.meetings.reminders.hours, desk.calendar).at;
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
  const answers = await answersTo(
    desk.db,
    instants.map(({ key, body }) => ({ key, subject: (body as Reminder).subject })),
  );
  return instants.map((instant): View => {
    const reminder = instant.body as Reminder;
    const { key, scope, takenAt } = instant;
    const meeting = subjects.meetings.find(({ id }) => id === scope);
    const due = subjects.dues.find(({ id }) => id === reminder.subject);
    // A digest comes before its items would, and what waited for the morning comes after.
    const planned = Math.min(instant.at, reminder.at);
    const about = { reminder, due, meeting, staff, given: answers.given(reminder.subject) };
    return {
      ...about,
      key,
      scope,
      bundle: instant.bundle,
      papers: subjects.dues.filter((one) => one.meeting === scope),
      stands: standsOf(about, desk.clock()),
      seen: answers.seen(key, reminder.to),
      again: againAt(desk, about, answers),
      late: takenAt !== undefined && takenAt - planned > LATE ? planned : undefined,
      nameOf,
    };
  });
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
