import { addJobs, type Job, type JobHandler } from '../jobs/jobs.ts';
import { dropUnattached } from '../store/attachments.ts';
import { fileCardJobs } from './file-card.ts';
import type { Desk } from './desk.ts';

/** Files that were sent and put to no case are kept for the time that the profile says, and no longer. */

export const DROP_UNATTACHED = 'drop-unattached-files';
export const dropUnattachedJob: Job = {
  task: DROP_UNATTACHED,
  payload: {},
  key: DROP_UNATTACHED,
  wakes: true,
};

const DAY = 24 * 60 * 60 * 1_000;

export const dropUnattachedFiles =
  ({ db, settings, clock, log }: Desk): JobHandler =>
  async () => {
    const dropped = await dropUnattached(db, new Date(clock() - settings.files.keepUnattachedDays * DAY));
    if (dropped.length === 0) return;
    log.info({ count: dropped.length }, 'files that nobody put to a case were deleted');
    for (const personId of new Set(dropped.map(({ ownerId }) => ownerId))) {
      const own = dropped.filter(({ ownerId }) => ownerId === personId).map(({ id }) => id);
      await addJobs(db, await fileCardJobs(db, personId, own));
    }
  };
