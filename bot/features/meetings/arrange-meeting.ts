import { toTokyo } from '../../../shared/kernel/instant.ts';
import { failed, type Problem, type Result } from '../../../shared/kernel/problem.ts';
import { readForm, typedIn } from '../../../shared/kernel/record/read-input.ts';
import type { Typed } from '../../../shared/kernel/record/card-input.ts';
import type { Values } from '../../../shared/kernel/record/field.ts';
import type { Language, Words } from '../../../shared/kernel/words.ts';
import {
  type Arranged,
  cancelMeeting,
  extraMeeting,
  moveMeeting,
  skipMeeting,
} from '../../../shared/meetings/arrange.ts';
import { instantOfWall } from '../../../shared/meetings/meeting.ts';
import { idIn, type PressData, revisionIn, textIn } from '../../intake/press-data.ts';
import { noNumberYet } from '../../intake/numbering.ts';
import { addJobs } from '../../jobs/jobs.ts';
import { wishEvent } from '../../store/calendar-writes.ts';
import { deriveSoon } from '../../store/due-instants.ts';
import { addMeeting, findMeeting, type KeptMeeting } from '../../store/meetings.ts';
import { oneAtATime, takeNumbers } from '../../store/take-numbers.ts';
import { type Answer, type Turn } from '../../teams/turn.ts';
import {
  arrangementForm,
  arrangementRecord,
  ARRANGEMENTS,
  type Arrangement,
  arrangementTitle,
  type FormState,
} from './arrange-form.ts';
import { fileMeeting, followMeetings, keepMeeting, tellSection } from './keep-meeting.ts';
import { spanWords } from './meeting-card.ts';
import type { MeetingDesk } from './meeting-desk.ts';
import { meetingList, meetingNumbers } from './meeting-list.ts';
import { meetingAnswer, meetingIn, noSuchMeeting } from './show-meeting.ts';
import { arrangedWords } from './told.ts';
import { chooseOrganiser, doerOf, mayArrange, noticeFacts } from './who.ts';

/** A meeting is moved, skipped, cancelled or added, with a reason, and the section hears of it. */

const wanted = (data: PressData): Arrangement | undefined =>
  ARRANGEMENTS.find((what) => what === textIn(data, 'what'));

const aboutOf = ({ meeting }: KeptMeeting, language: Language): string =>
  `${meeting.title}　${spanWords(meeting, language)}`;

const form = (
  desk: MeetingDesk,
  turn: Turn,
  what: Arrangement,
  one: KeptMeeting | undefined,
  state: Omit<FormState, 'about'>,
): Answer => {
  const { language } = turn.speaker;
  const about = one && aboutOf(one, language);
  return {
    kind: 'dialog',
    title: arrangementTitle(what)[language],
    card: arrangementForm(desk.settings, what, language, { ...state, about }),
  };
};

const nowOf = ({ meeting }: KeptMeeting): Typed => {
  const { date, time } = toTokyo(meeting.start);
  return { startDate: date, startTime: time };
};

/** Opens the form in a dialog. */
export const openArrangement = async (desk: MeetingDesk, turn: Turn, data: PressData): Promise<Answer> => {
  const what = wanted(data);
  if (what === undefined || !mayArrange(desk, turn.speaker)) return noSuchMeeting;
  if (what === 'extra')
    return form(desk, turn, what, undefined, { data: { meetingId: desk.newId() }, typed: {} });
  const one = await meetingIn(desk, turn, data);
  if (!one) return noSuchMeeting;
  const carried = { meetingId: one.id, revision: one.revision };
  return form(desk, turn, what, one, { data: carried, typed: what === 'move' ? nowOf(one) : {} });
};

/** The form as it was, for what went wrong unexpectedly. */
export const reopenArrangement = (
  desk: MeetingDesk,
  language: Language,
  data: PressData,
  problem: Problem,
): Answer | undefined => {
  const what = wanted(data);
  if (what === undefined) return undefined;
  const typed = typedIn(arrangementRecord(desk.settings, what), data);
  const carried = { meetingId: idIn(data, 'meetingId'), revision: revisionIn(data) };
  return {
    kind: 'dialog',
    title: arrangementTitle(what)[language],
    card: arrangementForm(desk.settings, what, language, { data: carried, typed, problem }),
  };
};

const outOfDate = failed(
  'meeting.changed',
  'この会議は、開いている間に変更されました。いまの内容を表示しています。何も変わっていません。',
  'This meeting was changed meanwhile. Here is how it stands. Nothing has changed.',
).problem;

type Filled = { readonly values: Values; readonly reason: string };

const timesOf = ({ values }: Filled) => {
  const start = instantOfWall(String(values['start']));
  const minutes = values['minutes'];
  return { start, ...(typeof minutes === 'number' ? { end: start + minutes * 60_000 } : {}) };
};

