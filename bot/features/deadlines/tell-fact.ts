import { isStartedByFact } from '../../../shared/kernel/deadline/deadline-settings.ts';
import { tokyoDate } from '../../../shared/kernel/instant.ts';
import { addDays, parsePlainDate, type PlainDate } from '../../../shared/kernel/plain-date.ts';
import { oneLine, startOf } from '../../../shared/kernel/text.ts';
import { say, type Words } from '../../../shared/kernel/words.ts';
import { dueOfFact } from '../../../shared/meetings/due-of-fact.ts';
import { nameIn } from '../../identity/staff.ts';
import { idIn, textIn, type PressData } from '../../intake/press-data.ts';
import { entriesThatHold, findEntry, sayEntry } from '../../store/due-entries.ts';
import { factIn, scopeOfFact } from '../../store/due-facts.ts';
import { dueMarks } from '../../store/reminder-choices.ts';
import { card, typed, words } from '../../teams/card.ts';
import { problem, showCard, type Answer, type Turn } from '../../teams/turn.ts';
import type { DeadlineDesk } from './deadline-desk.ts';
import { factForm, factReceipt, MOST_LETTERS, tellable, type Told, withdrawForm } from './fact-form.ts';

/** 期限の登録: a date starts from something that the product cannot know by itself, such as an invoice (N-5.2). */

const TITLE: Words = { ja: '期限の登録', en: 'Start a deadline' };

const notYours: Answer = problem({
  code: 'deadline.notYours',
  refusal: true,
  message: {
    ja: '期限を登録する権限がありません。{itPolicySection}へご連絡ください。',
    en: 'You may not save deadlines. Please ask the {itPolicySection}.',
  },
});

const elsewhere: Answer = problem({
  code: 'personalOnly',
  message: {
    ja: '期限の登録は、ボットとの個人チャットで「期限の登録」と入力してください。',
    en: 'Please write "start a deadline" in your personal chat with the bot.',
  },
});

const gone: Answer = problem({
  code: 'deadline.gone',
  message: {
    ja: 'この登録は、すでに取り消されているか、見つかりません。何も変わっていません。',
    en: 'It was withdrawn already, or is not there. Nothing has changed.',
  },
});

const refused = (ja: string, en: string, field: string): Answer =>
  problem({ code: `deadline.${field}`, message: { ja, en }, field });

/** At most so many are shown to be taken back. */
const SHOWN = 5;

/** What was told of deadlines that this person may start. */
const toldTo = async (desk: DeadlineDesk, turn: Turn): Promise<readonly Told[]> => {
  const mine = new Set(tellable(desk.settings, turn.speaker).map(({ id }) => id));
  const { settings, db, calendar } = desk;
  const said = await entriesThatHold(db, settings.id, 'all');
  const marks = await dueMarks(db, settings.id, 'all', said);
  const all = said.flatMap((one) => factIn(one) ?? []).toSorted((one, other) => other.since - one.since);
  return all.flatMap((fact): Told[] => {
    const due = mine.has(fact.deadline) ? dueOfFact(settings.deadlines, fact, calendar, marks) : undefined;
    return due ? [{ id: fact.subject, due }] : [];
  });
};

export const openFactForm = async (desk: DeadlineDesk, turn: Turn): Promise<Answer> => {
  const { language } = turn.speaker;
  if (turn.scope !== 'personal') return elsewhere;
  if (!desk.settings.deadlines.list.some((one) => isStartedByFact(one)))
    return problem({
      code: 'deadline.none',
      message: {
        ja: 'この契約に、登録して始まる期限はありません。',
        en: 'This contract has no deadline that starts in this way.',
      },
    });
  const choices = tellable(desk.settings, turn.speaker);
  if (choices.length === 0) return notYours;
  const told = (await toldTo(desk, turn)).slice(0, SHOWN);
  return showCard(factForm(choices, told, desk.newId(), turn.now, language), say(TITLE, language), 'none');
};

/** Older than this it is a slip of the finger. Days. */
const LONGEST_AGO = 366;

