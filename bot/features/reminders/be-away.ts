import { fromTokyo, type Instant, timeOfDay, tokyoDate } from '../../../shared/kernel/instant.ts';
import { addDays, formatDate, parsePlainDate, type PlainDate } from '../../../shared/kernel/plain-date.ts';
import type { CardElement } from '../../../shared/kernel/record/card-input.ts';
import { isDay } from '../../../shared/kernel/record/schema.ts';
import { say, type Language, type Words } from '../../../shared/kernel/words.ts';
import { idIn, textIn, type PressData } from '../../intake/press-data.ts';
import { absencesFrom, addAbsence, removeAbsence, type Absence } from '../../store/reminder-choices.ts';
import { card, press, small, typed, words } from '../../teams/card.ts';
import { problem, sayText, showCard, type Answer, type Turn } from '../../teams/turn.ts';
import type { Handler } from './answer-reminder.ts';
import type { ReminderDesk } from './reminder-desk.ts';

/** 不在: from and to, and who gets the reminders meanwhile. */

const text = {
  title: { ja: '不在の登録', en: 'Away' },
  from: { ja: '最初の日', en: 'First day' },
  to: { ja: '最後の日', en: 'Last day' },
  choose: { ja: '日付を選んでください。', en: 'Please choose a day.' },
  deputy: { ja: '代わりにお知らせを受け取る人', en: 'Who gets your reminders' },
  nobody: { ja: '代わりはいない（自分に届く）', en: 'Nobody (they come to you)' },
  set: { ja: '登録する', en: 'Save' },
  remove: { ja: '取り消す', en: 'Remove' },
} as const satisfies Record<string, Words>;

type Person = { readonly id: string; readonly name: string };

/** Those who share a role with them: the others have nothing to do with it. */
const deputies = async (desk: ReminderDesk, personId: string): Promise<readonly Person[]> => {
  const staff = await desk.staff();
  const roles = new Set(staff.find(({ id }) => id === personId)?.roles);
  return staff.filter((one) => one.id !== personId && one.roles.some((role) => roles.has(role)));
};

const spanText = ({ from, to }: Absence, language: Language): string => {
  const first = formatDate(tokyoDate(from), language);
  const last = formatDate(tokyoDate(to - 1), language);
  return first === last ? first : language === 'ja' ? `${first}から${last}まで` : `${first} to ${last}`;
};

const entry = (one: Absence, people: readonly Person[], language: Language): CardElement[] => {
  const deputy = people.find(({ id }) => id === one.deputy)?.name;
  return [
    typed(
      `${spanText(one, language)}　${deputy === undefined ? say(text.nobody, language) : language === 'ja' ? `代わり：${deputy}さん` : `deputy: ${deputy}`}`,
    ),
    {
      type: 'ActionSet',
      spacing: 'Small',
      actions: [
        press({ title: say(text.remove, language), verb: 'reminders.notAway', data: { absenceId: one.id } }),
      ],
    },
  ];
};

export const openAway = async (desk: ReminderDesk, turn: Turn): Promise<Answer> => {
  const { language, id } = turn.speaker;
  if (turn.scope !== 'personal')
    return sayText(
      language === 'ja' ? '個人チャットで入力してください。' : 'Please write this in your own chat.',
    );
  const [people, known] = await Promise.all([deputies(desk, id), absencesFrom(desk.db, turn.now, id)]);
  const today = tokyoDate(turn.now);
  return showCard(
    card(
      [
        words(say(text.title, language), { size: 'Large', weight: 'Bolder', style: 'heading' }),
        ...known.slice(0, 5).flatMap((one) => entry(one, people, language)),
        ...(['from', 'to'] as const).map((id) => ({
          type: 'Input.Date',
          id,
          label: say(text[id], language),
          value: today,
          isRequired: true,
          errorMessage: say(text.choose, language),
        })),
        {
          type: 'Input.ChoiceSet',
          id: 'deputy',
          label: say(text.deputy, language),
          style: 'compact',
          value: people[0]?.id ?? 'nobody',
          choices: [
            ...people.map((one) => ({ title: one.name, value: one.id })),
            { title: say(text.nobody, language), value: 'nobody' },
          ],
        },
        ...(people.length > 0
          ? []
          : [small(language === 'ja' ? '同じ役割の人が名簿にいません。' : 'Nobody shares a role with you.')]),
      ],
      [
        press({
          title: say(text.set, language),
          verb: 'reminders.away',
          data: { absenceId: desk.newId() },
          inputs: true,
          main: true,
        }),
      ],
    ),
    say(text.title, language),
    'none',
  );
};

const refused = (code: string, ja: string, en: string, field: string): Answer =>
  problem({ code, message: { ja, en }, field });

const LONGEST_DAYS = 400;
const MIDNIGHT = timeOfDay('00:00');

const dayIn = (data: PressData, name: string): PlainDate | undefined => {
  const text = textIn(data, name) ?? '';
  return isDay(text) ? parsePlainDate(text) : undefined;
};

const daysIn = (data: PressData): { readonly from: Instant; readonly to: Instant } | undefined => {
  const [first, last] = [dayIn(data, 'from'), dayIn(data, 'to')];
  if (first === undefined || last === undefined || last < first) return undefined;
  if (addDays(first, LONGEST_DAYS) < last) return undefined;
  return { from: fromTokyo(first, MIDNIGHT), to: fromTokyo(addDays(last, 1), MIDNIGHT) };
};

export const setAway: Handler = async (desk, turn, data) => {
  const id = idIn(data, 'absenceId');
  const days = daysIn(data);
  if (id === undefined || days === undefined || days.to <= turn.now)
    return refused(
      'absence.days',
      '最初の日と、それ以後の最後の日を選んでください。何も登録していません。',
      'Please choose a first day and a last day after it. Nothing was saved.',
      'to',
    );
  const wanted = textIn(data, 'deputy') ?? 'nobody';
  const people = await deputies(desk, turn.speaker.id);
  if (wanted !== 'nobody' && !people.some((one) => one.id === wanted))
    return refused(
      'absence.deputy',
      '同じ役割の人の中から選んでください。何も登録していません。',
      'Please choose somebody who shares a role with you. Nothing was saved.',
      'deputy',
    );
  const deputy = wanted === 'nobody' ? undefined : wanted;
  await addAbsence(desk.db, { id, personId: turn.speaker.id, ...days, deputy });
  return openAway(desk, turn);
};

export const endAway: Handler = async (desk, turn, data) => {
  const id = idIn(data, 'absenceId');
  if (id !== undefined) await removeAbsence(desk.db, id, turn.speaker.id);
  return openAway(desk, turn);
};
