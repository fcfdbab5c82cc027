import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { ColumnValues } from '../../shared/kernel/record/columns.ts';
import type { Submission } from './accept-case.ts';
import type { Values } from '../../shared/kernel/record/field.ts';
import type { DocumentTables } from './document-tables.ts';
import type { MeetingTables } from './meeting-tables.ts';
import type { ReminderTables } from './reminder-tables.ts';

/**
 * PostgreSQL holds what is accepted and not yet filed, the numbers, the conversations, the delivery ledger and a
 * projection of the lists. SharePoint holds the record.
 */

type Timestamp = ColumnType<Date, Date | string, Date | string>;

/** How a case stands. `awaitingApproval` is 所属長確認待ち. */
export type CaseState = 'received' | 'awaitingApproval' | 'returned' | 'takenUp' | 'withdrawn';

export type CaseTable = {
  /** The submission id minted with the card: makes repeated and concurrent submits one. */
  id: string;
  engagement: string;
  kind: string;
  sequence: number;
  number: string;
  state: CaseState;
  reporter_id: string;
  reporter_name: string;
  reporter_mail: string;
  section_id: string | null;
  urgent: boolean;
  fields: JSONColumnType<Values>;
  /** Counts accepted changes; a form made for an older one is refused as out of date. */
  revision: number;
  /** Domain time. */
  submitted_at: Timestamp;
  changed_at: Timestamp;
  /** Why it was withdrawn or sent back, in the person's words. */
  reason: string | null;
  handler_id: string | null;
  handler_name: string | null;
  /** From when on the section chief is to be told of it; machine time. */
  chief_due: Timestamp | null;
  language: string;
};

export type ListRowTable = {
  list: string;
  /** Our key of the row, in its SubmissionId column. */
  row_id: string;
  item_id: string | null;
  etag: string | null;
  web_url: string | null;
  /** The columns as SharePoint last gave them. */
  seen: JSONColumnType<ColumnValues> | null;
  deleted: boolean;
};

export type FilingStatus = 'pending' | 'filed' | 'parked';

export type FilingTable = {
  command_id: string;
  ordinal: Generated<string>;
  list: string;
  row_id: string;
  values: JSONColumnType<ColumnValues>;
  urgent: boolean;
  status: FilingStatus;
  attempts: number;
  /** Machine time. */
  not_before: Timestamp;
  fault: string | null;
  accepted_at: Timestamp;
  filed_at: Timestamp | null;
};

export type CounterTable = {
  engagement: string;
  kind: string;
  last: number;
  /** The database that compared it with SharePoint. */
  asked_of: string | null;
};

export type HeldSubmissionTable = {
  id: string;
  ordinal: Generated<string>;
  kind: string;
  reporter_id: string;
  given: JSONColumnType<Submission>;
};

export type ConversationTable = {
  person_id: string;
  service_url: string;
  conversation_id: string;
  language: string;
  greeted: boolean;
};

export type DeliveryStatus = 'pending' | 'sending' | 'sent' | 'digested' | 'unreachable';

/** Where a message goes: a channel's new thread, or a person's chat. */
export type Destination =
  | { readonly to: 'channel'; readonly team: string; readonly channel: string }
  | { readonly to: 'person'; readonly personId: string };

export type DeliveryTable = {
  /** What is told to whom, once: `announce/<case>`. */
  key: string;
  ordinal: Generated<string>;
  thread: string;
  destination: JSONColumnType<Destination>;
  /** Names the renderer of the feature that speaks; the words are made when they are sent. */
  message: string;
  subject_id: string;
  urgent: boolean;
  status: DeliveryStatus;
  attempts: number;
  /** Sends that may have gone out twice: the crash fell between Teams' answer and this ledger. */
  doubtful: number;
  service_url: string | null;
  conversation_id: string | null;
  activity_id: string | null;
  /** Of the card as it stands there, so that an unchanged one is not sent again. */
  content_hash: string | null;
  /** Somebody is filling in a form in that card: it is not touched before then. Machine time. */
  held_until: Timestamp | null;
  /** Something about it has changed since it was made: an id of the last change. */
  stale: string | null;
  fault: string | null;
  not_before: Timestamp;
  updated_at: Timestamp;
};

/** Channels of the teams the app is installed in, as Teams named them. */
export type ChannelTable = {
  team: string;
  channel: string;
  channel_id: string;
  service_url: string;
  /** Teams' own id of the team; null for what was written down before it was kept. */
  team_id: string | null;
};

export type ThreadSendTable = { thread: string; at: Timestamp };

export type PersonTable = {
  id: string;
  name: string;
  mail: string;
  job_title: string;
  guest: boolean;
  groups: string[];
  /** Machine time. */
  fetched_at: Timestamp;
};

export type AttachmentTable = {
  id: string;
  owner_id: string;
  case_id: string | null;
  name: string;
  content_type: string;
  size: number;
  sha256: string;
  /** Null once the bytes are in the library. */
  bytes: Buffer | null;
  item_id: string | null;
  web_url: string | null;
  fault: string | null;
  received_at: Timestamp;
};

export type ListCursorTable = {
  list: string;
  delta_link: string | null;
  synced_at: Timestamp | null;
};

export type PaceTable = { name: string; free_at: Timestamp };

/** Jobs of accepted submissions on their way to the queue: putting them there one by one would hold up the next. */
export type HandedJobTable = { ordinal: string; job: unknown };

/** A column that was edited by hand and not taken over, as the person sees it in SharePoint. */
export type Refusal = {
  readonly column: string;
  /** What they typed; absent where it is a text of the record, which may hold anything. */
  readonly value?: string;
  readonly why: string;
  /** Whether the column was put back, or left as they typed it. */
  readonly putBack: boolean;
};

export type RefusedEditTable = {
  id: string;
  case_id: string;
  editor: string | null;
  refusals: JSONColumnType<readonly Refusal[]>;
  at: Timestamp;
};

export type Tables = {
  cases: CaseTable;
  list_row: ListRowTable;
  filing: FilingTable;
  counter: CounterTable;
  conversation: ConversationTable;
  channel: ChannelTable;
  delivery: DeliveryTable;
  thread_send: ThreadSendTable;
  person: PersonTable;
  attachment: AttachmentTable;
  list_cursor: ListCursorTable;
  pace: PaceTable;
  handed_job: HandedJobTable;
  refused_edit: RefusedEditTable;
  held_submission: HeldSubmissionTable;
} & MeetingTables &
  ReminderTables &
  DocumentTables;
