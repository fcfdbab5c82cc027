import { type OpenDays } from '../shared/kernel/open-days.ts';
import { plainDate } from '../shared/kernel/plain-date.ts';
import { answerSlot } from '../shared/documents/slots.ts';
import { TO_WRITE } from '../shared/documents/facts.ts';
import type { Settings } from '../shared/engagements/settings.ts';
import type { Issue } from '../shared/issues/issue.ts';
import { fromTokyo, type Instant, timeOfDay } from '../shared/kernel/instant.ts';
import { type AgendaItem, draftAgenda, type Task } from '../shared/meetings/agenda.ts';
import { documentSlots, seriesOf } from '../shared/meetings/required-document.ts';
import { roleRef } from '../shared/meetings/staff.ts';
import { type Colleague, nameIn } from './identity/staff.ts';
import { stateWords } from './intake/state-words.ts';
import { consultationsBefore } from './store/agenda-facts.ts';
import type { Database } from './store/database.ts';
import { slotsFilled } from './store/handed-documents.ts';
import { issuesIn } from './store/issues.ts';
import { type KeptMeeting, meetingsIn } from './store/meetings.ts';
import { dueMarks } from './store/reminder-choices.ts';

/** The agenda of a meeting: standing items, what came up since the meeting before, what earlier ones left over. */

type AgendaDesk = { readonly db: Database; readonly settings: Settings; readonly calendar: OpenDays };

/**
 * For whom: those who prepare the meeting, from its card and its event; the meeting itself, from 次第; or those who were
 * there, from 議事録, as things stood when it began.
 */
export type AgendaUse = 'toPrepare' | 'agenda' | 'minutes';

/** Those of the series before this one that were held or are to be, oldest first. */
const before = async ({ db, settings }: AgendaDesk, one: KeptMeeting): Promise<readonly KeptMeeting[]> =>
  (
    await meetingsIn(db, settings.id, {
      to: one.meeting.start,
      series: one.meeting.series,
      states: ['confirmed', 'held'],
    })
  ).filter(({ id }) => id !== one.id);

const isOpenAt = ({ state, doneAt, history }: Issue, at: Instant | undefined): boolean =>
  at === undefined
    ? state !== 'done'
    : (history[0]?.at ?? 0) <= at && (state !== 'done' || (doneAt !== undefined && doneAt > at));

/** A paper has room for so many; the latest stand there. */
const MOST_CASES = 50;

/** What came in since, and what nobody has answered in writing yet. */
const casesFor = async (
  { db, settings }: AgendaDesk,
  since: Instant,
  until: Instant,
  asOf: Instant | undefined,
) => {
  const cases = await consultationsBefore(db, settings.id, until);
  const slotOf = (number: string): string => answerSlot(settings.documents, number).id;
  const answered = await slotsFilled(
    db,
    cases.map(({ number }) => slotOf(number)),
  );
  return cases
    .map((one) => ({
      ...one,
      isAnswered: (answered.get(slotOf(one.number)) ?? Infinity) <= (asOf ?? Number.MAX_VALUE),
    }))
    .filter(({ submittedAt, isAnswered }) => submittedAt >= since || !isAnswered)
    .slice(-MOST_CASES)
    .map(({ number, subject, state, isAnswered }) => ({
      number,
      subject,
      state: isAnswered ? '回答済み' : stateWords[state].ja,
    }));
};

export const agendaItems = async (
  desk: AgendaDesk,
  staff: readonly Colleague[],
  one: KeptMeeting,
  use: AgendaUse = 'toPrepare',
): Promise<readonly AgendaItem[]> => {
  const { settings, calendar, db } = desk;
  const { meeting } = one;
  const series = seriesOf(settings.meetings, meeting);
  if (series === undefined) return [];
  const nameOf = nameIn(settings, staff);
  const asOf = use === 'minutes' ? meeting.start : undefined;
  const earlier = await before(desk, one);
  const last = earlier.at(-1);
  const isUnwritten = last !== undefined && !last.minutes && series.minutes !== 'none';
  const open = (await issuesIn(db, settings.id)).filter(({ issue }) => isOpenAt(issue, asOf));
  const taskOf = ({ number, title, owner, due }: Issue): Task => ({
    number,
    title,
    owner: nameOf(owner),
    ...(due === undefined ? {} : { due }),
  });
  const termStart = fromTokyo(plainDate(settings.term.start), timeOfDay('00:00'));
  const ofSeries = new Set(earlier.map(({ meeting: { id } }) => id));
  const isHomework = (issue: Issue): boolean => issue.meeting !== undefined && ofSeries.has(issue.meeting);
  const ownItem = series.agenda.some(({ fill }) => fill === 'carriedOver');
  const { handedIn: done } = await dueMarks(db, settings.id, [meeting.id]);
  return draftAgenda(series, {
    papers: documentSlots(settings.meetings, meeting, calendar)
      .filter(
        ({ id, minutes, whenNeeded }) =>
          !minutes && id !== `${meeting.id}/agenda` && (done.has(id) || (use !== 'minutes' && !whenNeeded)),
      )
      .map(({ name }) => name.ja),
    // What stands under the homework is not said twice.
    openIssues: open.filter(({ issue }) => !ownItem || !isHomework(issue)).map(({ issue }) => taskOf(issue)),
    cases: await casesFor(desk, last?.meeting.start ?? termStart, meeting.start, asOf),
    carriedOver: earlier.findLast(({ minutes }) => minutes !== undefined)?.minutes?.carriedOver ?? [],
    homework: open.filter(({ issue }) => isHomework(issue)).map(({ issue }) => taskOf(issue)),
    notKnown: {
      ...(isUnwritten
        ? { carriedOver: use === 'toPrepare' ? '前回の会議の記録がまだありません。' : TO_WRITE }
        : {}),
      ...(use === 'minutes' ? { papers: TO_WRITE } : {}),
    },
    roleName: (role) => nameOf(roleRef(role)),
  });
};
