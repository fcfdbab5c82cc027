import { isOfIncident } from '../../../shared/kernel/deadline/of-incident.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { fromTokyo, timeOfDay, tokyoDate } from '../../../shared/kernel/instant.ts';
import { catchUp } from '../../../shared/meetings/catch-up.ts';
import { scopeOfDue } from '../../../shared/meetings/due.ts';
import { nextAllowed, place } from '../../../shared/meetings/quiet-hours.ts';
import {
  horizon,
  remindersIn,
  whenArrived,
  type ReminderFacts,
} from '../../../shared/meetings/reminder-plan.ts';
import type { Reminder } from '../../../shared/meetings/reminder.ts';
import { refreshJob } from '../../delivery/refresh.ts';
import { addJobs } from '../../jobs/jobs.ts';
import type { Outcome, Planned, Span } from '../../jobs/ticker.ts';
import type { Tx } from '../../store/database.ts';
import { delivery, type NewDelivery } from '../../store/deliveries.ts';
import { ALL, saidAbout, type DueInstant } from '../../store/due-instants.ts';
import { laterFrom, withChoices } from '../../store/reminder-choices.ts';
import type { TakenAs } from '../../store/reminder-tables.ts';
import type { Destination } from '../../store/tables.ts';
import { incidentChannel, isIncidentChannel } from './may-hear.ts';
import { sectionChannel, type ReminderDesk } from './reminder-desk.ts';
import { subjectsOf } from './subjects.ts';
import { together } from './together.ts';

/** Reminders as due instants: derived from meetings, deadlines and the plan; what is due goes into the ledger. */

export const REMINDER = 'reminder';
export type ReminderInstant = DueInstant<Reminder>;

const DAY = 86_400_000;
/** Later than this it says so. */
export const LATE = 5 * 60_000;

const derive = async (
  desk: ReminderDesk,
  tx: Tx,
  scopes: readonly string[] | 'all',
  span: Span,
): Promise<readonly ReminderInstant[]> => {
  const { settings, calendar } = desk;
  const reach = horizon({ settings, calendar }, span).subject;
  const [staff, subjects, later] = await Promise.all([
    desk.staff().then((people) => withChoices(tx, people, span.from)),
    subjectsOf(tx, desk, scopes, reach),
    laterFrom(tx, span.from, scopes),
  ]);
  const facts: ReminderFacts = { settings, calendar, staff, ...subjects, later };
  const scope = new Map([
    ...subjects.meetings.map(({ id }) => [id, id] as const),
    ...subjects.dues.map((due) => [due.id, scopeOfDue(due)] as const),
  ]);
  const arrived = subjects.dues
    .filter(({ doneAt }) => doneAt !== undefined && doneAt >= span.from - DAY)
    .flatMap((due) => whenArrived(facts, due));
  return [...remindersIn(facts, span), ...arrived].flatMap((one) =>
    (one.items ?? [one]).map((body) => ({
      key: body.key,
      kind: REMINDER,
      scope: scope.get(body.subject) ?? body.subject,
      at: one.at,
      ...(one.items === undefined ? {} : { bundle: one.key }),
      body,
    })),
  );
};

/** The instants of one bundle as the digest that they are told in. */
const asReminders = (
  due: readonly ReminderInstant[],
  inBundle: (one: ReminderInstant) => boolean,
): readonly Reminder[] => {
  const alone = due.filter((one) => !inBundle(one)).map(({ body, at }) => ({ ...body, at }));
  const bundles = Map.groupBy(due.filter(inBundle), ({ bundle }) => bundle);
  const digests = [...bundles.values()].flatMap((bundle): Reminder[] => {
    const [first] = bundle;
    if (first?.bundle === undefined) return [];
    return [
      {
        key: first.bundle,
        at: first.at,
        to: first.body.to,
        kind: 'digest',
        subject: tokyoDate(first.at),
        clause: '',
        urgent: false,
        items: bundle.map(({ body }) => body),
      },
    ];
  });
  return [...alone, ...digests].sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
};

/** Someone by their id; what is due of a role that nobody holds goes to the section, or to those who see to incidents. */
const destinationOf = (desk: ReminderDesk, { to, subject }: Reminder): Destination => {
  if (!to.startsWith('role:')) return { to: 'person', personId: to };
  return isOfIncident(desk.settings, subject) ? incidentChannel(desk) : sectionChannel(desk);
};

