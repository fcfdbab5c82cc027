import { sql } from 'kysely';
import { EventEmitter } from 'node:events';
import { Logger, run, type JobHelpers, type Runner, type WorkerEvents } from 'graphile-worker';
import type pg from 'pg';
import { JOBS_AT_ONCE } from '../connections.ts';
import type { Log } from '../log.ts';
import { isOutage, type Queryable } from '../store/database.ts';
import { showLife } from './sign-of-life.ts';

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
  /** Comes before all that is not. */
  readonly isUrgent?: true;
  /**
   * It only says that rows of ours wait, and every start and the timer look for such rows as well: where many ask at
   * once it may be said after the transaction, once for all (`wakeSoon`).
   */
  readonly wakes?: true;
};

export type JobHandler = (payload: unknown) => Promise<void>;
export type JobHandlers = Readonly<Record<string, JobHandler>>;

export const addJob = (db: Queryable, job: Job): Promise<void> => addJobs(db, [job]);

type Spec = Readonly<Record<'identifier' | 'payload' | 'job_key' | 'run_at' | 'priority', unknown>>;

/** The queue takes the lowest first; what is not said is 0. */
export const URGENT = -10;

/** As the queue takes them: of several with one key the last, in the order of keys, so that nobody waits in a circle. */
export const specsOf = (jobs: readonly Job[]): readonly Spec[] =>
  [...new Map(jobs.map((job, index) => [job.key ?? index, job])).values()]
    .toSorted((one, other) => ((one.key ?? '') < (other.key ?? '') ? -1 : 1))
    .map(({ task, payload, key, runAt, isUrgent }) => ({
      identifier: task,
      payload,
      job_key: key ?? null,
      run_at: runAt ?? null,
      priority: isUrgent ? URGENT : 0,
    }));

/** All of them in one statement. */
export const addJobs = async (db: Queryable, jobs: readonly Job[]): Promise<void> => {
  if (jobs.length === 0) return;
  await sql`select from graphile_worker.add_jobs(array(
    select json_populate_recordset(null::graphile_worker.job_spec, ${JSON.stringify(specsOf(jobs))}::json)
  ))`.execute(db);
};

/** A running job whose key was asked for again leaves this behind when it ends badly; the later one does its work. */
export const forgetSuperseded = async (db: Queryable): Promise<void> => {
  await sql`
    delete from graphile_worker._private_jobs
    where key is null and attempts >= max_attempts and locked_at is null and updated_at < now() - interval '1 day'
  `.execute(db);
};

/**
 * Jobs are fetched and struck off several at a time. Those of a process that dies meanwhile are set free by the next
 * (`sign-of-life`) and run again, which does no harm.
 */
const BATCHING: GraphileConfig.Preset = {
  worker: { localQueue: { size: 12, ttl: 30_000 }, completeJobBatchDelay: 20, failJobBatchDelay: 20 },
};

/**
 * The queue gives jobs back with nobody waiting for it: a database that is away just then must not end the process.
 * Those jobs are set free by the next queue.
 */
export const isLetGo = (error: unknown): boolean =>
  isOutage(error) ||
  (error instanceof Error &&
    error.message.startsWith('Error occurred whilst returning jobs from local queue'));

export type Worker = { readonly stop: () => Promise<void> };

type Options = {
  readonly pool: pg.Pool;
  readonly handlers: JobHandlers;
  readonly log: Log;
};

/** Milliseconds after which a queue that ended is begun again. */
const AGAIN = 1_000;

/** Milliseconds that a queue which lost the database may take to end. */
const TIME_TO_END = 5_000;

/**
 * A queue that cannot write down what became of its jobs ends by itself; but where several such writes failed at once,
 * it miscounts what it waits for and never says that it has ended (graphile-worker 0.18.0, `batch`). So it is given up.
 */
const givenUp = (events: WorkerEvents): Promise<void> =>
  new Promise((resolve) => {
    events.once('pool:fatalError', () => setTimeout(resolve, TIME_TO_END).unref());
  });

const beginQueue = async ({ pool, handlers, log }: Options) => {
  const events = new EventEmitter() as WorkerEvents;
  const broken = givenUp(events);
  const life = showLife(pool, log);
  events.on('pool:create', ({ workerPool }) => life.begin(workerPool.id));
  try {
    const runner: Runner = await run({
      pgPool: pool,
      preset: BATCHING,
      concurrency: JOBS_AT_ONCE,
      events,
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
    return { runner, life, broken };
  } catch (error) {
    await life.end();
    throw error;
  }
};

/**
 * Works off the queue. A database that goes away ends it: it is begun again, by a worker of another name, until the
 * database is back; what the last one had taken up is set free.
 */
export const startWorker = async (options: Options): Promise<Worker> => {
  const { log } = options;
  let current: Awaited<ReturnType<typeof beginQueue>> | undefined = await beginQueue(options);
  const end = new AbortController();
  const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, AGAIN));

  const keepGoing = async (): Promise<void> => {
    while (current) {
      const { runner, life, broken } = current;
      await Promise.race([runner.promise, broken]).catch((error: unknown) =>
        log.warn({ err: error }, 'the queue ended'),
      );
      await life.end();
      current = undefined;
      while (!end.signal.aborted && !current) {
        await wait();
        current = await beginQueue(options).catch((error: unknown) => {
          log.warn({ err: error }, 'the queue could not be begun again; later once more');
          return undefined;
        });
      }
      if (end.signal.aborted) await current?.runner.stop();
      else log.info('the queue was begun again');
    }
  };
  const going = keepGoing();

  return {
    stop: async () => {
      end.abort();
      // It may have ended by itself.
      const { runner, broken } = current ?? {};
      await Promise.race([runner?.stop(), broken]).catch((error: unknown) =>
        log.debug({ err: error }, 'the queue had ended'),
      );
      await going;
    },
  };
};
