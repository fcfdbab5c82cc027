import type { ColumnType, JSONColumnType } from 'kysely';
import type { Issue } from '../../shared/issues/issue.ts';
import type { Meeting } from '../../shared/meetings/meeting.ts';
import type { Words } from '../../shared/kernel/words.ts';

/** Meetings, the issue register, and what is still to be written into calendars. */

type Timestamp = ColumnType<Date, Date | string, Date | string>;

/** What was said of a meeting after it. */
export type MeetingMinutes = {
  /** Who was there; `proxy` is 代理出席: the name of who came instead. */
  readonly attendance: readonly {
    readonly person: string;
    readonly there: boolean;
    readonly proxy?: string;
  }[];
  readonly decisions: readonly string[];
  /** What the next meeting of the series takes up. */
  readonly carriedOver: readonly string[];
  readonly by: string;
  readonly at: number;
  /** The oldest first. */
  readonly corrections?: readonly {
    readonly by: string;
    readonly at: number;
    readonly reason: string;
  }[];
};

export type MeetingTable = {
  id: string;
  engagement: string;
  /** R8-会-0001; the meeting's id in `fields`. */
  number: string;
  series: string;
  state: string;
  starts_at: Timestamp;
  ends_at: Timestamp;
  fields: JSONColumnType<Meeting>;
  minutes: JSONColumnType<MeetingMinutes> | null;
  /** Counts accepted changes; a form made for an older one is refused as out of date. */
  revision: number;
  /** In whose calendar the event stands or is to stand. */
  organiser_id: string | null;
  event_id: string | null;
  event_change_key: string | null;
  agenda_renewed_for: Timestamp | null;
  /** Domain time. */
  changed_at: Timestamp;
};

export type IssueTable = {
  id: string;
  engagement: string;
  number: string;
  state: string;
  owner_id: string;
  /** YYYY-MM-DD */
  due: string | null;
  /** Number of the meeting that it was raised in. */
  meeting: string | null;
  fields: JSONColumnType<Issue>;
  revision: number;
  changed_at: Timestamp;
};

export type CalendarWriteTable = {
  meeting_id: string;
  wanted: 'there' | 'gone';
  /** Which wish it is: one that came while an older was carried out is carried out as well. */
  wish: string;
  status: 'pending' | 'written' | 'refused';
  attempts: number;
  /** Machine time. */
  not_before: Timestamp;
  fault: string | null;
};

export type CalendarCursorTable = {
  mailbox: string;
  delta_link: string | null;
  /** Machine time. */
  not_before: Timestamp;
};

/** Something the section is told of a meeting or of the year. */
export type MeetingNoticeTable = {
  id: string;
  engagement: string;
  meeting_id: string | null;
  kind: string;
  title: JSONColumnType<Words>;
  lines: JSONColumnType<readonly Words[]>;
  /** Domain time. */
  at: Timestamp;
};

/** Who holds which role, as the directory last said. */
export type StaffTable = {
  engagement: string;
  members: JSONColumnType<readonly KnownMember[]>;
  fetched_at: Timestamp;
};

export type KnownMember = {
  readonly id: string;
  readonly name: string;
  readonly mail: string;
  readonly roles: readonly string[];
};

export type MeetingTables = {
  meeting: MeetingTable;
  issue: IssueTable;
  calendar_write: CalendarWriteTable;
  calendar_cursor: CalendarCursorTable;
  meeting_notice: MeetingNoticeTable;
  staff: StaffTable;
};
