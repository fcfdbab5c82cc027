import type { CardElement } from '../../../shared/kernel/record/card-input.ts';
import { tokyoDate } from '../../../shared/kernel/instant.ts';
import { addDays } from '../../../shared/kernel/plain-date.ts';
import { say, type Language, type Words } from '../../../shared/kernel/words.ts';
import { noticesFor } from '../../../shared/meetings/notice.ts';
import { proposeYear } from '../../../shared/meetings/propose-year.ts';
import type { Renderer } from '../../delivery/message.ts';
import { readerLanguage } from '../../store/conversations.ts';
import { type KeptMeeting, meetingsIn } from '../../store/meetings.ts';
import {
  card,
  type Card,
  fact,
  label,
  opensDialog,
  press,
  state,
  typedNotice,
  words,
} from '../../teams/card.ts';
import { problem, showCard, type Answer, type Turn } from '../../teams/turn.ts';
import { planSubject } from './keep-meeting.ts';
import type { MeetingDesk } from './meeting-desk.ts';
import { mayArrange } from './who.ts';
import { noNumberYet } from '../../intake/numbering.ts';
import { planYear } from './plan-year.ts';

/** 会議計画: the year by series, what could not be met, and the way to confirm it. */

const text = {
  title: { ja: '会議計画', en: 'The year’s meetings' },
  conflicts: { ja: '確認が必要なこと', en: 'To be looked at' },
  none: {
    ja: '契約の回数と間隔をすべて満たしています。',
    en: 'It meets every count and distance of the contract.',
  },
  all: { ja: 'すべて確定する', en: 'Confirm all' },
  one: { ja: '一件ずつ見る', en: 'One by one' },
  extra: { ja: '臨時の会議を追加', en: 'Add a meeting' },
  waiting: {
    ja: '案があります。確定すると、予定表に登録し、お知らせを始めます。',
    en: 'There are proposals. Once confirmed they go into calendars and are reminded of.',
  },
  passed: {
    ja: '開催の日を過ぎました。開催していれば開催済みとして確定し、開催していなければ省略してください。',
    en: 'Please confirm as held what was held, and skip what was not.',
  },
  passedOnes: { ja: '日を過ぎた案を見る', en: 'See what has passed' },
  done: { ja: '確定していない案はありません。', en: 'Nothing waits to be confirmed.' },
} as const satisfies Record<string, Words>;

const MOST_CONFLICTS = 10;

/** What the plan does not meet, of what lies ahead. */
const hindrances = async (
  desk: MeetingDesk,
  all: readonly KeptMeeting[],
  now: number,
): Promise<readonly Words[]> => {
  const staff = await desk.staff();
  const { settings, calendar, term } = desk;
  const standing = all.map(({ meeting }) => meeting);
  const today = tokyoDate(now);
  const from = today < term.start ? term.start : addDays(today, 1);
  const { conflicts } = proposeYear({ meetings: settings.meetings, term, calendar, staff, standing, from });
  const facts = { meetings: settings.meetings, calendar, term, staff, others: standing };
  const noticed = standing
    .filter(({ state: how, start }) => how === 'proposed' && start > now)
    .flatMap((meeting) =>
      noticesFor(facts, meeting, now).map(({ message }) => ({
        ja: `${meeting.title}：${message.ja}`,
        en: `${meeting.title}: ${message.en}`,
      })),
    );
  return [...conflicts.map(({ message }) => message), ...noticed];
};

/** A proposal whose time came before anybody confirmed it. */
const hasPassed = ({ meeting }: KeptMeeting, now: number): boolean =>
  meeting.state === 'proposed' && meeting.start <= now;

const countsOf = (
  desk: MeetingDesk,
  all: readonly KeptMeeting[],
  now: number,
  language: Language,
): CardElement[] =>
  desk.settings.meetings.series.map(({ id, name }) => {
    const own = all.filter(({ meeting }) => meeting.series === id);
    const count = (...states: readonly string[]): number =>
      own.filter(({ meeting }) => states.includes(meeting.state)).length;
    const passed = own.filter((one) => hasPassed(one, now)).length;
    const proposed = count('proposed') - passed;
    const [confirmed, off] = [count('confirmed', 'held'), count('cancelled')];
    if (own.length === 0) return fact(say(name, language), language === 'ja' ? '予定なし' : 'none planned');
    return fact(
      say(name, language),
      language === 'ja'
        ? `案${proposed}回・確定${confirmed}回${passed ? `・日を過ぎた案${passed}回` : ''}${off ? `・中止や省略${off}回` : ''}`
        : `${proposed} proposed, ${confirmed} confirmed${passed ? `, ${passed} passed unconfirmed` : ''}${off ? `, ${off} skipped or cancelled` : ''}`,
    );
  });

