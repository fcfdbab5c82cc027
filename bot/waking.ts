import { deliverJobs } from './delivery/deliver-job.ts';
import type { Feature } from './feature.ts';
import { fileRowsJob } from './filing/file-rows.ts';
import { tellChiefJob } from './intake/tell-chief.ts';
import { handOver } from './jobs/wake.ts';
import type { Database } from './store/database.ts';
import { waitingThreads } from './store/deliveries.ts';

/** What waited when the last process ended, or while something did not answer, goes on: at every start and by the timer. */
export const createWaking = (db: Database, features: readonly Feature[]) => async (): Promise<void> =>
  handOver(db, [
    fileRowsJob,
    tellChiefJob,
    ...features.flatMap(({ wakes = [] }) => wakes),
    ...deliverJobs(await waitingThreads(db)),
  ]);
