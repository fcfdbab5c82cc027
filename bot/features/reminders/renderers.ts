import { say, type Language } from '../../../shared/kernel/words.ts';
import type { Renderer, Renderers } from '../../delivery/message.ts';
import { readerLanguage } from '../../store/conversations.ts';
import { instantsOfBundle } from '../../store/due-instants.ts';
import { notedAt } from '../../store/due-entries.ts';
import { standsAlready } from '../../store/reminder-choices.ts';
import type { Message } from '../../teams/connector.ts';
import { card, notice, small } from '../../teams/card.ts';
import { digestCard } from './digest-card.ts';
import { mayHear, type MayHear } from './may-hear.ts';
import { missedCard } from './missed-card.ts';
import type { ReminderDesk } from './reminder-desk.ts';
import { reminderCard } from './reminder-card.ts';
import { summaryOf, text } from './reminder-words.ts';
import { viewOf, viewsOf, type View } from './view.ts';

/** What is said unasked. Who owes nothing any more when it is put into words is told nothing. */

/** For who could see it once: nothing of it is left in the card. */
const closed = (language: Language): Message => {
  const title = say(text.due, language);
  const why =
    language === 'ja'
      ? 'このお知らせを閲覧できる方ではなくなったため、内容を表示していません。'
      : 'You may no longer see this reminder, so it is not shown.';
  return { card: card([small(title), notice(why, 'emphasis')]), summary: title };
};

const one =
  (desk: ReminderDesk): Renderer =>
  async (key, destination) => {
    const language = await readerLanguage(desk.db, destination);
    const view = await viewOf(desk, key, language);
    if (!view) return undefined;
    if (!(await mayHear(desk, destination))(key))
      return (await standsAlready(desk.db, key)) ? closed(language) : undefined;
    if (view.stands !== 'open' && !(await standsAlready(desk.db, key))) return undefined;
    const now = desk.clock();
    return {
      card: await reminderCard(desk, view, now, language, { buttons: destination.to === 'person' }),
      summary: summaryOf(view, now, desk.calendar, language),
    };
  };

/** What is left of a digest: what came too late, was said elsewhere or is no longer its reader's is not in it. */
export const digestViews = async (
  desk: ReminderDesk,
  key: string,
  hears: MayHear,
  language: Language,
): Promise<readonly View[]> => {
  const instants = await instantsOfBundle(desk.db, key);
  return viewsOf(
    desk,
    instants.filter((one) => (one.taken === 'sent' || one.taken === undefined) && hears(one.key)),
    language,
  );
};

const digest =
  (desk: ReminderDesk): Renderer =>
  async (key, destination) => {
    const language = await readerLanguage(desk.db, destination);
    const views = await digestViews(desk, key, await mayHear(desk, destination), language);
    const stands = await standsAlready(desk.db, key);
    if (stands && views.length === 0) return closed(language);
    const shown = stands ? views : views.filter((view) => view.stands === 'open');
    const [first] = shown;
    if (!first) return undefined;
    const now = desk.clock();
    const seen = await notedAt(desk.db, key, first.reminder.to);
    return {
      card: digestCard(desk, key, shown, now, seen, language),
      summary:
        language === 'ja'
          ? `${say(key.startsWith('digest/') ? text.digest : text.due, 'ja')} ${shown.length}件`
          : `${shown.length} reminders`,
    };
  };

export const reminderRenderers = (desk: ReminderDesk): Renderers => ({
  'reminders.one': one(desk),
  'reminders.digest': digest(desk),
  'reminders.back': missedCard(desk),
});
