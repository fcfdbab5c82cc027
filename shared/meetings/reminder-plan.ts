import type { DeadlineSettings } from '../kernel/deadline/deadline-settings.ts';
import type { DueListener, DueStep } from '../kernel/deadline/due-steps.ts';
import { rolesMayKnowOf } from '../kernel/deadline/of-incident.ts';
import { formatIso, fromTokyo, type Instant, timeOfDay, tokyoDate } from '../kernel/instant.ts';
import type { OpenDays } from '../kernel/open-days.ts';
import { addDays } from '../kernel/plain-date.ts';
import { type Dated, inOrder, mergeDigests } from './digest.ts';
import type { Due } from './due.ts';
import type { Meeting, PersonRef } from './meeting.ts';
import type { MeetingSettings } from './meeting-settings.ts';
import { type Later, withoutPutOff } from './later.ts';
import { place } from './quiet-hours.ts';
import { type Raised, raisedForDue, raisedForMeeting, type Reminder } from './reminder.ts';
import type { MeetingStep } from './reminder-settings.ts';
import { clauseOfMeeting, seriesOf } from './required-document.ts';
import { actingFor, holders, peopleOfAll, roleRef, type Staff } from './staff.ts';

/** What the plan is derived from. Cases, lists and clocks are somebody else's: this is a function of its arguments. */
export type ReminderFacts = {
  readonly settings: {
    readonly meetings: MeetingSettings;
    readonly deadlines: DeadlineSettings;
    readonly roles: readonly { readonly id: string; readonly side: 'client' | 'contractor' }[];
    readonly runBy: string;
  } & Parameters<typeof rolesMayKnowOf>[0];
  readonly calendar: OpenDays;
  readonly staff: Staff;
  /** In any order. Those outside the horizon change nothing and may be left out. */
  readonly meetings: readonly Meeting[];
  readonly dues: readonly Due[];
  /** What people put off; those whose time has come long ago may be left out. */
  readonly later?: readonly Later[];
};

/** From `from` until just before `to`. */
export type Span = { readonly from: Instant; readonly to: Instant };

export type Horizon = {
  /** Only what is due, or starts, in this span (both ends part of it) … */
  readonly subject: Span;
  /** … or stands since an instant in this one, can remind anyone in the span asked for. */
  readonly since: Span;
};

const startOfDay = (instant: Instant, days = 0): Instant =>
  fromTokyo(addDays(tokyoDate(instant), days), timeOfDay('00:00'));

/**
 * What has to be looked at for the reminders of a span, so that a ticker reads a few days from an index and not the
 * year: some open days ahead as far as the plan's longest lead, and back to the last open day, whose evening's
 * messages wait for the morning.
 */
export function horizon(facts: Pick<ReminderFacts, 'settings' | 'calendar'>, span: Span): Horizon {
  const { calendar } = facts;
  const steps = allSteps(facts.settings);
  const days = steps.map((step) => ('openDaysBefore' in step ? step.openDaysBefore : 0));
  const minutes = steps.map((step) =>
    'minutesAfter' in step ? step.minutesAfter : 'minutesBefore' in step ? step.minutesBefore : 0,
  );
  const first = startOfDay(fromTokyo(calendar.previous(tokyoDate(span.from)), timeOfDay('00:00')));
  const last = startOfDay(span.to - 1, 1);
  const reach = Math.max(0, ...minutes) * 60_000;
  const ahead = fromTokyo(calendar.add(tokyoDate(last), Math.max(0, ...days) + 1), timeOfDay('23:59'));
  return {
    subject: { from: first - reach, to: Math.max(ahead, last + reach) },
    since: { from: first, to: last },
  };
}

/** The steps of the common plan and of every plan of its own. */
const allSteps = ({ meetings, deadlines }: ReminderFacts['settings']): readonly (DueStep | MeetingStep)[] => [
  ...meetings.reminders.deadlines,
  ...meetings.reminders.meetings,
  ...meetings.series.flatMap(({ reminders }) => [
    ...(reminders?.deadlines ?? []),
    ...(reminders?.meetings ?? []),
  ]),
  ...deadlines.list.flatMap(({ reminders }) => reminders ?? []),
];

