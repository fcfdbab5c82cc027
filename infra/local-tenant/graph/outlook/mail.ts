import { randomUUID } from 'node:crypto';
import type { TenantCore } from '../../core.ts';
import type { User } from '../../seed.ts';
import { newItemId, tellMailbox } from './event-store.ts';
import type { Party } from './event-store.ts';
import { escaped, page } from './html.ts';
import { ownerOf, partyOf } from './mailbox.ts';

export type Mail = {
  id: string;
  /** The same for the sent one and all that were received of it. */
  messageId: string;
  folder: 'inbox' | 'sentitems';
  from: Party;
  to: Party[];
  cc: Party[];
  subject: string;
  /** HTML, whole. */
  body: string;
  importance: string;
  /** ISO 8601 on the domain clock. */
  at: string;
  read: boolean;
};
export type Letter = Pick<Mail, 'to' | 'cc' | 'subject' | 'body' | 'importance'> & { bcc: Party[] };

export function openMailTables(core: TenantCore): void {
  core.db.exec(`
    CREATE TABLE IF NOT EXISTS mails (
      number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, user_id TEXT NOT NULL, read INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;
    CREATE INDEX IF NOT EXISTS mails_of ON mails (user_id, number);
  `);
}

type Kept = Omit<Mail, 'id' | 'read'>;

function keep(core: TenantCore, owner: User, mail: Kept): void {
  const read = mail.folder === 'sentitems' ? 1 : 0;
  core.db.run(
    'INSERT INTO mails (id, user_id, read, doc) VALUES (?, ?, ?, ?)',
    newItemId(),
    owner.id,
    read,
    JSON.stringify(mail),
  );
  tellMailbox(core, owner.id);
}

/** Newest first. */
export function mailsOf(core: TenantCore, userId: string, most: number): Mail[] {
  return core.db
    .all<{ id: string; read: number; doc: string }>(
      'SELECT id, read, doc FROM mails WHERE user_id = ? ORDER BY number DESC LIMIT ?',
      userId,
      most,
    )
    .map((row) => ({ ...(JSON.parse(row.doc) as Kept), id: row.id, read: row.read === 1 }));
}

export function readMail(core: TenantCore, userId: string, id: string): boolean {
  const done = core.db.run('UPDATE mails SET read = 1 WHERE user_id = ? AND id = ?', userId, id).changes > 0;
  if (done) tellMailbox(core, userId);
  return done;
}

/**
 * Takes a letter as the transport does: it is accepted at once. Everyone of the tenant with a mailbox gets it; for an
 * address of the tenant's own domain that nobody has, a report comes back; other domains are out of sight.
 */
export function sendLetter(core: TenantCore, sender: User, letter: Letter, keepSent: boolean): void {
  const { bcc, ...shown } = letter;
  const mail: Kept = {
    ...shown,
    folder: 'inbox',
    messageId: `<${randomUUID()}@${core.directory.tenant.domain}>`,
    from: partyOf(sender),
    at: core.clock.now().toISOString(),
  };
  core.db.transaction(() => {
    if (keepSent) keep(core, sender, { ...mail, folder: 'sentitems' });
    const reached = new Set<string>();
    for (const { address } of [...letter.to, ...letter.cc, ...bcc]) {
      const owner = ownerOf(core, address);
      if (owner && !reached.has(owner.id)) keep(core, owner, mail);
      if (owner) reached.add(owner.id);
      else if (isOwnDomain(core, address)) keep(core, sender, undeliverable(mail, sender, address));
    }
  });
}

function isOwnDomain(core: TenantCore, address: string): boolean {
  return address.toLowerCase().endsWith(`@${core.directory.tenant.domain.toLowerCase()}`);
}

function undeliverable(mail: Kept, sender: User, address: string): Kept {
  return {
    ...mail,
    messageId: `<${randomUUID()}>`,
    from: { name: 'Microsoft Outlook', address: `postmaster@${address.split('@')[1] ?? ''}` },
    to: [partyOf(sender)],
    cc: [],
    subject: `配信不能: ${mail.subject}`,
    body: page(`<p>${escaped(address)} に配信できませんでした。宛先のメールボックスが見つかりません。</p>`),
  };
}
