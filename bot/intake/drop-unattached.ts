import type { Job, JobHandler } from '../jobs/jobs.ts';
import { dropUnattached } from '../store/attachments.ts';
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
    const count = await dropUnattached(db, new Date(clock() - settings.files.keepUnattachedDays * DAY));
    if (count) log.info({ count }, 'files that nobody put to a case were deleted');
  };