/**
 * Every reminder of the span, in the order of their instants and then of their keys. Derived from whole days, so that
 * two spans side by side give exactly what the two together give.
 */
export function remindersIn(facts: ReminderFacts, span: Span): readonly Reminder[] {
  const scope = horizon(facts, span);
  const inScope = (subject: Instant, since: Instant | undefined): boolean =>
    within(scope.subject, subject) || (since !== undefined && within(scope.since, since));
  const later = facts.later ?? [];
  const putOff = new Set(
    later.filter(({ until }) => within(scope.since, until)).map(({ subject }) => subject),
  );
  const days: Span = { from: startOfDay(span.from), to: startOfDay(span.to - 1, 1) };
  const found = [
    ...facts.dues
      .filter((due) => due.tentative !== true && (putOff.has(due.id) || inScope(due.deadline.due, due.since)))
      .flatMap((due) => ofDue(facts, due)),
    ...facts.meetings
      .filter(
        (meeting) =>
          meeting.state === 'confirmed' && (putOff.has(meeting.id) || inScope(meeting.start, meeting.since)),
      )
      .flatMap((meeting) => ofMeeting(facts, meeting)),
  ].filter(({ reminder }) => days.from <= reminder.at && reminder.at < days.to);
  return mergeDigests(facts.settings.meetings.reminders, facts.staff, withoutPutOff(found, later)).filter(
    ({ at }) => span.from <= at && at < span.to,
  );
}

/** Who hears that something came in, when it does: `due.doneAt` must be set. Not who handed it in. */
export function whenArrived(facts: ReminderFacts, due: Due): readonly Reminder[] {
  if (due.doneAt === undefined || due.exempt !== undefined) return [];
  const { arrived } = facts.settings.meetings.reminders;
  const raised: Raised<DueListener> = {
    step: 'arrived',
    at: due.doneAt,
    kind: 'arrived',
    listeners: arrived,
  };
  const people = dueListeners(facts, due, raised).filter((person) => person !== due.doneBy);
  const subject = { id: due.id, instant: due.deadline.due, clause: due.deadline.clause };
  return inOrder(
    people.map((person) => reminderFor(facts, subject, raised, person)).filter(({ to }) => to !== due.doneBy),
  );
}

const within = (span: Span, instant: Instant): boolean => span.from <= instant && instant <= span.to;

/** What a reminder is about, and the instant that its key names. */
type Subject = { readonly id: string; readonly instant: Instant; readonly clause: string };

/** The reminders at the times that people chose, of what they then still owe or await. */
function atChosenTimes(
  facts: ReminderFacts,
  subject: Subject,
  kind: 'ahead' | 'meeting',
  open: (at: Instant) => boolean,
): Dated[] {
  return (facts.later ?? [])
    .filter((one) => one.subject === subject.id && mayHear(facts, one.person, subject.id))
    .map((one) => {
      const overdue = kind === 'ahead' && one.until >= subject.instant;
      const raised: Raised = {
        step: `later${formatIso(one.until)}`,
        at: one.until,
        kind: overdue ? 'late' : kind,
        listeners: [],
      };
      // A time chosen after the morning's digest goes alone: that digest has gone out.
      return { reminder: reminderFor(facts, subject, raised, one.person), since: one.until };
    })
    .filter(({ reminder }) => open(reminder.at));
}

function ofDue(facts: ReminderFacts, due: Due): Dated[] {
  const steps = due.steps ?? facts.settings.meetings.reminders.deadlines;
  const subject = { id: due.id, instant: due.deadline.due, clause: due.deadline.clause };
  // Who has handed it in owes nothing any more; what was said before that stays said.
  const open = (at: Instant): boolean =>
    (due.doneAt === undefined || at < due.doneAt) && (due.exempt === undefined || at < due.exempt.at);
  const planned = raisedForDue(steps, due.deadline.due, due.since, facts.calendar).flatMap((raised) =>
    dueListeners(facts, due, raised)
      .map((person) => ({ reminder: reminderFor(facts, subject, raised, person), since: due.since }))
      .filter(({ reminder }) => open(reminder.at)),
  );
  return [...planned, ...atChosenTimes(facts, subject, 'ahead', open)];
}

