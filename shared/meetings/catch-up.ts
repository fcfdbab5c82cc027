import { type Instant, tokyoDate } from '../kernel/instant.ts';
import type { Reminder } from './reminder.ts';

export type CaughtUp = {
  /** Still of use: sent now, each saying when it should have come. */
  readonly send: readonly Reminder[];
  /** Of no use any more: recorded as missed, and told to the section. */
  readonly missed: readonly Reminder[];
  /** A later one of those sent says the same: sent under no key of its own. */
  readonly superseded: readonly Reminder[];
};

/**
 * What becomes of the reminders that nobody sent while the product stood still. One that speaks of what has begun or
 * is over is missed; what is late is said however late; of several about the same thing to the same person the last
 * is enough. A digest of an earlier day goes out with what is left of it.
 * @param unsent those due before `now` whose keys are not in the ledger, in the order of their instants
 */
export function catchUp(unsent: readonly Reminder[], now: Instant): CaughtUp {
  const send: Reminder[] = [];
  const missed: Reminder[] = [];
  const superseded: Reminder[] = [];
  const said = new Set<string>();
  const useful = (one: Reminder): boolean => one.until === undefined || now < one.until;
  for (const one of unsent.toReversed()) {
    if (one.items !== undefined) {
      // Today's digest is told with what was due this morning, unless that is told as late; not with a meeting that began.
      const today = tokyoDate(one.at) === tokyoDate(now);
      const tells = (item: Reminder): boolean => useful(item) || (today && item.kind !== 'meeting');
      const left = one.items.filter((item) => tells(item) && !said.has(about(item)));
      missed.push(...one.items.filter((item) => !tells(item)));
      for (const item of left) said.add(about(item));
      (left.length > 0 ? send : superseded).push({ ...one, items: left });
    } else if (!useful(one)) missed.push(one);
    else if (said.has(about(one))) superseded.push(one);
    else {
      said.add(about(one));
      send.push(one);
    }
  }
  return { send: send.toReversed(), missed: missed.toReversed(), superseded: superseded.toReversed() };
}

/** Subject, person and kind: what makes two reminders say the same. That it is late says that it is due. */
const about = ({ subject, to, kind }: Reminder): string =>
  JSON.stringify([subject, to, kind === 'late' ? 'ahead' : kind]);
