import type { ColumnType, Generated } from 'kysely';

/** Papers that were handed in, and the folders that they lie in. */

type Timestamp = ColumnType<Date, Date | string, Date | string>;

export type HandedDocumentTable = {
  /** Of the drive. */
  item_id: string;
  engagement: string;
  /** R8-会-0001/papers; null for a file that is no paper of a meeting, or not yet. */
  slot: string | null;
  /** Number of the meeting in whose folder it lies. */
  meeting: string | null;
  /** Path of its folder in the library. */
  folder: string;
  name: string;
  size: ColumnType<string, number, number>;
  web_url: string | null;
  by_id: string | null;
  by_name: string | null;
  /** Since when it stands in its slot, or lies there at all. Domain time. */
  at: Timestamp;
  /** Why it fills no slot. */
  refused: string | null;
  /** Whoever put it there said that it is no paper. */
  no_paper: Generated<boolean>;
  gone: Generated<boolean>;
};

/** A paper handed in through the bot. */
export type HandedFileTable = {
  id: string;
  engagement: string;
  slot: string;
  meeting: string;
  owner_id: string;
  owner_name: string;
  name: string;
  size: ColumnType<string, number, number>;
  /** Null once it stands in the library. */
  bytes: Buffer | null;
  /** When it was handed in; domain time. */
  at: Timestamp;
  item_id: string | null;
  /** Why the library does not take it. */
  fault: string | null;
};

export type LibraryFileTable = {
  id: string;
  parent_id: string;
  name: string;
  size: ColumnType<string, number, number>;
  web_url: string | null;
  /** Of its content. */
  version: string;
  changed_at: Timestamp;
  by_id: string | null;
  by_name: string | null;
  /** As the library named what the product wrote there last. */
  written_version: string | null;
};

export type DocumentProofTable = {
  id: string;
  engagement: string;
  /** Kind, edition and subject: securityManagementPlan/detailed/2026. */
  document: string;
  round: number;
  reviewer_id: string;
  reviewer_name: string;
  author: string;
  author_id: string | null;
  /** Domain time. */
  at: Timestamp;
  changes: string;
  hash: string;
};

export type DocumentSubmissionTable = {
  id: string;
  ordinal: Generated<string>;
  engagement: string;
  document: string;
  /** What people call it. */
  title: string;
  version: number;
  name: string;
  folder: string;
  slot: string;
  /** What is derived anew when it is filled: a meeting's number, or the slot itself. */
  scope: string;
  hash: string;
  by_id: string;
  by_name: string;
  /** Domain time. */
  at: Timestamp;
  proof_rounds: number;
  consistency: string;
  /** Until it is in the library; those of the latest version stay, so that its other edition is held against it. */
  bytes: Buffer | null;
  item_id: string | null;
  web_url: string | null;
  filed: Generated<boolean>;
  fault: string | null;
};

export type DocumentDraftTable = {
  key: string;
  engagement: string;
  item_id: string | null;
  /** Of the content as the bot wrote it. */
  version: string | null;
  /** A hash of what it was made of. */
  facts: Generated<string>;
  /** YYYY-MM-DD in Tokyo. */
  made_on: Generated<string>;
  left_alone: Generated<boolean>;
};

export type DocumentTables = {
  handed_file: HandedFileTable;
  library_file: LibraryFileTable;
  document_proof: DocumentProofTable;
  document_submission: DocumentSubmissionTable;
  document_draft: DocumentDraftTable;
  handed_document: HandedDocumentTable;
  library_folder: { id: string; parent_id: string | null; name: string; web_url: string | null };
  meeting_folder: { engagement: string; meeting: string };
};
