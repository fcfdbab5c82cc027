import { deliverJob } from '../delivery/deliver.ts';
import { addJobs, type Job, type JobHandler } from '../jobs/jobs.ts';
import { findCase, type Case } from '../store/cases.ts';
import { addDeliveries, delivery } from '../store/deliveries.ts';
import { receive } from './approve-case.ts';
import { takeStep } from './change-case.ts';
import { kindOf, type Desk } from './desk.ts';

/** Finds who heads the section and tells them, or asks them to approve. Without anybody, the section in charge hears of it. */

export const TELL_CHIEF = 'tell-chief';
export const tellChiefJob = (caseId: string): Job => ({
  task: TELL_CHIEF,
  payload: { caseId },
  key: `${TELL_CHIEF}/${caseId}`,
});

/** Milliseconds after which a case whose chief is missing is looked at again: longer than group members are remembered. */
const LOOK_AGAIN = 11 * 60_000;

const lookAgain = (caseId: string, runAt: Date): Job => ({
  task: TELL_CHIEF,
  payload: { caseId },
  key: `${TELL_CHIEF}-later/${caseId}`,
  runAt,
});

/**
 * Who is both of the section and of its chiefs, by the members of two groups. Asked of the groups, which answer or
 * throw: who is not known just now must not count as nobody's head.
 */
const chiefsOf = async (desk: Desk, one: Case): Promise<readonly string[]> => {
  const section = desk.settings.sections.find(({ id }) => id === one.sectionId);
  const heads = desk.settings.roles.find(({ id }) => id === desk.settings.chiefs);
  if (!section || !heads) return [];
  const [own, all] = await Promise.all([
    desk.directory.members(section.group),
    desk.directory.members(heads.group),
  ]);
  const ids = new Set(all.map(({ id }) => id));
  return own.flatMap(({ id }) => (ids.has(id) ? [id] : []));
};

export const tellChief =
  (desk: Desk, machineClock: () => number): JobHandler =>
  async (payload) => {
    const { caseId } = payload as { caseId: string };
    const one = await findCase(desk.db, caseId);
    if (!one || one.state === 'withdrawn') return;
    const kind = kindOf(desk, one.kind);
    const chiefs = await chiefsOf(desk, one);
    const waits = one.state === 'awaitingApproval';
    // A chief's own case waits for nobody. They were not known as one when they sent it.
    if (waits && chiefs.includes(one.reporterId)) {
      await takeStep(desk, kind, one, receive(kind, one));
      return;
    }
    // Sent again after it was sent back, it is told again.
    const again = one.revision > 1 && waits ? `/${one.revision}` : '';
    const told = chiefs
      .filter((id) => id !== one.reporterId)
      .map((id) =>
        delivery(
          `chief/${one.id}/${id}${again}`,
          { to: 'person', personId: id },
          `${kind.kind}.chief`,
          one.id,
          one.urgent,
        ),
      );
    const nobody = waits && told.length === 0;
    const channel = { to: 'channel', ...kind.settings.channel } as const;
    const tell = nobody ? [delivery(`no-chief/${one.id}`, channel, 'intake.noChief', one.id)] : told;
    await desk.db.transaction().execute(async (tx) => {
      await addDeliveries(tx, tell);
      await addJobs(tx, [
        ...tell.map(({ thread }) => deliverJob(thread)),
        ...(nobody ? [lookAgain(one.id, new Date(machineClock() + LOOK_AGAIN))] : []),
      ]);
    });
  };
