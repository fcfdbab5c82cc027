import { formatIso } from '../../../shared/kernel/instant.ts';
import type { Reminder } from '../../../shared/meetings/reminder.ts';

/** What one person is to be told at the same time is one message. */

/** Keys of bundles: the digest of a morning, and what turned out to be due together. */
export const isBundle = (key: string): boolean => /^(digest|together)\//.test(key);

export const isBundleOf = (key: string, personId: string): boolean =>
  key.startsWith(`digest/${personId}@`) || key.startsWith(`together/${personId}@`);

/** A meeting has a card of its own with all that it stands at, what is urgent waits for nothing, a channel presses nothing. */
const mergeable = ({ items, kind, urgent, to }: Reminder): boolean =>
  items === undefined && kind !== 'meeting' && kind !== 'soon' && !urgent && !to.startsWith('role:');

/** Those of one person as one; the others as they are. In the order given. */
export const together = (reminders: readonly Reminder[]): readonly Reminder[] => {
  const byPerson = Map.groupBy(reminders.filter(mergeable), ({ to }) => to);
  return reminders.flatMap((one): Reminder[] => {
    const own = mergeable(one) ? (byPerson.get(one.to) ?? []) : [];
    const [first] = own;
    if (first === undefined || own.length < 2) return [one];
    if (one !== first) return [];
    return [
      {
        key: `together/${one.to}@${formatIso(first.at)}`,
        at: first.at,
        to: one.to,
        kind: 'digest',
        subject: first.subject,
        clause: '',
        urgent: false,
        items: own,
      },
    ];
  });
};
