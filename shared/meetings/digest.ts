import { formatIso, fromTokyo, type Instant, timeOfDay, toTokyo } from '../kernel/instant.ts';
import type { Reminder } from './reminder.ts';
import type { ReminderSettings } from './reminder-settings.ts';
import type { Staff } from './staff.ts';
import type { PersonRef } from './meeting.ts';

/** How someone gets their reminders: as they chose, within what the profile allows. */
export function channelOf(settings: ReminderSettings, staff: Staff, person: PersonRef): 'chat' | 'digest' {
  const chosen = staff.find(({ id }) => id === person)?.channel;
  const { choices, standard } = settings.digest;
  return chosen !== undefined && choices.includes(chosen) ? chosen : standard;
}

/** A reminder and since when what it speaks of stands. */
export type Dated = { readonly reminder: Reminder; readonly since: Instant | undefined };

/**
 * Puts what a person gets on a morning into one message. Late and last-minute ones go alone, and so does what came up
 * after the day's digest was sent: a digest goes out once.
 */
export function mergeDigests(
  settings: ReminderSettings,
  staff: Staff,
  reminders: readonly Dated[],
): readonly Reminder[] {
  const alone: Reminder[] = [];
  const digests = new Map<string, Reminder[]>();
  for (const { reminder, since } of reminders) {
    const { date, time } = toTokyo(reminder.at);
    const digestAt = fromTokyo(date, timeOfDay(settings.digest.at));
    const mergeable = (reminder.kind === 'ahead' || reminder.kind === 'meeting') && !reminder.urgent;
    if (
      mergeable &&
      time <= settings.digest.until &&
      (since === undefined || since <= digestAt) &&
      channelOf(settings, staff, reminder.to) === 'digest'
    ) {
      const key = `digest/${reminder.to}@${formatIso(digestAt)}`;
      digests.set(key, [...(digests.get(key) ?? []), reminder]);
    } else alone.push(reminder);
  }
  const merged = [...digests].map(([key, items]): Reminder => {
    const sorted = inOrder(items);
    const [first] = sorted;
    const { date } = toTokyo(first?.at ?? 0);
    return {
      key,
      at: fromTokyo(date, timeOfDay(settings.digest.at)),
      to: first?.to ?? '',
      kind: 'digest',
      subject: date,
      clause: [...new Set(sorted.map(({ clause }) => clause))].join(' '),
      urgent: false,
      items: sorted,
    };
  });
  return inOrder([...alone, ...merged]);
}

export const inOrder = (reminders: readonly Reminder[]): readonly Reminder[] =>
  [...reminders].sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
