import { mayKnowOf } from '../../../shared/kernel/deadline/of-incident.ts';
import { formatInstant, fromTokyo, type Instant, parseTimeOfDay } from '../../../shared/kernel/instant.ts';
import { parsePlainDate } from '../../../shared/kernel/plain-date.ts';
import { say, type Language, type Words } from '../../../shared/kernel/words.ts';
import { keyOf } from '../../filing/row-key.ts';
import { textIn, type PressData } from '../../intake/press-data.ts';
import { notedAt, sayEntry, sayOnce } from '../../store/due-entries.ts';
import { putOffReminder } from '../../store/reminder-choices.ts';
import { card, press, typed, type Card } from '../../teams/card.ts';
import { problem, showCard, type Answer, type Turn } from '../../teams/turn.ts';
import { digestCard } from './digest-card.ts';
import { nextMorning } from './plan.ts';
import { digestViews } from './renderers.ts';
import { marksDone, reminderCard } from './reminder-card.ts';
import type { ReminderDesk } from './reminder-desk.ts';
import { summaryOf, text as wording, titleOf } from './reminder-words.ts';
import { isBundle, isBundleOf } from './together.ts';
import { isOfMeeting, meantFor, viewOf, type View } from './view.ts';

/** What people do on a reminder: 確認, 後で, 提出済み. */

const notYours = problem({
  code: 'reminder.notYours',
  refusal: true,
  message: {
    ja: 'このお知らせは、あなたあてではないか、もうありません。何も変わっていません。',
    en: 'This reminder is not for you, or is gone. Nothing has changed.',
  },
});

const text = {
  when: { ja: 'いつお知らせしますか', en: 'When shall I remind you?' },
  hour: { ja: '1時間後', en: 'In an hour' },
  morning: { ja: '次の開庁日の朝', en: 'The morning of the next open day' },
  chosen: { ja: '下の日時', en: 'At the time below' },
  date: { ja: '日付', en: 'Day' },
  time: { ja: '時刻', en: 'Time' },
  set: { ja: 'この時に知らせる', en: 'Remind me then' },
  back: { ja: '戻る', en: 'Back' },
} as const satisfies Record<string, Words>;

export type Handler = (desk: ReminderDesk, turn: Turn, data: PressData) => Promise<Answer>;

const isFor = (desk: ReminderDesk, { speaker }: Turn, { reminder }: View): boolean =>
  (speaker.id === reminder.to || speaker.id === reminder.insteadOf) &&
  mayKnowOf(desk.settings, speaker, reminder.subject);

/** What is left of a digest for whoever presses it. */
const viewsFor = (desk: ReminderDesk, { speaker }: Turn, key: string): Promise<readonly View[]> =>
  isBundleOf(key, speaker.id)
    ? digestViews(desk, key, (subject) => mayKnowOf(desk.settings, speaker, subject), speaker.language)
    : Promise.resolve([]);

export const withView =
  (then: (desk: ReminderDesk, turn: Turn, view: View, data: PressData) => Promise<Answer>): Handler =>
  async (desk, turn, data) => {
    const key = textIn(data, 'key');
    const view = key === undefined ? undefined : await viewOf(desk, key, turn.speaker.language);
    return view && isFor(desk, turn, view) ? then(desk, turn, view, data) : notYours;
  };

export const shown = async (desk: ReminderDesk, turn: Turn, view: View): Promise<Answer> => {
  const { language } = turn.speaker;
  const now = (await viewOf(desk, view.key, language)) ?? view;
  return showCard(
    await reminderCard(desk, now, turn.now, language),
    summaryOf(now, turn.now, desk.calendar, language),
    { message: 'reminders.one', subjectId: view.key },
  );
};

export const show: Handler = withView((desk, turn, view) => shown(desk, turn, view));

/** Back to what came in one message. */
export const bundle: Handler = async (desk, turn, data) => {
  const key = textIn(data, 'key') ?? '';
  const { language, id } = turn.speaker;
  const views = await viewsFor(desk, turn, key);
  if (views.length === 0) return notYours;
  const shownAt = await notedAt(desk.db, key, id);
  return showCard(
    digestCard(desk, key, views, turn.now, shownAt, language),
    say(key.startsWith('digest/') ? wording.digest : wording.due, language),
    { message: 'reminders.digest', subjectId: key },
  );
};

