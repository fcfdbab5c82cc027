import type { DueListener, DueStep } from '../kernel/deadline/due-steps.ts';
import { fromTokyo, type Instant, timeOfDay, tokyoDate } from '../kernel/instant.ts';
import type { OpenDays } from '../kernel/open-days.ts';
import type { PersonRef } from './meeting.ts';
import type { MeetingListener, MeetingStep } from './reminder-settings.ts';

/**
 * `ahead` before something is due, `late` when it is overdue, `meeting` what a meeting stands at on the day before,
 * `soon` shortly before it starts, `arrived` a paper came in, `digest` several of them in the morning.
 */
export type ReminderKind = 'ahead' | 'late' | 'meeting' | 'soon' | 'arrived' | 'digest';

export type Reminder = {
  /**
   * The same reminder has the same key however often it is derived; it names the instant that it is about, so that
   * what is moved gets new ones. Send each key once.
   */
  readonly key: string;
  readonly at: Instant;
  readonly to: PersonRef;
  /** Who it is meant for, while their deputy gets it. */
  readonly insteadOf?: PersonRef;
  readonly kind: ReminderKind;
  /** Id of the due thing or of the meeting; of a digest the day. */
  readonly subject: string;
  readonly clause: string;
  /** May go out of hours: it would be of no use later. */
  readonly urgent: boolean;
  /** From this instant on it is of no use; absent where late is better than never. */
  readonly until?: Instant;
  /** When it would have been, had that not been out of hours: the message says so. */
  readonly movedFrom?: Instant;
  /** What a digest holds, in the order of their instants. */
  readonly items?: readonly Reminder[];
};

/** One step of the plan for one subject, before hours, people and digests. */
export type Raised<L extends string = DueListener | MeetingListener> = {
  readonly step: string;
  readonly at: Instant;
  readonly kind: ReminderKind;
  readonly listeners: readonly L[];
};

const MINUTE = 60_000;

const onDay = (subject: Instant, openDaysBefore: number, at: string, calendar: OpenDays): Instant =>
  fromTokyo(calendar.before(tokyoDate(subject), openDaysBefore), timeOfDay(at));

/**
 * The plan's instants for something due. What lies before `since` is past: of the steps missed one remains, at once;
 * what was due before it stood is told as late at once.
 */
export function raisedForDue(
  steps: readonly DueStep[],
  due: Instant,
  since: Instant | undefined,
  calendar: OpenDays,
): readonly Raised<DueListener>[] {
  const raised: Raised<DueListener>[] = [];
  const missed: DueListener[] = [];
  for (const step of steps) {
    if ('minutesAfter' in step) {
      const at = Math.max(due + step.minutesAfter * MINUTE, since ?? -Infinity);
      raised.push({ step: `late${step.minutesAfter}`, at, kind: 'late', listeners: step.to });
      continue;
    }
    const at = onDay(due, step.openDaysBefore, step.at, calendar);
    if (at >= due) continue;
    if (since !== undefined && at < since) missed.push(...step.to);
    else raised.push({ step: `${step.openDaysBefore}d${step.at}`, at, kind: 'ahead', listeners: step.to });
  }
  if (since !== undefined && missed.length > 0 && since < due) {
    raised.push({ step: 'atOnce', at: since, kind: 'ahead', listeners: [...new Set(missed)] });
  }
  return raised;
}

/** The plan's instants for a meeting; as raisedForDue, but a meeting that has begun is told of no more. */
export function raisedForMeeting(
  steps: readonly MeetingStep[],
  start: Instant,
  since: Instant | undefined,
  calendar: OpenDays,
): readonly Raised<MeetingListener>[] {
  return steps.flatMap((step): Raised<MeetingListener>[] => {
    const soon = 'minutesBefore' in step;
    const at = soon
      ? start - step.minutesBefore * MINUTE
      : onDay(start, step.openDaysBefore, step.at, calendar);
    const planned = Math.max(at, since ?? -Infinity);
    if (planned >= start) return [];
    const name = soon ? `soon${step.minutesBefore}` : `${step.openDaysBefore}d${step.at}`;
    return [{ step: name, at: planned, kind: soon ? 'soon' : 'meeting', listeners: step.to }];
  });
}