export const planCard = async (
  desk: MeetingDesk,
  now: number,
  language: Language,
  arranges: boolean,
): Promise<Card> => {
  const all = await meetingsIn(desk.db, desk.settings.id);
  const open = all.filter(({ meeting }) => meeting.state === 'proposed' && meeting.start > now).length;
  const passed = all.filter((one) => hasPassed(one, now)).length;
  const found = await hindrances(desk, all, now);
  const more = found.length - MOST_CONFLICTS;
  return card(
    [
      words(say(text.title, language), { size: 'Large', weight: 'Bolder', style: 'heading' }),
      ...(open
        ? [
            state(
              language === 'ja' ? `${open}件の${say(text.waiting, 'ja')}` : say(text.waiting, 'en'),
              'accent',
            ),
          ]
        : []),
      ...(passed
        ? [
            state(
              language === 'ja'
                ? `${passed}件の案が、確定しないまま${say(text.passed, 'ja')}`
                : `${passed} passed unconfirmed. ${say(text.passed, 'en')}`,
              'warning',
            ),
          ]
        : []),
      ...(open + passed === 0 ? [state(say(text.done, language), 'good')] : []),
      ...countsOf(desk, all, now, language),
      label(say(text.conflicts, language)),
      ...(found.length === 0
        ? [words(say(text.none, language), { spacing: 'Small' })]
        : found.slice(0, MOST_CONFLICTS).map((line) => typedNotice(say(line, language), 'warning'))),
      ...(more > 0
        ? [words(language === 'ja' ? `ほか${more}件` : `and ${more} more`, { isSubtle: true })]
        : []),
    ],
    arranges
      ? [
          ...(open
            ? [press({ title: say(text.all, language), verb: 'meeting.confirmAll', main: true })]
            : []),
          ...(open
            ? [opensDialog(say(text.one, language), 'meeting.list', { whose: 'all', state: 'proposed' })]
            : []),
          ...(passed
            ? [opensDialog(say(text.passedOnes, language), 'meeting.list', { whose: 'all', state: 'passed' })]
            : []),
          opensDialog(say(text.extra, language), 'meeting.form', { what: 'extra' }),
        ]
      : [],
  );
};

export const planAnswer = async (desk: MeetingDesk, turn: Turn): Promise<Answer> => {
  const { language } = turn.speaker;
  const content = await planCard(desk, turn.now, language, mayArrange(desk, turn.speaker));
  return showCard(content, say(text.title, language), {
    message: 'meeting.plan',
    subjectId: planSubject(desk),
  });
};

const notYoursToPlan: Answer = problem({
  code: 'planNotYours',
  refusal: true,
  message: {
    ja: '会議の計画を作る権限がありません。何も変わっていません。ご用の場合は{itPolicySection}へご連絡ください。',
    en: 'You may not plan the meetings. Nothing has changed. Please contact the {itPolicySection} if you need it.',
  },
});

/** 「会議計画」: proposes what the year lacks, and shows it. */
export const plan = async (desk: MeetingDesk, turn: Turn): Promise<Answer> => {
  if (!mayArrange(desk, turn.speaker)) return notYoursToPlan;
  if (!desk.isNumbered('meeting')) return problem(noNumberYet);
  await planYear(desk);
  return planAnswer(desk, turn);
};

export const planRenderer =
  (desk: MeetingDesk): Renderer =>
  async (_subject, destination) => {
    const language = await readerLanguage(desk.db, destination);
    // In the section's channel every reader sees the buttons; who presses is asked.
    const arranges =
      destination.to === 'channel' || mayArrange(desk, await desk.directory.person(destination.personId));
    return {
      card: await planCard(desk, desk.clock(), language, arranges),
      summary: say(text.title, language),
    };
  };