/** 確認, once a person. */
const note = (
  desk: ReminderDesk,
  { now }: Turn,
  key: string,
  by: { readonly id: string; readonly name: string },
  name: string,
): Promise<void> =>
  desk.db.transaction().execute((tx) =>
    sayEntry(tx, desk.settings.id, {
      id: keyOf(`seen/${desk.settings.id}/${key}/${by.id}`),
      topic: 'seen',
      lifted: false,
      subject: key,
      scope: key,
      name,
      by: { id: by.id, name: by.name },
      at: now,
    }),
  );

/** A digest is seen as a whole. */
export const seen: Handler = async (desk, turn, data) => {
  const key = textIn(data, 'key') ?? '';
  const { language } = turn.speaker;
  if (isBundle(key)) {
    const views = await viewsFor(desk, turn, key);
    if (views.length === 0) return notYours;
    await note(desk, turn, key, turn.speaker, say(wording.digest, 'ja'));
    return showCard(
      digestCard(desk, key, views, turn.now, turn.now, language),
      language === 'ja' ? '確認しました' : 'Noted',
      { message: 'reminders.digest', subjectId: key },
    );
  }
  return withView(async (_desk, _turn, view) => {
    const { to } = view.reminder;
    await note(desk, turn, view.key, { id: to, name: view.nameOf(to) }, titleOf(view, 'ja'));
    return shown(desk, turn, view);
  })(desk, turn, data);
};

const askWhen = (view: View, now: Instant, language: Language): Card =>
  card(
    [
      typed(titleOf(view, language), { size: 'Small', isSubtle: true }),
      {
        type: 'Input.ChoiceSet',
        id: 'when',
        label: say(text.when, language),
        style: 'expanded',
        value: 'hour',
        choices: (['hour', 'morning', 'chosen'] as const).map((value) => ({
          title: say(text[value], language),
          value,
        })),
      },
      { type: 'Input.Date', id: 'date', label: say(text.date, language) },
      {
        type: 'Input.Time',
        id: 'time',
        label: say(text.time, language),
        value: formatInstant(now, 'ja').slice(-5),
      },
    ],
    [
      press({
        title: say(text.set, language),
        verb: 'reminders.laterNow',
        data: { key: view.key },
        inputs: true,
        main: true,
      }),
      press({ title: say(text.back, language), verb: 'reminders.show', data: { key: view.key } }),
    ],
  );

export const later: Handler = withView(async (_desk, turn, view) =>
  showCard(askWhen(view, turn.now, turn.speaker.language), say(text.when, turn.speaker.language)),
);

const chosenInstant = (desk: ReminderDesk, now: Instant, data: PressData): Instant | undefined => {
  const when = textIn(data, 'when');
  if (when === 'hour') return now + 3_600_000;
  if (when === 'morning') return nextMorning(desk, now);
  const date = parsePlainDate(textIn(data, 'date') ?? '');
  const time = parseTimeOfDay(textIn(data, 'time') ?? '');
  return date === undefined || time === undefined ? undefined : fromTokyo(date, time);
};

/** Somebody who puts a thing off for longer than this has forgotten it. */
const LONGEST = 92 * 86_400_000;

const tooLate = problem({
  code: 'reminder.afterMeeting',
  message: {
    ja: '会議の開始より前の日時を選んでください。何も変わっていません。',
    en: 'Please choose a time before the meeting begins. Nothing has changed.',
  },
  field: 'date',
});

export const laterNow: Handler = withView(async (desk, turn, view, data) => {
  const until = chosenInstant(desk, turn.now, data);
  if (until === undefined || until <= turn.now || until > turn.now + LONGEST)
    return problem({
      code: 'reminder.when',
      message: {
        ja: 'これから3か月以内の日付と時刻を選んでください。',
        en: 'Please choose a day and time within the next three months.',
      },
      field: 'date',
    });
  if (isOfMeeting(view.reminder) && until >= (view.meeting?.start ?? Infinity)) return tooLate;
  const { subject } = view.reminder;
  const person = meantFor(view.reminder);
  await putOffReminder(desk.db, { subject, person, pressedAt: turn.now, until }, view.scope);
  return shown(desk, turn, view);
});

/** Where a file tells, the file is what counts. */
export const submitted: Handler = withView(async (desk, turn, view) => {
  if (marksDone(view) && view.stands === 'open') {
    const { id, name } = turn.speaker;
    await desk.db.transaction().execute((tx) =>
      sayOnce(tx, desk.settings.id, {
        id: desk.newId(),
        topic: 'done',
        lifted: false,
        subject: view.reminder.subject,
        scope: view.scope,
        name: titleOf(view, 'ja'),
        by: { id, name },
        at: turn.now,
      }),
    );
  }
  return shown(desk, turn, view);
});