const dayIn = (data: PressData, field: string, today: PlainDate): PlainDate | undefined => {
  const day = parsePlainDate(textIn(data, field) ?? '');
  return day === undefined || day < addDays(today, -LONGEST_AGO) || day > addDays(today, LONGEST_AGO)
    ? undefined
    : day;
};

export const tellFactNow = async (desk: DeadlineDesk, turn: Turn, data: PressData): Promise<Answer> => {
  const { settings, db } = desk;
  const { speaker, now } = turn;
  const deadline = tellable(settings, speaker).find(({ id }) => id === textIn(data, 'deadline'));
  const id = idIn(data, 'factId');
  if (id === undefined || deadline === undefined) return notYours;
  const about = startOf(oneLine(textIn(data, 'about') ?? ''), MOST_LETTERS);
  if (about === '')
    return refused(
      '何についてか入力してください。何も登録していません。',
      'Please say what it is about. Nothing was saved.',
      'about',
    );
  const today = tokyoDate(now);
  const at = dayIn(data, 'at', today);
  if (at === undefined || at > today)
    return refused(
      '数え始める日は、この1年の、今日までの日付にしてください。何も登録していません。',
      'Please count from a day of the past year, today at the latest. Nothing was saved.',
      'at',
    );
  const scope = scopeOfFact({ deadline: deadline.id, subject: id });
  const entry = {
    id,
    topic: 'fact' as const,
    lifted: false,
    subject: scope,
    scope,
    name: `${deadline.name.ja}（${about}）`,
    day: at,
    about,
    by: { id: speaker.id, name: speaker.name },
    at: now,
  };
  await db.transaction().execute((tx) => sayEntry(tx, settings.id, entry));
  // Sent twice, the first one did it, whatever the second says.
  const kept = await findEntry(db, id);
  const fact = kept && kept.by.id === speaker.id ? factIn(kept) : undefined;
  const due = fact && dueOfFact(settings.deadlines, fact, desk.calendar);
  if (!due) return gone;
  const nameOf = nameIn(settings, await desk.staff(), speaker.language);
  return showCard(
    factReceipt({ id, due }, due.owners.map(nameOf), speaker.language),
    say(TITLE, speaker.language),
    'none',
  );
};

const withTold =
  (then: (desk: DeadlineDesk, turn: Turn, told: Told, data: PressData) => Promise<Answer>) =>
  async (desk: DeadlineDesk, turn: Turn, data: PressData): Promise<Answer> => {
    const id = idIn(data, 'factId');
    const told = (await toldTo(desk, turn)).find((one) => one.id === id);
    return told ? then(desk, turn, told, data) : gone;
  };

export const askWithdrawFact = withTold((_desk, turn, told) => {
  const { language } = turn.speaker;
  return Promise.resolve(showCard(withdrawForm(told, language), say(TITLE, language), 'none'));
});

export const withdrawFactNow = withTold(async (desk, turn, { id: told, due }, data) => {
  const { language, id, name } = turn.speaker;
  const reason = startOf(oneLine(textIn(data, 'reason') ?? ''), MOST_LETTERS);
  if (reason === '')
    return refused(
      '取り消す理由を入力してください。まだ取り消していません。',
      'Please give a reason. It has not been withdrawn yet.',
      'reason',
    );
  await desk.db.transaction().execute((tx) =>
    sayEntry(tx, desk.settings.id, {
      id: desk.newId(),
      topic: 'fact',
      lifted: true,
      subject: due.id,
      scope: due.id,
      name: due.name.ja,
      reason,
      by: { id, name },
      at: turn.now,
    }),
  );
  desk.log.info({ fact: told, deadline: due.setting, by: id }, 'a deadline was taken back');
  const said: Words = {
    ja: '次の期限を取り消しました。これからのお知らせは届きません。',
    en: 'This deadline was withdrawn. No reminders will come.',
  };
  return showCard(
    card([words(say(said, language)), typed(say(due.name, language))]),
    say(TITLE, language),
    'none',
  );
});
