import { may } from '../../shared/kernel/permission.ts';
import { say, type Words } from '../../shared/kernel/words.ts';
import { listCases } from '../store/cases.ts';
import { card, press, words } from '../teams/card.ts';
import { showCard, type Answer, type Command, type Turn } from '../teams/turn.ts';
import { caseLine } from './case-line.ts';
import { kindOf, related, type Desk } from './desk.ts';
import { actionOf } from './intake-kind.ts';
import { isOpen } from './open-case.ts';
import { elsewhere } from './show-case.ts';

/** 「取り下げたい」「訂正したい」: one's own cases that are still open, each with the way to do it. */

const WITHDRAW = /取り?下げ|取り?消し|withdraw/;
const CORRECT = /訂正|correct/;
/** Said as a wish of its own, however politely; inside a longer text it only may be one. */
const WISH =
  /(取り?下げ|取り?消し|訂正)(し?たい|を?し(たい|ます|てください)|る|ます|て(ください)?|を?お?願い(し(たい|ます))?|(が|は)?でき(る|ます))?(です|のですが|か)*$|^(i (want|would like) to )?(withdraw|correct)\b.{0,20}$/;

const text = {
  correct: { ja: '訂正する受付を選んでください。', en: 'Please choose what you want to correct.' },
  withdraw: { ja: '取り下げる受付を選んでください。', en: 'Please choose what you want to withdraw.' },
  until: {
    ja: '担当が着手する前の、自分の受付です。着手した後は、担当に直接ご連絡ください。',
    en: 'These are your cases that nobody has taken up yet. For others please contact the section in charge.',
  },
  none: {
    ja: '訂正・取下げができる自分の受付はありません。担当が着手した受付は、担当に直接ご連絡ください。',
    en: 'None of your cases can be corrected or withdrawn now. For what was taken up please contact the section in charge.',
  },
  status: { ja: '状況を見る', en: 'Show status' },
  doCorrect: { ja: '訂正する', en: 'Correct' },
  doWithdraw: { ja: '取り下げる', en: 'Withdraw' },
} as const satisfies Record<string, Words>;

/** The newest are looked through; further ones are found by their number. */
const LOOKED_THROUGH = 30;
const MOST_SHOWN = 8;

const chooseFor = async (desk: Desk, turn: Turn, what: 'correct' | 'withdraw'): Promise<Answer> => {
  if (turn.scope !== 'personal') return elsewhere(turn);
  const { speaker } = turn;
  const { language } = speaker;
  const { cases } = await listCases(
    desk.db,
    desk.settings.id,
    desk.kinds.map((kind) => ({ kind: kind.kind, own: speaker.id, sections: [] })),
    { mine: speaker.id, offset: 0, size: LOOKED_THROUGH },
  );
  const open = cases.filter(
    (one) => isOpen(one) && may(desk.settings, speaker, actionOf(kindOf(desk, one.kind), what), related(one)),
  );
  const does = { title: say(what === 'correct' ? text.doCorrect : text.doWithdraw, language), verb: what };
  const title = say(open.length ? text[what] : text.none, language);
  return showCard(
    card(
      [
        words(title, open.length ? { size: 'Medium', weight: 'Bolder', style: 'heading' } : {}),
        ...(open.length ? [words(say(text.until, language), { isSubtle: true, spacing: 'Small' })] : []),
        ...open.slice(0, MOST_SHOWN).map((one) => caseLine(desk, turn, one, does)),
      ],
      [press({ title: say(text.status, language), verb: 'intake.list' })],
    ),
    title.slice(0, 40),
  );
};

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
