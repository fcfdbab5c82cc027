import { fromTokyo, timeOfDay } from '../../../shared/kernel/instant.ts';
import { agendaText, draftAgenda } from '../../../shared/meetings/agenda.ts';
import { documentSlots, seriesOf } from '../../../shared/meetings/required-document.ts';
import { roleRef } from '../../../shared/meetings/staff.ts';
import { type Colleague, nameIn } from '../../identity/staff.ts';
import { consultationsBetween } from '../../store/agenda-facts.ts';
import { issuesIn } from '../../store/issues.ts';
import { type KeptMeeting, meetingsIn } from '../../store/meetings.ts';
import { dueMarks } from '../../store/reminder-choices.ts';
import type { MeetingDesk } from './meeting-desk.ts';

/** 次第 of a meeting as of now: standing items, what came up since the meeting before, what it left over. */

/** The meeting of the series before this one that was held or is to be. */
const before = async (desk: MeetingDesk, one: KeptMeeting): Promise<KeptMeeting | undefined> =>
  (
    await meetingsIn(desk.db, desk.settings.id, {
      to: one.meeting.start,
      series: one.meeting.series,
      states: ['confirmed', 'held'],
    })
  )
    .filter(({ id }) => id !== one.id)
    .at(-1);

export const agendaOf = async (
  desk: MeetingDesk,
  staff: readonly Colleague[],
  one: KeptMeeting,
): Promise<string> => {
  const { settings, calendar, db } = desk;
  const { meeting } = one;
  const series = seriesOf(settings.meetings, meeting);
  if (series === undefined) return agendaText(meeting, []);
  const nameOf = nameIn(settings, staff);
  const last = await before(desk, one);
  const open = await issuesIn(db, settings.id, { open: true });
  const since = last?.meeting.start ?? fromTokyo(desk.term.start, timeOfDay('00:00'));
  const taken = open.filter(({ issue }) => last !== undefined && issue.meeting === last.meeting.id);
  const { done } = await dueMarks(db, [meeting.id]);
  const items = draftAgenda(series, {
    papers: documentSlots(settings.meetings, meeting, calendar).map((slot) => ({
      slot,
      handedIn: done.has(slot.id),
    })),
    openIssues: open.map(({ issue }) => ({
      number: issue.number,
      title: issue.title,
      owner: nameOf(issue.owner),
      ...(issue.due === undefined ? {} : { due: issue.due }),
    })),
    casesSince: await consultationsBetween(db, settings.id, since, meeting.start),
    carriedOver: [
      ...(last?.minutes?.carriedOver ?? []),
      ...taken.map(({ issue }) => `${issue.number} ${issue.title}（${nameOf(issue.owner)}）`),
    ],
    roleName: (role) => nameOf(roleRef(role)),
  });
  return agendaText(meeting, items);
};
