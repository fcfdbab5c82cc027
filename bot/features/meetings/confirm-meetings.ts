import type { Words } from '../../../shared/kernel/words.ts';
import { confirmMeeting } from '../../../shared/meetings/arrange.ts';
import { peopleOf } from '../../../shared/meetings/staff.ts';
import { type PressData, revisionIn } from '../../intake/press-data.ts';
import { addJobs } from '../../jobs/jobs.ts';
import { wishEvent } from '../../store/calendar-writes.ts';
import { findMeeting, meetingsIn } from '../../store/meetings.ts';
import { problem, type Answer, type Turn } from '../../teams/turn.ts';
import { followMeetings, keepIn, keepMeeting, tellSection, writeCalendarsJob } from './keep-meeting.ts';
import type { MeetingDesk } from './meeting-desk.ts';
import { planAnswer } from './plan-card.ts';
import { meetingAnswer, meetingIn, noSuchMeeting } from './show-meeting.ts';
import { chooseOrganiser, doerOf, mayArrange, noticeFacts } from './who.ts';

/** The section confirms what was proposed, one by one or all at once. From then on a meeting is in a calendar. */

export const confirmOne = async (desk: MeetingDesk, turn: Turn, data: PressData): Promise<Answer> => {
  const one = await meetingIn(desk, turn, data);
  if (!one) return noSuchMeeting;
  if (one.meeting.state === 'confirmed' || one.revision !== revisionIn(data))
    return meetingAnswer(desk, turn, one);
  const staff = await desk.staff();
  const facts = await noticeFacts(desk, staff, one.meeting.start);
  const result = confirmMeeting(facts, one.meeting, doerOf(desk, turn.speaker, turn.now));
  if (!result.ok) return problem(result.problem);
  const { meeting, notices } = result.value;
  // What was held already, without anybody confirming it, can still be recorded: nobody is invited, and what could
  // have been done in time is no news.
  const held = meeting.start <= turn.now;
  const said = held ? [] : notices.map(({ message }) => message);
  const organiserId = chooseOrganiser(staff, meeting, turn.speaker.id);
  await keepMeeting(
    desk,
    { before: one, meeting, organiserId, calendar: !held },
    said.length === 0
      ? undefined
      : {
          kind: 'arranged',
          title: { ja: '会議を確定しました。ご確認ください', en: 'A meeting was confirmed; please check' },
          lines: said,
        },
  );
  const now = await findMeeting(desk.db, one.id);
  return now ? meetingAnswer(desk, turn, now) : noSuchMeeting;
};

/** Notices of so many meetings are said in full; the others are seen in each. */
const MOST_SAID = 12;

export const confirmAll = async (desk: MeetingDesk, turn: Turn): Promise<Answer> => {
  if (!mayArrange(desk, turn.speaker)) return noSuchMeeting;
  const { settings, db } = desk;
  const staff = await desk.staff();
  const doer = doerOf(desk, turn.speaker, turn.now);
  const all = await meetingsIn(db, settings.id);
  const others = all.map(({ meeting }) => meeting);
  const facts = { meetings: settings.meetings, calendar: desk.calendar, term: desk.term, staff, others };
  const open = all.filter(({ meeting }) => meeting.state === 'proposed' && meeting.start > turn.now);
  const said: Words[] = [];
  await db.transaction().execute(async (tx) => {
    const confirmed: string[] = [];
    for (const one of open) {
      const result = confirmMeeting(facts, one.meeting, doer);
      if (!result.ok) continue;
      const { meeting, notices } = result.value;
      const organiserId = chooseOrganiser(staff, meeting, turn.speaker.id);
      if (!(await keepIn(tx, desk, staff, { before: one, meeting, organiserId }))) continue;
      confirmed.push(one.id);
      for (const { message } of notices)
        said.push({ ja: `${meeting.title}：${message.ja}`, en: `${meeting.title}: ${message.en}` });
    }
    if (confirmed.length === 0) return;
    if (said.length > 0)
      await tellSection(tx, desk, undefined, {
        kind: 'arranged',
        title: {
          ja: `${confirmed.length}件の会議を確定しました。ご確認ください`,
          en: `${confirmed.length} meetings were confirmed; please check`,
        },
        lines: said.slice(0, MOST_SAID),
      });
    await addJobs(tx, followMeetings(desk, confirmed));
  });
  return planAnswer(desk, turn);
};

/** The calendar refused, and somebody has mended it. */
export const writeAgain = async (desk: MeetingDesk, turn: Turn, data: PressData): Promise<Answer> => {
  const one = await meetingIn(desk, turn, data);
  if (!one || !mayArrange(desk, turn.speaker)) return noSuchMeeting;
  await desk.db.transaction().execute(async (tx) => {
    await wishEvent(tx, one.id, one.meeting.state === 'cancelled' ? 'gone' : 'there');
    await addJobs(tx, [writeCalendarsJob]);
  });
  return {
    kind: 'text',
    text:
      turn.speaker.language === 'ja'
        ? '予定表への登録を再試行します。結果はこのカードに出ます。'
        : 'It is tried again. This card will show the result.',
  };
};

/** The organiser left, or has no calendar: who presses organises it from now on, in their own calendar. */
export const takeOver = async (desk: MeetingDesk, turn: Turn, data: PressData): Promise<Answer> => {
  const one = await meetingIn(desk, turn, data);
  if (!one || !mayArrange(desk, turn.speaker)) return noSuchMeeting;
  const staff = await desk.staff();
  const { speaker } = turn;
  if (one.meeting.state !== 'confirmed' || one.organiserId === speaker.id)
    return meetingAnswer(desk, turn, one);
  if (!peopleOf(staff, one.meeting.organiser).includes(speaker.id))
    return problem({
      code: 'meeting.notOrganiser',
      refusal: true,
      message: {
        ja: 'この会議の開催者の役割を持っていないため、引き継げません。何も変わっていません。',
        en: 'You do not hold the role that organises this meeting. Nothing has changed.',
      },
    });
  await desk.db.transaction().execute(async (tx) => {
    const { joinLink: _, ...meeting } = one.meeting;
    if (!(await keepIn(tx, desk, staff, { before: one, meeting, organiserId: speaker.id }))) return;
    await tx
      .updateTable('meeting')
      .set({ event_id: null, event_change_key: null })
      .where('id', '=', one.id)
      .execute();
    await addJobs(tx, followMeetings(desk, [one.id]));
  });
  const now = await findMeeting(desk.db, one.id);
  return now ? meetingAnswer(desk, turn, now) : noSuchMeeting;
};
