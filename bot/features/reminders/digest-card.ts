import { formatInstant, type Instant } from '../../../shared/kernel/instant.ts';
import type { CardElement } from '../../../shared/kernel/record/card-input.ts';
import { say, type Language } from '../../../shared/kernel/words.ts';
import { card, opensLine, press, small, typed, words, type Card } from '../../teams/card.ts';
import type { ReminderDesk } from './reminder-desk.ts';
import { closedLine, dueText, lateTogether, leftText, restText, text, titleOf } from './reminder-words.ts';
import type { View } from './view.ts';

/** The one message of a morning: what is due first on top, each line opens its own card. */

/** More than this are counted, not listed. */
const MOST = 12;

const subjectAt = (view: View): Instant => view.due?.deadline.due ?? view.meeting?.start ?? 0;

const lineOf = (desk: ReminderDesk, view: View, now: Instant, language: Language): CardElement => {
  const isMeeting = view.reminder.kind === 'meeting';
  const at = isMeeting
    ? formatInstant(view.meeting?.start ?? 0, language)
    : view.due === undefined
      ? ''
      : dueText(view.due, language);
  const how =
    view.stands === 'open' ? leftText(view, now, desk.calendar, language) : restText(view, language);
  const away =
    view.reminder.insteadOf === undefined
      ? ''
      : language === 'ja'
        ? `　${view.nameOf(view.reminder.insteadOf)}さんの分`
        : `　for ${view.nameOf(view.reminder.insteadOf)}`;
  const late = view.stands === 'open' && subjectAt(view) < now;
  const closed = view.due === undefined ? undefined : closedLine(view.due, language);
  return opensLine(
    {
      title: `${titleOf(view, language)} ${say(text.open, language)}`,
      verb: 'reminders.show',
      data: { key: view.key },
    },
    [
      small(how),
      { ...typed(titleOf(view, language), { weight: 'Bolder' }), spacing: 'None' },
      { ...typed(`${at}${away}`, { size: 'Small', isSubtle: true }), spacing: 'None' },
      ...(closed === undefined ? [] : [small(closed)]),
    ],
    late ? 'attention' : 'emphasis',
  );
};

export const digestCard = (
  desk: ReminderDesk,
  key: string,
  views: readonly View[],
  now: Instant,
  seen: Instant | undefined,
  language: Language,
): Card => {
  const sorted = views.toSorted((a, b) => subjectAt(a) - subjectAt(b) || (a.key < b.key ? -1 : 1));
  const rest = sorted.length - MOST;
  return card(
    [
      words(say(key.startsWith('digest/') ? text.digest : text.due, language), {
        size: 'Large',
        weight: 'Bolder',
        style: 'heading',
      }),
      small(language === 'ja' ? `${views.length}件` : `${views.length} in all`),
      // They were to come together, and are late together.
      ...lateTogether(views, language).map((line) => small(line)),
      ...sorted.slice(0, MOST).map((view) => lineOf(desk, view, now, language)),
      ...(rest > 0 ? [words(language === 'ja' ? `ほか${rest}件あります。` : `And ${rest} more.`)] : []),
      ...(seen === undefined
        ? []
        : [
            words(
              language === 'ja'
                ? `${formatInstant(seen, 'ja')}に確認しました。`
                : `Noted ${formatInstant(seen, 'en')}.`,
              { isSubtle: true, size: 'Small' },
            ),
          ]),
    ],
    seen === undefined
      ? [press({ title: say(text.seen, language), verb: 'reminders.seen', data: { key }, main: true })]
      : [],
  );
};
