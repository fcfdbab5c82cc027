import { isAdmitted, may, sectionsSeenBy } from '../../shared/kernel/permission.ts';
import { readCaseNumber } from '../../shared/kernel/case-number.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { shorten } from '../../shared/kernel/text.ts';
import { say, type Words } from '../../shared/kernel/words.ts';
import { fileNames } from '../store/attachments.ts';
import { findCase, findCaseByNumber, listCases, type Case, type Sight } from '../store/cases.ts';
import { backlog } from '../store/outbox.ts';
import { card, notice, press, small, typed, words, type Card } from '../teams/card.ts';
import { problem, showCard, type Answer, type Turn } from '../teams/turn.ts';
import { detailCard, receiptCard } from './case-card.ts';
import { kindOf, related, sectionName, type Desk } from './desk.ts';
import { actionOf, type IntakeKind } from './intake-kind.ts';
import { standing } from './state-words.ts';
import { idIn, textIn, wholeNumberIn, type PressData } from './press-data.ts';

/** 状況: one case by its number, mine, my section's as the profile allows. */

const text = {
  mine: { ja: '自分の受付', en: 'Mine' },
  all: { ja: '見られる受付', en: 'All I may see' },
  more: { ja: '次の10件', en: 'Next ten' },
  title: { ja: '状況', en: 'Status' },
  show: { ja: '内容を見る', en: 'Show details' },
  private: {
    ja: '状況は、ボットとの個人チャットで「状況」と入力してください。この会話には表示しません。',
    en: 'Please write "status" in your personal chat with the bot. It is not shown in this conversation.',
  },
} as const satisfies Record<string, Words>;

/** Said alike for what is not there and for what is not theirs, so that a number tells nothing. */
export const noSuchCase: Answer = problem({
  code: 'noSuchCase',
  message: {
    ja: 'その番号の受付は見つかりません。番号をご確認ください。',
    en: 'There is no case of that number. Please check it.',
  },
});

export const mayRead = (desk: Desk, turn: Turn, one: Case): boolean =>
  isAdmitted(desk.settings, turn.speaker) &&
  may(desk.settings, turn.speaker, actionOf(kindOf(desk, one.kind), 'read'), related(one));

/** The case a button belongs to, if the person may read it. */
export const caseIn = async (
  desk: Desk,
  kind: IntakeKind,
  turn: Turn,
  data: PressData,
): Promise<Case | undefined> => {
  const id = idIn(data, 'caseId');
  const one = id ? await findCase(desk.db, id) : undefined;
  return one && one.kind === kind.kind && mayRead(desk, turn, one) ? one : undefined;
};

export const receipt = async (desk: Desk, kind: IntakeKind, turn: Turn, one: Case): Promise<Answer> => {
  const { language } = turn.speaker;
  const files = one.revision === 1 && one.filing === 'waiting' ? [] : await fileNames(desk.db, one.id);
  return showCard(
    receiptCard(desk.settings, kind, one, language, turn.speaker, files),
    receiptSummary(one, language),
  );
};

export const receiptSummary = (one: Case, language: 'ja' | 'en'): string =>
  language === 'ja' ? `${one.number}を受け付けました。` : `${one.number} was received.`;

const details = async (desk: Desk, kind: IntakeKind, turn: Turn, one: Case): Promise<Answer> =>
  showCard(
    detailCard(
      desk.settings,
      kind,
      one,
      turn.speaker.language,
      turn.speaker,
      await fileNames(desk.db, one.id),
    ),
    one.number,
  );

