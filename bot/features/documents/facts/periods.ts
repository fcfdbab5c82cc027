import type { Days } from '../../../../shared/kernel/deadline/period.ts';
import { tokyoDate, type Instant } from '../../../../shared/kernel/instant.ts';
import { addDays, formatDate, parsePlainDate, plainDate } from '../../../../shared/kernel/plain-date.ts';
import { reportedPeriod } from '../../../../shared/meetings/cadence.ts';
import type { Meeting } from '../../../../shared/meetings/meeting.ts';
import { meetingsIn } from '../../../store/meetings.ts';
import type { DocumentDesk } from '../document-desk.ts';

/** The periods that a report of a kind is made for: those of the meetings that ask for it, else the term's months. */

export type Period = { readonly id: string; readonly days: Days; readonly meeting?: Meeting };

const idOf = ({ start, end }: Days): string => `${start}_${end}`;

/** Undefined where it is no period of the term. */
export const parsePeriod = ({ term }: Pick<DocumentDesk, 'term'>, id: string): Days | undefined => {
  const [from = '', to = ''] = id.split('_');
  const [start, end] = [parsePlainDate(from), parsePlainDate(to)];
  return start && end && start <= end && start >= term.start && end <= term.end ? { start, end } : undefined;
};

export const periodName = ({ start, end }: Days): string =>
  `${formatDate(start, 'ja')}から${formatDate(end, 'ja')}まで`;

const months = ({ start, end }: Days): readonly Days[] => {
  const found: Days[] = [];
  for (let day = start; day <= end;) {
    const [year = 0, month = 0] = day.split('-').map(Number);
    const next = plainDate(
      `${month === 12 ? year + 1 : year}-${String((month % 12) + 1).padStart(2, '0')}-01`,
    );
    const last = addDays(next, -1);
    found.push({ start: day, end: last < end ? last : end });
    day = next;
  }
  return found;
};

/** By the day on which they are reported, the nearest to now first. */
export const periodsOf = async (
  { db, settings, term }: Pick<DocumentDesk, 'db' | 'settings' | 'term'>,
  kind: string,
  now: Instant,
): Promise<readonly Period[]> => {
  const series = settings.meetings.series.filter(({ documents }) => documents.some(({ id }) => id === kind));
  const found: (Period & { readonly at: Instant })[] = [];
  for (const one of series) {
    let previous: Meeting | undefined;
    const meetings = await meetingsIn(db, settings.id, {
      series: one.id,
      states: ['proposed', 'confirmed', 'held'],
    });
    for (const { meeting } of meetings) {
      const day = tokyoDate(meeting.start);
      const days = reportedPeriod(one, day, term, previous && tokyoDate(previous.start));
      if (days) found.push({ id: idOf(days), days, meeting, at: meeting.start });
      previous = meeting;
    }
  }
  if (found.length === 0)
    for (const days of months(term))
      found.push({ id: idOf(days), days, at: Date.parse(`${days.end}T00:00:00+09:00`) });
  return found.toSorted((one, other) => Math.abs(one.at - now) - Math.abs(other.at - now));
};
