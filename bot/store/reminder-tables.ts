import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Topic } from '../../shared/kernel/deadline/deadline-entry.ts';

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
/** 期限の記録: what people said about deadlines, an entry each. Nothing of it is ever changed. */
export type DueEntryTable = {
  id: string;
  ordinal: Generated<string>;
  engagement: string;
  topic: Topic;
  /** It takes back what was said before. */
  lifted: boolean;
  subject: string;
  scope: string;
  name: string;
  /** YYYY-MM-DD */
  day: string | null;
  about: string | null;
  owner_id: string | null;
  owner_name: string | null;
  reason: string | null;
  by_id: string;
  by_name: string;
  /** Domain time. */
  at: Timestamp;
  /** It has its row in the list, or is on its way there. */
  filed: boolean;
};
/** A case of the product's own that started a clock. */
export type DueFactTable = {
  id: string;
  engagement: string;
  /** Of the profile. */
  deadline: string;
  subject: string;
  about: string;
  case_id: string;
  /** Domain time, as the next one. */
  at: Timestamp;
  since: Timestamp;
  /** It starts nothing any more. */
  withdrawn_at: Timestamp | null;
};

export type ReminderTables = {
  due_instant: DueInstantTable;
  derive_wish: DeriveWishTable;
  ticker: TickerTable;
  reminder_channel: ReminderChannelTable;
  absence: AbsenceTable;
  reminder_later: ReminderLaterTable;
  due_entry: DueEntryTable;
  due_fact: DueFactTable;
};
