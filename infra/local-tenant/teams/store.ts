import type { Database } from '../database.ts';
import type { Chat, Message, Notice, StoredMessage } from './model.ts';

export type Change =
  | { kind: 'message'; message: StoredMessage }
  | { kind: 'chat'; chat: Chat }
  | { kind: 'notice'; notice: Notice }
  | { kind: 'typing'; chatId: string; threadId: string };

/** Chats and messages, kept in the tenant's database; every change is told to the listeners. */
export type TeamsStore = ReturnType<typeof openTeamsStore>;

type Row = { doc: string };
type MessageRow = Row & { seq: number; created_seq: number };

/** Messages written by an earlier version of this tenant do not say what stood there before. */
const NO_EARLIER: Pick<Message, 'earlier'> = { earlier: [] };

export function openTeamsStore(db: Database) {
  db.exec(`
    CREATE TABLE IF NOT EXISTS teams_chats (id TEXT PRIMARY KEY, doc TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS teams_messages (
      chat_id TEXT NOT NULL, id TEXT NOT NULL, thread_id TEXT NOT NULL,
      seq INTEGER NOT NULL UNIQUE, created_seq INTEGER NOT NULL, sender TEXT NOT NULL, doc TEXT NOT NULL,
      PRIMARY KEY (chat_id, id)) STRICT;
    CREATE INDEX IF NOT EXISTS teams_messages_followed ON teams_messages (chat_id, seq);
    CREATE TABLE IF NOT EXISTS teams_notices (
      id INTEGER PRIMARY KEY AUTOINCREMENT, user_id TEXT NOT NULL, read INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;
    CREATE INDEX IF NOT EXISTS teams_notices_of ON teams_notices (user_id, id);
    CREATE TABLE IF NOT EXISTS teams_reads (
      user_id TEXT NOT NULL, chat_id TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (user_id, chat_id)) STRICT;
    CREATE TABLE IF NOT EXISTS teams_files (
      id TEXT PRIMARY KEY, owner TEXT NOT NULL, name TEXT NOT NULL, content_type TEXT NOT NULL,
      size INTEGER NOT NULL, ticket TEXT NOT NULL, content BLOB) STRICT;
  `);
  const listeners = new Set<(change: Change) => void>();
  const tell = (change: Change): void => {
    for (const listener of listeners) listener(change);
  };
  let seq = db.get<{ top: number | null }>('SELECT max(seq) AS top FROM teams_messages')?.top ?? 0;
  const stored = (row: MessageRow | undefined): StoredMessage | undefined =>
    row && { ...NO_EARLIER, ...(JSON.parse(row.doc) as Message), seq: row.seq, createdSeq: row.created_seq };
  const all = (rows: MessageRow[]): StoredMessage[] => rows.flatMap((row) => stored(row) ?? []);
  const chat = (id: string): Chat | undefined => {
    const row = db.get<Row>('SELECT doc FROM teams_chats WHERE id = ?', id);
    return row && (JSON.parse(row.doc) as Chat);
  };
  const message = (chatId: string, id: string): StoredMessage | undefined =>
    stored(db.get<MessageRow>('SELECT * FROM teams_messages WHERE chat_id = ? AND id = ?', chatId, id));

  return {
    onChange(listener: (change: Change) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell,
    lastMessageId: (): string =>
      db.get<{ top: string | null }>('SELECT max(id) AS top FROM teams_messages')?.top ?? '',
    seq: () => seq,

    chat,
    chats: (): Chat[] =>
      db.all<Row>('SELECT doc FROM teams_chats ORDER BY rowid').map((row) => JSON.parse(row.doc) as Chat),
    putChat(value: Chat): void {
      db.run(
        'INSERT INTO teams_chats VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET doc = excluded.doc',
        value.id,
        JSON.stringify(value),
      );
      tell({ kind: 'chat', chat: value });
    },

    /** The chat goes; its messages are no longer reached. */
    removeChat(value: Chat): void {
      db.run('DELETE FROM teams_chats WHERE id = ?', value.id);
      tell({ kind: 'chat', chat: value });
    },

    message,
    /** The last `limit` messages of a chat in the order in which they came, older than `before` when given. */
    latest: (chatId: string, limit: number, before?: number): StoredMessage[] =>
      all(
        db.all<MessageRow>(
          `SELECT * FROM teams_messages WHERE chat_id = ? AND created_seq < ? ORDER BY created_seq DESC LIMIT ?`,
          chatId,
          before ?? Number.MAX_SAFE_INTEGER,
          limit,
        ),
      ).reverse(),
    /** What is new, changed or deleted after `after`, in the order of the changes. */
    changes: (chatId: string, after: number, limit: number): StoredMessage[] =>
      all(
        db.all<MessageRow>(
          'SELECT * FROM teams_messages WHERE chat_id = ? AND seq > ? ORDER BY seq LIMIT ?',
          chatId,
          after,
          limit,
        ),
      ),
    putMessage(value: Message): StoredMessage {
      seq += 1;
      const {
        seq: _old,
        createdSeq: known,
        ...doc
      } = { createdSeq: undefined, seq: 0, ...value } as Message & {
        seq: number;
        createdSeq: number | undefined;
      };
      const created = known ?? message(value.chatId, value.id)?.createdSeq ?? seq;
      const sender = value.from.kind === 'app' ? '' : value.from.userId;
      db.run(
        `INSERT INTO teams_messages VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (chat_id, id) DO UPDATE SET seq = excluded.seq, doc = excluded.doc`,
        value.chatId,
        value.id,
        value.threadId,
        seq,
        created,
        sender,
        JSON.stringify(doc),
      );
      const kept = { ...doc, seq, createdSeq: created };
      tell({ kind: 'message', message: kept });
      return kept;
    },

    addNotice(value: Omit<Notice, 'id' | 'read'>): void {
      const { lastId } = db.run(
        'INSERT INTO teams_notices (user_id, read, doc) VALUES (?, 0, ?)',
        value.userId,
        JSON.stringify(value),
      );
      tell({ kind: 'notice', notice: { ...value, id: lastId, read: false } });
    },
    notices: (userId: string, after: number): Notice[] =>
      db
        .all<Row & { id: number; read: number }>(
          'SELECT id, read, doc FROM teams_notices WHERE user_id = ? AND id > ? ORDER BY id DESC LIMIT 100',
          userId,
          after,
        )
        .map((row) => ({
          ...(JSON.parse(row.doc) as Omit<Notice, 'id' | 'read'>),
          id: row.id,
          read: row.read === 1,
        })),
    readNotices(userId: string, upTo: number): void {
      db.run('UPDATE teams_notices SET read = 1 WHERE user_id = ? AND id <= ?', userId, upTo);
    },

    readSeq: (userId: string, chatId: string): number =>
      db.get<{ seq: number }>('SELECT seq FROM teams_reads WHERE user_id = ? AND chat_id = ?', userId, chatId)
        ?.seq ?? 0,
    setRead(userId: string, chatId: string, upTo: number): void {
      db.run(
        'INSERT INTO teams_reads VALUES (?, ?, ?) ON CONFLICT (user_id, chat_id) DO UPDATE SET seq = max(seq, excluded.seq)',
        userId,
        chatId,
        upTo,
      );
    },
    unread: (userId: string, chatId: string): number =>
      db.get<{ n: number }>(
        `SELECT count(*) AS n FROM teams_messages WHERE chat_id = ? AND sender <> ? AND created_seq >
         coalesce((SELECT seq FROM teams_reads WHERE user_id = ? AND chat_id = ?), 0)`,
        chatId,
        userId,
        userId,
        chatId,
      )?.n ?? 0,
  };
}
