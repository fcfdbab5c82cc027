import { may } from '../../../shared/kernel/permission.ts';
import type { Words } from '../../../shared/kernel/words.ts';
import { noticesFor } from '../../../shared/meetings/notice.ts';
import type { Renderer } from '../../delivery/message.ts';
import { idIn, type PressData } from '../../intake/press-data.ts';
import { calendarStanding } from '../../store/calendar-writes.ts';
import { readerLanguage } from '../../store/conversations.ts';
import { findMeeting, type KeptMeeting } from '../../store/meetings.ts';
import { problem, showCard, type Answer, type Turn } from '../../teams/turn.ts';
import type { MeetingDesk } from './meeting-desk.ts';
import { meetingCard } from './meeting-card.ts';
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

/** @param notices said on top of what stands: of the step just done */
export const meetingAnswer = async (
  desk: MeetingDesk,
  turn: Turn,
  one: KeptMeeting,
  notices?: readonly Words[],
): Promise<Answer> => {
  const staff = await desk.staff();
  const ahead = one.meeting.state !== 'cancelled' && one.meeting.start > turn.now;
  const said =
    notices ??
    (ahead
      ? noticesFor(await noticeFacts(desk, staff, one.meeting.start), one.meeting, turn.now).map(
          ({ message }) => message,
        )
      : []);
  const { language } = turn.speaker;
  const shown = {
    staff,
    calendar: await calendarStanding(desk.db, one.id),
    notices: said,
    can: {
      arrange: mayArrange(desk, turn.speaker),
      close: may(desk.settings, turn.speaker, 'meeting.close'),
    },
    now: turn.now,
  };
  return showCard(meetingCard(desk, one, shown, language), one.meeting.title.slice(0, 40), {
    message: 'meeting.card',
    subjectId: one.id,
  });
};

export const showMeeting = async (desk: MeetingDesk, turn: Turn, data: PressData): Promise<Answer> => {
  const one = await meetingIn(desk, turn, data);
  return one ? meetingAnswer(desk, turn, one) : noSuchMeeting;
};

/** The card that somebody was answered with, as it stands now, for that person. */
export const meetingRenderer =
  (desk: MeetingDesk): Renderer =>
  async (id, destination) => {
    const one = await findMeeting(desk.db, id);
    if (!one || destination.to !== 'person') return undefined;
    const person = await desk.directory.person(destination.personId);
    if (!mayRead(desk, person)) return undefined;
    const staff = await desk.staff();
    const shown = {
      staff,
      calendar: await calendarStanding(desk.db, id),
      notices: [],
      can: { arrange: mayArrange(desk, person), close: may(desk.settings, person, 'meeting.close') },
      now: desk.clock(),
    };
    return {
      card: meetingCard(desk, one, shown, await readerLanguage(desk.db, destination)),
      summary: one.meeting.title.slice(0, 40),
    };
  };
