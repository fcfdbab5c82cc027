/**
 * Rate limits of the Bot Connector in Teams, per bot and thread and per tenant.
 * Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit (2026-08-10). Windows in seconds.
 */
const WRITE: readonly Window[] = [
  { seconds: 1, calls: 7 },
  { seconds: 2, calls: 8 },
  { seconds: 30, calls: 60 },
  { seconds: 3600, calls: 1800 },
];
const READ: readonly Window[] = [
  { seconds: 1, calls: 14 },
  { seconds: 2, calls: 16 },
  { seconds: 30, calls: 120 },
  { seconds: 3600, calls: 3600 },
];
const TENANT: readonly Window[] = [{ seconds: 1, calls: 50 }];

/** The bot message limit is about 100 KB of UTF-16 (…/bots/how-to/format-your-bot-messages). */
export const MESSAGE_BYTES = 100 * 1024;

type Window = { seconds: number; calls: number };
export type Operation = 'send' | 'create' | 'read' | 'other';

export type Limits = {
  /** Counts the call and answers undefined, or leaves it uncounted and says after how many seconds to try again. */
  take(operation: Operation, thread: string): number | undefined;
};

/** `machineMs` is the machine's clock: limits are not part of the domain's time. */
export function createLimits(machineMs: () => number): Limits {
  const taken = new Map<string, number[]>();
  const waitFor = (key: string, windows: readonly Window[], now: number): number => {
    const calls = taken.get(key) ?? [];
    let wait = 0;
    for (const window of windows) {
      const earliest = calls[calls.length - window.calls];
      if (earliest !== undefined) wait = Math.max(wait, earliest + window.seconds * 1000 - now);
    }
    return wait;
  };
  const note = (key: string, longest: number, now: number): void => {
    const calls = taken.get(key) ?? [];
    while (calls[0] !== undefined && calls[0] <= now - longest * 1000) calls.shift();
    calls.push(now);
    taken.set(key, calls);
  };
  return {
    take(operation, thread) {
      const now = machineMs();
      const windows = operation === 'read' ? READ : operation === 'other' ? [] : WRITE;
      const key = `${operation} ${thread}`;
      const wait = Math.max(waitFor('tenant', TENANT, now), waitFor(key, windows, now));
      if (wait > 0) return Math.max(1, Math.ceil(wait / 1000));
      note('tenant', 1, now);
      if (windows.length > 0) note(key, 3600, now);
      return undefined;
    },
  };
}
