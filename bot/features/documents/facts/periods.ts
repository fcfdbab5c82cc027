import type { Days } from '../../../../shared/kernel/deadline/period.ts';
import { eraLong } from '../../../../shared/kernel/era.ts';
import { tokyoDate } from '../../../../shared/kernel/instant.ts';
import type { Language } from '../../../../shared/kernel/words.ts';
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

/** 令和8年9月1日から10月31日まで: the year once, where it stays the same. */
export const periodName = ({ start, end }: Days, language: Language = 'ja'): string => {
  if (language === 'en')
    return `${formatDate(start, 'en', { year: true })} to ${formatDate(end, 'en', { year: true })}`;
  const year = eraLong(start).slice(0, eraLong(start).indexOf('年') + 1);
  const last = eraLong(end);
  return `${eraLong(start)}から${last.startsWith(year) ? last.slice(year.length) : last}まで`;
};

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

/** In the order of the fiscal year, each once. */
export const periodsOf = async (
  { db, settings, term }: Pick<DocumentDesk, 'db' | 'settings' | 'term'>,
  kind: string,
): Promise<readonly Period[]> => {
  const series = settings.meetings.series.filter(({ documents }) => documents.some(({ id }) => id === kind));
  const found: Period[] = [];
  for (const one of series) {
    let previous: Meeting | undefined;
    const meetings = await meetingsIn(db, settings.id, {
      series: one.id,
      states: ['proposed', 'confirmed', 'held'],
    });
    for (const { meeting } of meetings) {
      const day = tokyoDate(meeting.start);
      const days = reportedPeriod(one, day, term, previous && tokyoDate(previous.start));
      if (days && !found.some(({ id }) => id === idOf(days))) found.push({ id: idOf(days), days, meeting });
      previous = meeting;
    }
  }
  if (found.length === 0) return months(term).map((days) => ({ id: idOf(days), days }));
  return found.toSorted((one, other) => (one.id < other.id ? -1 : 1));
};
