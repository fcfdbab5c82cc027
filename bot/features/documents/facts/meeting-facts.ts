import { TO_WRITE } from '../../../../shared/documents/facts.ts';
import {
  AGENDA,
  agendaFacts,
  MINUTES,
  minutesFacts,
  type MeetingFacts,
} from '../../../../shared/documents/facts-of/meeting-documents.ts';
import { ok, type Result } from '../../../../shared/kernel/problem.ts';
import type { Words } from '../../../../shared/kernel/words.ts';
import { documentSlots } from '../../../../shared/meetings/required-document.ts';
import { peopleOfAll } from '../../../../shared/meetings/staff.ts';
import { agendaItems } from '../../../agenda-items.ts';
import { nameIn } from '../../../identity/staff.ts';
import { documentsIn, slotsFilled } from '../../../store/handed-documents.ts';
import { issuesIn } from '../../../store/issues.ts';
import { findMeetingByNumber, meetingsIn, type KeptMeeting } from '../../../store/meetings.ts';
import type { DocumentDesk } from '../document-desk.ts';
import { frontOf, gone, mayAll, notYours, numberOf, sourcesOf, type Asking, type Known } from './known.ts';

/** 次第 and 議事録 of a meeting, by its number. */

const notRecorded: Words = {
  ja: '会議の記録がまだ入力されていないため、決定事項などが分かりません。会議のカードの「記録を入力する」から入力できます。',
  en: 'The record of the meeting is not written yet: decisions and the like are not known. Write it on the meeting’s card.',
};

const discussionByHand: Words = {
  ja: '「説明および質疑」は記録にないため、文書に直接書いてください。',
  en: 'What was said is not in the records. Please write it into the document.',
};

type Kind = 'agenda' | 'minutes';
type Staff = Awaited<ReturnType<DocumentDesk['staff']>>;

/** Who was invited is not who was there. */
const UNCHECKED = { name: TO_WRITE, note: '案内先を挙げています。出欠を確かめてください' };

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

/** 資料1: what a file in the slot is called, without what its slot says already. */
const paperName = (slot: string, file: string): string => {
  const stem = file
    .replace(/\.[^.]+$/, '')
    .replace(/^\d{1,2}[\s._-]+/, '')
    .replaceAll('_', '　');
  return stem.startsWith(slot) ? stem : `${slot}（${stem}）`;
};

/** Papers of the meeting by their files. What is still to come stands on the agenda alone, by the name of its slot. */
const papersOf = async (
  { db, settings, calendar }: DocumentDesk,
  { meeting }: KeptMeeting,
  kind: Kind,
): Promise<readonly string[]> => {
  const files = await documentsIn(db, settings.id, meeting.id);
  const filled = await slotsFilled(db, [meeting.id]);
  return documentSlots(settings.meetings, meeting, calendar)
    .filter((slot) => !slot.minutes && !slot.id.endsWith('/agenda'))
    .flatMap(({ id, name, whenNeeded }) => {
      const own = files.filter(({ slot }) => slot === id).map((file) => paperName(name.ja, file.name));
      if (own.length > 0) return own;
      return filled.has(id) || (kind === 'agenda' && !whenNeeded) ? [name.ja] : [];
    });
};

const factsOfMeeting = async (
  desk: DocumentDesk,
  staff: Staff,
  one: KeptMeeting,
  kind: Kind,
  source: Pick<MeetingFacts, 'source'>,
): Promise<MeetingFacts> => {
  const { settings } = desk;
  const { meeting } = one;
  const items = await agendaItems(desk, staff, one, kind);
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
    papers: await papersOf(desk, one, kind),
    ...source,
  };
};

export const meetingFactsOf = async (
  desk: DocumentDesk,
  asking: Asking,
  kind: Kind,
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
  const facts = await factsOfMeeting(desk, staff, one, kind, sources.of(one.id));
  const front = frontOf(desk, asking.now, numberOf(number, kind === 'agenda' ? AGENDA : MINUTES));
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
      attendees: one.minutes ? facts.attendees : [UNCHECKED, ...facts.attendees],
      decisions: one.minutes?.decisions ?? [],
      actionItems:
        tasks.length === 0 && !one.minutes
          ? [{ number: '', title: TO_WRITE, owner: '' }]
          : tasks.map(({ id, issue }) => ({
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
