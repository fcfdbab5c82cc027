import { createHash, randomBytes } from 'node:crypto';
import type { TenantCore } from '../../core.ts';

export type Party = { address: string; name: string };
export type Response =
  | 'none'
  | 'organizer'
  | 'tentativelyAccepted'
  | 'accepted'
  | 'declined'
  | 'notResponded';
export type Attendee = Party & {
  type: 'required' | 'optional' | 'resource';
  response: Response;
  /** ISO 8601, or '' when there was none. */
  respondedAt: string;
};

/** What is kept of an event in one person's calendar. Everything else is derived from it. */
export type EventDoc = {
  subject: string;
  /** HTML, whole. */
  body: string;
  categories: string[];
  importance: string;
  sensitivity: string;
  showAs: string;
  isAllDay: boolean;
  isCancelled: boolean;
  isReminderOn: boolean;
  reminderMinutesBeforeStart: number;
  responseRequested: boolean;
  allowNewTimeProposals: boolean;
  hideAttendees: boolean;
  location: string;
  /** Windows names of the zones in which it was set. */
  startZone: string;
  endZone: string;
  attendees: Attendee[];
  organizer: Party;
  response: { response: Response; time: string };
  joinUrl: string | null;
  properties: { id: string; value: string }[];
  /** What it was created with, to know the same request when it comes again; empty for a copy. */
  createdAs: string;
  created: string;
  modified: string;
};

/** One event in one mailbox. An invited person has a copy with an id of its own and the same `uid`. */
export type EventRow = {
  id: string;
  userId: string;
  uid: string;
  /** Machine-readable instants, ms; midnight UTC of the days for an all-day event. */
  start: number;
  end: number;
  /** Number of the mailbox's last change to this event. */
  seq: number;
  deleted: boolean;
  transactionId: string | null;
  doc: EventDoc;
};

type Raw = {
  id: string;
  user_id: string;
  uid: string;
  start_at: number;
  end_at: number;
  seq: number;
  deleted: number;
  transaction_id: string | null;
  doc: string;
};

export function openEventTables(core: TenantCore): void {
  core.db.exec(`
    CREATE TABLE IF NOT EXISTS events (
      id TEXT PRIMARY KEY, user_id TEXT NOT NULL, uid TEXT NOT NULL, start_at INTEGER NOT NULL, end_at INTEGER NOT NULL,
      seq INTEGER NOT NULL, deleted INTEGER NOT NULL, transaction_id TEXT, doc TEXT NOT NULL, UNIQUE (user_id, uid)) STRICT;
    CREATE INDEX IF NOT EXISTS events_by_change ON events (user_id, seq);
    CREATE INDEX IF NOT EXISTS events_by_time ON events (user_id, start_at);
    CREATE INDEX IF NOT EXISTS events_by_uid ON events (uid);
    CREATE UNIQUE INDEX IF NOT EXISTS events_by_transaction ON events (user_id, transaction_id) WHERE transaction_id IS NOT NULL;
  `);
}

const listeners = new WeakMap<TenantCore, Set<(userId: string) => void>>();

/** Tells whose calendar or mail has changed; returns how to stop. */
export function onMailboxChange(core: TenantCore, listener: (userId: string) => void): () => void {
  const all = listeners.get(core) ?? new Set();
  listeners.set(core, all);
  all.add(listener);
  return () => all.delete(listener);
}

export function tellMailbox(core: TenantCore, userId: string): void {
  for (const listener of listeners.get(core) ?? []) listener(userId);
}

const rowOf = (raw: Raw | undefined): EventRow | undefined =>
  raw && {
    id: raw.id,
    userId: raw.user_id,
    uid: raw.uid,
    start: raw.start_at,
    end: raw.end_at,
    seq: raw.seq,
    deleted: raw.deleted === 1,
    transactionId: raw.transaction_id,
    doc: JSON.parse(raw.doc) as EventDoc,
  };
const rows = (found: Raw[]): EventRow[] => found.flatMap((raw) => rowOf(raw) ?? []);

/** In this person's calendar, and still there. */
export function findEvent(core: TenantCore, userId: string, id: string): EventRow | undefined {
  return rowOf(
    core.db.get<Raw>('SELECT * FROM events WHERE id = ? AND user_id = ? AND deleted = 0', id, userId),
  );
}

export function eventOfTransaction(core: TenantCore, userId: string, id: string): EventRow | undefined {
  return rowOf(core.db.get<Raw>('SELECT * FROM events WHERE user_id = ? AND transaction_id = ?', userId, id));
}

/** The same meeting in another mailbox, also when it was deleted there. */
export function copyOf(core: TenantCore, userId: string, uid: string): EventRow | undefined {
  return rowOf(core.db.get<Raw>('SELECT * FROM events WHERE user_id = ? AND uid = ?', userId, uid));
}

export function eventsOf(core: TenantCore, userId: string): EventRow[] {
  return rows(
    core.db.all<Raw>('SELECT * FROM events WHERE user_id = ? AND deleted = 0 ORDER BY rowid', userId),
  );
}

/** What overlaps the time from `from` until before `to` (ms), as it came in. */
export function eventsBetween(core: TenantCore, userId: string, from: number, to: number): EventRow[] {
  return rows(
    core.db.all<Raw>(
      'SELECT * FROM events WHERE user_id = ? AND deleted = 0 AND start_at < ? AND (end_at > ? OR start_at >= ?) ORDER BY rowid',
      userId,
      to,
      from,
      from,
    ),
  );
}

export function lastChange(core: TenantCore, userId: string): number {
  return (
    core.db.get<{ top: number | null }>('SELECT max(seq) AS top FROM events WHERE user_id = ?', userId)
      ?.top ?? 0
  );
}

/** Changes of a mailbox after `seq`, in their order. */
export function changesAfter(core: TenantCore, userId: string, seq: number, most: number): EventRow[] {
  return rows(
    core.db.all<Raw>(
      'SELECT * FROM events WHERE user_id = ? AND seq > ? ORDER BY seq LIMIT ?',
      userId,
      seq,
      most,
    ),
  );
}

/** Keeps the event as the mailbox's latest change and tells who looks on. */
export function keepEvent(core: TenantCore, row: Omit<EventRow, 'seq'>): EventRow {
  const seq = lastChange(core, row.userId) + 1;
  const doc = { ...row.doc, modified: core.clock.now().toISOString() };
  core.db.run(
    `INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
     start_at = excluded.start_at, end_at = excluded.end_at, seq = excluded.seq, deleted = excluded.deleted, doc = excluded.doc`,
    row.id,
    row.userId,
    row.uid,
    row.start,
    row.end,
    seq,
    row.deleted ? 1 : 0,
    row.transactionId,
    JSON.stringify(doc),
  );
  tellMailbox(core, row.userId);
  return { ...row, seq, doc };
}

/** Opaque, long and with case that counts, as Exchange's are. */
export function newItemId(): string {
  return `AAMkAD${randomBytes(60).toString('base64url')}AAA=`;
}

export function newUid(createdMs: number): string {
  const hex = (bytes: Buffer): string => bytes.toString('hex').toUpperCase();
  const time = createdMs.toString(16).toUpperCase().padStart(16, '0');
  return `040000008200E00074C5B7101A82E00800000000${time}000000000000000010000000${hex(randomBytes(16))}`;
}

export function changeKeyOf(row: EventRow): string {
  return createHash('sha256').update(`${row.id}/${row.seq}`).digest().subarray(0, 22).toString('base64');
}
