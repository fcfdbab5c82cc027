import type { Settings } from '../../../shared/engagements/settings.ts';
import { fromTokyo, timeOfDay } from '../../../shared/kernel/instant.ts';
import { parsePlainDate } from '../../../shared/kernel/plain-date.ts';
import { type ColumnValues, fromColumns } from '../../../shared/kernel/record/columns.ts';
import { type Issue, ISSUE_FLOW, issueRecord, type IssueState } from '../../../shared/issues/issue.ts';
import { refreshJob } from '../../delivery/refresh.ts';
import type { SeenRow } from '../../filing/follow-lists.ts';
import { SEQUENCE } from '../../graph/lists.ts';
import { addJobs } from '../../jobs/jobs.ts';
import type { Tx } from '../../store/database.ts';
import { deriveSoon } from '../../store/due-instants.ts';
import { addIssue, changeIssue, findIssueByNumber, type KeptIssue } from '../../store/issues.ts';
import { raiseCounter } from '../../store/numbers.ts';
import { issueList, issueNumbers } from './issue-list.ts';
import type { IssueDesk } from './keep-issue.ts';

/** A database that was restored, or is empty, gets from SharePoint what the product wrote there since. */

const isState = (value: unknown): value is IssueState =>
  typeof value === 'string' && Object.hasOwn(ISSUE_FLOW.states, value);

const words = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Rows of another year stand in the same list; they are that engagement's. */
export const issueOfRow = (settings: Settings, row: ColumnValues): Issue | undefined => {
  const { title, kind, content, priority, state, due, meeting, doneOn } = fromColumns(
    issueRecord(settings.issues),
    row,
  );
  const number = words(row['Title']);
  const owner = words(row['IssueOwnerId']);
  if (!number.startsWith(issueNumbers(settings)) || words(title) === '' || owner === '' || !isState(state))
    return undefined;
  const day = parsePlainDate(words(due));
  const done = parsePlainDate(words(doneOn));
  return {
    number,
    kind: words(kind),
    title: words(title),
    content: words(content),
    priority: words(priority),
    state,
    owner,
    ...(day === undefined ? {} : { due: day }),
    ...(words(meeting) === '' ? {} : { meeting: words(meeting) }),
    // Of its hour the list knows nothing.
    ...(done === undefined ? {} : { doneAt: fromTokyo(done, timeOfDay('00:00')) }),
    earlier: words(row['History']),
    history: [],
  };
};

/** @param known the issue as this database has it, older than the row */
export const bringIssueHome = async (
  desk: IssueDesk,
  tx: Tx,
  row: SeenRow,
  known: KeptIssue | undefined,
): Promise<void> => {
  const issue = row.editor.by === 'us' ? issueOfRow(desk.settings, row.seen) : undefined;
  if (!issue) return desk.log.warn({ row: row.rowId }, 'a row that is none of the product’s was left alone');
  const { settings } = desk;
  if (known) {
    if (!(await changeIssue(tx, known, issue, desk.clock()))) return;
  } else {
    if (await findIssueByNumber(tx, settings.id, issue.number))
      return desk.log.warn({ issue: issue.number }, 'another issue of this database has the number of a row');
    await addIssue(tx, settings.id, issueList(settings).key, row.rowId, issue, desk.clock());
    await raiseCounter(tx, settings.id, 'issue', Number(row.seen[SEQUENCE.name] ?? 0));
  }
  await deriveSoon(tx, [`issue/${issue.number}`]);
  await addJobs(tx, [refreshJob(row.rowId)]);
};
