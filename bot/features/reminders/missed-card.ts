import { isOfIncident } from '../../../shared/kernel/deadline/of-incident.ts';
import { formatInstant, type Instant } from '../../../shared/kernel/instant.ts';
import type { Renderer } from '../../delivery/message.ts';
import { missedAt, type TakenInstant } from '../../store/due-instants.ts';
import { card, typed, words } from '../../teams/card.ts';
import { mayHear } from './may-hear.ts';
import type { ReminderDesk } from './reminder-desk.ts';
import { dueText, titleOf } from './reminder-words.ts';
import { isOfMeeting, viewsOf, type View } from './view.ts';

/** A channel hears that reminders stood still, and which came too late. */

/** More than this are counted, not listed. */
const MOST_MISSED = 20;
const MOST_LOOKED_UP = 500;

/** Subject and its instant: what makes one line of several people's reminders. */
const lineKey = (key: string): string => key.split('/').slice(0, -2).join('/');

const countOf = (missed: readonly TakenInstant[]): number =>
  new Set(missed.map(({ key }) => lineKey(key))).size;

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

const standstill = (since: string, now: Instant): string =>
  `${formatInstant(Number(since), 'ja')}から${formatInstant(now, 'ja')}まで止まり、今は動いています。間に合うものは、遅れて届けます。`;

/** What this channel may not be told by name is counted. */
const listOf = async (
  desk: ReminderDesk,
  told: readonly TakenInstant[],
  others: readonly TakenInstant[],
): Promise<string> => {
  const lines = missedLines(await viewsOf(desk, told.slice(0, MOST_LOOKED_UP), 'ja')).slice(0, MOST_MISSED);
  const rest = countOf(told) - lines.length;
  return [
    ...lines,
    ...(rest > 0 ? [`ほか${rest}件`] : []),
    ...(others.length > 0
      ? [
          `・${desk.settings.words.incident.ja}に関する期限のお知らせ　${countOf(others)}件（内容は、対応にあたる人にだけ知らせています）`,
        ]
      : []),
  ].join('\n');
};

/** The incidents' channel is told of theirs alone, unless it is the section's as well. */
export const missedCard =
  (desk: ReminderDesk): Renderer =>
  async (subjectId, channel) => {
    const [at = '', since = '', which = ''] = subjectId.split('/');
    const now: Instant = Number(at);
    const hears = await mayHear(desk, channel);
    const all = await missedAt(desk.db, now);
    const missed = which === '' ? all : all.filter(({ key }) => isOfIncident(desk.settings, key));
    const [told, others] = [missed.filter(({ key }) => hears(key)), missed.filter(({ key }) => !hears(key))];
    const title = since === '' ? '届けられなかったお知らせがあります' : 'お知らせが止まっていました';
    return {
      card: card([
        words(title, { size: 'Large', weight: 'Bolder' }),
        ...(since === '' ? [] : [words(standstill(since, now))]),
        ...(missed.length > 0
          ? [
              words(
                `時機を過ぎたため、次の${countOf(missed)}件のお知らせを届けていません。必要なときは、ご本人に連絡してください。`,
              ),
              typed(await listOf(desk, told, others), {}, MOST_MISSED + 2),
            ]
          : [words('届けられなかったお知らせはありません。')]),
      ]),
      summary: title,
    };
  };
