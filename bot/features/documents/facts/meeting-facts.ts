import { TO_WRITE } from '../../../../shared/documents/facts.ts';
import {
  agendaFacts,
  minutesFacts,
  type MeetingFacts,
} from '../../../../shared/documents/facts-of/meeting-documents.ts';
import { ok, type Result } from '../../../../shared/kernel/problem.ts';
import type { Words } from '../../../../shared/kernel/words.ts';
import { documentSlots } from '../../../../shared/meetings/required-document.ts';
import { peopleOfAll } from '../../../../shared/meetings/staff.ts';
import { agendaItems } from '../../../agenda-items.ts';
import { nameIn } from '../../../identity/staff.ts';
import { issuesIn } from '../../../store/issues.ts';
import { findMeetingByNumber, meetingsIn, type KeptMeeting } from '../../../store/meetings.ts';
import type { DocumentDesk } from '../document-desk.ts';
import { frontOf, gone, mayAll, notYours, sourcesOf, type Asking, type Known } from './known.ts';

/** 次第 and 議事録 of a meeting, by its number. */

const notRecorded: Words = {
  ja: '会議の記録がまだ入力されていないため、決定事項などが分かりません。会議のカードの「記録を入力する」から入力できます。',
  en: 'The record of the meeting is not written yet: decisions and the like are not known. Write it on the meeting’s card.',
};

const discussionByHand: Words = {
  ja: '「説明および質疑」は記録にないため、文書に直接書いてください。',
  en: 'What was said is not in the records. Please write it into the document.',
};

type Staff = Awaited<ReturnType<DocumentDesk['staff']>>;

const attendeesOf = (
  { settings }: DocumentDesk,
  staff: Staff,
  { meeting, minutes, organiserId }: KeptMeeting,
): MeetingFacts['attendees'] => {
  const nameOf = nameIn(settings, staff);
  if (minutes)
    return minutes.attendance
      .filter(({ there, proxy }) => there || proxy !== undefined)
      .map(({ person, proxy }) =>
        proxy === undefined ? { name: nameOf(person) } : { name: proxy, note: `${nameOf(person)}の代理` },
      );
  const required = peopleOfAll(staff, [organiserId ?? meeting.organiser, ...meeting.required]);
  const optional = peopleOfAll(staff, meeting.optional).filter((person) => !required.includes(person));
  return [
    ...required.map((person) => ({ name: nameOf(person) })),
    ...optional.map((person) => ({ name: nameOf(person), note: '任意' })),
  ];
};

const factsOfMeeting = async (
  desk: DocumentDesk,
  staff: Staff,
  one: KeptMeeting,
  source: Pick<MeetingFacts, 'source'>,
): Promise<MeetingFacts> => {
  const { settings, calendar } = desk;
  const { meeting } = one;
  const items = await agendaItems(desk, staff, one);
  return {
    title: meeting.title,
    start: meeting.start,
    end: meeting.end,
    place: meeting.place,
    ...(meeting.joinLink === undefined ? {} : { joinLink: meeting.joinLink }),
    organiser: nameIn(settings, staff)(meeting.organiser),
    attendees: attendeesOf(desk, staff, one),
    agenda: items.map(({ title, presenter, lines }) => ({
      title,
      ...(presenter === undefined ? {} : { presenter }),
      lines,
    })),
    papers: documentSlots(settings.meetings, meeting, calendar)
      .filter((slot) => !slot.minutes && !slot.whenNeeded && !slot.id.endsWith('/agenda'))
      .map(({ name }) => name.ja),
    ...source,
  };
};

export const meetingFactsOf = async (
  desk: DocumentDesk,
  asking: Asking,
  kind: 'agenda' | 'minutes',
  number: string,
): Promise<Result<Known>> => {
  const { db, settings } = desk;
  if (!mayAll(desk, asking, 'meeting.read')) return notYours;
  const one = await findMeetingByNumber(db, settings.id, number);
  if (!one) return gone;
  const meetings = { key: 'meetings', title: settings.meetings.list };
  const sources = await sourcesOf(desk, meetings, [one.id]);
  if (sources.isDeleted(one.id)) return gone;
  const staff = await desk.staff();
  const facts = await factsOfMeeting(desk, staff, one, sources.of(one.id));
  const front = frontOf(desk, asking.now);
  const name = one.meeting.title;
  if (kind === 'agenda') return ok({ name, facts: agendaFacts(asking.now, front, facts), notes: [] });

  const nameOf = nameIn(settings, staff);
  const tasks = await issuesIn(db, settings.id, { meeting: number });
  const issues = await sourcesOf(
    desk,
    { key: 'issues', title: settings.issues.list },
    tasks.map(({ id }) => id),
  );
  const [next] = await meetingsIn(db, settings.id, {
    from: one.meeting.end + 1,
    series: one.meeting.series,
    states: ['confirmed', 'held'],
  });
  return ok({
    name,
    facts: minutesFacts(asking.now, front, {
      ...facts,
      agenda: facts.agenda.map((item) => ({ ...item, discussion: TO_WRITE })),
      decisions: one.minutes?.decisions ?? [TO_WRITE],
      actionItems: tasks.map(({ id, issue }) => ({
        number: issue.number,
        title: issue.title,
        owner: nameOf(issue.owner),
        ...(issue.due === undefined ? {} : { due: issue.due }),
        ...issues.of(id),
      })),
      ...(next === undefined ? {} : { next: next.meeting.start }),
      writer: one.minutes ? nameOf(one.minutes.by) : '',
    }),
    notes: [...(one.minutes ? [] : [notRecorded]), discussionByHand],
  });
};
