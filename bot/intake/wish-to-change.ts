import { may } from '../../shared/kernel/permission.ts';
import type { CardElement } from '../../shared/kernel/record/card-input.ts';
import { rangeOf, say, type Words } from '../../shared/kernel/words.ts';
import { listCases } from '../store/cases-seen.ts';
import { card, press, small, words } from '../teams/card.ts';
import { showCard, type Answer, type Command, type Turn } from '../teams/turn.ts';
import { caseLine } from './case-line.ts';
import { kindOf, related, type Desk } from './desk.ts';
import { actionOf } from './intake-kind.ts';
import { OPEN_STATES } from './open-case.ts';
import { textIn, wholeNumberIn, type PressData } from './press-data.ts';
import { elsewhere } from './show-case.ts';

/** 「取り下げたい」「訂正したい」: one's own cases that are still open, each with the way to do it. */

const WITHDRAW = /取り?下げ|取り?消し|withdraw/;
const CORRECT = /訂正|correct/;
/** Said as a wish of its own, however politely; inside a longer text it only may be one. */
const WISH =
  /(取り?下げ|取り?消し|訂正)(し?たい|を?し(たい|ます|てください)|る|ます|て(ください)?|を?お?願い(し(たい|ます))?|(が|は)?でき(る|ます))?(です|のですが|か)*$|^(i (want|would like) to )?(withdraw|correct)\b.{0,20}$/;

export const CHOOSE = 'intake.choose';

const text = {
  correct: { ja: '訂正する受付を選んでください。', en: 'Please choose what you want to correct.' },
  withdraw: { ja: '取り下げる受付を選んでください。', en: 'Please choose what you want to withdraw.' },
  until: {
    ja: '担当が着手する前の、自分の受付です。着手した後は、担当に直接ご連絡ください。',
    en: 'These are your cases that nobody has taken up yet. For others please contact the section in charge.',
  },
  private: {
    ja: '訂正・取下げは、ボットとの個人チャットで「訂正したい」または「取り下げたい」と入力してください。この会話には表示しません。',
    en: 'To correct or withdraw, please write so in your personal chat with the bot. It is not shown in this conversation.',
  },
  none: {
    ja: '訂正・取下げができる自分の受付はありません。担当が着手した受付は、担当に直接ご連絡ください。',
    en: 'None of your cases can be corrected or withdrawn now. For what was taken up please contact the section in charge.',
  },
  before: { ja: '前へ', en: 'Previous' },
  next: { ja: '次へ', en: 'Next' },
  status: { ja: '状況を見る', en: 'Show status' },
  doCorrect: { ja: '訂正する', en: 'Correct' },
  doWithdraw: { ja: '取り下げる', en: 'Withdraw' },
} as const satisfies Record<string, Words>;

const PAGE = 8;

type Wish = 'correct' | 'withdraw';

const chooseFor = async (desk: Desk, turn: Turn, what: Wish, offset = 0): Promise<Answer> => {
  if (turn.scope !== 'personal') return elsewhere(turn, text.private);
  const { speaker } = turn;
  const { language } = speaker;
  const { cases, more } = await listCases(
    desk.db,
    desk.settings.id,
    desk.kinds.map((kind) => ({ kind: kind.kind, own: speaker.id, sections: [] })),
    { mine: speaker.id, states: OPEN_STATES, offset, size: PAGE },
  );
  // What stood on the page that was asked for may have been taken up meanwhile.
  if (cases.length === 0 && offset > 0) return chooseFor(desk, turn, what);
  const open = cases.filter((one) =>
    may(desk.settings, speaker, actionOf(kindOf(desk, one.kind), what), related(one)),
  );
  const to = (name: Words, from: number): CardElement =>
    press({ title: say(name, language), verb: CHOOSE, data: { what, offset: from } });
  const does = { title: say(what === 'correct' ? text.doCorrect : text.doWithdraw, language), verb: what };
  const some = open.length > 0 || more || offset > 0;
  const title = say(some ? text[what] : text.none, language);
  return showCard(
    card(
      [
        words(title, some ? { size: 'Medium', weight: 'Bolder', style: 'heading' } : {}),
        ...(some ? [words(say(text.until, language), { isSubtle: true, spacing: 'Small' })] : []),
        ...(offset > 0 || more ? [small(rangeOf(offset, cases.length, language))] : []),
        ...open.map((one) => caseLine(desk, turn, one, does)),
      ],
      [
        ...(offset > 0 ? [to(text.before, Math.max(0, offset - PAGE))] : []),
        ...(more ? [to(text.next, offset + PAGE)] : []),
        press({ title: say(text.status, language), verb: 'intake.list' }),
      ],
    ),
    title.slice(0, 40),
    'none',
  );
};

/** Another page of them. */
export const turnChoices = (desk: Desk, turn: Turn, data: PressData): Promise<Answer> =>
  chooseFor(
    desk,
    turn,
    textIn(data, 'what') === 'withdraw' ? 'withdraw' : 'correct',
    Math.min(10_000, wholeNumberIn(data, 'offset') ?? 0),
  );

export const changeCommand = (desk: Desk): Command => ({
  id: 'change',
  title: { ja: '訂正・取下げ', en: 'Correct, withdraw' },
  description: {
    ja: '「訂正したい」「取り下げたい」と入力すると、着手前の自分の受付から選べます。',
    en: 'Write "correct" or "withdraw" to choose among your cases that nobody has taken up.',
  },
  asks: (said) =>
    WISH.test(said) ? 'exactly' : WITHDRAW.test(said) || CORRECT.test(said) ? 'perhaps' : undefined,
  run: (turn, said) =>
    chooseFor(desk, turn, WITHDRAW.test(said.normalize('NFKC').toLowerCase()) ? 'withdraw' : 'correct'),
});
