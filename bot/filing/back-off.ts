/**
 * How long to wait before trying again: doubling from a second, at most a minute, with jitter so that many that failed
 * together do not come back together. `chance` is in [0, 1).
 */
export const backOff = (attempts: number, chance: number): number => {
  const ceiling = Math.min(60_000, 1_000 * 2 ** Math.min(attempts, 10));
  return Math.round(ceiling * (0.5 + chance / 2));
};

/** After so many refusals of its own a command is parked: visible, and retried by a person. */
export const MOST_ATTEMPTS = 12;
