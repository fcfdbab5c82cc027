/** Connections to the database: how many the work needs, so that who holds one and waits for another always gets it. */

/** Jobs of the queue that run at the same time. */
export const JOBS_AT_ONCE = 6;

/** Batches on their way at once: SharePoint takes seconds for twenty rows, and its limit allows more than one batch. */
export const FILING_LANES = 4;

/** One listens for new jobs, one shows that the worker lives; both are kept as long as the process lives. */
const KEPT = 2;
/** A job may hold a lock and a transaction while it asks for a third. Filing is one job, and holds one for each lane. */
const HELD_BY_JOBS = (JOBS_AT_ONCE - 1) * 2 + FILING_LANES;
const HELD_BY_TICKER = 1;

/**
 * All that may be held by who waits for one more, and one more: below this they could wait for each other. People's
 * turns hold at most one and wait for no second.
 */
export const LEAST_CONNECTIONS = KEPT + HELD_BY_JOBS + HELD_BY_TICKER + 1;
