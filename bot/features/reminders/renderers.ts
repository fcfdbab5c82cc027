import { say } from '../../../shared/kernel/words.ts';
import { formatInstant, type Instant } from '../../../shared/kernel/instant.ts';
import type { Renderer, Renderers } from '../../delivery/message.ts';
import { readerLanguage } from '../../store/conversations.ts';
import { instantsOfBundle, missedAt } from '../../store/due-instants.ts';
import { notedAt } from '../../store/due-entries.ts';
import { standsAlready } from '../../store/reminder-choices.ts';
import { card, typed, words } from '../../teams/card.ts';
import { digestCard } from './digest-card.ts';
import type { ReminderDesk } from './reminder-desk.ts';
import { reminderCard } from './reminder-card.ts';
import { dueText, summaryOf, text, titleOf } from './reminder-words.ts';
import { isOfMeeting, viewOf, viewsOf, type View } from './view.ts';

/** What is said unasked. Who owes nothing any more when it is put into words is told nothing. */

const one =
  (desk: ReminderDesk): Renderer =>
  async (key, destination) => {
    const language = await readerLanguage(desk.db, destination);
    const view = await viewOf(desk, key, language);
    if (!view) return undefined;
    if (view.stands !== 'open' && !(await standsAlready(desk.db, key))) return undefined;
    const now = desk.clock();
    return {
      card: await reminderCard(desk, view, now, language, { buttons: destination.to === 'person' }),
      summary: summaryOf(view, now, desk.calendar, language),
    };
  };

/** What is left of a digest: what came too late or was said elsewhere is not in it. */
export const digestViews = async (
  desk: ReminderDesk,
  key: string,
  language: 'ja' | 'en',
): Promise<readonly View[]> => {
  const instants = await instantsOfBundle(desk.db, key);
  return viewsOf(
    desk,
    instants.filter(({ taken }) => taken === 'sent' || taken === undefined),
    language,
  );
};

const digest =
  (desk: ReminderDesk): Renderer =>
  async (key, destination) => {
    const language = await readerLanguage(desk.db, destination);
    const views = await digestViews(desk, key, language);
    const stands = await standsAlready(desk.db, key);
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

/** More than this are counted, not listed. */
const MOST_MISSED = 20;
const MOST_LOOKED_UP = 500;

/** Subject and its instant: what makes one line of several people's reminders. */
const lineKey = (key: string): string => key.split('/').slice(0, -2).join('/');

/** 「10月8日(木) 13:30 定例会：5人」: what nobody was reminded of, a line each. */
const missedLines = (views: readonly View[]): readonly string[] => {
  const subjects = Map.groupBy(views, ({ key }) => lineKey(key));
  const instant = ([first]: readonly View[]): Instant =>
    (first?.meeting && isOfMeeting(first.reminder) ? first.meeting.start : first?.due?.deadline.due) ?? 0;
  const inOrder = [...subjects.values()].toSorted((a, b) => instant(a) - instant(b));
  return inOrder.map((about) => {
    const [first] = about;
    if (!first) return '';
    const when = isOfMeeting(first.reminder)
      ? formatInstant(first.meeting?.start ?? first.reminder.at, 'ja')
      : `${first.due ? dueText(first.due, 'ja') : ''}期限`;
    const people = [...new Set(about.map(({ reminder }) => reminder.to))];
    const who = people.length === 1 ? first.nameOf(first.reminder.to) : `${people.length}人`;
    return `・${when}　${titleOf(first, 'ja')}：${who}`;
  });
};

/** The section hears that reminders stood still, and which came too late. */
const back =
  (desk: ReminderDesk): Renderer =>
  async (subjectId) => {
    const [at = '', since = ''] = subjectId.split('/');
    const now: Instant = Number(at);
    const missed = await missedAt(desk.db, now);
    const all = missedLines(await viewsOf(desk, missed.slice(0, MOST_LOOKED_UP), 'ja'));
    const lines = all.slice(0, MOST_MISSED);
    const count = new Set(missed.map(({ key }) => lineKey(key))).size;
    const rest = count - lines.length;
    const title = since === '' ? '届けられなかったお知らせがあります' : 'お知らせが止まっていました';
    return {
      card: card([
        words(title, { size: 'Large', weight: 'Bolder' }),
        ...(since === ''
          ? []
          : [
              words(
                `${formatInstant(Number(since), 'ja')}から${formatInstant(now, 'ja')}まで止まり、今は動いています。間に合うものは、遅れて届けます。`,
              ),
            ]),
        ...(missed.length > 0
          ? [
              words(
                `時機を過ぎたため、次の${count}件のお知らせを届けていません。必要なときは、ご本人に連絡してください。`,
              ),
              typed([...lines, ...(rest > 0 ? [`ほか${rest}件`] : [])].join('\n'), {}, MOST_MISSED + 1),
            ]
          : [words('届けられなかったお知らせはありません。')]),
      ]),
      summary: title,
    };
  };

export const reminderRenderers = (desk: ReminderDesk): Renderers => ({
  'reminders.one': one(desk),
  'reminders.digest': digest(desk),
  'reminders.back': back(desk),
});
