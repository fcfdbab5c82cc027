import { type Instant, tokyoDate } from '../kernel/instant.ts';
import { failed, ok, type Result } from '../kernel/problem.ts';
import { oneLine } from '../kernel/text.ts';
import { takeStep } from '../kernel/workflow.ts';
import { type Meeting, MEETING_FLOW, type MeetingAction } from './meeting.ts';
import { type Notice, noticesFor, type NoticeFacts } from './notice.ts';
import { attendance } from './propose-year.ts';

/** What people do with meetings. Each answers the meeting as it then is, and changes nothing itself. */

/** Who does it, and when. `mayDo` asks the profile (kernel/permission). */
export type Doer = { readonly mayDo: (action: MeetingAction) => boolean; readonly at: Instant };

export type Arranged = { readonly meeting: Meeting; readonly notices: readonly Notice[] };

type StepName = keyof typeof MEETING_FLOW.steps;

const step = (meeting: Meeting, name: StepName, doer: Doer, reason?: string): Result<Meeting> => {
  const state = takeStep(MEETING_FLOW, meeting.state, name, doer.mayDo, reason);
  if (!state.ok) return state;
  const said = oneLine(reason ?? '');
  return ok({ ...meeting, state: state.value, ...(said === '' ? {} : { reason: said }) });
};

/** From now on it reminds. Notices: what stands in its way, deadlines that are past. */
export function confirmMeeting(facts: NoticeFacts, meeting: Meeting, doer: Doer): Result<Arranged> {
  return standing(facts, step(meeting, 'confirm', doer), doer);
}

/**
 * To another time, as long as before unless an end is given. The meeting keeps its id, its folder and its papers; its
 * due instants and reminders follow from the new start. A closed day is not refused: it is told (a committee may
 * sit on one). Problems: those of the step, meeting.same, meeting.past, meeting.order.
 */
export function moveMeeting(
  facts: NoticeFacts,
  meeting: Meeting,
  to: { readonly start: Instant; readonly end?: Instant; readonly reason: string },
  doer: Doer,
): Result<Arranged> {
  const moved = step(meeting, 'move', doer, to.reason);
  if (!moved.ok) return moved;
  const end = to.end ?? to.start + (meeting.end - meeting.start);
  if (to.start === meeting.start && end === meeting.end) return sameTime();
  const wrong = wrongTime(to.start, end, doer.at);
  return wrong ?? standing(facts, ok({ ...moved.value, start: to.start, end }), doer);
}

/** 協議の上の省略 (N-3.3.ア.エ.1). */
export const skipMeeting = (meeting: Meeting, reason: string, doer: Doer): Result<Meeting> =>
  step(meeting, 'skip', doer, reason);

export const cancelMeeting = (meeting: Meeting, reason: string, doer: Doer): Result<Meeting> =>
  step(meeting, 'cancel', doer, reason);

/** Held. Not before it began. */
export function closeMeeting(meeting: Meeting, doer: Doer): Result<Meeting> {
  if (doer.at >= meeting.start) return step(meeting, 'close', doer);
  return failed(
    'meeting.notBegun',
    'まだ始まっていない会議は、終了にできません。やめるときは、中止または省略を選んでください。',
    'A meeting that has not begun cannot be closed. Cancel or skip it instead.',
  );
}

/** A meeting beside the series' cadence (臨時の開催), confirmed at once. Problems: as moveMeeting, meeting.series. */
export function extraMeeting(
  facts: NoticeFacts,
  wanted: {
    readonly id: string;
    readonly series: string;
    readonly title?: string;
    readonly start: Instant;
    readonly end?: Instant;
    readonly reason: string;
  },
  doer: Doer,
): Result<Arranged> {
  const series = facts.meetings.series.find(({ id }) => id === wanted.series);
  if (series === undefined) {
    return failed(
      'meeting.series',
      'この会議の種類は、契約の設定にありません。一覧から選び直してください。',
      'The contract has no such meeting. Please choose one of the list.',
      'series',
    );
  }
  const end = wanted.end ?? wanted.start + series.lengthMinutes * 60_000;
  const title = oneLine(wanted.title ?? '');
  const blank: Meeting = {
    id: wanted.id,
    series: series.id,
    title: title === '' ? `${series.name.ja}（臨時）` : title,
    start: wanted.start,
    end,
    place: series.place,
    state: 'proposed',
    ...attendance(series),
  };
  if (oneLine(wanted.reason) === '') {
    return failed('workflow.reason', '理由を入力してください。', 'Please give a reason.', 'reason');
  }
  return (
    wrongTime(wanted.start, end, doer.at) ??
    standing(facts, step(blank, 'confirm', doer, wanted.reason), doer)
  );
}

const sameTime = (): ReturnType<typeof failed> =>
  failed(
    'meeting.same',
    '日時が今と同じです。新しい日時を選んでください。何も変わっていません。',
    'That is when it stands already. Please choose another time. Nothing has changed.',
    'start',
  );

const wrongTime = (start: Instant, end: Instant, now: Instant): ReturnType<typeof failed> | undefined => {
  if (end <= start || tokyoDate(start) !== tokyoDate(end - 1)) {
    return failed(
      'meeting.order',
      '終了は、同じ日の、開始より後の時刻にしてください。',
      'The end must be later than the start, on the same day.',
      'end',
    );
  }
  if (start > now) return undefined;
  return failed(
    'meeting.past',
    '開始の日時がすでに過ぎています。これからの日時を選んでください。何も変わっていません。',
    'The start lies in the past. Please choose a time to come. Nothing has changed.',
    'start',
  );
};

const standing = (facts: NoticeFacts, result: Result<Meeting>, doer: Doer): Result<Arranged> => {
  if (!result.ok) return result;
  const meeting = { ...result.value, since: doer.at };
  return ok({ meeting, notices: noticesFor(facts, meeting, doer.at) });
};
