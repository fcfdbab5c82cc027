import { deliverJobs } from '../../delivery/deliver-job.ts';
import { say, type Language, type Words } from '../../../shared/kernel/words.ts';
import type { Renderer } from '../../delivery/message.ts';
import { wakeSoon } from '../../jobs/wake.ts';
import { readerLanguage } from '../../store/conversations.ts';
import { addDeliveries, delivery, type NewDelivery } from '../../store/deliveries.ts';
import { findMeeting, type KeptMeeting, meetingsIn } from '../../store/meetings.ts';
import { card, fact, heading, link, opensDialog, small, state, typedLines, words } from '../../teams/card.ts';
import { minutesDue } from './minutes-due.ts';
import { agendaOf } from './draft-agenda.ts';
import { spanWords } from './meeting-card.ts';
import type { MeetingDesk } from './meeting-desk.ts';
import { organisersOf } from './who.ts';

/** At its start the agenda comes into the organiser's chat, after its end the question for its record; each once. */

/** Milliseconds: what ended longer ago is not asked for any more when the bot comes back. */
const LONG_AGO = 30 * 86_400_000;

export const tellMoments = async (desk: MeetingDesk): Promise<void> => {
  const now = desk.clock();
  const begun = await meetingsIn(desk.db, desk.settings.id, {
    from: now - LONG_AGO,
    to: now + 1,
    states: ['confirmed'],
  });
  if (begun.length === 0) return;
  const staff = await desk.staff();
  const tell = begun.flatMap((one): NewDelivery[] => {
    const { meeting } = one;
    const [message, at] =
      meeting.end <= now ? ['meeting.toRecord', meeting.end] : ['meeting.agenda', meeting.start];
    return organisersOf(staff, meeting, one.organiserId)
      .filter((ref) => !ref.startsWith('role:'))
      .map((personId) =>
        delivery(`${message}/${one.id}/${at}/${personId}`, { to: 'person', personId }, message, one.id),
      );
  });
  await addDeliveries(desk.db, tell);
  wakeSoon(desk.db, deliverJobs(tell));
};

const text = {
  join: { ja: 'Teamsで参加する', en: 'Join in Teams' },
  agenda: { ja: '次第', en: 'Agenda' },
  cancelled: { ja: '中止', en: 'Cancelled' },
  rest: { ja: '続きは、予定表の会議の本文にあります。', en: 'The rest stands in the event.' },
  please: { ja: '会議の記録をお願いします', en: 'Please write the record' },
  recorded: { ja: '記録済み', en: 'Recorded' },
  when: { ja: '日時', en: 'When' },
  what: {
    ja: '出席者・決定事項・宿題を入力すると、課題管理表と次回の次第に入ります。',
    en: 'Who was there, what was decided and the tasks go into the issue register and the next agenda.',
  },
  record: { ja: '記録を入力する', en: 'Write the record' },
  show: { ja: '会議を見る', en: 'Show the meeting' },
  title: { ja: '会議の記録', en: 'Record' },
} as const satisfies Record<string, Words>;

const joinLink = ({ meeting }: KeptMeeting, language: Language) =>
  meeting.joinLink === undefined ? [] : [link(say(text.join, language), meeting.joinLink)];

/** An agenda is long and a card is not: the rest stands in the event. */
const MOST_LINES = 60;

/** The agenda itself is Japanese, as documents are. */
export const agendaRenderer =
  (desk: MeetingDesk): Renderer =>
  async (id, destination) => {
    const one = await findMeeting(desk.db, id);
    if (!one) return undefined;
    const language = await readerLanguage(desk.db, destination);
    const lines = (await agendaOf(desk, await desk.staff(), one)).split('\n');
    const shown = lines.slice(2, MOST_LINES);
    return {
      card: card(
        [
          small(`${one.meeting.id}　${say(text.agenda, language)}`),
          heading(one.meeting.title),
          ...(one.meeting.state === 'cancelled' ? [state(say(text.cancelled, language), 'warning')] : []),
          ...typedLines(shown.join('\n')),
          ...(lines.length > MOST_LINES ? [words(say(text.rest, language), { isSubtle: true })] : []),
        ],
        joinLink(one, language),
      ),
      summary: `${say(text.agenda, language)}：${one.meeting.title}`.slice(0, 40),
    };
  };

export const toRecordRenderer =
  (desk: MeetingDesk): Renderer =>
  async (id, destination) => {
    const one = await findMeeting(desk.db, id);
    if (!one) return undefined;
    const language = await readerLanguage(desk.db, destination);
    const { meeting } = one;
    const due = await minutesDue(desk.db, desk, meeting);
    const open = meeting.state === 'confirmed';
    const closed = meeting.state === 'held' ? text.recorded : text.cancelled;
    return {
      card: card(
        [
          small(meeting.id),
          heading(meeting.title),
          open ? state(say(text.please, language), 'accent') : state(say(closed, language), 'good'),
          fact(say(text.when, language), spanWords(meeting, language)),
          ...(open ? [words(say(text.what, language), { isSubtle: true })] : []),
          ...(due ? [words(say(due, language))] : []),
        ],
        open
          ? [opensDialog(say(text.record, language), 'meeting.recordForm', { meetingId: one.id })]
          : [opensDialog(say(text.show, language), 'meeting.show', { meetingId: one.id })],
      ),
      summary: `${say(text.title, language)}：${meeting.title}`.slice(0, 40),
    };
  };
