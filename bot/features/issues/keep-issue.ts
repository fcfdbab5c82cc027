import { plainDate } from '../../../shared/kernel/plain-date.ts';
import { may } from '../../../shared/kernel/permission.ts';
import type { Person } from '../../../shared/kernel/person.ts';
import { type Issue, type IssueDoer, raiseIssue } from '../../../shared/issues/issue.ts';
import { refreshJob } from '../../delivery/refresh.ts';
import { type IssuesWished, MEETING_CLOSED, type MeetingClosed } from '../../events.ts';
import { fileRowsJob } from '../../filing/file-rows.ts';
import type { SeenRow } from '../../filing/follow-lists.ts';
import { type Colleague, nameIn, type StaffOf } from '../../identity/staff.ts';
import type { Graph } from '../../graph/graph-client.ts';
import type { Places } from '../../graph/lists.ts';
import type { Desk } from '../../intake/desk.ts';
import { addJobs } from '../../jobs/jobs.ts';
import type { Tx } from '../../store/database.ts';
import { deriveSoon } from '../../store/due-instants.ts';
import { addIssue, changeIssue, findIssue, type KeptIssue } from '../../store/issues.ts';
import { addCommand } from '../../store/outbox.ts';
import { oneAtATime, takeNumbers } from '../../store/take-numbers.ts';
import { bringIssueHome } from './bring-home.ts';
import { issueList, issueNumbers, issueRow } from './issue-list.ts';

/** One change of the issue register with everything that hangs on it, in one transaction. */

export type IssueDesk = Desk & {
  readonly staff: StaffOf;
  readonly graph: Graph;
  readonly places: Places;
  readonly machineClock: () => number;
};

export const doerOf = (desk: IssueDesk, person: Person, at: number): IssueDoer => ({
  id: person.id,
  at,
  mayDo: (action) => may(desk.settings, person, action),
});

const file = async (
  tx: Tx,
  desk: IssueDesk,
  staff: readonly Colleague[],
  id: string,
  issue: Issue,
): Promise<void> => {
  const commandId = desk.newId();
  await deriveSoon(tx, [`issue/${issue.number}`]);
  await addCommand(tx, {
    commandId,
    list: issueList(desk.settings).key,
    rowId: id,
    values: issueRow(desk.settings, id, issue, nameIn(desk.settings, staff), commandId),
    urgent: false,
    acceptedAt: new Date(desk.clock()),
  });
};

/** @returns false when somebody was quicker */
export const keepIssue = async (desk: IssueDesk, before: KeptIssue, issue: Issue): Promise<boolean> => {
  const staff = await desk.staff();
  return desk.db.transaction().execute(async (tx) => {
    if (!(await changeIssue(tx, before, issue, desk.clock()))) return false;
    await file(tx, desk, staff, before.id, issue);
    await addJobs(tx, [fileRowsJob, refreshJob(before.id)]);
    return true;
  });
};

/** With a number of its own; the same id again adds nothing. */
export const addNewIssue = async (
  desk: IssueDesk,
  id: string,
  make: (number: string) => Issue | undefined,
): Promise<void> => {
  const { settings } = desk;
  const staff = await desk.staff();
  await desk.db.transaction().execute(async (tx) => {
    await oneAtATime(tx, `issue/${id}`);
    if (await findIssue(tx, id)) return;
    const [number = id] = await takeNumbers(tx, settings.id, 'issue', issueNumbers(settings), 1);
    const issue = make(number);
    if (issue === undefined) return;
    await addIssue(tx, settings.id, issueList(settings).key, id, issue, desk.clock());
    await file(tx, desk, staff, id, issue);
    await addJobs(tx, [fileRowsJob]);
  });
};

/** 宿題 of a meeting, whose writer was asked for the permission when they wrote them down. */
export const raiseWished =
  (desk: IssueDesk) =>
  async (payload: unknown): Promise<void> => {
    const { meeting, by, at, items } = payload as IssuesWished;
    // The queue comes back to it.
    if (!desk.isNumbered('issue')) throw new Error('numbers of issues are not known yet');
    const { priorities } = desk.settings.issues;
    const priority = (priorities[1] ?? priorities[0])?.id ?? '';
    for (const { id, title, owner, due } of items)
      await addNewIssue(desk, id, (number) => {
        const raised = raiseIssue(
          {
            number,
            kind: 'actionItem',
            title,
            content: '',
            priority,
            owner,
            meeting,
            ...(due === undefined ? {} : { due: plainDate(due) }),
          },
          { id: by, at, mayDo: () => true },
        );
        return raised.ok ? raised.value : undefined;
      });
    await addJobs(desk.db, [{ task: MEETING_CLOSED, payload: { meeting } satisfies MeetingClosed }]);
  };

/** The register is the product's: what somebody typed into the list is put back; steps are taken on the card. */
export const putBackIssue = async (desk: IssueDesk, tx: Tx, row: SeenRow): Promise<void> => {
  const one = await findIssue(tx, row.rowId);
  // Newer than this database: nothing of it is overwritten.
  if (!one || row.lost) return bringIssueHome(desk, tx, row, one);
  if (row.byHand.length === 0) return;
  desk.log.info({ issue: one.issue.number, columns: row.byHand }, 'an issue edited by hand was put back');
  await file(tx, desk, await desk.staff(), one.id, one.issue);
  await addJobs(tx, [fileRowsJob]);
};
