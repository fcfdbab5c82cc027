import { sql } from 'kysely';
import type { Queryable } from '../store/database.ts';
import { specsOf, URGENT, type Job } from './jobs.ts';

/**
 * Many submissions at once would queue up for the rows of the job queue and for its notifications. So a submission
 * leaves its jobs in a table of ours, and a moment later they are put into the queue together, with whatever only
 * wakes. Nothing is lost with the process: the rows are durable, and every start and the timer look for them.
 */

/** Milliseconds; the first is said at once. */
const MOMENT = 200;

/** Jobs that submissions left go into the queue, and these with them. */
export const handOver = async (db: Queryable, jobs: readonly Job[]): Promise<void> => {
  await sql`
    with taken as (delete from handed_job returning ordinal, job),
    latest as (
      select distinct on (coalesce(job ->> 'key', ordinal::text)) job from taken
      order by coalesce(job ->> 'key', ordinal::text), ordinal desc
    )
    select from graphile_worker.add_jobs(array(
      select json_populate_record(null::graphile_worker.job_spec, json_build_object(
        'identifier', job -> 'task', 'payload', job -> 'payload', 'job_key', job -> 'key', 'run_at', job -> 'runAt',
        'priority', case when (job ->> 'isUrgent')::boolean then ${URGENT}::integer else 0 end
      )) from latest
      union all
      select json_populate_recordset(null::graphile_worker.job_spec, ${JSON.stringify(specsOf(jobs))}::json)
    ))
  `.execute(db);
};

type Said = { waiting: readonly Job[]; resting: boolean };

const said = new WeakMap<Queryable, Said>();

const say = (db: Queryable, state: Said): void => {
  const jobs = state.waiting;
  state.waiting = [];
  state.resting = jobs.length > 0;
  if (!state.resting) return;
  handOver(db, jobs)
    .catch(() => undefined)
    .finally(() => setTimeout(() => say(db, state), MOMENT).unref());
};

/** Only after the rows are committed. Never fails: the database that cannot be told now is asked by the timer. */
export const wakeSoon = (db: Queryable, jobs: readonly Job[]): void => {
  if (jobs.length === 0) return;
  const state = said.get(db) ?? { waiting: [], resting: false };
  said.set(db, state);
  state.waiting = [...state.waiting, ...jobs];
  if (!state.resting) say(db, state);
};
