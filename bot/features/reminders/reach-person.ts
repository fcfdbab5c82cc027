import { isOfIncident } from '../../../shared/kernel/deadline/of-incident.ts';
import { formatInstant, tokyoDate } from '../../../shared/kernel/instant.ts';
import { say } from '../../../shared/kernel/words.ts';
import { deliverJob } from '../../delivery/deliver-job.ts';
import type { Renderer } from '../../delivery/message.ts';
import { GraphError } from '../../graph/graph-error.ts';
import { catalogIdFrom, installFor } from '../../graph/installations.ts';
import { sendMail } from '../../graph/mail.ts';
import { addJob, type Job, type JobHandler } from '../../jobs/jobs.ts';
import { anyPersonReached } from '../../store/conversations.ts';
import { addDeliveries, delivery, findDelivery, type Delivery } from '../../store/deliveries.ts';
import { reviveUnreachable } from '../../store/revive-deliveries.ts';
import { card, typed, words } from '../../teams/card.ts';
import { mayHear } from './may-hear.ts';
import { digestViews } from './renderers.ts';
import { sectionChannel, type ReminderDesk } from './reminder-desk.ts';
import { dueText, text, titleOf } from './reminder-words.ts';
import { viewOf, type View } from './view.ts';

/**
 * Someone whom the bot cannot reach: the app is installed for them, and what waits goes out; else they get a letter;
 * else the section hears of it. The reminder itself waits in the ledger until they can be reached.
 */

export const REACH = 'reach-person';

export const reachJobs = (message: Delivery): readonly Job[] =>
  message.message.startsWith('reminders.') && message.destination.to === 'person'
    ? [{ task: REACH, payload: { key: message.key }, key: `${REACH}/${message.key}` }]
    : [];

/** Teams was asked more often than this in vain. */
const MOST_TRIES = 2;

/** @returns whether Teams will bring them the message after all */
const install = async (desk: ReminderDesk, personId: string, attempts: number): Promise<boolean> => {
  const other = await anyPersonReached(desk.db, personId);
  const catalogId = other === undefined ? undefined : await catalogIdFrom(desk.graph, other);
  if (catalogId === undefined) return false;
  const outcome = await installFor(desk.graph, desk.graphUrl, catalogId, personId);
  desk.log.info({ outcome }, 'the app was to be installed for somebody');
  if (outcome === 'refused' || attempts > MOST_TRIES) return false;
  // Where they have it already, Teams says nothing more: it is tried once more.
  const { thread } = delivery('', { to: 'person', personId }, '', '');
  if (outcome === 'already' && (await reviveUnreachable(desk.db, thread)))
    await addJob(desk.db, deliverJob(thread));
  return true;
};

/** A letter may be read by others, and lies in more places than one: of an incident it says no more than that. */
const nameOf = (desk: ReminderDesk, view: View): string =>
  isOfIncident(desk.settings, view.key)
    ? `${desk.settings.words.incident.ja}に関する期限（内容はTeamsで、このアプリに「締切」と入力してご確認ください）`
    : titleOf(view, 'ja');

const linesOf = (desk: ReminderDesk, view: View): string => {
  const at =
    view.due === undefined
      ? formatInstant(view.meeting?.start ?? view.reminder.at, 'ja')
      : `${say(text.dueAt, 'ja')} ${dueText(view.due, 'ja')}`;
  return `${nameOf(desk, view)}\n${at}`;
};

const viewsIn = async (
  desk: ReminderDesk,
  { message, subjectId, destination }: Delivery,
): Promise<readonly View[]> => {
  const hears = await mayHear(desk, destination);
  const views =
    message === 'reminders.digest'
      ? await digestViews(desk, subjectId, hears, 'ja')
      : [await viewOf(desk, subjectId, 'ja')].flatMap((view) => (view && hears(view.key) ? [view] : []));
  return views.filter(({ stands }) => stands === 'open');
};

/** Whose mailbox the letter is sent from: the profile's, the organiser's, or that of whoever runs the contract. */
const mailboxFor = (desk: ReminderDesk, views: readonly View[]): string | undefined => {
  const [first] = views;
  const organiser = first?.meeting?.organiser;
  return (
    desk.settings.meetings.reminders.mailbox ??
    (organiser !== undefined && !organiser.startsWith('role:') ? organiser : undefined) ??
    first?.staff.find(({ roles }) => roles.includes(desk.settings.runBy))?.id
  );
};

/** @returns whether the letter is out */
const write = async (desk: ReminderDesk, personId: string, views: readonly View[]): Promise<boolean> => {
  const { mail } = await desk.directory.person(personId);
  const mailbox = mailboxFor(desk, views);
  if (mail === '' || mailbox === undefined) return false;
  try {
    await sendMail(desk.graph, mailbox, {
      to: mail,
      subject: `【${desk.settings.name.ja}】${say(views.length > 1 ? text.digest : text.due, 'ja')}`,
      text: [
        ...views.map((view) => linesOf(desk, view)),
        'Teamsでお届けできなかったため、メールでお知らせしています。Teamsでこのアプリを追加すると、次からはTeamsに届きます。',
      ].join('\n\n'),
    });
    return true;
  } catch (error) {
    if (!(error instanceof GraphError) || error.passing) throw error;
    desk.log.warn({ status: error.status, code: error.code }, 'a letter was refused');
    return false;
  }
};

export const reachPerson =
  (desk: ReminderDesk): JobHandler =>
  async (payload) => {
    const found = await findDelivery(desk.db, (payload as { key: string }).key);
    if (found?.status !== 'unreachable' || found.destination.to !== 'person') return;
    const { personId } = found.destination;
    try {
      if (await install(desk, personId, found.attempts)) return;
    } catch (error) {
      if (!(error instanceof GraphError) || error.passing) throw error;
      desk.log.warn({ status: error.status, code: error.code }, 'the app could not be installed');
    }
    const views = await viewsIn(desk, found);
    if (views.length === 0 || (await write(desk, personId, views))) return;
    const told = delivery(
      `reminders-unreachable/${personId}/${tokyoDate(desk.clock())}`,
      sectionChannel(desk),
      'reminders.unreachable',
      personId,
    );
    await addDeliveries(desk.db, [told]);
    await addJob(desk.db, deliverJob(told.thread));
  };

/** Once a day and person. */
export const unreachablePerson =
  (desk: ReminderDesk): Renderer =>
  async (personId) => {
    const { name } = await desk.directory.person(personId);
    const title = 'お知らせが届かない人がいます';
    return {
      card: card([
        words(title, { size: 'Large', weight: 'Bolder' }),
        typed(name),
        words(
          'Teamsにこのアプリを追加できず、メールも送れませんでした。期限を直接お伝えください。アプリが追加され次第、届いていないお知らせが届きます。',
        ),
      ]),
      summary: title,
    };
  };
