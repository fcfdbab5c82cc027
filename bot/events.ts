import type { Job } from './jobs/jobs.ts';

/** What features tell each other: jobs that one feature adds and another carries out. */

/** Tasks taken away from a meeting (宿題) are to stand in the issue register. */
export const RAISE_ISSUES = 'raise-issues';

export type IssuesWished = {
  /** Number of the meeting. */
  readonly meeting: string;
  /** Directory id of who wrote them down. */
  readonly by: string;
  /** Domain time. */
  readonly at: number;
  readonly items: readonly {
    /** Minted with the form: raised once, however often the job runs. */
    readonly id: string;
    readonly title: string;
    readonly owner: string;
    /** YYYY-MM-DD */
    readonly due?: string;
  }[];
};

/** The record of a meeting is written, and its tasks stand in the issue register. */
export const MEETING_CLOSED = 'meeting-closed';

/** Number of the meeting. */
export type MeetingClosed = { readonly meeting: string };

/** A case that starts a clock of the contract came in or changed. */
export const CASE_CHANGED = 'case-changed';

export type CaseChanged = { readonly caseId: string };

/** People said something about deadlines that 期限の記録 in SharePoint does not have yet. */
export const DEADLINE_SAID = 'deadline-said';

export const deadlineSaidJob: Job = { task: DEADLINE_SAID, payload: {}, key: DEADLINE_SAID, wakes: true };
