import type { Settings } from '../../../shared/engagements/settings.ts';
import { type DeadlineSetting, isStartedByFact } from '../../../shared/kernel/deadline/deadline-settings.ts';
import { mayKnowOf } from '../../../shared/kernel/deadline/of-incident.ts';
import { tokyoDate, type Instant } from '../../../shared/kernel/instant.ts';
import { may } from '../../../shared/kernel/permission.ts';
import type { Person } from '../../../shared/kernel/person.ts';
import { formatDate } from '../../../shared/kernel/plain-date.ts';
import type { CardElement } from '../../../shared/kernel/record/card-input.ts';
import { say, type Language, type Words } from '../../../shared/kernel/words.ts';
import type { Due } from '../../../shared/meetings/due.ts';
import { card, fact, press, small, state, typed, words, type Card } from '../../teams/card.ts';

/** The cards by which people tell what the product cannot know: that an invoice came, that both sides agreed on a date. */

export const MOST_LETTERS = 100;

/** What somebody told, by the id that its form brought. */
export type Told = { readonly id: string; readonly due: Due };

const text = {
  title: { ja: '期限の登録', en: 'Start a deadline' },
  which: { ja: '期限', en: 'Deadline' },
  choose: { ja: '期限を選んでください。', en: 'Please choose a deadline.' },
  about: { ja: '何についてか', en: 'What it is about' },
  example: { ja: '例：第1回の請求書', en: 'e.g. the first invoice' },
  say: { ja: '何についてか入力してください。', en: 'Please say what it is about.' },
  at: { ja: '数え始める日（受け取った日など）', en: 'Counted from (the day it came in)' },
  save: { ja: '登録する', en: 'Save' },
  told: { ja: '登録したもの', en: 'Saved so far' },
  undo: { ja: '取り消す', en: 'Withdraw' },
  done: { ja: '登録しました', en: 'Saved' },
  due: { ja: '期限', en: 'Due' },
  clause: { ja: '根拠', en: 'Clause' },
  owner: { ja: '担当', en: 'Owed by' },
  more: { ja: '続けて登録する', en: 'Save another' },
  list: { ja: '締切を見る', en: 'Show deadlines' },
  why: { ja: '取り消す理由', en: 'Why' },
  sayWhy: { ja: '理由を入力してください。', en: 'Please give a reason.' },
  back: { ja: '戻る', en: 'Back' },
} as const satisfies Record<string, Words>;

/** The deadlines that this person may start; those of incidents only who may see incidents. */
export const tellable = (settings: Settings, person: Person): readonly DeadlineSetting[] =>
  may(settings, person, 'deadline.tell')
    ? settings.deadlines.list.filter(
        (one) => isStartedByFact(one) && mayKnowOf(settings, person, `deadline/${one.id}`),
      )
    : [];

/** 閉庁日（土曜日）です。翌開庁日は9月21日(月)です。 */
export const closedWords = ({ closedDay }: Due['deadline'], language: Language): string | undefined =>
  closedDay &&
  (language === 'ja'
    ? `閉庁日（${closedDay.why.ja}）です。翌開庁日は${formatDate(closedDay.nextOpenDay, 'ja')}です。`
    : `The office is closed (${closedDay.why.en}). The next open day is ${formatDate(closedDay.nextOpenDay, 'en')}.`);

const toldLine = ({ id, due }: Told, language: Language): CardElement => ({
  type: 'Container',
  spacing: 'Medium',
  items: [
    typed(say(due.name, language), { weight: 'Bolder' }, 2),
    words(`${say(text.due, language)} ${formatDate(due.deadline.date, language)}`, { spacing: 'None' }),
    {
      type: 'ActionSet',
      spacing: 'Small',
      actions: [press({ title: say(text.undo, language), verb: 'deadlines.untell', data: { factId: id } })],
    },
  ],
});

export const factForm = (
  choices: readonly DeadlineSetting[],
  told: readonly Told[],
  factId: string,
  now: Instant,
  language: Language,
): Card =>
  withTold(
    card(
      [
        words(say(text.title, language), { size: 'Large', weight: 'Bolder', style: 'heading' }),
        {
          type: 'Input.ChoiceSet',
          id: 'deadline',
          label: say(text.which, language),
          style: 'compact',
          wrap: true,
          isRequired: true,
          errorMessage: say(text.choose, language),
          value: choices.find(({ from }) => from === 'invoice')?.id ?? choices[0]?.id ?? '',
          choices: choices.map((one) => ({
            title: [say(one.name, language), one.clause ?? ''].filter(Boolean).join('　'),
            value: one.id,
          })),
        },
        {
          type: 'Input.Text',
          id: 'about',
          label: say(text.about, language),
          placeholder: say(text.example, language),
          maxLength: MOST_LETTERS,
          isRequired: true,
          errorMessage: say(text.say, language),
        },
        {
          type: 'Input.Date',
          id: 'at',
          label: say(text.at, language),
          value: tokyoDate(now),
          isRequired: true,
          errorMessage: say(text.at, language),
        },
      ],
      [
        press({
          title: say(text.save, language),
          verb: 'deadlines.tellNow',
          data: { factId },
          inputs: true,
          main: true,
        }),
      ],
    ),
    told,
    language,
  );

const withTold = (made: Card, told: readonly Told[], language: Language): Card => ({
  ...made,
  body: [
    ...made.body,
    ...(told.length > 0
      ? [
          words(say(text.told, language), { weight: 'Bolder', spacing: 'Large', separator: true }),
          ...told.map((one) => toldLine(one, language)),
        ]
      : []),
  ],
});

/** What was saved, and until when it is due. */
export const factReceipt = ({ id, due }: Told, owners: readonly string[], language: Language): Card => {
  const closed = closedWords(due.deadline, language);
  return card(
    [
      small(say(text.title, language)),
      typed(say(due.name, language), { size: 'Large', weight: 'Bolder' }, 3),
      state(say(text.done, language), 'good'),
      fact(say(text.due, language), formatDate(due.deadline.date, language)),
      ...(closed === undefined ? [] : [small(closed)]),
      fact(say(text.owner, language), owners.join(language === 'ja' ? '、' : ', ')),
      ...(due.deadline.clause === '' ? [] : [fact(say(text.clause, language), due.deadline.clause)]),
    ],
    [
      press({ title: say(text.list, language), verb: 'deadlines.list', data: { scope: 'section' } }),
      press({ title: say(text.more, language), verb: 'deadlines.tell' }),
      press({ title: say(text.undo, language), verb: 'deadlines.untell', data: { factId: id } }),
    ],
  );
};

export const withdrawForm = ({ id, due }: Told, language: Language): Card =>
  card(
    [
      small(say(text.undo, language)),
      typed(say(due.name, language), { size: 'Large', weight: 'Bolder' }, 3),
      {
        type: 'Input.Text',
        id: 'reason',
        label: say(text.why, language),
        maxLength: MOST_LETTERS,
        isRequired: true,
        errorMessage: say(text.sayWhy, language),
      },
    ],
    [
      press({
        title: say(text.undo, language),
        verb: 'deadlines.untellNow',
        data: { factId: id },
        inputs: true,
        main: true,
      }),
      press({ title: say(text.back, language), verb: 'deadlines.tell' }),
    ],
  );
