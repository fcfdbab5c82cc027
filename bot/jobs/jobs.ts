import { sql } from 'kysely';
import { Logger, run, type JobHelpers, type Runner } from 'graphile-worker';
import type pg from 'pg';
import type { Log } from '../log.ts';
import type { Queryable } from '../store/database.ts';

/**
 * Immediate work. A job is a row, written in the same transaction as the change that asks for it; it may run twice
 * without harm. What the jobs do is contributed by features and mechanisms.
 */

export type Job = {
  readonly task: string;
  readonly payload: object;
  /** At most one waiting job of a key. */
  readonly key?: string;
  /** Machine time; at once when absent. */
  readonly runAt?: Date;
};

export type JobHandler = (payload: unknown) => Promise<void>;
export type JobHandlers = Readonly<Record<string, JobHandler>>;

export const addJob = async (db: Queryable, job: Job): Promise<void> => {
  await sql`select graphile_worker.add_job(
    ${job.task}, ${JSON.stringify(job.payload)}::json,
    job_key => ${job.key ?? null}::text, run_at => ${job.runAt ?? null}::timestamptz
  )`.execute(db);
};

export type Worker = { readonly stop: () => Promise<void> };

type Options = {
  readonly pool: pg.Pool;
  readonly handlers: JobHandlers;
  readonly concurrency: number;
  readonly log: Log;
};

export const startWorker = async ({ pool, handlers, concurrency, log }: Options): Promise<Worker> => {
  const runner: Runner = await run({
    pgPool: pool,
    concurrency,
    noHandleSignals: true,
    pollInterval: 1_000,
    logger: new Logger(() => (level, message) => {
      if (level === 'error') log.error({ source: 'jobs' }, message);
      else if (level === 'warning') log.warn({ source: 'jobs' }, message);
    }),
    taskList: Object.fromEntries(
      Object.entries(handlers).map(([task, handler]) => [
        task,
        async (payload: unknown, helpers: JobHelpers) => {
          try {
            await handler(payload);
          } catch (error) {
            log.error(
              { err: error, task, job: helpers.job.id, attempt: helpers.job.attempts },
              'a job failed',
            );
            throw error;
          }
        },
      ]),
    ),
  });
  return { stop: () => runner.stop() };
};
