import { deliverJobs } from '../delivery/deliver-job.ts';
import { refreshJob } from '../delivery/refresh.ts';
import { GraphError } from '../graph/graph-error.ts';
import { addJobs, type Job, type JobHandler } from '../jobs/jobs.ts';
import { wakeSoon } from '../jobs/wake.ts';
import type { Case } from '../store/cases.ts';
import { alone } from '../store/alone.ts';
import { casesToldOf, casesWithChiefDue, LOOK_AGAIN, setChiefDue } from '../store/chief-due.ts';
import { addDeliveries, delivery, type NewDelivery } from '../store/deliveries.ts';
import { receive } from './approve-case.ts';
import { takeStep } from './change-case.ts';
import { kindOf, type Desk } from './desk.ts';

/** Finds who heads the section and tells them, or asks them to approve. Without anybody, the section in charge hears of it. */

export const TELL_CHIEF = 'tell-chief';

/** Who is to be told stands with the cases: where many come at once, they are looked up and told together. */
export const tellChiefJob: Job = { task: TELL_CHIEF, payload: {}, key: TELL_CHIEF, wakes: true };

/** Milliseconds after which a directory that did not answer is asked again. */
const REST = 5_000;
const AT_ONCE = 200;

/**
 * Who is both of the section and of its chiefs, by the members of two groups. Asked of the groups, which answer or
 * throw GraphError: who is not known just now must not count as nobody's head.
 */
const chiefsOf = async (desk: Desk, sectionId: string | undefined): Promise<readonly string[]> => {
  const section = desk.settings.sections.find(({ id }) => id === sectionId);
  const heads = desk.settings.roles.find(({ id }) => id === desk.settings.chiefs);
  if (!section || !heads) return [];
  const [own, all] = await Promise.all([
    desk.directory.members(section.group),
    desk.directory.members(heads.group),
  ]);
  const ids = new Set(all.map(({ id }) => id));
  return own.flatMap(({ id }) => (ids.has(id) ? [id] : []));
};

/** How the keys begin of what tells a section's chief of a case. */
export const CHIEF = 'chief/';
const noChiefKey = (caseId: string): string => `no-chief/${caseId}`;

type Telling = { readonly tell: readonly NewDelivery[]; readonly again?: number };

const tellingOf = (desk: Desk, one: Case, chiefs: readonly string[]): Telling => {
  if (one.state === 'withdrawn') return { tell: [] };
  const kind = kindOf(desk, one.kind);
  const waits = one.state === 'awaitingApproval';
  const others = chiefs.filter((id) => id !== one.reporterId);
  if (waits && others.length === 0) {
    const channel = { to: 'channel', ...kind.settings.channel } as const;
    return { tell: [delivery(noChiefKey(one.id), channel, 'intake.noChief', one.id)], again: LOOK_AGAIN };
  }
  // Sent again after it was sent back, it is told again.
  const again = one.revision > 1 && waits ? `/${one.revision}` : '';
  return {
    tell: others.map((id) =>
      delivery(
        `${CHIEF}${one.id}/${id}${again}`,
        { to: 'person', personId: id },
        `${kind.kind}.chief`,
        one.id,
        one.urgent,
      ),
    ),
  };
};

/** All of one section. */
const tellOf = async (desk: Desk, cases: readonly Case[], chiefs: readonly string[]): Promise<void> => {
  // A chief's own case waits for nobody. They were not known as one when they sent it.
  const own = cases.filter((one) => one.state === 'awaitingApproval' && chiefs.includes(one.reporterId));
  for (const one of own) {
    const kind = kindOf(desk, one.kind);
    await takeStep(desk, kind, one, receive(kind, one));
  }
  // Those come again with what they are now.
  const rest = cases.filter((one) => !own.includes(one));
  const tellings = rest.map((one) => ({ ...tellingOf(desk, one, chiefs), one }));
  const tell = tellings.flatMap((telling) => telling.tell);
  await desk.db.transaction().execute(async (tx) => {
    await addDeliveries(tx, tell);
    await setChiefDue(
      tx,
      tellings.map(({ one, again }) => ({ id: one.id, revision: one.revision, again })),
    );
  });
  // Where it was told that nobody heads the section, it is no longer so.
  const found = tellings.filter(({ one, again }) => one.state === 'awaitingApproval' && again === undefined);
  const mended = await casesToldOf(
    desk.db,
    found.map(({ one }) => noChiefKey(one.id)),
  );
  await addJobs(
    desk.db,
    mended.map((id) => refreshJob(id)),
  );
  wakeSoon(desk.db, deliverJobs(tell));
};

const tellDue = async (desk: Desk): Promise<void> => {
  for (;;) {
    const due = await casesWithChiefDue(desk.db, AT_ONCE);
    if (due.length === 0) return;
    const sections = [...Map.groupBy(due, (one) => one.sectionId)];
    // All are asked for before the first is told: the directory is asked about them together.
    const found = await Promise.allSettled(sections.map(([sectionId]) => chiefsOf(desk, sectionId)));
    for (const [index, [, cases]] of sections.entries()) {
      const chiefs = found[index];
      try {
        if (chiefs?.status === 'rejected') throw chiefs.reason;
        await tellOf(desk, cases, chiefs?.value ?? []);
      } catch (error) {
        if (!(error instanceof GraphError)) throw error;
        desk.log.warn({ status: error.status, code: error.code }, 'the directory is asked for a chief again');
        const again = error.retryAfter ?? REST;
        await setChiefDue(
          desk.db,
          cases.map(({ id, revision }) => ({ id, revision, again })),
        );
      }
    }
  }
};

/** One at a time: the others would do the same work and take the places of other jobs. */
export const tellChief =
  (desk: Desk): JobHandler =>
  async () => {
    while (await alone(desk.db, TELL_CHIEF, () => tellDue(desk)))
      // Whoever found it at work left what became due meanwhile to this one.
      if ((await casesWithChiefDue(desk.db, 1)).length === 0) return;
  };
