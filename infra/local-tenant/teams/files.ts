import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Database } from '../database.ts';
import type { FileNote } from './model.ts';

/** Files of personal chats. `owner` is the person's directory id; the ticket stands in a pre-authenticated address. */
export type Files = {
  add(owner: string, name: string, contentType: string, content: Buffer): FileNote;
  /** A place the app may fill once, after the person has agreed; answers its id and ticket. */
  reserve(owner: string, name: string): { id: string; ticket: string };
  fill(id: string, ticket: string, contentType: string, content: Buffer): boolean;
  note(id: string): (FileNote & { owner: string; ticket: string }) | undefined;
  /** With a ticket (the address says all) or for the owner. */
  read(
    id: string,
    by: { ticket: string } | { owner: string },
  ): { note: FileNote; content: Buffer } | undefined;
};

type Row = {
  id: string;
  owner: string;
  name: string;
  content_type: string;
  size: number;
  ticket: string;
  content: Uint8Array | null;
};

export function openFiles(db: Database): Files {
  const row = (id: string): Row | undefined => db.get<Row>('SELECT * FROM teams_files WHERE id = ?', id);
  const noteOf = (found: Row): FileNote => ({
    id: found.id,
    name: found.name,
    size: found.size,
    contentType: found.content_type,
  });
  const insert = (owner: string, name: string, type: string, content: Buffer | null): Row => {
    const id = randomUUID();
    const ticket = randomBytes(24).toString('base64url');
    const size = content?.length ?? 0;
    db.run(
      'INSERT INTO teams_files VALUES (?, ?, ?, ?, ?, ?, ?)',
      id,
      owner,
      name,
      type,
      size,
      ticket,
      content,
    );
    return { id, owner, name, content_type: type, size, ticket, content };
  };
  return {
    add: (owner, name, type, content) => noteOf(insert(owner, name, type, content)),
    reserve(owner, name) {
      const { id, ticket } = insert(owner, name, 'application/octet-stream', null);
      return { id, ticket };
    },
    fill(id, ticket, contentType, content) {
      const found = row(id);
      if (!found || !equal(found.ticket, ticket)) return false;
      db.run(
        'UPDATE teams_files SET content = ?, size = ?, content_type = ? WHERE id = ?',
        content,
        content.length,
        contentType,
        id,
      );
      return true;
    },
    note(id) {
      const found = row(id);
      return found && { ...noteOf(found), owner: found.owner, ticket: found.ticket };
    },
    read(id, by) {
      const found = row(id);
      if (!found?.content) return undefined;
      const allowed = 'ticket' in by ? equal(found.ticket, by.ticket) : found.owner === by.owner;
      return allowed ? { note: noteOf(found), content: Buffer.from(found.content) } : undefined;
    },
  };
}

function equal(one: string, other: string): boolean {
  const left = Buffer.from(one);
  const right = Buffer.from(other);
  return left.length === right.length && timingSafeEqual(left, right);
}
