import type { Job } from '../jobs/jobs.ts';

export const DELIVER = 'deliver';

/** One thread has something to be told. What is urgent comes before thousands of threads that wait for their turn. */
export const deliverJob = (thread: string, urgent = false): Job => ({
  task: DELIVER,
  payload: { thread },
  // A key of its own: what is said later of the same thread without haste takes nothing of its haste.
  key: `${DELIVER}${urgent ? '-urgent' : ''}/${thread}`,
  ...(urgent ? { isUrgent: true as const } : {}),
  wakes: true,
});

/** One job a thread. */
export const deliverJobs = (
  deliveries: readonly { readonly thread: string; readonly urgent: boolean }[],
): readonly Job[] =>
  [...Map.groupBy(deliveries, ({ thread }) => thread)].map(([thread, own]) =>
    deliverJob(
      thread,
      own.some(({ urgent }) => urgent),
    ),
  );

/** Waits beside the immediate job, so that what may go at once is never put off by what may not. */
export const deliverLater = (thread: string, runAt: Date): Job => ({
  task: DELIVER,
  payload: { thread },
  key: `${DELIVER}-later/${thread}`,
  runAt,
});
