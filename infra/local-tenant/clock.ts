import type { Database } from './database.ts';

/** The tenant's domain clock: real time plus an offset that people and tests move. It keeps running. */
export type Clock = {
  now(): Date;
  /** Distance to the machine's clock in milliseconds. */
  offsetMs(): number;
  set(instant: Date): void;
  advance(ms: number): void;
  /** Called after every set or advance, not as time passes by itself; returns how to stop. */
  onChange(listener: (now: Date) => void): () => void;
};

const OFFSET = 'clock.offsetMs';

/** Opens the clock where it was left; a new one opens at `opensAt` (ISO 8601 with offset) or at the real time. */
export function openClock(db: Database, opensAt: string | undefined): Clock {
  const listeners = new Set<(now: Date) => void>();
  const saved = db.fact(OFFSET);
  let offset = saved === undefined ? (opensAt ? Date.parse(opensAt) - Date.now() : 0) : Number(saved);
  if (saved === undefined) db.setFact(OFFSET, String(offset));
  const now = (): Date => new Date(Date.now() + offset);
  const move = (next: number): void => {
    offset = next;
    db.setFact(OFFSET, String(offset));
    for (const listener of listeners) listener(now());
  };
  return {
    now,
    offsetMs: () => offset,
    set: (instant) => move(instant.getTime() - Date.now()),
    advance: (ms) => move(offset + ms),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
