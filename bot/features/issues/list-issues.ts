import { formatInstant } from '../../../shared/kernel/instant.ts';
import { openDays } from '../../../shared/kernel/open-days.ts';
import { may, rolesOf } from '../../../shared/kernel/permission.ts';
import type { CardElement } from '../../../shared/kernel/record/card-input.ts';
import { rangeOf, say, titled, type Words } from '../../../shared/kernel/words.ts';
import { ISSUE_FLOW } from '../../../shared/issues/issue.ts';
import { nameIn } from '../../identity/staff.ts';
import { type PressData, textIn, wholeNumberIn } from '../../intake/press-data.ts';
import { elsewhere } from '../../intake/show-case.ts';
import { issuesIn, type KeptIssue } from '../../store/issues.ts';
import { card, opensDialog, opensLine, press, small, typed, words } from '../../teams/card.ts';
import { showCard, type Answer, type Turn } from '../../teams/turn.ts';
import { dueWords } from './issue-card.ts';
import type { IssueDesk } from './keep-issue.ts';
import { issuesNotYours } from './show-issue.ts';

/** 課題: what is open, of one's own or of the contract, the earliest due first. */

const PAGE = 8;

const inTheOpen: Words = {
  ja: '課題は、ボットとの個人チャットで「課題」と入力してください。この会話には表示しません。',
  en: 'Please write "issues" in your personal chat with the bot. It is not shown in this conversation.',
};

const text = {
  title: { ja: '課題', en: 'Issues' },
  mine: { ja: '自分の課題', en: 'Mine' },
  all: { ja: 'すべての課題', en: 'All' },
  none: { ja: '未完了の課題はありません。', en: 'Nothing is open.' },
  before: { ja: '前へ', en: 'Previous' },
  next: { ja: '次へ', en: 'Next' },
  show: { ja: '課題を見る', en: 'Show the issue' },
  add: { ja: '課題を登録する', en: 'Add an issue' },
  book: { ja: 'Excelで出力する', en: 'As an Excel file' },
} as const satisfies Record<string, Words>;

export const listIssues = async (desk: IssueDesk, turn: Turn, data: PressData = {}): Promise<Answer> => {
  const { speaker, now } = turn;
  const { language } = speaker;
  if (turn.scope !== 'personal' && turn.via !== 'dialog') return elsewhere(turn, inTheOpen);
  if (!may(desk.settings, speaker, 'issue.read')) return issuesNotYours;
  const whose = textIn(data, 'whose') === 'all' ? 'all' : 'mine';
  const offset = Math.min(10_000, wholeNumberIn(data, 'offset') ?? 0);
  const owners = [speaker.id, ...rolesOf(desk.settings, speaker).map((role) => `role:${role}`)];
  const open = await issuesIn(desk.db, desk.settings.id, {
    open: true,
    ...(whose === 'all' ? {} : { owners }),
  });
  const nameOf = nameIn(desk.settings, await desk.staff(), language);
  const calendar = openDays(desk.settings.calendar);
  const page = open.slice(offset, offset + PAGE);
  const line = ({ id, issue }: KeptIssue): CardElement =>
    opensLine(
      { title: `${issue.number} ${say(text.show, language)}`, verb: 'issue.show', data: { issueId: id } },
      [
        small(
          `${issue.number}　${say(ISSUE_FLOW.states[issue.state], language)}　${dueWords(issue, calendar, now, language)}`,
        ),
        { ...typed(issue.title, { weight: 'Bolder' }), spacing: 'None' },
        typed(nameOf(issue.owner), { size: 'Small', isSubtle: true }),
      ],
    );
  const to = (title: Words, of: string, from: number): CardElement =>
    press({ title: say(title, language), verb: 'issue.list', data: { whose: of, offset: from } });
  const other = whose === 'all' ? 'mine' : 'all';
  return showCard(
    card(
      [
        words(titled(say(text.title, language), say(text[whose], language), language), {
          size: 'Large',
          weight: 'Bolder',
          style: 'heading',
        }),
        small(
          language === 'ja'
            ? `${formatInstant(now, 'ja')}現在　未完了${open.length}件${open.length > PAGE ? `　${rangeOf(offset, page.length, 'ja')}` : ''}`
            : `As of ${formatInstant(now, 'en')}: ${open.length} open${open.length > PAGE ? `, ${rangeOf(offset, page.length, 'en')}` : ''}`,
        ),
        ...(page.length ? page.map(line) : [words(say(text.none, language))]),
      ],
      [
        ...(offset > 0 ? [to(text.before, whose, Math.max(0, offset - PAGE))] : []),
        ...(offset + PAGE < open.length ? [to(text.next, whose, offset + PAGE)] : []),
        ...(may(desk.settings, speaker, 'issue.change')
          ? [opensDialog(say(text.add, language), 'issue.form', { what: 'raise' })]
          : []),
        to(text[other], other, 0),
        press({ title: say(text.book, language), verb: 'issue.book' }),
      ],
    ),
    say(text.title, language),
    'none',
  );
};
