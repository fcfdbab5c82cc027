import { sql } from 'kysely';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Queryable } from './database.ts';
import type { CaseState } from './tables.ts';

/** What a meeting's agenda tells of the cases. */

export type ConsultationSeen = {
  readonly number: string;
  readonly subject: string;
  readonly state: CaseState;
  readonly submittedAt: Instant;
};

/** Consultations that reached those in charge and were not withdrawn, in the order they came; never incidents. */
export const consultationsBefore = async (
  db: Queryable,
  engagement: string,
  before: Instant,
): Promise<readonly ConsultationSeen[]> => {
  const { rows } = await sql<{ number: string; subject: string | null; state: CaseState; at: Date }>`
    select number, fields ->> 'subject' as subject, state, submitted_at as at from cases
    where engagement = ${engagement} and kind = 'consultation'
      and state not in ('withdrawn', 'awaitingApproval', 'returned') and submitted_at < ${new Date(before)}
    order by submitted_at, number
  `.execute(db);
  return rows.map(({ number, subject, state, at }) => ({
    number,
    subject: subject ?? '',
    state,
    submittedAt: at.getTime(),
  }));
};
