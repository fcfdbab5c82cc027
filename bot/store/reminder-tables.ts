import type { ColumnType, Generated, JSONColumnType } from 'kysely';

/** Due instants, the ticker, and what people said about reminders. */

type Timestamp = ColumnType<Date, Date | string, Date | string>;

export type TakenAs = 'sent' | 'missed' | 'superseded';

/** Something that is to happen at an instant of domain time. */
export type DueInstantTable = {
  /** Names what it is about and when: the same however often it is derived. */
  key: string;
  /** Who planned it and takes it. */
  kind: string;
  /** What it is derived from: a meeting's id, deadline/…, issue/…. */
  scope: string;
  at: Timestamp;
  /** Those of one bundle are told in one message. */
  bundle: string | null;
  body: JSONColumnType<object>;
  taken: TakenAs | null;
  /** Domain time. */
  taken_at: Timestamp | null;
};

export type DeriveWishTable = { ordinal: Generated<string>; scope: string };

/** One row: how the ticker stands. */
export type TickerTable = {
  id: number;
  /** Machine time. */
  ticked_at: Timestamp;
  /** Domain time of the last tick. */
  domain_at: Timestamp | null;
  /** Until when everything is planned; domain time. */
  planned_to: Timestamp | null;
};

export type ReminderChannelTable = { person_id: string; channel: 'chat' | 'digest' };
/** 不在: domain time, `ends_at` not part of it. */
export type AbsenceTable = {
  id: string;
  person_id: string;
  starts_at: Timestamp;
  ends_at: Timestamp;
  deputy_id: string | null;
};
/** 後で. */
export type ReminderLaterTable = {
  subject: string;
  person_id: string;
  pressed_at: Timestamp;
  until: Timestamp;
  scope: string;
};
/** 担当変更. */
export type DueOwnerTable = {
  subject: string;
  scope: string;
  owner_id: string;
  by_id: string;
  at: Timestamp;
};
/** 提出済み, of what no file tells. */
export type DueDoneTable = { subject: string; scope: string; by_id: string; at: Timestamp };
/** What started a clock: a case of the product's own, or what people told. */
export type DueFactTable = {
  id: string;
  engagement: string;
  /** Of the profile. */
  deadline: string;
  subject: string;
  about: string;
  /** Null where people told it. */
  case_id: string | null;
  /** Domain time, as the next one. */
  at: Timestamp;
  since: Timestamp;
  /** YYYY-MM-DD: agreed on instead of the rule's date. */
  agreed: string | null;
  by_id: string | null;
  /** It starts nothing any more: domain time, who and why. */
  withdrawn_at: Timestamp | null;
  withdrawn_by: string | null;
  reason: string | null;
};
/** 確認. */
export type ReminderSeenTable = { key: string; person_id: string; at: Timestamp };

export type ReminderTables = {
  due_instant: DueInstantTable;
  derive_wish: DeriveWishTable;
  ticker: TickerTable;
  reminder_channel: ReminderChannelTable;
  absence: AbsenceTable;
  reminder_later: ReminderLaterTable;
  due_owner: DueOwnerTable;
  due_done: DueDoneTable;
  due_fact: DueFactTable;
  reminder_seen: ReminderSeenTable;
};
