import { may } from '../../../shared/kernel/permission.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import type { Person } from '../../../shared/kernel/person.ts';
import type { Language, Words } from '../../../shared/kernel/words.ts';
import { taskLine } from '../../../shared/meetings/agenda.ts';
import type { Meeting } from '../../../shared/meetings/meeting.ts';
import { noticesFor } from '../../../shared/meetings/notice.ts';
import { startOf } from '../../../shared/kernel/text.ts';
import { nameIn } from '../../identity/staff.ts';
import type { Renderer } from '../../delivery/message.ts';
import { idIn, type PressData } from '../../intake/press-data.ts';
import { calendarStanding } from '../../store/calendar-writes.ts';
import { readerLanguage } from '../../store/conversations.ts';
import { issuesIn } from '../../store/issues.ts';
import { findMeeting, findMeetingByNumber, type KeptMeeting } from '../../store/meetings.ts';
import { problem, showCard, type Answer, type Turn } from '../../teams/turn.ts';
import type { MeetingDesk } from './meeting-desk.ts';
import { meetingCard, type Shown } from './meeting-card.ts';
import { minutesDue } from './minutes-due.ts';
import { mayArrange, mayRead, noticeFacts } from './who.ts';

/** One meeting, by a button. */

/** Said alike for what is not there and for what is not theirs. */
export const meetingsNotYours: Answer = problem({
  code: 'meetingsNotYours',
  refusal: true,
  message: {
    ja: '会議の予定を見る権限がありません。ご用の場合は{itPolicySection}へご連絡ください。',
    en: 'You may not see the plan of meetings. Please contact the {itPolicySection} if you need it.',
  },
});

export const noSuchMeeting: Answer = problem({
  code: 'noSuchMeeting',
  refusal: true,
  message: {
    ja: 'その会議は見つからないか、見る権限がありません。何も変わっていません。',
    en: 'There is no such meeting, or you may not see it. Nothing has changed.',
  },
});

/** To who only looks nothing is said of a change. */
const notFound: Answer = problem({
  code: 'noSuchMeeting',
  refusal: true,
  message: {
    ja: 'その会議は見つからないか、見る権限がありません。見られる会議は「予定」と入力すると表示します。',
    en: 'There is no such meeting, or you may not see it. Write "schedule" for those that you may see.',
  },
});

/** The meeting that a button belongs to, if the person may read it. */
export const meetingIn = async (
  desk: MeetingDesk,
  turn: Turn,
  data: PressData,
): Promise<KeptMeeting | undefined> => {
  const id = idIn(data, 'meetingId');
  if (id === undefined || !mayRead(desk, turn.speaker)) return undefined;
  return findMeeting(desk.db, id);
};

/** What stands in the way of a meeting to come; of one that is over when its minutes are due. */
const noticesOf = async (
  desk: MeetingDesk,
  staff: Shown['staff'],
  meeting: Meeting,
  now: Instant,
): Promise<readonly Words[]> => {
  if (meeting.state === 'held') {
    const due = await minutesDue(desk.db, desk, meeting);
    return due ? [due] : [];
  }
  if (meeting.state === 'cancelled' || meeting.start <= now) return [];
  const facts = await noticeFacts(desk, staff, meeting.start, meeting.id);
  return noticesFor(facts, meeting, now).map(({ message }) => message);
};

/** All that its card tells besides the meeting itself, the same whether it answers or is brought up to date. */
const shownOf = async (
  desk: MeetingDesk,
  person: Person,
  one: KeptMeeting,
  now: Instant,
  language: Language,
): Promise<Shown> => {
  const staff = await desk.staff();
  const nameOf = nameIn(desk.settings, staff, language);
  const tasks = await issuesIn(desk.db, desk.settings.id, { meeting: one.meeting.id });
  return {
    staff,
    calendar: await calendarStanding(desk.db, one.id),
    notices: await noticesOf(desk, staff, one.meeting, now),
    tasks: tasks.map(({ issue }) => taskLine({ ...issue, owner: nameOf(issue.owner) }, language)),
    can: { arrange: mayArrange(desk, person), close: may(desk.settings, person, 'meeting.close') },
    now,
  };
};

/** @param once said on top, of the step just done: the card then stays as it is until something changes */
export const meetingAnswer = async (
  desk: MeetingDesk,
  turn: Turn,
  one: KeptMeeting,
  once: readonly Words[] = [],
): Promise<Answer> => {
  const { language } = turn.speaker;
  const shown = await shownOf(desk, turn.speaker, one, turn.now, language);
  const told = { ...shown, notices: [...once, ...shown.notices] };
  return showCard(
    meetingCard(desk, one, told, language),
    startOf(one.meeting.title, 40),
    once.length > 0 ? undefined : { message: 'meeting.card', subjectId: one.id },
  );
};

export const showMeetingByNumber = async (desk: MeetingDesk, turn: Turn, number: string): Promise<Answer> => {
  if (!mayRead(desk, turn.speaker)) return meetingsNotYours;
  const one = await findMeetingByNumber(desk.db, desk.settings.id, number);
  return one ? meetingAnswer(desk, turn, one) : notFound;
};

export const showMeeting = async (desk: MeetingDesk, turn: Turn, data: PressData): Promise<Answer> => {
  const one = await meetingIn(desk, turn, data);
  return one ? meetingAnswer(desk, turn, one) : notFound;
};

/** The card that somebody was answered with, as it stands now, for that person. */
export const meetingRenderer =
  (desk: MeetingDesk): Renderer =>
  async (id, destination) => {
    const one = await findMeeting(desk.db, id);
    if (!one || destination.to !== 'person') return undefined;
    const person = await desk.directory.person(destination.personId);
    if (!mayRead(desk, person)) return undefined;
    const language = await readerLanguage(desk.db, destination);
    const shown = await shownOf(desk, person, one, desk.clock(), language);
    return {
      card: meetingCard(desk, one, shown, language),
      summary: startOf(one.meeting.title, 40),
    };
  };
