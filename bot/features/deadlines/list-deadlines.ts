import { formatInstant, toTokyo } from '../../../shared/kernel/instant.ts';
import { formatDate, plainDate } from '../../../shared/kernel/plain-date.ts';
import type { CardElement } from '../../../shared/kernel/record/card-input.ts';
import { rangeOf, say, titled, type Language, type Words } from '../../../shared/kernel/words.ts';
import { SCOPES, type Scope, type YearEntry } from '../../../shared/meetings/api.ts';
import { standing } from '../../../shared/meetings/remaining.ts';
import { nameIn } from '../../identity/staff.ts';
import { textIn, wholeNumberIn, type PressData } from '../../intake/press-data.ts';
import { card, link, opensLine, press, small, typed, words } from '../../teams/card.ts';
import { problem, showCard, type Answer, type Turn } from '../../teams/turn.ts';
import type { DeadlineDesk } from './deadline-desk.ts';
import { entriesOf } from './entries.ts';
import { readYear } from './read-year.ts';
import { scopesOf, seenBy } from './sight.ts';

/** 締切: what is owed, late first, as a card that is turned over page by page. A list says when it was made. */

const PAGE = 6;

const text = {
  title: { ja: '締切', en: 'Deadlines' },
  mine: { ja: '自分', en: 'Mine' },
  section: { ja: '所属', en: 'My section' },
  contract: { ja: '契約全体', en: 'The contract' },
  before: { ja: '前へ', en: 'Previous' },
  next: { ja: '次へ', en: 'Next' },
  anew: { ja: '最新の状況を表示する', en: 'Show how it stands now' },
  show: { ja: '内容を見る', en: 'Show details' },
  nothing: { ja: '提出待ちのものはありません。', en: 'Nothing is outstanding.' },
  year: { ja: '年間予定とカレンダーを開く', en: 'Open the year and its calendar' },
} as const satisfies Record<string, Words>;

const elsewhere: Answer = problem({
  code: 'personalOnly',
  message: {
    ja: '締切は、ボットとの個人チャットで「締切」と入力してください。',
    en: 'Please write "deadlines" in your personal chat with the bot.',
  },
});

export const dueText = (entry: Pick<YearEntry, 'at' | 'date' | 'timed'>, language: Language): string =>
  entry.timed ? formatInstant(entry.at, language) : formatDate(plainDate(entry.date), language);

const closedNote = ({ closedDay }: YearEntry, language: Language): CardElement[] => {
  if (!closedDay) return [];
  const next = formatDate(plainDate(closedDay.nextOpenDay), language);
  return [
    small(
      language === 'ja'
        ? `閉庁日（${closedDay.why.ja}）です。翌開庁日は${next}です。`
        : `The office is closed (${closedDay.why.en}). The next open day is ${next}.`,
    ),
  ];
};

/** A date that was agreed on never hides the one that the contract says. */
const ruledNote = ({ ruledDate }: YearEntry, language: Language): CardElement[] => {
  if (ruledDate === undefined) return [];
  const date = formatDate(plainDate(ruledDate), language);
  return [
    small(
      language === 'ja'
        ? `合意した期限です。契約による期限は${date}です。`
        : `This date was agreed on. By the contract it is ${date}.`,
    ),
  ];
};

const line = (entry: YearEntry, language: Language): CardElement => {
  const isLate = entry.state === 'overdue';
  const forMeeting = entry.meeting
    ? language === 'ja'
      ? `会議は${formatInstant(entry.meeting.at, language)}`
      : `for the meeting on ${formatInstant(entry.meeting.at, language)}`
    : '';
  const owners = entry.owners.map((one) => one[language]).join(language === 'ja' ? '、' : ', ');
  return opensLine(
    {
      title: titled(say(text.show, language), say(entry.name, language), language),
      verb: 'deadlines.show',
      data: { due: entry.id },
    },
    [
      typed(say(entry.name, language), { weight: 'Bolder' }, 2),
      words(
        `${dueText(entry, language)}　${say(standing(entry.state, entry.openDaysLeft, entry.deed), language)}`,
        {
          spacing: 'None',
          ...(isLate ? { color: 'Attention', weight: 'Bolder' } : {}),
        },
      ),
      {
        ...typed([owners, forMeeting].filter(Boolean).join('　'), { size: 'Small', isSubtle: true }, 2),
        spacing: 'None',
      },
      ...closedNote(entry, language),
      ...ruledNote(entry, language),
      ...(entry.reason === undefined ? [] : [typed(entry.reason, { size: 'Small', isSubtle: true }, 2)]),
      ...(entry.clause ? [small(language === 'ja' ? `根拠 ${entry.clause}` : `Clause ${entry.clause}`)] : []),
    ],
  );
};

