import type { Instant } from '../../../shared/kernel/instant.ts';
import { may } from '../../../shared/kernel/permission.ts';
import type { Person } from '../../../shared/kernel/person.ts';
import type { Doer } from '../../../shared/meetings/arrange.ts';
import type { Meeting, PersonRef } from '../../../shared/meetings/meeting.ts';
import type { NoticeFacts } from '../../../shared/meetings/notice.ts';
import { peopleOf, peopleOfAll, type Staff } from '../../../shared/meetings/staff.ts';
import { meetingsIn } from '../../store/meetings.ts';
import { dueMarks } from '../../store/reminder-choices.ts';
import type { MeetingDesk } from './meeting-desk.ts';

/** Who may, who is meant, and what is said of a meeting among the others. */

export const doerOf = (desk: MeetingDesk, person: Person, at: Instant): Doer => ({
  mayDo: (action) => may(desk.settings, person, action),
  at,
});

export const mayRead = (desk: MeetingDesk, person: Person): boolean =>
  may(desk.settings, person, 'meeting.read');

export const mayArrange = (desk: MeetingDesk, person: Person): boolean =>
  may(desk.settings, person, 'meeting.arrange');

/** Who runs it: the person whose calendar it stands in, else everyone of the role. */
export const organisersOf = (
  staff: Staff,
  meeting: Meeting,
  organiserId: string | undefined,
): readonly PersonRef[] => (organiserId === undefined ? peopleOf(staff, meeting.organiser) : [organiserId]);

/** In whose calendar it is to stand: of those who hold the role who confirmed it, else the first. */
export function chooseOrganiser(staff: Staff, meeting: Meeting, confirmedBy: string): string | undefined {
  const people = peopleOf(staff, meeting.organiser).filter((ref) => !ref.startsWith('role:'));
  return people.includes(confirmedBy) ? confirmedBy : people[0];
}

/** Everyone whom it concerns, as people; a role that nobody holds stays a role. */
export const everyone = (staff: Staff, meeting: Meeting, organiserId?: string): readonly PersonRef[] => [
  ...new Set([
    ...organisersOf(staff, meeting, organiserId),
    ...peopleOfAll(staff, [...meeting.required, ...meeting.optional]),
  ]),
];

/** Milliseconds around a meeting in which others matter to it: the longest gap of a profile is 60 open days. */
const AROUND = 100 * 86_400_000;

const settledPapers = async ({ db, settings }: MeetingDesk, meeting: string): Promise<readonly string[]> => {
  const { handedIn, agreed } = await dueMarks(db, settings.id, [meeting]);
  return [...handedIn.keys(), ...agreed.keys()];
};

/** @param meeting its number, where it has one */
export const noticeFacts = async (
  desk: MeetingDesk,
  staff: Staff,
  start: Instant,
  meeting?: string,
): Promise<NoticeFacts> => ({
  meetings: desk.settings.meetings,
  calendar: desk.calendar,
  term: desk.term,
  staff,
  others: (await meetingsIn(desk.db, desk.settings.id, { from: start - AROUND, to: start + AROUND })).map(
    (one) => one.meeting,
  ),
  settled: new Set(meeting === undefined ? [] : await settledPapers(desk, meeting)),
});
