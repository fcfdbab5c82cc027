import type { Queryable } from '../store/database.ts';
import { addJobs, type Job } from './jobs.ts';

/**
 * Says that rows wait, once for all who say so within a moment. What is lost with the process is found again: the rows
 * are durable, and every start and the timer look for them.
 */

/** Milliseconds; the first is said at once. */
const MOMENT = 200;

type Said = { waiting: readonly Job[]; resting: boolean };

const said = new WeakMap<Queryable, Said>();

const say = (db: Queryable, state: Said): void => {
  const jobs = state.waiting;
  state.waiting = [];
  state.resting = jobs.length > 0;
  if (!state.resting) return;
  addJobs(db, jobs)
    .catch(() => undefined)
    .finally(() => setTimeout(() => say(db, state), MOMENT).unref());
};

/** Only after the rows are committed. Never fails: the database that cannot be told now is asked by the timer. */
export const wakeSoon = (db: Queryable, jobs: readonly Job[]): void => {
  const state = said.get(db) ?? { waiting: [], resting: false };
  said.set(db, state);
  state.waiting = [...state.waiting, ...jobs];
  if (!state.resting) say(db, state);
};