export const showCase = async (
  desk: Desk,
  kind: IntakeKind,
  turn: Turn,
  data: PressData,
): Promise<Answer> => {
  const one = await caseIn(desk, kind, turn, data);
  return one ? details(desk, kind, turn, one) : noSuchCase;
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

const elsewhere = (turn: Turn): Answer =>
  showCard(
    card([notice(say(text.private, turn.speaker.language), 'emphasis')]),
    say(text.title, turn.speaker.language),
  );

export const showByNumber = async (desk: Desk, turn: Turn, typedNumber: string): Promise<Answer> => {
  if (turn.scope !== 'personal') return elsewhere(turn);
  const number = readCaseNumber(typedNumber);
  const one = number && (await findCaseByNumber(desk.db, desk.settings.id, number));
  return one && mayRead(desk, turn, one) ? details(desk, kindOf(desk, one.kind), turn, one) : noSuchCase;
};

const sights = (desk: Desk, turn: Turn): readonly Sight[] =>
  isAdmitted(desk.settings, turn.speaker)
    ? desk.kinds.map((kind) => ({
        kind: kind.kind,
        own: turn.speaker.id,
        sections: sectionsSeenBy(desk.settings, turn.speaker, actionOf(kind, 'read')),
      }))
    : [];

/** Where there is nothing to show, the words that begin something. */
const nothingYet = (desk: Desk, turn: Turn): Words => {
  const known = desk.kinds
    .filter((kind) => may(desk.settings, turn.speaker, actionOf(kind, 'create')))
    .map((kind) => kind.calledBy.word);
  const ja = known.map((word) => `「${word.ja}」`);
  const en = known.map((word) => `"${word.en}"`);
  if (known.length === 0) return { ja: 'まだ受付はありません。', en: 'Nothing yet.' };
  return {
    ja: `まだ受付はありません。${[ja.slice(0, -1).join(''), ja.at(-1)].filter(Boolean).join('または')}と入力すると始められます。`,
    en: `Nothing yet. Write ${[en.slice(0, -1).join(', '), en.at(-1)].filter(Boolean).join(' or ')} to begin.`,
  };
};

const PAGE = 10;

const line = (desk: Desk, turn: Turn, one: Case) => {
  const { language } = turn.speaker;
  const kind = kindOf(desk, one.kind);
  const subject = typeof one.fields['subject'] === 'string' ? one.fields['subject'] : '';
  return {
    type: 'Container',
    separator: true,
    spacing: 'Medium',
    selectAction: press({
      title: say(text.show, language),
      verb: `${kind.kind}.show`,
      data: { caseId: one.id },
    }),
    items: [
      small(`${one.number}　${formatInstant(one.submittedAt, language)}`),
      typed(shorten(subject, 60), { weight: 'Bolder' }),
      small(`${say(standing(one).words, language)}　${sectionName(desk.settings, one.sectionId, language)}`),
    ],
  };
};

const backlogNotice = async (desk: Desk, turn: Turn): Promise<readonly Card['body'][number][]> => {
  if (!may(desk.settings, turn.speaker, 'filing.retry')) return [];
  const { waiting, parked } = await backlog(desk.db);
  if (waiting === 0 && parked === 0) return [];
  const ja = `SharePointへの登録待ち${waiting}件、登録保留${parked}件。`;
  return [
    notice(
      turn.speaker.language === 'ja' ? ja : `${waiting} waiting to be filed, ${parked} on hold.`,
      parked ? 'attention' : 'warning',
    ),
  ];
};

export const listMine = async (desk: Desk, turn: Turn, data: PressData = {}): Promise<Answer> => {
  const { language } = turn.speaker;
  if (turn.scope !== 'personal') return elsewhere(turn);
  const everyone = textIn(data, 'whose') === 'all';
  const offset = Math.min(10_000, wholeNumberIn(data, 'offset') ?? 0);
  const page = await listCases(desk.db, desk.settings.id, sights(desk, turn), {
    ...(everyone ? {} : { mine: turn.speaker.id }),
    offset,
    size: PAGE,
  });
  const seesMore = sights(desk, turn).some((sight) => sight.sections === 'all' || sight.sections.length > 0);
  const { parked } = may(desk.settings, turn.speaker, 'filing.retry')
    ? await backlog(desk.db)
    : { parked: 0 };
  return showCard(
    card(
      [
        words(`${say(text.title, language)}：${say(everyone ? text.all : text.mine, language)}`, {
          size: 'Large',
          weight: 'Bolder',
          style: 'heading',
        }),
        ...(await backlogNotice(desk, turn)),
        ...(page.cases.length
          ? page.cases.map((one) => line(desk, turn, one))
          : [words(say(nothingYet(desk, turn), language))]),
      ],
      [
        ...(page.more
          ? [
              press({
                title: say(text.more, language),
                verb: 'intake.list',
                data: { whose: everyone ? 'all' : 'mine', offset: offset + PAGE },
              }),
            ]
          : []),
        ...(seesMore
          ? [
              press({
                title: say(everyone ? text.mine : text.all, language),
                verb: 'intake.list',
                data: { whose: everyone ? 'mine' : 'all' },
              }),
            ]
          : []),
        ...(parked
          ? [
              press({
                title: language === 'ja' ? '登録を再試行する' : 'Retry filing',
                verb: 'intake.retryFiling',
              }),
            ]
          : []),
      ],
    ),
    say(text.title, language),
  );
};
