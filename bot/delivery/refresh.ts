import { addJobs, type Job } from '../jobs/jobs.ts';
import type { Database } from '../store/database.ts';
import { markStale } from '../store/stale-cards.ts';
import { deliverJob } from './deliver-job.ts';

/**
 * Old cards do not lie: when something about a case changes, every message that stands about it is looked at again, and
 * changed in place where it differs from what stands there. Their threads do that, at their own pace.
 */

export const REFRESH = 'refresh-cards';
export const refreshJob = (subjectId: string): Job => ({
  task: REFRESH,
  payload: { subjectIds: [subjectId] },
  key: `${REFRESH}/${subjectId}`,
});

type Payload = { readonly subjectIds: readonly string[] };

/** Many changes at once are one look at the ledger. */
export const mergeRefreshes = (jobs: readonly Job[]): readonly Job[] => {
  const refreshes = jobs.filter(({ task }) => task === REFRESH);
  const subjectIds = refreshes.flatMap(({ payload }) => (payload as Payload).subjectIds);
  const others = jobs.filter(({ task }) => task !== REFRESH);
  return subjectIds.length
    ? [...others, { task: REFRESH, payload: { subjectIds } satisfies Payload }]
    : others;
};

export const createRefreshing =
  ({ db }: { readonly db: Database }) =>
  async (payload: unknown): Promise<void> => {
    const threads = await markStale(db, (payload as Payload).subjectIds);
    await addJobs(
      db,
      threads.map((thread) => deliverJob(thread)),
    );
  };
