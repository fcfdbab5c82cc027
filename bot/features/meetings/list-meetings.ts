import { formatInstant, type Instant } from '../../../shared/kernel/instant.ts';
import { inSection, sectionsOf } from '../../../shared/kernel/permission.ts';
import type { CardElement } from '../../../shared/kernel/record/card-input.ts';
import { rangeOf, say, titled, type Language, type Words } from '../../../shared/kernel/words.ts';
import { elsewhere } from '../../intake/show-case.ts';
import { type PressData, textIn, wholeNumberIn } from '../../intake/press-data.ts';
import { type KeptMeeting, meetingsIn } from '../../store/meetings.ts';
import { card, opensLine, press, small, typed, words } from '../../teams/card.ts';
import { showCard, type Answer, type Turn } from '../../teams/turn.ts';
import { spanWords, stateName } from './meeting-card.ts';
import type { MeetingDesk } from './meeting-desk.ts';
import { meetingsNotYours } from './show-meeting.ts';
import { everyone, mayRead } from './who.ts';

/** 予定: the meetings to come, of one's own, of one's section, or of the contract. A list says when it was made. */

const PAGE = 8;

const WHOSE = ['mine', 'section', 'all'] as const;
type Whose = (typeof WHOSE)[number];

/** Proposals alone: those to come, or those whose time came before anybody confirmed them. */
const ONLY = ['proposed', 'passed'] as const;
const inTheOpen: Words = {
  ja: '会議は、ボットとの個人チャットで「予定」と入力してください。この会話には表示しません。',
  en: 'Please write "schedule" in your personal chat with the bot. It is not shown in this conversation.',
};

const text = {
  title: { ja: '予定', en: 'Meetings to come' },
  proposed: { ja: '確定していない案', en: 'Proposals' },
  passed: { ja: '日を過ぎた案', en: 'Passed unconfirmed' },
  mine: { ja: '自分の予定', en: 'Mine' },
  section: { ja: '所属の予定', en: 'My section' },
  all: { ja: '契約の予定', en: 'The contract' },
  none: { ja: 'これからの会議はありません。', en: 'No meetings to come.' },
  nonePassed: { ja: '日を過ぎた案はありません。', en: 'No proposal has passed.' },
  before: { ja: '前へ', en: 'Previous' },
  next: { ja: '次へ', en: 'Next' },
  show: { ja: '会議を見る', en: 'Show the meeting' },
} as const satisfies Record<string, Words>;

const line = ({ id, meeting }: KeptMeeting, now: Instant, language: Language): CardElement =>
  opensLine(
    { title: `${meeting.id} ${say(text.show, language)}`, verb: 'meeting.show', data: { meetingId: id } },
    [
      small(`${spanWords(meeting, language)}　${stateName(meeting, now, language)}`),
      { ...typed(meeting.title, { weight: 'Bolder' }), spacing: 'None' },
    ],
  );

/** Who counts as one's own: oneself, or everyone who shares a section with one. */
const people = async (desk: MeetingDesk, turn: Turn, whose: Whose): Promise<ReadonlySet<string>> => {
  const own = new Set([turn.speaker.id]);
  if (whose !== 'section') return own;
  for (const { group } of sectionsOf(desk.settings, turn.speaker))
    for (const { id } of await desk.directory.members(group)) own.add(id);
  return own;
};

export const listMeetings = async (desk: MeetingDesk, turn: Turn, data: PressData = {}): Promise<Answer> => {
  const { language } = turn.speaker;
  if (turn.scope !== 'personal' && turn.via !== 'dialog') return elsewhere(turn, inTheOpen);
  if (!mayRead(desk, turn.speaker)) return meetingsNotYours;
  const only = ONLY.find((one) => one === textIn(data, 'state'));
  const whose: Whose = WHOSE.find((one) => one === textIn(data, 'whose')) ?? 'mine';
  const offset = Math.min(10_000, wholeNumberIn(data, 'offset') ?? 0);
  const ahead = await meetingsIn(desk.db, desk.settings.id, {
    // What begins now has passed: it can be confirmed only as held.
    ...(only === 'passed' ? { to: turn.now + 1 } : { from: turn.now + (only ? 1 : 0) }),
    states: only ? ['proposed'] : ['proposed', 'confirmed'],
  });
  const staff = await desk.staff();
  const who = await people(desk, turn, whose);
  const own =
    whose === 'all'
      ? ahead
      : ahead.filter(({ meeting, organiserId }) =>
          everyone(staff, meeting, organiserId).some((ref) => who.has(ref)),
        );
  const page = own.slice(offset, offset + PAGE);
  const to = (title: Words, of: Whose, from: number): CardElement =>
    press({
      title: say(title, language),
      verb: 'meeting.list',
      data: { whose: of, offset: from, ...(only ? { state: only } : {}) },
    });
  const inOne = desk.settings.sections.some(({ id }) => inSection(desk.settings, turn.speaker, id));
  const title = titled(say(text[only ?? 'title'], language), say(text[whose], language), language);
  return showCard(
    card(
      [
        words(title, {
          size: 'Large',
          weight: 'Bolder',
          style: 'heading',
        }),
        small(
          language === 'ja'
            ? `${formatInstant(turn.now, 'ja')}現在　${own.length}件${own.length > PAGE ? `　${rangeOf(offset, page.length, 'ja')}` : ''}`
            : `As of ${formatInstant(turn.now, 'en')}: ${own.length}${own.length > PAGE ? `, ${rangeOf(offset, page.length, 'en')}` : ''}`,
        ),
        ...(page.length
          ? page.map((one) => line(one, turn.now, language))
          : [words(say(only === 'passed' ? text.nonePassed : text.none, language))]),
      ],
      [
        ...(offset > 0 ? [to(text.before, whose, Math.max(0, offset - PAGE))] : []),
        ...(offset + PAGE < own.length ? [to(text.next, whose, offset + PAGE)] : []),
        ...(only
          ? []
          : WHOSE.filter((of) => of !== whose && (of !== 'section' || inOne)).map((of) =>
              to(text[of], of, 0),
            )),
      ],
    ),
    title,
    'none',
  );
};