function ofMeeting(facts: ReminderFacts, meeting: Meeting): Dated[] {
  const series = seriesOf(facts.settings.meetings, meeting);
  const steps = series?.reminders?.meetings ?? facts.settings.meetings.reminders.meetings;
  const clause = clauseOfMeeting(facts.settings.meetings, meeting);
  const subject = { id: meeting.id, instant: meeting.start, clause };
  const planned = raisedForMeeting(steps, meeting.start, meeting.since, facts.calendar).flatMap((raised) => {
    const refs = raised.listeners.flatMap((listener) =>
      listener === 'organiser' ? [meeting.organiser] : [...meeting.required, ...meeting.optional],
    );
    return peopleOfAll(facts.staff, refs).map((person) => ({
      reminder: reminderFor(facts, subject, raised, person),
      since: meeting.since,
    }));
  });
  return [...planned, ...atChosenTimes(facts, subject, 'meeting', (at) => at < meeting.start)];
}

function dueListeners(facts: ReminderFacts, due: Due, raised: Raised<DueListener>): readonly PersonRef[] {
  const { staff, settings } = facts;
  const may = (person: PersonRef): boolean => mayHear(facts, person, due.id);
  const owing = peopleOfAll(staff, due.owners).filter(may);
  // A legal clock stays nobody's for no reason: where its owner may hear of it no more, the section does.
  const owners = owing.length > 0 ? owing : [roleRef(settings.runBy)];
  const of: Record<DueListener, () => readonly PersonRef[]> = {
    owner: () => owners,
    chief: () => owners.flatMap((owner) => chiefsOf(facts, due, owner)),
    section: () => holders(staff, settings.runBy),
  };
  return [...new Set(raised.listeners.flatMap((listener) => of[listener]()))].filter(may);
}

/** Whoever acts for a role that nobody holds is told where those are who may hear of it. */
const mayHear = ({ settings, staff }: ReminderFacts, person: PersonRef, subject: string): boolean =>
  person.startsWith('role:') ||
  rolesMayKnowOf(settings, staff.find(({ id }) => id === person)?.roles ?? [], subject);

/**
 * A person's own chief, else the chief of their side; a duty's side is that of its role. Who is the chief of their side
 * answers to the section that runs the contract.
 */
function chiefsOf(facts: ReminderFacts, due: Due, owner: PersonRef): readonly PersonRef[] {
  const { roles, meetings } = facts.settings;
  const member = facts.staff.find(({ id }) => id === owner);
  if (member?.chief !== undefined) return [member.chief];
  const held = new Set([...due.owners.map((ref) => ref.replace(/^role:/, '')), ...(member?.roles ?? [])]);
  const side = roles.find(({ id }) => held.has(id))?.side;
  if (side === undefined) return [];
  const chiefs = holders(facts.staff, meetings.reminders.chiefs[side]);
  const others = chiefs.filter((chief) => chief !== owner);
  return others.length > 0 ? others : holders(facts.staff, facts.settings.runBy);
}

function reminderFor(facts: ReminderFacts, subject: Subject, raised: Raised, person: PersonRef): Reminder {
  const { hours } = facts.settings.meetings.reminders;
  // What is late already cannot come too late: it waits for the morning.
  const until = raised.kind === 'late' || raised.kind === 'arrived' ? -Infinity : subject.instant;
  const placed = place(raised.at, until, hours, facts.calendar);
  const acting = actingFor(facts.staff, person, placed.at);
  const to = mayHear(facts, acting, subject.id) ? acting : person;
  return {
    key: `${subject.id}@${formatIso(subject.instant)}/${raised.step}/${person}`,
    ...placed,
    to,
    ...(to === person ? {} : { insteadOf: person }),
    ...(until > raised.at ? { until } : {}),
    kind: raised.kind,
    subject: subject.id,
    clause: subject.clause,
  };
}
