import { createHash, randomUUID } from 'node:crypto';
import pino from 'pino';
import type { Directory } from '../../bot/identity/directory.ts';
import type { Desk } from '../../bot/intake/desk.ts';
import type { IntakeKind } from '../../bot/intake/intake-kind.ts';
import { newRow } from '../../bot/intake/workflow-columns.ts';
import { acceptCase } from '../../bot/store/accept-case.ts';
import { keepFile } from '../../bot/store/attachments.ts';
import { findCase, type Case } from '../../bot/store/cases.ts';
import type { Database } from '../../bot/store/database.ts';
import type { Card } from '../../bot/teams/card.ts';
import type { Answer, Turn } from '../../bot/teams/turn.ts';
import type { Person } from '../../shared/kernel/person.ts';
import { caseOf, type Profile } from '../bot/intake/sample-cases.ts';

/** The intake's use cases on a real database, without Teams and SharePoint. */

export const NOW = Date.parse('2026-09-14T10:00:00+09:00');

export const deskOn = (db: Database, profile: Profile, directory: Partial<Directory> = {}): Desk => ({
  settings: profile.settings,
  db,
  directory: {
    person: () => Promise.reject(new Error('nobody is asked for one by one')),
    members: () => Promise.reject(new Error('no group is asked for')),
    ...directory,
  },
  kinds: profile.kinds,
  isNumbered: () => true,
  clock: () => NOW,
  newId: randomUUID,
  log: pino({ level: 'silent' }),
});

/** A case as it is when it was just accepted, in any state. */
export const acceptedCase = async (
  desk: Desk,
  kind: IntakeKind,
  changes: Partial<Case> = {},
  { chiefDue = false } = {},
): Promise<Case> => {
  const id = randomUUID();
  const newCase = {
    ...caseOf(kind, desk.settings, { ...changes, id }),
    engagement: desk.settings.id,
    chiefDue,
  };
  const commandId = randomUUID();
  await acceptCase(desk.db, {
    newCase,
    prefix: desk.settings.numberPrefix,
    mark: kind.settings.numberMark,
    commandId,
    list: kind.list.key,
    row: newRow(desk.settings, kind.record, newCase, commandId),
    deliveries: [],
    attachments: [],
    jobs: [],
  });
  const one = await findCase(desk.db, id);
  if (!one) throw new Error('nothing was accepted');
  return one;
};

/** Somebody in their personal chat with the bot. */
export const turnOf = (person: Person, language: 'ja' | 'en' = 'ja'): Turn => ({
  speaker: { ...person, language },
  scope: 'personal',
  thread: { serviceUrl: 'https://teams.example', conversationId: `chat-${person.id}` },
  pressedOn: undefined,
  via: 'execute',
  now: NOW,
});

/** A file that somebody sent and put to no case yet. @returns its id */
export const keptFile = async (db: Database, ownerId: string, name: string): Promise<string> => {
  const id = randomUUID();
  const bytes = Buffer.from(name);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const contentType = 'application/octet-stream';
  await keepFile(db, { id, ownerId, name, contentType, sha256, bytes, receivedAt: NOW });
  return id;
};

/** An answer that is a card, with all that it says as one text. Throws where it is something else. */
export const answered = (answer: Answer): { card: Card; summary: string; said: string } => {
  if (answer.kind !== 'card') throw new Error(JSON.stringify(answer));
  return { card: answer.card, summary: answer.summary, said: JSON.stringify(answer.card) };
};

/** What is told about a case, and to whom. */
export const toldOf = async (db: Database, caseId: string): Promise<readonly string[]> =>
  (
    await db
      .selectFrom('delivery')
      .select(['message', 'thread'])
      .where('subject_id', '=', caseId)
      .orderBy('ordinal')
      .execute()
  ).map(({ message, thread }) => `${message} → ${thread}`);
