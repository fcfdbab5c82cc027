import { findNumber, type NumberMarks, type SaidNumber } from '../../shared/kernel/case-number.ts';
import { may } from '../../shared/kernel/permission.ts';
import type { Speaker } from '../../shared/kernel/person.ts';
import type { Words } from '../../shared/kernel/words.ts';
import type { Feature } from '../feature.ts';
import { findCaseByNumber, type Case } from '../store/cases.ts';
import { problem, type Answer, type Command, type Turn } from '../teams/turn.ts';
import { kindOf, numberStart, type Desk } from './desk.ts';
import { actionOf } from './intake-kind.ts';
import { elsewhere, view } from './show-case.ts';
import { mayRead } from './views.ts';

/** Whatever the product gave a number to, for who writes it, as people write numbers. */

type Others = readonly Pick<Feature, 'byNumber'>[];

/** Said alike for what is not there and for what is not theirs, so that a number tells nothing. */
const noSuchNumber: Answer = problem({
  code: 'noSuchNumber',
  refusal: true,
  message: {
    ja: 'その番号の受付は見つかりません。番号をご確認ください。',
    en: 'There is no case of that number. Please check it.',
  },
});

const inTheOpen: Words = {
  ja: '番号で調べるときは、ボットとの個人チャットを開いて、同じ番号を入力してください。この会話には表示しません。',
  en: 'To look up a number, please open your personal chat with the bot and write it there. It is not shown in this conversation.',
};

const marksOf = ({ settings, kinds }: Desk, others: Others): NumberMarks => ({
  prefix: settings.numberPrefix,
  marks: [
    ...kinds.map((kind) => kind.settings.numberMark),
    ...others.flatMap(({ byNumber }) => byNumber?.start.split('-')[1] ?? []),
  ],
});

/** A number of a kind that the person may send themselves, where there is one. */
const exampleNumber = (desk: Desk, speaker: Speaker): string => {
  const kind =
    desk.kinds.find((one) => may(desk.settings, speaker, actionOf(one, 'create'))) ?? desk.kinds[0];
  return kind ? `${numberStart(desk.settings, kind)}0001` : '';
};

const description =
  (desk: Desk, others: Others) =>
  (speaker: Speaker): Words => {
    const more = others.flatMap(({ byNumber }) => (byNumber?.offeredTo(speaker) ? [byNumber.what] : []));
    const ja = more.length ? `受付や${more.map((what) => what.ja).join('、')}` : '受付';
    const en = ['case', ...more.map((what) => what.en)];
    return {
      ja: `番号（例 ${exampleNumber(desk, speaker)}）を入力すると、その${ja}を表示します。`,
      en: `Write a number to see that ${[en.slice(0, -1).join(', '), en.at(-1)].filter(Boolean).join(' or ')}.`,
    };
  };

/** With a number: what one does with it. */
const DOES =
  /^[\s　]*$|状況|一覧|内容|見|表示|教え|どう|確認|取り?下げ|取り?消|訂正|status|show|withdraw|correct/;

/** A number alone or with what one does with it; among other words a whole one only may be what they are after. */
const asks = (said: string, known: NumberMarks): 'exactly' | 'perhaps' | undefined => {
  const number = findNumber(said, known);
  if (!number) return undefined;
  if (DOES.test(said.replace(number.written.toLowerCase(), ''))) return 'exactly';
  return number.short ? undefined : 'perhaps';
};

const digitsAlone = (desk: Desk, speaker: Speaker): Answer => {
  const example = exampleNumber(desk, speaker);
  return problem({
    code: 'digitsAlone',
    message: {
      ja: `数字だけでは、受付を特定できません。記号を付けた番号（例 ${example}）を入力してください。`,
      en: `Digits alone do not tell which case you mean. Please write the whole number, like ${example}.`,
    },
  });
};

const readable = async (
  desk: Desk,
  { speaker }: Turn,
  number: { readonly prefix: string; readonly mark: string; readonly sequence: number },
): Promise<Case | undefined> => {
  const one = await findCaseByNumber(desk.db, desk.settings.id, number);
  return one && mayRead(desk, kindOf(desk, one.kind), speaker, one) ? one : undefined;
};

const show = (desk: Desk, turn: Turn, one: Case): Promise<Answer> =>
  view(desk, kindOf(desk, one.kind), turn, one, 'details');

/** Digits mean a case where just one of those that the person may see has them. */
const showByDigits = async (desk: Desk, turn: Turn, { prefix, sequence }: SaidNumber): Promise<Answer> => {
  const found = (
    await Promise.all(
      desk.kinds.map((kind) => readable(desk, turn, { prefix, mark: kind.settings.numberMark, sequence })),
    )
  ).filter((one) => one !== undefined);
  const [one] = found;
  return one && found.length === 1 ? show(desk, turn, one) : digitsAlone(desk, turn.speaker);
};

export const showByNumber = async (desk: Desk, others: Others, turn: Turn, said: string): Promise<Answer> => {
  if (turn.scope !== 'personal') return elsewhere(turn, inTheOpen);
  const number = findNumber(said, marksOf(desk, others));
  if (!number) return noSuchNumber;
  const { prefix, mark, sequence } = number;
  if (mark === undefined) return showByDigits(desk, turn, number);
  const other = others.find(({ byNumber }) => byNumber?.start === `${prefix}-${mark}-`)?.byNumber;
  if (other) return other.show(turn, `${other.start}${String(sequence).padStart(4, '0')}`);
  const one = await readable(desk, turn, { prefix, mark, sequence });
  return one ? show(desk, turn, one) : noSuchNumber;
};

export const numberCommand = (desk: Desk, others: Others): Command => {
  const known = marksOf(desk, others);
  return {
    id: 'number',
    title: { ja: '番号', en: 'Number' },
    description: description(desk, others),
    asks: (said) => asks(said, known),
    run: (turn, said) => showByNumber(desk, others, turn, said),
  };
};
