import type { Instant } from '../../../shared/kernel/instant.ts';
import type { DueRule } from '../../../shared/kernel/deadline/rule.ts';
import { type Due, dueOfTask, duesOfContract, duesOfMeeting } from '../../../shared/meetings/due.ts';
import type { Meeting } from '../../../shared/meetings/meeting.ts';
import type { MeetingSettings } from '../../../shared/meetings/meeting-settings.ts';
import type { Span } from '../../jobs/ticker.ts';
import type { Queryable } from '../../store/database.ts';
import { issuesIn } from '../../store/issues.ts';
import { findMeetingByNumber, meetingsIn } from '../../store/meetings.ts';
import { dueMarks } from '../../store/reminder-choices.ts';
import type { ReminderDesk } from './reminder-desk.ts';

/** What can be reminded of, as it stands: meetings with their papers, the contract's deadlines, tasks. */

export type Subjects = { readonly meetings: readonly Meeting[]; readonly dues: readonly Due[] };

/** What a thing due is derived with: its meeting, or itself. */
export const scopeOf = (due: Pick<Due, 'id' | 'meeting'>): string => due.meeting ?? due.id;

const DAY = 86_400_000;

/** Days, generously, that a paper's due instant may lie from its meeting. */
const daysOf = (rule: DueRule | undefined): number => {
  if (rule === undefined) return 0;
  if ('openDaysBefore' in rule) return 2 * rule.openDaysBefore + 10;
  if ('openDaysAfter' in rule) return 2 * rule.openDaysAfter + 10;
  if ('daysAfter' in rule) return rule.daysAfter + 1;
  if ('weeksAfter' in rule) return 7 * rule.weeksAfter + 1;
  return 'endOf' in rule ? 32 : 0;
};

const reachOf = ({ series }: MeetingSettings): number =>
  Math.max(
    0,
    ...series.flatMap(({ documents, minutes }) => [
      ...documents.map(({ due }) => daysOf(due)),
      ...(minutes === 'none' ? [] : [daysOf(minutes.due)]),
    ]),
  ) * DAY;

const isDeadline = (scope: string): boolean => scope.startsWith('deadline/');
const isTask = (scope: string): boolean => scope.startsWith('issue/');

/** @param span in which something must fall due or begin; of everything asked for by its scope, whenever */
export const subjectsOf = async (
  db: Queryable,
  { settings, calendar }: ReminderDesk,
  scopes: readonly string[] | 'all',
  span: Span,
): Promise<Subjects> => {
  const reach = reachOf(settings.meetings);
  const meetings =
    scopes === 'all'
      ? await meetingsIn(db, settings.id, {
          from: span.from - reach,
          to: span.to + reach,
          states: ['confirmed', 'held'],
        })
      : await Promise.all(
          scopes
            .filter((scope) => !isDeadline(scope) && !isTask(scope))
            .map((scope) => findMeetingByNumber(db, settings.id, scope)),
        );
  const { done, owners } = await dueMarks(db, scopes);
  const facts = { handedIn: done, owners };
  const found = meetings.flatMap((one) => (one ? [one.meeting] : []));
  const wanted = (due: Due): boolean => scopes === 'all' || scopes.includes(due.id);
  const contract =
    scopes === 'all' || scopes.some(isDeadline)
      ? duesOfContract(settings.deadlines, calendar, facts).filter(wanted)
      : [];
  const tasks =
    scopes === 'all' || scopes.some(isTask) ? (await tasksOf(db, settings, calendar)).filter(wanted) : [];
  return {
    meetings: found,
    dues: [
      ...found.flatMap((meeting) => duesOfMeeting(settings.meetings, meeting, calendar, facts)),
      ...contract,
      ...tasks,
    ],
  };
};

const tasksOf = async (
  db: Queryable,
  settings: ReminderDesk['settings'],
  calendar: ReminderDesk['calendar'],
): Promise<readonly Due[]> =>
  (await issuesIn(db, settings.id, { open: true })).flatMap(({ issue }) => {
    // Since when this date and this owner stand.
    const since: Instant | undefined = issue.history.findLast(({ step }) =>
      ['raise', 'assign', 'reschedule', 'reopen'].includes(step),
    )?.at;
    const due = dueOfTask(
      { ...issue, ...(since === undefined ? {} : { since }) },
      settings.issues.clause,
      calendar,
    );
    return due ? [due] : [];
  });
