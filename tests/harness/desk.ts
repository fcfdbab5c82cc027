import { randomUUID } from 'node:crypto';
import pino from 'pino';
import type { Directory } from '../../bot/identity/directory.ts';
import type { Desk } from '../../bot/intake/desk.ts';
import type { IntakeKind } from '../../bot/intake/intake-kind.ts';
import { newRow } from '../../bot/intake/workflow-columns.ts';
import { acceptCase } from '../../bot/store/accept-case.ts';
import { findCase, type Case } from '../../bot/store/cases.ts';
import type { Database } from '../../bot/store/database.ts';
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
