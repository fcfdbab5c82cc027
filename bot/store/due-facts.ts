import { sql } from 'kysely';
import type { DeadlineEntry } from '../../shared/kernel/deadline/deadline-entry.ts';
import { fromTokyo, timeOfDay, type Instant } from '../../shared/kernel/instant.ts';
import type { DueFact } from '../../shared/meetings/due-of-fact.ts';
import type { Queryable, Tx } from './database.ts';
import { entriesThatHold } from './due-entries.ts';
import { deriveSoon } from './due-instants.ts';

/** What started clocks of the contract in the course of the year: cases of the product's own, and what people told. */

export const scopeOfFact = ({ deadline, subject }: Pick<DueFact, 'deadline' | 'subject'>): string =>
  `deadline/${deadline}/${subject}`;

/** The fact that an entry tells; undefined where it tells none. */
export const factIn = (entry: DeadlineEntry): DueFact | undefined => {
  const [, deadline, subject] = entry.subject.split('/');
  const { topic, day, about = '', at: since } = entry;
  if (topic !== 'fact' || day === undefined || deadline === undefined || subject === undefined)
    return undefined;
  return {
    deadline,
    subject,
    about: { ja: about, en: about },
    at: fromTokyo(day, timeOfDay('00:00')),
    since,
    typed: true,
  };
};

/** A case whose row somebody deleted holds nothing up: until it comes back its clocks are not shown. */
const ofCases = async (
  db: Queryable,
  engagement: string,
  scopes: readonly string[] | 'all',
): Promise<readonly DueFact[]> => {
  let query = db
    .selectFrom('due_fact')
    .select(['deadline', 'subject', 'about', 'at', 'since'])
    .where('engagement', '=', engagement)
    .where('withdrawn_at', 'is', null)
    .where(sql<boolean>`not exists (select from list_row r where r.row_id = due_fact.case_id and r.deleted)`);
  if (scopes !== 'all')
    query = query.where(sql<boolean>`'deadline/' || deadline || '/' || subject = any(${scopes}::text[])`);
  const rows = await query.orderBy('at').orderBy('id').execute();
  return rows.map(({ deadline, subject, about, at, since }) => ({
    deadline,
    subject,
    about: { ja: about, en: about },
    at: at.getTime(),
    since: since.getTime(),
  }));
};

/**
 * Those that hold, the earliest first.
 * @param scopes of the things due that they start
 * @param said what holds of the record, where it was read already
 */
export const factsIn = async (
  db: Queryable,
  engagement: string,
  scopes: readonly string[] | 'all',
  said?: readonly DeadlineEntry[],
): Promise<readonly DueFact[]> => {
  const wanted = scopes === 'all' ? scopes : scopes.filter((scope) => scope.startsWith('deadline/'));
  if (wanted !== 'all' && wanted.length === 0) return [];
  const told = (said ?? (await entriesThatHold(db, engagement, wanted))).flatMap((one) => factIn(one) ?? []);
  return [...(await ofCases(db, engagement, wanted)), ...told].toSorted((one, other) => one.at - other.at);
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
