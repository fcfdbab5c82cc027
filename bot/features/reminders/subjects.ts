import type { Settings } from '../../../shared/engagements/settings.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import type { Issue } from '../../../shared/issues/issue.ts';
import type { DueRule } from '../../../shared/kernel/deadline/rule.ts';
import { type Due, duesOf, scopeOfDue } from '../../../shared/meetings/due.ts';
import type { Meeting } from '../../../shared/meetings/meeting.ts';
import type { Span } from '../../jobs/ticker.ts';
import type { Queryable } from '../../store/database.ts';
import { entriesThatHold } from '../../store/due-entries.ts';
import { factsIn } from '../../store/due-facts.ts';
import { issuesIn } from '../../store/issues.ts';
import { findMeetingByNumber, meetingsIn } from '../../store/meetings.ts';
import { dueMarks } from '../../store/reminder-choices.ts';
import type { ReminderDesk } from './reminder-desk.ts';

/** What can be reminded of, as it stands: meetings with their papers, the contract's deadlines, tasks. */

export type Subjects = { readonly meetings: readonly Meeting[]; readonly dues: readonly Due[] };

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

/** With what follows from a paper that came in. */
const reachOf = (settings: Settings): number =>
  Math.max(
    0,
    ...settings.deadlines.list.map(({ due, startedBy }) =>
      startedBy !== undefined && 'handedIn' in startedBy ? daysOf(due) : 0,
    ),
    ...settings.meetings.series.flatMap(({ documents, minutes }) => [
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
  const reach = reachOf(settings);
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
  const said = await entriesThatHold(db, settings.id, scopes);
  const marks = await dueMarks(db, settings.id, scopes, said);
  const found = meetings.flatMap((one) => (one ? [one.meeting] : []));
  const tasks =
    scopes === 'all' || scopes.some(isTask) ? await issuesIn(db, settings.id, { open: true }) : [];
  const dues = duesOf(
    settings,
    calendar,
    {
      meetings: found,
      tasks: tasks.map(({ issue }) => ({ ...issue, ...sinceOf(issue) })),
      facts: await factsIn(db, settings.id, scopes, said),
    },
    marks,
  );
  return {
    meetings: found,
    dues: dues.filter((due) => scopes === 'all' || scopes.includes(scopeOfDue(due))),
  };
};

/** Since when its date and its owner stand. */
const sinceOf = ({ history }: Issue): { readonly since?: Instant } => {
  const since = history.findLast(({ step }) =>
    ['raise', 'assign', 'reschedule', 'reopen'].includes(step),
  )?.at;
  return since === undefined ? {} : { since };
};
