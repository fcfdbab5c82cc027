import type { Instant } from '../../shared/kernel/instant.ts';
import type { Queryable, Tx } from './database.ts';

/** For which start a meeting's invitation had its agenda written anew on the day before; one that was moved has another. */

export const agendasRenewed = async (
  db: Queryable,
  meetings: readonly string[],
): Promise<ReadonlyMap<string, Instant>> => {
  if (meetings.length === 0) return new Map();
  const rows = await db
    .selectFrom('meeting')
    .select(['id', 'agenda_renewed_for'])
    .where('id', 'in', [...meetings])
    .execute();
  return new Map(
    rows.flatMap(({ id, agenda_renewed_for: start }) =>
      start === null ? [] : [[id, start.getTime()] as const],
    ),
  );
};

export const markAgendaRenewed = async (tx: Tx, meetingId: string, start: Instant): Promise<void> => {
  await tx
    .updateTable('meeting')
    .set({ agenda_renewed_for: new Date(start) })
    .where('id', '=', meetingId)
    .execute();
};