const deliveryOf = (desk: ReminderDesk, one: Reminder): NewDelivery =>
  delivery(
    `reminder/${one.key}`,
    destinationOf(desk, one),
    one.items === undefined ? 'reminders.one' : 'reminders.digest',
    one.key,
    one.urgent,
  );

/** What was late or missed is told to the section in one message. */
export const caughtUp = (desk: ReminderDesk, now: Instant, stoodSince?: Instant): NewDelivery =>
  delivery(`reminders-back/${now}`, sectionChannel(desk), 'reminders.back', `${now}/${stoodSince ?? ''}`);

/** The section hears of all that was missed; where it may not hear of incidents, those who may hear of theirs. */
const toldMissed = (
  desk: ReminderDesk,
  missed: readonly Reminder[],
  now: Instant,
  stoodSince: Instant | undefined,
): readonly NewDelivery[] => {
  if (missed.length === 0) return [];
  const section = caughtUp(desk, now, stoodSince);
  const isApart =
    !isIncidentChannel(desk, sectionChannel(desk)) &&
    missed.some(({ subject }) => isOfIncident(desk.settings, subject));
  if (!isApart) return [section];
  const { message, subjectId } = section;
  const key = `reminders-back/${now}/incident`;
  return [section, delivery(key, incidentChannel(desk), message, `${subjectId}/incident`)];
};

const take = (
  desk: ReminderDesk,
  due: readonly ReminderInstant[],
  now: Instant,
  stoodSince: Instant | undefined,
): Outcome => {
  const { hours } = desk.settings.meetings.reminders;
  const quiet = nextAllowed(now, hours, desk.calendar) > now;
  const late = (one: ReminderInstant): boolean => quiet && now - one.at > LATE && !one.body.urgent;
  // Nobody is woken by what is late: it waits for the morning, unless it would be of no use then.
  const later = due.filter(late).flatMap((one) => {
    const { at } = place(now, one.body.until ?? -Infinity, hours, desk.calendar);
    return at > now && (one.body.until === undefined || now < one.body.until) ? [{ key: one.key, at }] : [];
  });
  const waits = new Set(later.map(({ key }) => key));
  const rest = due.filter(({ key }) => !waits.has(key));
  // A digest goes out once, with those that wait: what cannot wait leaves it.
  // A channel's are told one by one, so that each goes where it may be told.
  const inBundle = (one: ReminderInstant): boolean =>
    one.bundle !== undefined && !late(one) && !one.body.to.startsWith('role:');
  const { send: each, missed } = catchUp(asReminders(rest, inBundle), now);
  const send = together(each);
  const as = new Map<string, TakenAs>(rest.map(({ key }) => [key, 'superseded']));
  const bundles = new Map<string, string>();
  for (const one of send)
    for (const { key } of one.items ?? [one]) {
      as.set(key, 'sent');
      if (one.items !== undefined) bundles.set(key, one.key);
    }
  for (const { key } of missed) as.set(key, 'missed');
  return {
    taken: [...as].map(([key, how]) => {
      const bundle = bundles.get(key);
      return { key, as: how, ...(bundle === undefined ? {} : { bundle }) };
    }),
    later,
    deliveries: [...send.map((one) => deliveryOf(desk, one)), ...toldMissed(desk, missed, now, stoodSince)],
  };
};

/** Cards that stand about something stay true for so long. */
const STANDS = 60 * DAY;

export const plannedReminders = (desk: ReminderDesk): Planned => ({
  kind: REMINDER,
  derive: (tx, scopes, span) => derive(desk, tx, scopes, span),
  take: (_tx, due, now, stoodSince) =>
    Promise.resolve(take(desk, due as readonly ReminderInstant[], now, stoodSince)),
  onReturn: (now, stoodSince) => [caughtUp(desk, now, stoodSince)],
  afterDerived: async (scopes, now) => {
    const said = await saidAbout(
      desk.db,
      scopes.filter((scope) => scope !== ALL),
      now - STANDS,
    );
    await addJobs(
      desk.db,
      said.map((key) => refreshJob(key)),
    );
  },
});

/** The morning of the next open day, when 「後で」 says so. */
export const nextMorning = ({ settings, calendar }: ReminderDesk, now: Instant): Instant =>
  fromTokyo(calendar.next(tokyoDate(now)), timeOfDay(settings.meetings.reminders.hours.start));
