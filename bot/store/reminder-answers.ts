import type { Instant } from '../../shared/kernel/instant.ts';
import type { Queryable } from './database.ts';

/** What people answered to reminders, as the cards tell it: 確認, 後で, 提出済み, 担当変更. */

/** 確認. @param key of the reminder or the digest */
export const markSeen = async (db: Queryable, key: string, personId: string, at: Instant): Promise<void> => {
  await db
    .insertInto('reminder_seen')
    .values({ key, person_id: personId, at: new Date(at) })
    .onConflict((conflict) => conflict.columns(['key', 'person_id']).doNothing())
    .execute();
};

export const seenAt = async (db: Queryable, key: string, personId: string): Promise<Instant | undefined> =>
  (
    await db
      .selectFrom('reminder_seen')
      .select('at')
      .where('key', '=', key)
      .where('person_id', '=', personId)
      .executeTakeFirst()
  )?.at.getTime();

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
    db
      .selectFrom('reminder_seen')
      .selectAll()
      .where('key', 'in', ['', ...reminders.map(({ key }) => key)])
      .execute(),
    db.selectFrom('reminder_later').selectAll().where('subject', 'in', subjects).execute(),
    db.selectFrom('due_owner').selectAll().where('subject', 'in', subjects).execute(),
  ]);
  const seenBy = new Map(seen.map((row) => [pair(row.key, row.person_id), row.at.getTime()]));
  const putOffBy = new Map(later.map((row) => [pair(row.subject, row.person_id), row.until.getTime()]));
  const given = new Map(owners.map((row) => [row.subject, { by: row.by_id, at: row.at.getTime() }]));
  return {
    seen: (key, person) => seenBy.get(pair(key, person)),
    putOff: (subject, person) => putOffBy.get(pair(subject, person)),
    given: (subject) => given.get(subject),
  };
};
