import { deliverJobs } from './delivery/deliver-job.ts';
import type { Feature } from './feature.ts';
import { wakeSoon } from './jobs/wake.ts';
import { createTicker, LONGEST_SILENCE, type Ticker } from './jobs/ticker.ts';
import type { Log } from './log.ts';
import type { Database } from './store/database.ts';
import { tickerState } from './store/ticker-state.ts';

/** The ticker with what the features plan, and how it is. */

/** Milliseconds of machine time between two ticks. */
const EVERY = 1_000;

type Deps = { readonly db: Database; readonly clock: () => number; readonly log: Log };

export const startTicking = ({ db, clock, log }: Deps, features: readonly Feature[]): Ticker => {
  const ticker = createTicker({
    db,
    clock,
    log,
    planned: features.flatMap(({ planned = [] }) => planned),
    wake: (deliveries) => wakeSoon(db, deliverJobs(deliveries)),
  });
  ticker.start(EVERY);
  return ticker;
};

/** ok, or since when no instance has ticked. */
export const tickerHealth = async ({ db, clock }: Pick<Deps, 'db' | 'clock'>): Promise<string> => {
  const { silence } = await tickerState(db, clock());
  return silence > LONGEST_SILENCE ? `no tick for ${Math.round(silence / 1_000)} s` : 'ok';
};
