import type { Instant } from '../../shared/kernel/instant.ts';
import type { Queryable } from './database.ts';
import { lastGiven, notesOf } from './due-entries.ts';

/** What people answered to reminders, as the cards tell it: 確認, 後で, 提出済み, 担当変更. */

export type Given = { readonly by: string; readonly at: Instant };

export type Answers = {
  /** When the reader saw it. */
  readonly seen: (key: string, person: string) => Instant | undefined;
  /** Until when a person put a subject off. */
  readonly putOff: (subject: string, person: string) => Instant | undefined;
  /** Who changed last who owes a subject. */
  readonly given: (subject: string) => Given | undefined;
};

const pair = (one: string, other: string): string => JSON.stringify([one, other]);

/** In three questions, however many reminders they are about. */
export const answersTo = async (
  db: Queryable,
  reminders: readonly { readonly key: string; readonly subject: string }[],
): Promise<Answers> => {
  const subjects = ['', ...new Set(reminders.map(({ subject }) => subject))];
  const [seen, later, owners] = await Promise.all([
    notesOf(
      db,
      reminders.map(({ key }) => key),
    ),
    db.selectFrom('reminder_later').selectAll().where('subject', 'in', subjects).execute(),
    lastGiven(db, subjects),
  ]);
  const seenBy = new Map(seen.map(({ subject, by, at }) => [pair(subject, by.id), at]));
  const putOffBy = new Map(later.map((row) => [pair(row.subject, row.person_id), row.until.getTime()]));
  const given = new Map(owners.map(({ subject, by, at }) => [subject, { by: by.id, at }]));
  return {
    seen: (key, person) => seenBy.get(pair(key, person)),
    putOff: (subject, person) => putOffBy.get(pair(subject, person)),
    given: (subject) => given.get(subject),
  };
};
