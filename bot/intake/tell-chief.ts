import { sectionsOf, hasRole } from '../../shared/kernel/permission.ts';
import { deliverJob } from '../delivery/deliver.ts';
import { addJob, type Job, type JobHandler } from '../jobs/jobs.ts';
import { findCase } from '../store/cases.ts';
import { addDeliveries, delivery, type NewDelivery } from '../store/deliveries.ts';
import { kindOf, type Desk } from './desk.ts';

/** Finds who heads the section and tells them, or asks them to approve. Without anybody, the section in charge hears of it. */

export const TELL_CHIEF = 'tell-chief';
export const tellChiefJob = (caseId: string): Job => ({
  task: TELL_CHIEF,
  payload: { caseId },
  key: `${TELL_CHIEF}/${caseId}`,
});

export const tellChief =
  (desk: Desk): JobHandler =>
  async (payload) => {
    const { caseId } = payload as { caseId: string };
    const one = await findCase(desk.db, caseId);
    const section = desk.settings.sections.find(({ id }) => id === one?.sectionId);
    if (!one || !section) return;
    const kind = kindOf(desk, one.kind);
    const members = await desk.directory.members(section.group);
    // Sent again after it was sent back, it is told again.
    const again = one.revision > 1 && one.state === 'awaitingApproval' ? `/${one.revision}` : '';
    const chiefs: NewDelivery[] = [];
    for (const { id, name } of members) {
      const person = await desk.directory.person(id, name);
      if (person.id === one.reporterId || !hasRole(desk.settings, person, desk.settings.chiefs)) continue;
      if (!sectionsOf(desk.settings, person).some((own) => own.id === section.id)) continue;
      chiefs.push(
        delivery(
          `chief/${one.id}/${person.id}${again}`,
          { to: 'person', personId: person.id },
          `${kind.kind}.chief`,
          one.id,
          one.urgent,
        ),
      );
    }
    const tell =
      chiefs.length || one.state !== 'awaitingApproval'
        ? chiefs
        : [
            delivery(
              `no-chief/${one.id}`,
              { to: 'channel', ...kind.settings.channel },
              'intake.noChief',
              one.id,
            ),
          ];
    await desk.db.transaction().execute(async (tx) => {
      await addDeliveries(tx, tell);
      for (const { thread } of tell) await addJob(tx, deliverJob(thread));
    });
  };
