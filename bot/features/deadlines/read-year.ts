import { type Due, dueOfTask, duesOfContract, duesOfMeeting } from '../../../shared/meetings/due.ts';
import { issuesIn } from '../../store/issues.ts';
import { meetingsIn } from '../../store/meetings.ts';
import { dueMarks } from '../../store/reminder-choices.ts';
import type { DeadlineDesk } from './deadline-desk.ts';
import type { Year } from './sight.ts';

/** The contract's year as it stands now: every meeting, and everything that is due, handed in or not. */
export const readYear = async ({ db, settings, calendar }: DeadlineDesk): Promise<Year> => {
  const [kept, issues, marks] = await Promise.all([
    meetingsIn(db, settings.id),
    issuesIn(db, settings.id),
    dueMarks(db, 'all'),
  ]);
  const meetings = kept.map(({ meeting }) => meeting);
  const facts = { handedIn: marks.done, owners: marks.owners };
  const tasks = issues.flatMap(({ issue }): Due[] => {
    const due = dueOfTask(issue, settings.issues.clause, calendar);
    return due ? [due] : [];
  });
  return {
    meetings,
    dues: [
      ...meetings.flatMap((meeting) => duesOfMeeting(settings.meetings, meeting, calendar, facts)),
      ...duesOfContract(settings.deadlines, calendar, facts),
      ...tasks,
    ],
  };
};
