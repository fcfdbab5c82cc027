import { failed } from '../../../shared/kernel/problem.ts';
import { may } from '../../../shared/kernel/permission.ts';
import { oneLine, startOf } from '../../../shared/kernel/text.ts';
import { type PressData, revisionIn, textIn } from '../../intake/press-data.ts';
import { findMeeting } from '../../store/meetings.ts';
import type { Answer, Turn } from '../../teams/turn.ts';
import { formOf, invitedTo, keepRecord, mayClose, noTasks, tasksSaid } from './close-meeting.ts';
import type { MeetingDesk } from './meeting-desk.ts';
import { MOST_OF_REASON, readRecord } from './record-form.ts';
import { meetingAnswer, meetingIn, noSuchMeeting } from './show-meeting.ts';

/** The record of a meeting that is over is corrected, with a reason: who changed it, when and why stays written down. */

const outOfDate = failed(
  'record.changed',
  'この記録は、開いている間に変更されました。いまの内容を表示しています。何も変わっていません。',
  'This record was changed meanwhile. Here is how it stands. Nothing has changed.',
).problem;

const noReason = failed(
  'record.reason',
  '訂正の理由を入力してください。まだ訂正していません。',
  'Please say why it is corrected. It has not been corrected yet.',
  'reason',
).problem;

export const correctRecord = async (desk: MeetingDesk, turn: Turn, data: PressData): Promise<Answer> => {
  const one = await meetingIn(desk, turn, data);
  if (!one || !mayClose(desk, turn) || one.meeting.state !== 'held' || !one.minutes) return noSuchMeeting;
  // Pressed twice, or somebody was quicker: the card says how it stands.
  if (one.revision !== revisionIn(data)) return meetingAnswer(desk, turn, one, [outOfDate.message]);
  const invited = invitedTo(desk, await desk.staff(), one);
  const filled = readRecord(data, invited, invited);
  if (!filled.ok) return formOf(desk, turn, one, data, filled.problem);
  const reason = startOf(oneLine(textIn(data, 'reason') ?? ''), MOST_OF_REASON);
  if (reason === '') return formOf(desk, turn, one, data, noReason);
  const { tasks, ...record } = filled.value;
  if (tasks.length > 0 && !may(desk.settings, turn.speaker, 'issue.change'))
    return formOf(desk, turn, one, data, noTasks);
  const { by, at, corrections = [] } = one.minutes;
  const minutes = {
    ...record,
    by,
    at,
    corrections: [...corrections, { by: turn.speaker.id, at: turn.now, reason }],
  };
  const done = await keepRecord(desk, turn, one, one.meeting, minutes, tasks);
  const now = await findMeeting(desk.db, one.id);
  if (!now) return noSuchMeeting;
  return meetingAnswer(desk, turn, now, done ? tasksSaid(tasks.length) : [outOfDate.message]);
};
