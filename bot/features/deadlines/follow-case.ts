import { fromTokyo, type Instant, timeOfDay } from '../../../shared/kernel/instant.ts';
import { type CaseStart, startsWith } from '../../../shared/kernel/deadline/started-by.ts';
import { parsePlainDate } from '../../../shared/kernel/plain-date.ts';
import { instantOfWall } from '../../../shared/meetings/meeting.ts';
import type { CaseChanged } from '../../events.ts';
import { type Case, lockCase } from '../../store/cases.ts';
import { keepCaseFacts } from '../../store/due-facts.ts';
import type { CaseState } from '../../store/tables.ts';
import type { DeadlineDesk } from './deadline-desk.ts';

/** A case that is accepted starts the clocks that the profile says; one that is withdrawn stops them. */

const ACCEPTED: readonly CaseState[] = ['received', 'takenUp'];

/** What the clock counts from: the field that the profile names, where it was filled in, else when the case came in. */
const startOf = ({ at }: CaseStart, one: Case): Instant => {
  const value = at === undefined ? undefined : one.fields[at];
  if (typeof value !== 'string') return one.submittedAt;
  const day = parsePlainDate(value);
  return day === undefined ? instantOfWall(value) : fromTokyo(day, timeOfDay('00:00'));
};

export const followCase =
  (desk: DeadlineDesk) =>
  async (payload: unknown): Promise<void> => {
    const { settings, db } = desk;
    const { caseId } = payload as CaseChanged;
    await db.transaction().execute(async (tx) => {
      const one = await lockCase(tx, caseId);
      if (!one) return;
      const running = ACCEPTED.includes(one.state) && !one.gone;
      const facts = settings.deadlines.list.flatMap(({ id, startedBy }) =>
        running &&
        startedBy !== undefined &&
        'case' in startedBy &&
        startedBy.case === one.kind &&
        startsWith(startedBy, one.fields)
          ? [
              {
                id: desk.newId(),
                deadline: id,
                subject: one.number,
                about: { ja: one.number, en: one.number },
                at: startOf(startedBy, one),
                since: one.submittedAt,
              },
            ]
          : [],
      );
      await keepCaseFacts(tx, settings.id, one.id, facts, desk.clock());
    });
  };