const changed = async (
  desk: MeetingDesk,
  turn: Turn,
  what: Exclude<Arrangement, 'extra'>,
  one: KeptMeeting,
  filled: Filled,
): Promise<Result<Arranged>> => {
  const doer = doerOf(desk, turn.speaker, turn.now);
  if (what === 'move') {
    const facts = await noticeFacts(desk, await desk.staff(), timesOf(filled).start, one.meeting.id);
    return moveMeeting(facts, one.meeting, { ...timesOf(filled), reason: filled.reason }, doer);
  }
  const step = what === 'skip' ? skipMeeting : cancelMeeting;
  const result = step(one.meeting, filled.reason, doer);
  return result.ok ? { ok: true, value: { meeting: result.value, notices: [] } } : result;
};

/** Sends the form. */
export const arrange = async (desk: MeetingDesk, turn: Turn, data: PressData): Promise<Answer> => {
  const what = wanted(data);
  if (what === undefined || !mayArrange(desk, turn.speaker)) return noSuchMeeting;
  const record = arrangementRecord(desk.settings, what);
  const typed = typedIn(record, data);
  const one = what === 'extra' ? undefined : await meetingIn(desk, turn, data);
  if (what !== 'extra' && !one) return noSuchMeeting;
  const again = (state: Pick<FormState, 'faults' | 'problem'>): Answer =>
    form(desk, turn, what, one, {
      data: { meetingId: idIn(data, 'meetingId'), revision: one?.revision },
      typed,
      ...state,
    });
  const reading = readForm(record, typed);
  if (!reading.ok) return again({ faults: reading.faults });
  const values = reading.values as Values;
  const filled = { values, reason: String(values['reason']) };
  if (what === 'extra') return addExtra(desk, turn, data, filled, again);
  if (!one) return noSuchMeeting;
  // Pressed twice: the first one did it.
  if (one.revision !== revisionIn(data)) return meetingAnswer(desk, turn, one, [outOfDate.message]);
  const result = await changed(desk, turn, what, one, filled);
  if (!result.ok) return again({ problem: result.problem });
  const { meeting, notices } = result.value;
  const said = notices.map(({ message }) => message);
  const telling = arrangedWords(what, one.meeting, meeting, turn.speaker.name, said);
  const done = await keepMeeting(desk, { before: one, meeting }, telling);
  return answered(desk, turn, one.id, done ? [] : [outOfDate.message]);
};

const answered = async (
  desk: MeetingDesk,
  turn: Turn,
  id: string,
  once: readonly Words[],
): Promise<Answer> => {
  const now = await findMeeting(desk.db, id);
  return now ? meetingAnswer(desk, turn, now, once) : noSuchMeeting;
};

const addExtra = async (
  desk: MeetingDesk,
  turn: Turn,
  data: PressData,
  filled: Filled,
  again: (state: { readonly problem: Problem }) => Answer,
): Promise<Answer> => {
  const { settings } = desk;
  const id = idIn(data, 'meetingId');
  if (id === undefined) return noSuchMeeting;
  const known = await findMeeting(desk.db, id);
  if (known) return meetingAnswer(desk, turn, known);
  const staff = await desk.staff();
  const { values, reason } = filled;
  const times = timesOf(filled);
  const title = values['title'];
  const result = extraMeeting(
    await noticeFacts(desk, staff, times.start),
    {
      id,
      series: String(values['series']),
      ...times,
      ...(typeof title === 'string' ? { title } : {}),
      reason,
    },
    doerOf(desk, turn.speaker, turn.now),
  );
  if (!result.ok) return again({ problem: result.problem });
  if (!desk.isNumbered('meeting')) return again({ problem: noNumberYet });
  const said = result.value.notices.map(({ message }) => message);
  await desk.db.transaction().execute(async (tx) => {
    await oneAtATime(tx, `meeting/${id}`);
    if (await findMeeting(tx, id)) return;
    const [number = id] = await takeNumbers(tx, settings.id, 'meeting', meetingNumbers(settings), 1);
    const meeting = { ...result.value.meeting, id: number };
    const organiserId = chooseOrganiser(staff, meeting, turn.speaker.id);
    await addMeeting(tx, settings.id, meetingList(settings).key, id, meeting, organiserId, turn.now);
    await fileMeeting(tx, desk, staff, { id, meeting, organiserId });
    await wishEvent(tx, id, 'there');
    await deriveSoon(tx, [number]);
    await tellSection(tx, desk, id, arrangedWords('extra', meeting, meeting, turn.speaker.name, said));
    await addJobs(tx, followMeetings(desk, [id]));
  });
  return answered(desk, turn, id, []);
};
