import { sql } from 'kysely';
import type { Instant } from '../../shared/kernel/instant.ts';
import { parsePlainDate } from '../../shared/kernel/plain-date.ts';
import type { DueFact } from '../../shared/meetings/due-of-fact.ts';
import type { Queryable, Tx } from './database.ts';
import { deriveSoon } from './due-instants.ts';

/** What started clocks of the contract in the course of the year. */

export type KeptFact = DueFact & { readonly id: string; readonly by: string | undefined };

export const scopeOfFact = ({ deadline, subject }: Pick<DueFact, 'deadline' | 'subject'>): string =>
  `deadline/${deadline}/${subject}`;

const COLUMNS = ['id', 'deadline', 'subject', 'about', 'case_id', 'at', 'since', 'agreed', 'by_id'] as const;

type Row = {
  id: string;
  deadline: string;
  subject: string;
  about: string;
  case_id: string | null;
  at: Date;
  since: Date;
  agreed: string | null;
  by_id: string | null;
};

const shape = (row: Row): KeptFact => {
  const agreed = row.agreed === null ? undefined : parsePlainDate(row.agreed);
  return {
    id: row.id,
    deadline: row.deadline,
    subject: row.subject,
    about: { ja: row.about, en: row.about },
    at: row.at.getTime(),
    since: row.since.getTime(),
    by: row.by_id ?? undefined,
    ...(agreed === undefined ? {} : { agreed }),
    ...(row.case_id === null ? { typed: true as const } : {}),
  };
};

/** A case whose row somebody deleted holds nothing up: until it comes back its clocks are not shown. */
const live = (db: Queryable, engagement: string) =>
  db
    .selectFrom('due_fact')
    .select(COLUMNS)
    .where('engagement', '=', engagement)
    .where('withdrawn_at', 'is', null)
    .where(sql<boolean>`not exists (select from list_row r where r.row_id = due_fact.case_id and r.deleted)`);

/** Those that hold, the earliest first. @param scopes of the things due that they start */
export const factsIn = async (
  db: Queryable,
  engagement: string,
  scopes: readonly string[] | 'all',
): Promise<readonly KeptFact[]> => {
  let query = live(db, engagement);
  if (scopes !== 'all') {
    const wanted = scopes.filter((scope) => scope.startsWith('deadline/'));
    if (wanted.length === 0) return [];
    query = query.where(sql<boolean>`'deadline/' || deadline || '/' || subject = any(${wanted}::text[])`);
  }
  return (await query.orderBy('at').orderBy('id').execute()).map(shape);
};

/** What people told, the latest first. */
export const factsTold = async (db: Queryable, engagement: string): Promise<readonly KeptFact[]> =>
  (
    await live(db, engagement).where('case_id', 'is', null).orderBy('since', 'desc').orderBy('id').execute()
  ).map(shape);

/** What people told; told twice with one id it is kept once. */
export const tellFact = async (
  tx: Tx,
  engagement: string,
  fact: DueFact & { readonly id: string; readonly by: string },
): Promise<void> => {
  await tx
    .insertInto('due_fact')
    .values({
      id: fact.id,
      engagement,
      deadline: fact.deadline,
      subject: fact.subject,
      about: fact.about.ja,
      case_id: null,
      at: new Date(fact.at),
      since: new Date(fact.since),
      agreed: fact.agreed ?? null,
      by_id: fact.by,
      withdrawn_at: null,
      withdrawn_by: null,
      reason: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  await deriveSoon(tx, [scopeOfFact(fact)]);
};

/** Told by mistake: it starts nothing any more, and stays written down. */
export const withdrawFact = async (
  tx: Tx,
  engagement: string,
  id: string,
  { by, at, reason }: { readonly by: string; readonly at: Instant; readonly reason: string },
): Promise<boolean> => {
  const row = await tx
    .updateTable('due_fact')
    .set({ withdrawn_at: new Date(at), withdrawn_by: by, reason })
    .where('engagement', '=', engagement)
    .where('id', '=', id)
    .where('case_id', 'is', null)
    .where('withdrawn_at', 'is', null)
    .returning(['deadline', 'subject'])
    .executeTakeFirst();
  if (row) await deriveSoon(tx, [scopeOfFact(row)]);
  return row !== undefined;
};

/** The clocks of one case become exactly these; what is the same already is left alone. */
export const keepCaseFacts = async (
  tx: Tx,
  engagement: string,
  caseId: string,
  facts: readonly (DueFact & { readonly id: string })[],
  at: Instant,
): Promise<void> => {
  const rows = JSON.stringify(
    facts.map(({ id, deadline, subject, about, at: from, since }) => ({
      id,
      deadline,
      subject,
      about: about.ja,
      at: new Date(from).toISOString(),
      since: new Date(since).toISOString(),
    })),
  );
  const { rows: changed } = await sql<{ deadline: string; subject: string }>`
    with wanted as (
      select * from jsonb_to_recordset(${rows}::jsonb)
        as w (id uuid, deadline text, subject text, about text, at timestamptz, since timestamptz)
    ),
    gone as (
      update due_fact f set withdrawn_at = ${new Date(at)}
      where f.case_id = ${caseId} and f.withdrawn_at is null
        and not exists (select from wanted w where w.deadline = f.deadline and w.subject = f.subject)
      returning f.deadline, f.subject
    ),
    kept as (
      insert into due_fact (id, engagement, deadline, subject, about, case_id, at, since)
      select id, ${engagement}, deadline, subject, about, ${caseId}, at, since from wanted
      on conflict (engagement, deadline, subject) do update set at = excluded.at, withdrawn_at = null
      where due_fact.at is distinct from excluded.at or due_fact.withdrawn_at is not null
      returning deadline, subject
    )
    select deadline, subject from gone union all select deadline, subject from kept
  `.execute(tx);
  await deriveSoon(
    tx,
    changed.map((one) => scopeOfFact(one)),
  );
};
