import type pg from 'pg';
import type { Log } from '../log.ts';

/**
 * A worker that dies keeps its jobs locked, and the queue by itself believes in it for four hours. So every worker shows
 * that it lives by a lock of its own connection, which ends with the process; the jobs of one without are set free.
 */

const EVERY = 5_000;

export type Life = {
  readonly begin: (workerId: string) => void;
  readonly end: () => Promise<void>;
};

const lock = (worker: string): string => `hashtextextended('worker/' || ${worker}, 0)`;

const FREE_THE_DEAD = `
  select graphile_worker.force_unlock_workers(dead.ids) from (
    select array_agg(locked_by) as ids from (
      select distinct locked_by from graphile_worker._private_jobs
      where locked_by is not null and locked_by <> $1
    ) seen
    where pg_try_advisory_xact_lock(${lock('locked_by')})
  ) dead
  where dead.ids is not null
`;

export const showLife = (pool: pg.Pool, log: Log): Life => {
  let connection: pg.PoolClient | undefined;
  let timer: NodeJS.Timeout | undefined;
  let round = Promise.resolve();

  /** What is broken must be given back all the same: the pool counts it until then. */
  const leave = (): void => {
    connection?.release(true);
    connection = undefined;
  };

  const look = async (workerId: string): Promise<void> => {
    if (!connection) {
      const opened = await pool.connect();
      connection = opened;
      opened.once('error', () => {
        if (connection === opened) leave();
      });
      await opened.query(`select pg_advisory_lock(${lock('$1')})`, [workerId]);
    }
    const { rowCount } = await connection.query(FREE_THE_DEAD, [workerId]);
    if (rowCount) log.info('jobs of a worker that is gone were set free');
  };

  return {
    begin: (workerId) => {
      const again = (): void => {
        round = round
          .then(() => look(workerId))
          .catch((error: unknown) => {
            leave();
            log.warn({ err: error }, 'the worker could not show that it lives');
          });
      };
      again();
      timer = setInterval(again, EVERY);
    },
    end: async () => {
      clearInterval(timer);
      await round;
      leave();
    },
  };
};
