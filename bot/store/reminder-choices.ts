import { sql } from 'kysely';
import type { DeadlineEntry, Topic } from '../../shared/kernel/deadline/deadline-entry.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { DueFacts } from '../../shared/meetings/due.ts';
import type { Later } from '../../shared/meetings/later.ts';
import type { StaffMember } from '../../shared/meetings/staff.ts';
import type { Database, Queryable } from './database.ts';
import { ALL, deriveSoon } from './due-instants.ts';
import { entriesThatHold } from './due-entries.ts';
import { type Filled, slotsFilledBy } from './handed-documents.ts';

/** What people said about reminders: how they want them, when they are away, what they put off, who owes it now. */

export type Absence = {
  readonly id: string;
  readonly personId: string;
  readonly from: Instant;
  /** Not part of it. */
  readonly to: Instant;
  readonly deputy: string | undefined;
};

type AbsenceRow = { id: string; person_id: string; starts_at: Date; ends_at: Date; deputy_id: string | null };

const absenceOf = (row: AbsenceRow): Absence => ({
  id: row.id,
  personId: row.person_id,
  from: row.starts_at.getTime(),
  to: row.ends_at.getTime(),
  deputy: row.deputy_id ?? undefined,
});

/** Those that are not over, the first first. */
export const absencesFrom = async (
  db: Queryable,
  now: Instant,
  personId?: string,
): Promise<readonly Absence[]> => {
  let query = db.selectFrom('absence').selectAll().where('ends_at', '>', new Date(now));
  if (personId !== undefined) query = query.where('person_id', '=', personId);
  return (await query.orderBy('starts_at').orderBy('id').execute()).map(absenceOf);
};

/** What is said twice is kept once: the id comes with the form. */
export const addAbsence = (db: Database, absence: Absence): Promise<void> =>
  db.transaction().execute(async (tx) => {
    await tx
      .insertInto('absence')
      .values({
        id: absence.id,
        person_id: absence.personId,
        starts_at: new Date(absence.from),
        ends_at: new Date(absence.to),
        deputy_id: absence.deputy ?? null,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    await deriveSoon(tx, [ALL]);
  });

export const removeAbsence = (db: Database, id: string, personId: string): Promise<void> =>
  db.transaction().execute(async (tx) => {
    await tx.deleteFrom('absence').where('id', '=', id).where('person_id', '=', personId).execute();
    await deriveSoon(tx, [ALL]);
  });

export const channelsChosen = async (db: Queryable): Promise<ReadonlyMap<string, 'chat' | 'digest'>> =>
  new Map(
    (await db.selectFrom('reminder_channel').selectAll().execute()).map((row) => [
      row.person_id,
      row.channel,
    ]),
  );

export const chooseChannel = (db: Database, personId: string, channel: 'chat' | 'digest'): Promise<void> =>
  db.transaction().execute(async (tx) => {
    await tx
      .insertInto('reminder_channel')
      .values({ person_id: personId, channel })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ channel }))
      .execute();
    await deriveSoon(tx, [ALL]);
  });

/** Everybody as the directory has them, with what they chose. */
export const withChoices = async <S extends StaffMember>(
  db: Queryable,
  staff: readonly S[],
  now: Instant,
): Promise<readonly S[]> => {
  const [channels, absences] = await Promise.all([channelsChosen(db), absencesFrom(db, now)]);
  return staff.map((member) => {
    const channel = channels.get(member.id);
    const away = absences
      .filter(({ personId }) => personId === member.id)
      .map(({ from, to, deputy }) => ({ from, to, ...(deputy === undefined ? {} : { deputy }) }));
    return { ...member, ...(channel === undefined ? {} : { channel }), ...(away.length > 0 ? { away } : {}) };
  });
};

/** 後で. The last word counts. */
export const putOffReminder = (db: Database, later: Later, scope: string): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const row = { pressed_at: new Date(later.pressedAt), until: new Date(later.until), scope };
    await tx
      .insertInto('reminder_later')
      .values({ subject: later.subject, person_id: later.person, ...row })
      .onConflict((conflict) => conflict.columns(['subject', 'person_id']).doUpdateSet(row))
      .execute();
    await deriveSoon(tx, [scope]);
  });

/** What was put off to a time after `from`. */
export const laterFrom = async (
  db: Queryable,
  from: Instant,
  scopes: readonly string[] | 'all',
): Promise<readonly Later[]> => {
  let query = db.selectFrom('reminder_later').selectAll().where('until', '>=', new Date(from));
  if (scopes !== 'all') query = query.where('scope', 'in', ['', ...scopes]);
  return (await query.execute()).map((row) => ({
    subject: row.subject,
    person: row.person_id,
    pressedAt: row.pressed_at.getTime(),
    until: row.until.getTime(),
  }));
};

export type DueMarks = Required<Pick<DueFacts, 'handedIn' | 'handedInBy' | 'owners' | 'exempt' | 'agreed'>>;

/** 提出済み of which no file tells, and files that stand in their slots: the first word counts. */
const earliest = (...marks: readonly Iterable<readonly [string, Filled]>[]): ReadonlyMap<string, Filled> => {
  const first = new Map<string, Filled>();
  for (const [subject, one] of marks.flatMap((some) => [...some]))
    if (one.at < (first.get(subject)?.at ?? Infinity)) first.set(subject, one);
  return first;
};

/** What is known of things due beside their dates. @param said what holds of the record, where it was read already */
export const dueMarks = async (
  db: Queryable,
  engagement: string,
  scopes: readonly string[] | 'all',
  said?: readonly DeadlineEntry[],
): Promise<DueMarks> => {
  const entries = said ?? (await entriesThatHold(db, engagement, scopes));
  const of = <V>(topic: Topic, value: (entry: DeadlineEntry) => V | undefined): [string, V][] =>
    entries.flatMap((entry): [string, V][] => {
      const one = entry.topic === topic ? value(entry) : undefined;
      return one === undefined ? [] : [[entry.subject, one]];
    });
  const marks = earliest(
    of('done', ({ at, by }) => ({ at, by: by.id })),
    await slotsFilledBy(db, scopes),
  );
  return {
    handedIn: new Map([...marks].map(([subject, { at }]) => [subject, at])),
    handedInBy: new Map(
      [...marks].flatMap(([subject, { by }]) => (by === undefined ? [] : [[subject, by] as const])),
    ),
    owners: new Map(of('owner', ({ owner }) => owner?.id)),
    exempt: new Map(of('exempt', ({ at, reason = '' }) => ({ at, reason }))),
    agreed: new Map(of('date', ({ day, at }) => (day === undefined ? undefined : { date: day, at }))),
  };
};

/** Does a message about it stand already? The first time only what is still open is said at all. */
export const standsAlready = async (db: Queryable, subjectId: string): Promise<boolean> => {
  const { rows } = await sql<{ stands: boolean }>`
    select exists (
      select from delivery where subject_id = ${subjectId} and activity_id is not null and activity_id <> ''
    ) as stands
  `.execute(db);
  return rows[0]?.stands === true;
};
