import { sql } from 'kysely';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Queryable, Tx } from './database.ts';
import type { TakenAs } from './reminder-tables.ts';

/** What is to happen in the coming days, in domain time: derived, kept by key, and taken once. */

export type DueInstant<Body extends object = object> = {
  readonly key: string;
  readonly kind: string;
  readonly scope: string;
  readonly at: Instant;
  readonly bundle?: string;
  readonly body: Body;
};

/** Everything that can be derived. */
export const ALL = '*';

/**
 * Says that something changed from which instants are derived: a meeting, an arrival, an absence. In the transaction
 * of the change; the next tick, a second later at most, derives anew.
 * @param scopes ids of meetings, deadline/…, issue/…, or ALL
 */
export const deriveSoon = async (db: Queryable, scopes: readonly string[]): Promise<void> => {
  if (scopes.length === 0) return;
  await db
    .insertInto('derive_wish')
    .values(scopes.map((scope) => ({ scope })))
    .execute();
};

/** Takes what is asked for; it is asked for again when the transaction fails. */
export const takeWishes = async (tx: Tx): Promise<readonly string[]> => {
  const { rows } = await sql<{ scope: string }>`delete from derive_wish returning scope`.execute(tx);
  return [...new Set(rows.map(({ scope }) => scope))];
};

/** Of several instances one derives. Held until the transaction ends. */
export const mayDerive = async (tx: Tx): Promise<boolean> => {
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('derive', 0)) as mine
  `.execute(tx);
  return rows[0]?.mine === true;
};

const asTime = (instant: Instant): string => new Date(instant).toISOString();

/**
 * What is planned from `from` on becomes exactly this: new keys in, keys no longer planned out, what is taken stays
 * taken. What is due already stays for whoever takes it, who looks again.
 */
export const replan = async (
  tx: Tx,
  kind: string,
  scopes: readonly string[] | 'all',
  from: Instant,
  instants: readonly DueInstant[],
): Promise<void> => {
  const rows = JSON.stringify(
    instants.map((one) => ({ ...one, at: asTime(one.at), bundle: one.bundle ?? null })),
  );
  await sql`
    with planned as (
      select * from jsonb_to_recordset(${rows}::jsonb)
        as p (key text, kind text, scope text, at timestamptz, bundle text, body jsonb)
    ),
    gone as (
      delete from due_instant d
      where taken is null and kind = ${kind} and at >= ${asTime(from)}::timestamptz
        and (${scopes === 'all'} or scope = any(${scopes === 'all' ? [] : scopes}::text[]))
        and not exists (select from planned p where p.key = d.key)
    )
    insert into due_instant (key, kind, scope, at, bundle, body)
    select key, kind, scope, at, bundle, body from planned order by key
    on conflict (key) do update set at = excluded.at, bundle = excluded.bundle, body = excluded.body,
      scope = excluded.scope
    where due_instant.taken is null and (due_instant.at, due_instant.bundle, due_instant.body)
      is distinct from (excluded.at, excluded.bundle, excluded.body)
  `.execute(tx);
};

type Row = { key: string; kind: string; scope: string; at: Date; bundle: string | null; body: object };

const shape = ({ key, kind, scope, at, bundle, body }: Row): DueInstant => ({
  key,
  kind,
  scope,
  at: at.getTime(),
  ...(bundle === null ? {} : { bundle }),
  body,
});

/** What is due, in order, of which no other instance has hold. */
export const holdDue = async (tx: Tx, now: Instant, most: number): Promise<readonly DueInstant[]> => {
  const { rows } = await sql<Row>`
    select key, kind, scope, at, bundle, body from due_instant
    where taken is null and at <= ${asTime(now)}::timestamptz
    order by at, key limit ${most} for update skip locked
  `.execute(tx);
  return rows.map(shape);
};

export type Taken = {
  readonly key: string;
  readonly as: TakenAs;
  /** Told in one message with others that were due at the same time. */
  readonly bundle?: string;
};
export type PutOff = { readonly key: string; readonly at: Instant };

export const markTaken = async (tx: Tx, taken: readonly Taken[], now: Instant): Promise<void> => {
  await sql`
    update due_instant d set taken = t.as, taken_at = ${asTime(now)}::timestamptz,
      bundle = coalesce(t.bundle, d.bundle)
    from jsonb_to_recordset(${JSON.stringify(taken)}::jsonb) as t (key text, "as" text, bundle text)
    where d.key = t.key
  `.execute(tx);
};

export const putOff = async (tx: Tx, later: readonly PutOff[]): Promise<void> => {
  await sql`
    update due_instant d set at = l.at
    from jsonb_to_recordset(${JSON.stringify(later.map(({ key, at }) => ({ key, at: asTime(at) })))}::jsonb)
      as l (key text, at timestamptz)
    where d.key = l.key
  `.execute(tx);
};

export type TakenInstant = DueInstant & {
  readonly taken: TakenAs | undefined;
  readonly takenAt: Instant | undefined;
};

const selectTaken = (db: Queryable) =>
  db.selectFrom('due_instant').select(['key', 'kind', 'scope', 'at', 'bundle', 'body', 'taken', 'taken_at']);

type TakenRow = Row & { taken: TakenAs | null; taken_at: Date | null };
const shapeTaken = (row: TakenRow): TakenInstant => ({
  ...shape(row),
  taken: row.taken ?? undefined,
  takenAt: row.taken_at?.getTime(),
});

export const findInstant = async (db: Queryable, key: string): Promise<TakenInstant | undefined> => {
  const row = await selectTaken(db).where('key', '=', key).executeTakeFirst();
  return row && shapeTaken(row);
};

export const instantsOfBundle = async (db: Queryable, bundle: string): Promise<readonly TakenInstant[]> =>
  (await selectTaken(db).where('bundle', '=', bundle).orderBy('key').execute()).map(shapeTaken);

/** What was found to be of no use any more at that instant of domain time. */
export const missedAt = async (db: Queryable, takenAt: Instant): Promise<readonly TakenInstant[]> =>
  (
    await selectTaken(db)
      .where('taken', '=', 'missed')
      .where('taken_at', '=', new Date(takenAt))
      .orderBy('at')
      .orderBy('key')
      .execute()
  ).map(shapeTaken);

/** Keys of what was said about these scopes lately, so that the cards which stand about them can be looked at again. */
export const saidAbout = async (
  db: Queryable,
  scopes: readonly string[],
  since: Instant,
): Promise<readonly string[]> => {
  const { rows } = await sql<{ key: string }>`
    select distinct coalesce(bundle, key) as key from due_instant
    where scope = any(${scopes}::text[]) and taken = 'sent' and at >= ${asTime(since)}::timestamptz
  `.execute(db);
  return rows.map(({ key }) => key);
};
