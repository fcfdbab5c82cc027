import { fromTokyo, type Instant, timeOfDay, toTokyo } from '../kernel/instant.ts';
import type { OpenDays } from '../kernel/open-days.ts';

type Hours = { readonly start: string; readonly end: string };

export type Placed = { readonly at: Instant; readonly urgent: boolean; readonly movedFrom?: Instant };

/** The instant itself where the plan's hours allow it, else the start of the next hours; only on open days. */
export function nextAllowed(instant: Instant, hours: Hours, calendar: OpenDays): Instant {
  const { date, time } = toTokyo(instant);
  const opens = timeOfDay(hours.start);
  if (!calendar.isOpen(date) || time >= hours.end) return fromTokyo(calendar.next(date), opens);
  return time < opens ? fromTokyo(date, opens) : instant;
}

/**
 * Where a message goes that is planned for `at`. One that would come only after what it speaks of (`until`) is
 * urgent and stays; any other waits for the next hours and says so.
 */
export function place(at: Instant, until: Instant, hours: Hours, calendar: OpenDays): Placed {
  const allowed = nextAllowed(at, hours, calendar);
  if (allowed === at) return { at, urgent: false };
  if (at < until && allowed >= until) return { at, urgent: true };
  return { at: allowed, urgent: false, movedFrom: at };
}
