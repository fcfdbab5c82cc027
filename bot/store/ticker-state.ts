import { sql } from 'kysely';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Queryable } from './database.ts';

/** How the ticker stands: one row for all instances. */

export type TickerState = {
  /** Milliseconds of machine time since the last tick of any instance. */
  readonly silence: number;
  /** Domain time of the last tick; absent before the first. */
  readonly domainAt: Instant | undefined;
  /** Until when everything is planned. */
  readonly plannedTo: Instant | undefined;
  /** Is there anything to derive, anything due? */
  readonly wishes: boolean;
  readonly due: boolean;
};

const instantOf = (value: Date | null): Instant | undefined => value?.getTime();

/** One look, whose cost does not depend on how much is planned. */
export const tickerState = async (db: Queryable, now: Instant): Promise<TickerState> => {
  const { rows } = await sql<{
    silence: number;
    domain_at: Date | null;
    planned_to: Date | null;
    wishes: boolean;
    due: boolean;
  }>`
    select extract(epoch from clock_timestamp() - ticked_at)::float8 * 1000 as silence, domain_at, planned_to,
      exists (select from derive_wish) as wishes,
      coalesce((select at from due_instant where taken is null order by at limit 1)
        <= ${new Date(now).toISOString()}::timestamptz, false) as due
    from ticker
  `.execute(db);
  const [row] = rows;
  if (!row) throw new Error('the row of the ticker is gone');
  return {
    silence: row.silence,
    domainAt: instantOf(row.domain_at),
    plannedTo: instantOf(row.planned_to),
    wishes: row.wishes,
    due: row.due,
  };
};

/** Of several instances that come back at once, one is the first. @returns whether it is this one */
export const claimReturn = async (db: Queryable, longest: number): Promise<boolean> => {
  const { rows } = await sql`
    update ticker set ticked_at = clock_timestamp()
    where ticked_at < clock_timestamp() - ${longest} * interval '1 millisecond' returning id
  `.execute(db);
  return rows.length > 0;
};

export const ticked = async (db: Queryable, now: Instant): Promise<void> => {
  await sql`
    update ticker set ticked_at = clock_timestamp(), domain_at = ${new Date(now).toISOString()}::timestamptz
  `.execute(db);
};

export const plannedUntil = async (db: Queryable, to: Instant): Promise<void> => {
  await sql`update ticker set planned_to = ${new Date(to).toISOString()}::timestamptz`.execute(db);
};
