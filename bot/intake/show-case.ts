import { say, type Words } from '../../shared/kernel/words.ts';
import { findCase, type Case } from '../store/cases.ts';
import { card, notice } from '../teams/card.ts';
import { problem, showCard, type Answer, type Turn } from '../teams/turn.ts';
import type { Desk } from './desk.ts';
import type { IntakeKind } from './intake-kind.ts';
import { idIn, wholeNumberIn, type PressData } from './press-data.ts';
import { MOST_PAGES } from './pages.ts';
import { isItsChief, mayRead, seen, standingOf, type View } from './views.ts';

/** One case, by its number or by a button of one of its cards. */

const text = {
  title: { ja: '状況', en: 'Status' },
  private: {
    ja: '状況は、ボットとの個人チャットで「状況」と入力してください。この会話には表示しません。',
    en: 'Please write "status" in your personal chat with the bot. It is not shown in this conversation.',
  },
} as const satisfies Record<string, Words>;

/** To a press, alike for what is not there and for what is not theirs, so that the answer tells nothing. */
export const noSuchCase: Answer = problem({
  code: 'noSuchCase',
  refusal: true,
  message: {
    ja: 'この受付は、もうないか、扱う権限がありません。何も変わっていません。ご用の場合は{itPolicySection}へご連絡ください。',
    en: 'There is no such case any more, or it is not yours to handle. Nothing was changed. Please contact the {itPolicySection} if you need it.',
  },
});

/** The case a button belongs to, if the person may read it. */
export const caseIn = async (
  desk: Desk,
  kind: IntakeKind,
  turn: Turn,
  data: PressData,
): Promise<Case | undefined> => {
  const id = idIn(data, 'caseId');
  const one = id ? await findCase(desk.db, id) : undefined;
  return one && one.kind === kind.kind && mayRead(desk, kind, turn.speaker, one) ? one : undefined;
};

export const view = async (
  desk: Desk,
  kind: IntakeKind,
  turn: Turn,
  one: Case,
  which: View,
  page = 0,
): Promise<Answer> => {
  const { card: shown, summary } = await seen(desk, kind, turn.speaker, one, which, page);
  return showCard(shown, summary, standingOf(kind, which, one, page));
};

export const receipt = (desk: Desk, kind: IntakeKind, turn: Turn, one: Case): Promise<Answer> =>
  view(desk, kind, turn, one, 'receipt');

const pageIn = (data: PressData): number => Math.min(wholeNumberIn(data, 'page') ?? 0, MOST_PAGES - 1);

export const showCase = async (
  desk: Desk,
  kind: IntakeKind,
  turn: Turn,
  data: PressData,
): Promise<Answer> => {
  const one = await caseIn(desk, kind, turn, data);
  return one ? view(desk, kind, turn, one, 'details', pageIn(data)) : noSuchCase;
};

/** Another part of what a section's chief was told. */
export const showToldPage = async (
  desk: Desk,
  kind: IntakeKind,
  turn: Turn,
  data: PressData,
): Promise<Answer> => {
  const one = await caseIn(desk, kind, turn, data);
  return one && isItsChief(desk, turn.speaker, one)
    ? view(desk, kind, turn, one, 'chief', pageIn(data))
    : noSuchCase;
};

export const showReceipt = async (
  desk: Desk,
  kind: IntakeKind,
  turn: Turn,
  data: PressData,
): Promise<Answer> => {
  const one = await caseIn(desk, kind, turn, data);
  return one ? receipt(desk, kind, turn, one) : noSuchCase;
};

/** Cases are shown in the personal chat alone. @param said what to do there */
export const elsewhere = (turn: Turn, said: Words = text.private): Answer =>
  showCard(
    card([notice(say(said, turn.speaker.language), 'emphasis')]),
    say(text.title, turn.speaker.language),
  );
