import { may } from '../../../shared/kernel/permission.ts';
import type { Problem } from '../../../shared/kernel/problem.ts';
import { say, type Words } from '../../../shared/kernel/words.ts';
import { closeMeeting } from '../../../shared/meetings/arrange.ts';
import type { Meeting } from '../../../shared/meetings/meeting.ts';
import { type IssuesWished, MEETING_CLOSED, type MeetingClosed, RAISE_ISSUES } from '../../events.ts';
import { type Colleague, nameIn } from '../../identity/staff.ts';
import { type PressData, textIn } from '../../intake/press-data.ts';
import { addJobs } from '../../jobs/jobs.ts';
import type { MeetingMinutes } from '../../store/meeting-tables.ts';
import { findMeeting, type KeptMeeting } from '../../store/meetings.ts';
import type { Answer, Turn } from '../../teams/turn.ts';
import { followMeetings, keepIn } from './keep-meeting.ts';
import { spanWords } from './meeting-card.ts';
import type { MeetingDesk } from './meeting-desk.ts';
import {
  type Filled,
  type Invited,
  MOST_TASKS,
  readRecord,
  RECORD,
  recordForm,
  typedRecord,
} from './record-form.ts';
import { meetingAnswer, meetingIn, noSuchMeeting } from './show-meeting.ts';
import { doerOf, everyone } from './who.ts';

/** The record of a meeting is written, and with it the meeting is closed: tasks go into the issue register. */

/** Those of the record that stands, and everyone whom the meeting concerns now. */
export const invitedTo = (
  desk: MeetingDesk,
  staff: readonly Colleague[],
  one: KeptMeeting,
): readonly Invited[] => {
  const nameOf = nameIn(desk.settings, staff);
  const recorded = (one.minutes?.attendance ?? []).map(({ person }) => person);
  return [...new Set([...recorded, ...everyone(staff, one.meeting, one.organiserId)])].map((ref) => ({
    ref,
    name: nameOf(ref),
  }));
};

export const formOf = async (
  desk: MeetingDesk,
  turn: Turn,
  one: KeptMeeting,
  typed: PressData,
  problem?: Problem,
): Promise<Answer> => {
  const { language } = turn.speaker;
  const invited = invitedTo(desk, await desk.staff(), one);
  const ids = Array.from({ length: MOST_TASKS }, (_, index) => [`taskId${index + 1}`, desk.newId()]);
  return {
    kind: 'dialog',
    title: say(RECORD, language),
    card: recordForm(
      {
        about: `${one.meeting.title}　${spanWords(one.meeting, language)}`,
        invited,
        owners: invited,
        carried: { ...Object.fromEntries(ids), meetingId: one.id, revision: one.revision },
        typed,
        corrects: one.meeting.state === 'held',
        ...(problem ? { problem } : {}),
      },
      language,
    ),
  };
};

export const mayClose = (desk: MeetingDesk, turn: Turn): boolean =>
  may(desk.settings, turn.speaker, 'meeting.close');

export const openRecord = async (desk: MeetingDesk, turn: Turn, data: PressData): Promise<Answer> => {
  const one = await meetingIn(desk, turn, data);
  if (!one || !mayClose(desk, turn)) return noSuchMeeting;
  const { minutes } = one;
  if (one.meeting.state !== 'held') return formOf(desk, turn, one, {});
  return minutes
    ? formOf(desk, turn, one, typedRecord(minutes, nameIn(desk.settings, await desk.staff())))
    : meetingAnswer(desk, turn, one);
};

/** @returns false when somebody was quicker */
export const keepRecord = async (
  desk: MeetingDesk,
  turn: Turn,
  one: KeptMeeting,
  meeting: Meeting,
  minutes: MeetingMinutes,
  tasks: Filled['tasks'],
): Promise<boolean> => {
  const staff = await desk.staff();
  const { id: by } = turn.speaker;
  const wished: IssuesWished = { meeting: meeting.id, by, at: turn.now, items: tasks };
  return desk.db.transaction().execute(async (tx) => {
    if (!(await keepIn(tx, desk, staff, { before: one, meeting, minutes }))) return false;
    await addJobs(tx, [
      ...followMeetings(desk, [one.id]),
      // What is left over stands on the next agenda; tasks do once they are in the register.
      tasks.length > 0
        ? { task: RAISE_ISSUES, payload: wished }
        : { task: MEETING_CLOSED, payload: { meeting: meeting.id } satisfies MeetingClosed },
    ]);
    return true;
  });
};

export const noTasks: Problem = {
  code: 'record.issues',
  message: {
    ja: '宿題を課題管理表に登録する権限がありません。宿題を除いて記録してください。まだ記録していません。',
    en: 'You may not write into the issue register. Please leave the tasks out. Nothing is recorded yet.',
  },
};

/** They stand on the card as soon as they are in the register. */
export const tasksSaid = (count: number): readonly Words[] =>
  count === 0
    ? []
    : [
        {
          ja: `宿題${count}件を課題管理表に登録しています。「課題」と入力すると確認できます。`,
          en: `${count} tasks go into the issue register. Write "issues" to see them.`,
        },
      ];

export const close = async (desk: MeetingDesk, turn: Turn, data: PressData): Promise<Answer> => {
  const one = await meetingIn(desk, turn, data);
  if (!one || !mayClose(desk, turn)) return noSuchMeeting;
  // Pressed twice: the first one did it.
  if (one.meeting.state === 'held') return meetingAnswer(desk, turn, one);
  const invited = invitedTo(desk, await desk.staff(), one);
  const filled = readRecord(data, invited, invited);
  if (!filled.ok) return formOf(desk, turn, one, data, filled.problem);
  const { tasks, ...record } = filled.value;
  if (tasks.length > 0 && !may(desk.settings, turn.speaker, 'issue.change'))
    return formOf(desk, turn, one, data, noTasks);
  const result = closeMeeting(one.meeting, doerOf(desk, turn.speaker, turn.now));
  if (!result.ok) return formOf(desk, turn, one, data, result.problem);
  await keepRecord(desk, turn, one, result.value, { ...record, by: turn.speaker.id, at: turn.now }, tasks);
  const now = await findMeeting(desk.db, one.id);
  return now ? meetingAnswer(desk, turn, now, tasksSaid(tasks.length)) : noSuchMeeting;
};

/** With those who were named on the card as there, where nothing else is to be recorded (K-4.2.ア.2). */
export const closeAsInvited = async (desk: MeetingDesk, turn: Turn, data: PressData): Promise<Answer> => {
  const one = await meetingIn(desk, turn, data);
  if (!one || !mayClose(desk, turn)) return noSuchMeeting;
  // Called off or put off meanwhile: the card says so, and nothing is closed.
  if (one.meeting.state !== 'confirmed' || turn.now < one.meeting.end) return meetingAnswer(desk, turn, one);
  return close(desk, turn, { meetingId: one.id, there: textIn(data, 'there') });
};
