import type { Job } from '../jobs/jobs.ts';

export const DELIVER = 'deliver';

/** One thread has something to be told. */
export const deliverJob = (thread: string): Job => ({
  task: DELIVER,
  payload: { thread },
  key: `${DELIVER}/${thread}`,
  wakes: true,
});

/** Waits beside the immediate job, so that what may go at once is never put off by what may not. */
export const deliverLater = (thread: string, runAt: Date): Job => ({
  task: DELIVER,
  payload: { thread },
  key: `${DELIVER}-later/${thread}`,
  runAt,
});
