import { deliverJob } from '../delivery/deliver.ts';
import { refreshJob } from '../delivery/refresh.ts';
import { addJobs, type Job, type JobHandler } from '../jobs/jobs.ts';
import { findCase } from '../store/cases.ts';
import { addDeliveries, delivery } from '../store/deliveries.ts';
import { kindOf, type Desk } from './desk.ts';

/** A row that SharePoint refused for good: the section in charge is told, and the cards about it say so. */

export const TELL_PARKED = 'tell-parked';

/** @param parkId of this time: what is refused again after somebody sent it again is told again */
export const tellParkedJob = (caseId: string, parkId: string): Job => ({
  task: TELL_PARKED,
  payload: { caseId, parkId },
  key: `${TELL_PARKED}/${caseId}`,
});

export const tellParked =
  (desk: Desk): JobHandler =>
  async (payload) => {
    const { caseId, parkId } = payload as { caseId: string; parkId: string };
    const one = await findCase(desk.db, caseId);
    if (!one) return;
    const channel = { to: 'channel', ...kindOf(desk, one.kind).settings.channel } as const;
    const told = delivery(`parked/${caseId}/${parkId}`, channel, 'intake.parked', caseId);
    await addDeliveries(desk.db, [told]);
    await addJobs(desk.db, [deliverJob(told.thread), refreshJob(caseId)]);
  };
