import { isAdmitted, may, sectionsSeenBy } from '../../shared/kernel/permission.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import type { CardElement } from '../../shared/kernel/record/card-input.ts';
import { rangeOf, say, titled, type Language, type Words } from '../../shared/kernel/words.ts';
import { countRefusedFiles } from '../store/file-uploads.ts';
import { listCases, type Sight } from '../store/cases-seen.ts';
import { countHeld } from '../store/held-submissions.ts';
import { backlog } from '../store/outbox.ts';
import { card, notice, press, small, words } from '../teams/card.ts';
import { showCard, type Answer, type Turn } from '../teams/turn.ts';
import { caseLine } from './case-line.ts';
import type { Desk } from './desk.ts';
import { actionOf } from './intake-kind.ts';
import { textIn, wholeNumberIn, type PressData } from './press-data.ts';
import { elsewhere } from './show-case.ts';

/** 状況: mine, and my section's as the profile allows. A list says when it was made: it is not kept up to date. */

const text = {
  mine: { ja: '自分の受付', en: 'Mine' },
  all: { ja: '閲覧できる受付', en: 'All I may see' },
  showMine: { ja: '自分の受付を表示する', en: 'Show mine' },
  showAll: { ja: '閲覧できる受付を表示する', en: 'Show all I may see' },
  before: { ja: '前へ', en: 'Previous' },
  next: { ja: '次へ', en: 'Next' },
  anew: { ja: '最新の状況を表示する', en: 'Show how it stands now' },
  title: { ja: '状況', en: 'Status' },
  show: { ja: '内容を見る', en: 'Show details' },
  retry: { ja: '登録を再試行する', en: 'Retry filing' },
} as const satisfies Record<string, Words>;

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

export const sights = (desk: Desk, turn: Turn): readonly Sight[] =>
  isAdmitted(desk.settings, turn.speaker)
    ? desk.kinds.map((kind) => ({
        kind: kind.kind,
        own: turn.speaker.id,
        sections: sectionsSeenBy(desk.settings, turn.speaker, actionOf(kind, 'read')),
      }))
    : [];

type Stuck = { readonly waiting: number; readonly parked: number; readonly files: number };

/** What has not reached SharePoint, for who may send it again. */
const stuckFor = async (desk: Desk, turn: Turn): Promise<Stuck> => {
  if (!may(desk.settings, turn.speaker, 'filing.retry')) return { waiting: 0, parked: 0, files: 0 };
  const [{ waiting, parked }, files] = await Promise.all([backlog(desk.db), countRefusedFiles(desk.db)]);
  return { waiting, parked, files };
};

const stuckNotice = ({ waiting, parked, files }: Stuck, language: Language): CardElement[] => {
  if (waiting + parked + files === 0) return [];
  const said =
    language === 'ja'
      ? `SharePointへの登録待ち${waiting}件、登録保留${parked}件${files ? `、添付の登録保留${files}件` : ''}。`
      : `${waiting} waiting to be filed, ${parked} on hold${files ? `, ${files} files on hold` : ''}.`;
  return [notice(said, parked + files ? 'attention' : 'warning')];
};

/** What of theirs has no number yet stands in no list. */
const heldNotice = (count: number, language: Language): CardElement[] =>
  count === 0
    ? []
    : [
        notice(
          language === 'ja'
            ? `番号待ちの受付が${count}件あります。内容は保存済みで、SharePointに接続でき次第、番号をお知らせします。`
            : `${count} waiting for a number. Everything is saved; you are told as soon as SharePoint can be reached.`,
          'warning',
        ),
      ];

export const listMine = async (desk: Desk, turn: Turn, data: PressData = {}): Promise<Answer> => {
  const { language } = turn.speaker;
  if (turn.scope !== 'personal') return elsewhere(turn);
  const whose = textIn(data, 'whose') === 'all' ? 'all' : 'mine';
  const offset = Math.min(10_000, wholeNumberIn(data, 'offset') ?? 0);
  const seen = sights(desk, turn);
  const [page, stuck, held] = await Promise.all([
    listCases(desk.db, desk.settings.id, seen, {
      ...(whose === 'all' ? {} : { mine: turn.speaker.id }),
      offset,
      size: PAGE,
    }),
    stuckFor(desk, turn),
    countHeld(desk.db, turn.speaker.id),
  ]);
  const seesMore = seen.some((sight) => sight.sections === 'all' || sight.sections.length > 0);
  const to = (title: Words, of: string, from: number): CardElement =>
    press({ title: say(title, language), verb: 'intake.list', data: { whose: of, offset: from } });
  const asOf = `${formatInstant(turn.now, language)}${language === 'ja' ? '現在' : ''}`;
  const which =
    page.cases.length && (offset > 0 || page.more) ? rangeOf(offset, page.cases.length, language) : '';
  return showCard(
    card(
      [
        words(
          titled(say(text.title, language), say(whose === 'all' ? text.all : text.mine, language), language),
          {
            size: 'Large',
            weight: 'Bolder',
            style: 'heading',
          },
        ),
        small(language === 'ja' ? [asOf, which].join('　').trim() : `As of ${asOf} ${which}`.trim()),
        ...stuckNotice(stuck, language),
        ...heldNotice(held, language),
        ...(page.cases.length || held
          ? page.cases.map((one) =>
              caseLine(desk, turn, one, { title: say(text.show, language), verb: 'show' }),
            )
          : [words(say(nothingYet(desk, turn), language))]),
      ],
      [
        ...(offset > 0 ? [to(text.before, whose, Math.max(0, offset - PAGE))] : []),
        ...(page.more ? [to(text.next, whose, offset + PAGE)] : []),
        to(text.anew, whose, offset),
        ...(seesMore
          ? [to(whose === 'all' ? text.showMine : text.showAll, whose === 'all' ? 'mine' : 'all', 0)]
          : []),
        ...(stuck.parked + stuck.files
          ? [press({ title: say(text.retry, language), verb: 'intake.retryFiling' })]
          : []),
      ],
    ),
    say(text.title, language),
    'none',
  );
};
