import { fromTokyo, type Instant, timeOfDay } from '../shared/kernel/instant.ts';
import { type OpenDays } from '../shared/kernel/open-days.ts';
import { plainDate } from '../shared/kernel/plain-date.ts';
import { answerSlot } from '../shared/documents/slots.ts';
import type { Settings } from '../shared/engagements/settings.ts';
import { type AgendaItem, draftAgenda } from '../shared/meetings/agenda.ts';
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

/** The agenda of a meeting as of now: standing items, what came up since the meeting before, what it left over. */

type AgendaDesk = { readonly db: Database; readonly settings: Settings; readonly calendar: OpenDays };

/** The meeting of the series before this one that was held or is to be. */
const before = async ({ db, settings }: AgendaDesk, one: KeptMeeting): Promise<KeptMeeting | undefined> =>
  (
    await meetingsIn(db, settings.id, {
      to: one.meeting.start,
      series: one.meeting.series,
      states: ['confirmed', 'held'],
    })
  )
    .filter(({ id }) => id !== one.id)
    .at(-1);

/** A paper has room for so many; the latest stand there. */
const MOST_CASES = 50;

/** What came in since, and what nobody has answered in writing yet. */
const casesFor = async ({ db, settings }: AgendaDesk, since: Instant, until: Instant) => {
  const cases = await consultationsBefore(db, settings.id, until);
  const slotOf = (number: string): string => answerSlot(settings.documents, number).id;
  const answered = await slotsFilled(
    db,
    cases.map(({ number }) => slotOf(number)),
  );
  return cases
    .map((one) => ({ ...one, isAnswered: answered.has(slotOf(one.number)) }))
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
): Promise<readonly AgendaItem[]> => {
  const { settings, calendar, db } = desk;
  const { meeting } = one;
  const series = seriesOf(settings.meetings, meeting);
  if (series === undefined) return [];
  const nameOf = nameIn(settings, staff);
  const last = await before(desk, one);
  const open = await issuesIn(db, settings.id, { open: true });
  const termStart = fromTokyo(plainDate(settings.term.start), timeOfDay('00:00'));
  const taken = open.filter(({ issue }) => last !== undefined && issue.meeting === last.meeting.id);
  const { done } = await dueMarks(db, [meeting.id]);
  return draftAgenda(series, {
    papers: documentSlots(settings.meetings, meeting, calendar)
      .filter(
        ({ id, minutes, whenNeeded }) =>
          !minutes && id !== `${meeting.id}/agenda` && (!whenNeeded || done.has(id)),
      )
      .map(({ name }) => name.ja),
    openIssues: open.map(({ issue }) => ({
      number: issue.number,
      title: issue.title,
      owner: nameOf(issue.owner),
      ...(issue.due === undefined ? {} : { due: issue.due }),
    })),
    cases: await casesFor(desk, last?.meeting.start ?? termStart, meeting.start),
    carriedOver: [
      ...(last?.minutes?.carriedOver ?? []),
      ...taken.map(({ issue }) => `${issue.number} ${issue.title}（${nameOf(issue.owner)}）`),
    ],
    roleName: (role) => nameOf(roleRef(role)),
  });
};
