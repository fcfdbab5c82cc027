import { duesOf } from '../../../shared/meetings/due.ts';
import { entriesThatHold } from '../../store/due-entries.ts';
import { factsIn } from '../../store/due-facts.ts';
import { issuesIn } from '../../store/issues.ts';
import { meetingsIn } from '../../store/meetings.ts';
import { dueMarks } from '../../store/reminder-choices.ts';
import type { DeadlineDesk } from './deadline-desk.ts';
import type { Year } from './sight.ts';

/** The contract's year as it stands now: every meeting, and everything that is due, handed in or not. */
export const readYear = async ({ db, settings, calendar }: DeadlineDesk): Promise<Year> => {
  const [kept, issues, said] = await Promise.all([
    meetingsIn(db, settings.id),
    issuesIn(db, settings.id),
    entriesThatHold(db, settings.id, 'all'),
  ]);
  const [facts, marks] = await Promise.all([
    factsIn(db, settings.id, 'all', said),
    dueMarks(db, settings.id, 'all', said),
  ]);
  const meetings = kept.map(({ meeting }) => meeting);
  return {
    meetings,
    dues: duesOf(settings, calendar, { meetings, tasks: issues.map(({ issue }) => issue), facts }, marks),
  };
};
