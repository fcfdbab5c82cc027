import { sql, type Selectable } from 'kysely';
import type { DeadlineEntry } from '../../shared/kernel/deadline/deadline-entry.ts';
import { parsePlainDate } from '../../shared/kernel/plain-date.ts';
import { deadlineSaidJob } from '../events.ts';
import { addJob } from '../jobs/jobs.ts';
import type { Queryable, Tx } from './database.ts';
import { deriveSoon } from './due-instants.ts';
import type { Tables } from './tables.ts';
import { oneAtATime } from './take-numbers.ts';

/** 期限の記録: what people said about deadlines. What holds is the last word of each topic about each thing. */

/** Keys of the lists that it is filed to: that of incidents stands where only some may look. */
export const ENTRY_LISTS = { all: 'deadlineEntries', confidential: 'incidentDeadlineEntries' } as const;

type Row = Selectable<Tables['due_entry']>;

const shape = (row: Row): DeadlineEntry => {
  const day = row.day === null ? undefined : parsePlainDate(row.day);
  return {
    id: row.id,
    topic: row.topic,
    lifted: row.lifted,
    subject: row.subject,
    scope: row.scope,
    name: row.name,
    by: { id: row.by_id, name: row.by_name },
    at: row.at.getTime(),
    ...(day === undefined ? {} : { day }),
    ...(row.about === null ? {} : { about: row.about }),
    ...(row.owner_id === null ? {} : { owner: { id: row.owner_id, name: row.owner_name ?? row.owner_id } }),
    ...(row.reason === null ? {} : { reason: row.reason }),
  };
};

const insert = async (tx: Tx, engagement: string, one: DeadlineEntry, filed: boolean): Promise<boolean> => {
  const added = await tx
    .insertInto('due_entry')
    .values({
      id: one.id,
      engagement,
      topic: one.topic,
      lifted: one.lifted,
      subject: one.subject,
      scope: one.scope,
      name: one.name,
      day: one.day ?? null,
      about: one.about ?? null,
      owner_id: one.owner?.id ?? null,
      owner_name: one.owner?.name ?? null,
      reason: one.reason ?? null,
      by_id: one.by.id,
      by_name: one.by.name,
      at: new Date(one.at),
      filed,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added && one.topic !== 'seen') await deriveSoon(tx, [one.scope]);
  return added !== undefined;
};

/** Something was said: it counts from now on, and goes to SharePoint. Said twice with one id it is kept once. */
export const sayEntry = async (tx: Tx, engagement: string, one: DeadlineEntry): Promise<void> => {
  if (await insert(tx, engagement, one, false)) await addJob(tx, deadlineSaidJob);
};

/** Said unless it holds already: a button that is pressed twice in one moment says one thing. */
export const sayOnce = async (tx: Tx, engagement: string, one: DeadlineEntry): Promise<void> => {
  await oneAtATime(tx, `said/${engagement}/${one.topic}/${one.subject}`);
  const holds = (await entriesThatHold(tx, engagement, [one.scope])).find(
    ({ subject, topic }) => subject === one.subject && topic === one.topic,
  );
  if (!holds || holds.owner?.id !== one.owner?.id) await sayEntry(tx, engagement, one);
};

/** SharePoint has it, and this database is older. */
export const bringHome = (tx: Tx, engagement: string, one: DeadlineEntry): Promise<boolean> =>
  insert(tx, engagement, one, true);

/** Takes up to `most` that are on no way to SharePoint yet; they are again when the transaction fails. */
export const takeUnfiled = async (
  tx: Tx,
  engagement: string,
  most: number,
): Promise<readonly DeadlineEntry[]> => {
  const { rows } = await sql<Row>`
    update due_entry set filed = true where id in (
      select id from due_entry where not filed and engagement = ${engagement}
      order by ordinal limit ${most} for update skip locked
    ) returning *
  `.execute(tx);
  return rows.map((row) => shape(row)).toSorted((one, other) => one.at - other.at);
};

/** An entry whose row somebody deleted counts for nothing until the row is there again. */
const there = sql<boolean>`not exists (
  select from list_row r where r.list in (${ENTRY_LISTS.all}, ${ENTRY_LISTS.confidential})
    and r.row_id = due_entry.id and r.deleted
)`;

export const findEntry = async (db: Queryable, id: string): Promise<DeadlineEntry | undefined> => {
  const row = await db.selectFrom('due_entry').selectAll().where('id', '=', id).executeTakeFirst();
  return row && shape(row);
};

/** What holds of all that was said. @param scopes of the things due; 確認 is left out */
export const entriesThatHold = async (
  db: Queryable,
  engagement: string,
  scopes: readonly string[] | 'all',
): Promise<readonly DeadlineEntry[]> => {
  let query = db
    .selectFrom('due_entry')
    .selectAll()
    .distinctOn(['subject', 'topic'])
    .where('engagement', '=', engagement)
    .where('topic', '<>', 'seen')
    .where(there);
  if (scopes !== 'all') query = query.where('scope', 'in', ['', ...scopes]);
  const rows = await query
    .orderBy('subject')
    .orderBy('topic')
    .orderBy('at', 'desc')
    .orderBy('ordinal', 'desc')
    .execute();
  return rows.map((row) => shape(row)).filter(({ lifted }) => !lifted);
};

/** All that was said about one thing, oldest first. */
export const historyOf = async (
  db: Queryable,
  engagement: string,
  subject: string,
): Promise<readonly DeadlineEntry[]> =>
  (
    await db
      .selectFrom('due_entry')
      .selectAll()
      .where('engagement', '=', engagement)
      .where('subject', '=', subject)
      .where('topic', '<>', 'seen')
      .where(there)
      .orderBy('at')
      .orderBy('ordinal')
      .execute()
  ).map((row) => shape(row));

/** Who noted these reminders, and when. */
export const notesOf = async (db: Queryable, keys: readonly string[]): Promise<readonly DeadlineEntry[]> =>
  (
    await db
      .selectFrom('due_entry')
      .selectAll()
      .where('subject', 'in', ['', ...keys])
      .where('topic', '=', 'seen')
      .where(there)
      .execute()
  ).map((row) => shape(row));

/** Who gave each of these to somebody else last. */
export const lastGiven = async (
  db: Queryable,
  subjects: readonly string[],
): Promise<readonly DeadlineEntry[]> =>
  (
    await db
      .selectFrom('due_entry')
      .selectAll()
      .distinctOn('subject')
      .where('subject', 'in', ['', ...subjects])
      .where('topic', '=', 'owner')
      .where(there)
      .orderBy('subject')
      .orderBy('at', 'desc')
      .orderBy('ordinal', 'desc')
      .execute()
  ).map((row) => shape(row));

/** When that person noted a reminder or a digest. */
export const notedAt = async (db: Queryable, key: string, personId: string): Promise<number | undefined> =>
  (await notesOf(db, [key])).find(({ by }) => by.id === personId)?.at;
