import { sql } from 'kysely';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Queryable } from './database.ts';

/** What came up between two meetings. */

/** Consultations that were not withdrawn, in the order they came; never incidents. */
export const consultationsBetween = async (
  db: Queryable,
  engagement: string,
  from: Instant,
  to: Instant,
): Promise<readonly { readonly number: string; readonly subject: string }[]> => {
  const { rows } = await sql<{ number: string; subject: string | null }>`
    select number, fields ->> 'subject' as subject from cases
    where engagement = ${engagement} and kind = 'consultation' and state not in ('withdrawn', 'awaitingApproval', 'returned')
      and submitted_at >= ${new Date(from)} and submitted_at < ${new Date(to)}
    order by submitted_at, number limit 50
  `.execute(db);
  return rows.map(({ number, subject }) => ({ number, subject: subject ?? '' }));
};