/** What is still owed: the late first, then by instant. */
const outstanding = (entries: readonly YearEntry[]): readonly YearEntry[] =>
  entries
    .filter(({ kind, state }) => kind === 'due' && (state === 'open' || state === 'overdue'))
    .toSorted((a, b) => Number(b.state === 'overdue') - Number(a.state === 'overdue') || a.at - b.at);

/** What is not owed after all stands below the rest. */
const shownOf = (entries: readonly YearEntry[]): readonly YearEntry[] => [
  ...outstanding(entries),
  ...entries.filter(({ state }) => state === 'exempt'),
];

const scopeIn = (data: PressData): Scope => SCOPES.find((one) => one === textIn(data, 'scope')) ?? 'mine';

export const listDeadlines = async (
  desk: DeadlineDesk,
  turn: Turn,
  data: PressData = {},
): Promise<Answer> => {
  const { speaker, now } = turn;
  const { language } = speaker;
  if (turn.scope !== 'personal') return elsewhere;
  const scopes = scopesOf(desk, speaker);
  const asked = scopeIn(data);
  const scope = scopes.includes(asked) ? asked : 'mine';
  const all = await readYear(desk);
  const seen = (await seenBy(desk, speaker, scope, all)) ?? { meetings: [], dues: [] };
  // Nobody is led to a page that is empty to them.
  const showsAnything = scopes.includes('contract') || seen.meetings.length + seen.dues.length > 0;
  const name = nameIn(desk.settings, await desk.staff(), language);
  const nameOf = (person: string): Words => ({ ja: name(person), en: name(person) });
  const entries = entriesOf(seen, all, () => '', { calendar: desk.calendar, now, nameOf });
  const open = outstanding(entries);
  const listed = shownOf(entries);
  const last = Math.max(0, Math.floor((listed.length - 1) / PAGE) * PAGE);
  const offset = Math.min(last, wholeNumberIn(data, 'offset') ?? 0);
  const page = listed.slice(offset, offset + PAGE);
  const to = (title: Words, of: Scope, from: number): CardElement =>
    press({ title: say(title, language), verb: 'deadlines.list', data: { scope: of, offset: from } });
  const { date, time } = toTokyo(now);
  const asOf = `${formatDate(date, language)} ${time}${language === 'ja' ? '現在' : ''}`;
  const late = open.filter(({ state }) => state === 'overdue').length;
  const counted =
    language === 'ja'
      ? `${open.length}件${late ? `（うち期限超過${late}件）` : ''}`
      : `${open.length} outstanding${late ? `, ${late} overdue` : ''}`;
  const range =
    listed.length > PAGE ? `${language === 'ja' ? '　' : ', '}${rangeOf(offset, page.length, language)}` : '';
  return showCard(
    card(
      [
        words(titled(say(text.title, language), say(text[scope], language), language), {
          size: 'Large',
          weight: 'Bolder',
          style: 'heading',
        }),
        small(`${language === 'ja' ? asOf : `As of ${asOf}`}　${counted}${range}`),
        ...(page.length ? page.map((entry) => line(entry, language)) : [words(say(text.nothing, language))]),
      ],
      [
        ...(offset > 0 ? [to(text.before, scope, Math.max(0, offset - PAGE))] : []),
        ...(offset + PAGE < listed.length ? [to(text.next, scope, offset + PAGE)] : []),
        ...scopes.filter((one) => one !== scope).map((one) => to(text[one], one, 0)),
        to(text.anew, scope, offset),
        ...(desk.tabLink && showsAnything ? [link(say(text.year, language), desk.tabLink)] : []),
      ],
    ),
    say(text.title, language),
    'none',
  );
};
