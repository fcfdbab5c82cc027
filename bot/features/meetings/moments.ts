import { deliverJobs } from '../../delivery/deliver-job.ts';
import type { CardElement } from '../../../shared/kernel/record/card-input.ts';
import { say, type Language, type Words } from '../../../shared/kernel/words.ts';
import type { Meeting } from '../../../shared/meetings/meeting.ts';
import type { MeetingSettings } from '../../../shared/meetings/meeting-settings.ts';
import { nextAllowed } from '../../../shared/meetings/quiet-hours.ts';
import { seriesOf } from '../../../shared/meetings/required-document.ts';
import { startOf } from '../../../shared/kernel/text.ts';
import type { Renderer } from '../../delivery/message.ts';
import { wakeSoon } from '../../jobs/wake.ts';
import { readerLanguage } from '../../store/conversations.ts';
import { addDeliveries, delivery, type NewDelivery } from '../../store/deliveries.ts';
import { findMeeting, type KeptMeeting, meetingsIn } from '../../store/meetings.ts';
import {
  card,
  fact,
  heading,
  link,
  opensDialog,
  press,
  small,
  state,
  typedLines,
  words,
} from '../../teams/card.ts';
import { invitedTo } from './close-meeting.ts';
import { minutesDue } from './minutes-due.ts';
import { agendaOf } from './draft-agenda.ts';
import { spanWords } from './meeting-card.ts';
import type { MeetingDesk } from './meeting-desk.ts';
import { organisersOf } from './who.ts';

/**
 * At its start the agenda comes into the organiser's chat, after its end the question for its record; each once. Where the
 * profile asks for neither agenda nor minutes (K-4.2.ア.2), there is nothing to say at its start, and who was there is all
 * that is asked for after it.
 */

/** Milliseconds: what ended longer ago is not asked for any more when the bot comes back. */
const LONG_AGO = 30 * 86_400_000;

const hasAgenda = (settings: MeetingSettings, meeting: Meeting): boolean =>
  (seriesOf(settings, meeting)?.agenda.length ?? 0) > 0;

const isBrief = (settings: MeetingSettings, meeting: Meeting): boolean =>
  !hasAgenda(settings, meeting) && seriesOf(settings, meeting)?.minutes === 'none';

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
    // What ends in the evening or on a closed day is asked about when the office opens.
    if (
      now >= meeting.end &&
      now < nextAllowed(meeting.end, desk.settings.calendar.officeHours, desk.calendar)
    )
      return [];
    if (now < meeting.end && !hasAgenda(desk.settings.meetings, meeting)) return [];
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
  confirm: { ja: '出席の確認をお願いします', en: 'Please confirm who was there' },
  attended: { ja: '出席予定', en: 'Expected' },
  brief: {
    ja: 'このとおりの出席なら、「この出席で終了する」を押してください。違いや、決定事項、宿題があるときは、「記録を入力する」を選んでください。',
    en: 'If they were all there, press "Close with these". If not, or where something was decided or given to do, choose "Write the record".',
  },
  close: { ja: 'この出席で終了する', en: 'Close with these' },
  show: { ja: '会議を見る', en: 'Show the meeting' },
  title: { ja: '会議の記録', en: 'Record' },
  attendance: { ja: '出席の確認', en: 'Who was there' },
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
      summary: startOf(`${say(text.agenda, language)}：${one.meeting.title}`, 40),
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
    const brief = isBrief(desk.settings.meetings, meeting);
    const invited = invitedTo(desk, await desk.staff(), one);
    const record = opensDialog(say(text.record, language), 'meeting.recordForm', { meetingId: one.id });
    const there = invited.map(({ ref }) => ref).join(',');
    const asked: readonly CardElement[] = brief
      ? [
          fact(say(text.attended, language), invited.map(({ name }) => name).join('、')),
          words(say(text.brief, language), { isSubtle: true }),
        ]
      : [words(say(text.what, language), { isSubtle: true })];
    const asWell = press({
      title: say(text.close, language),
      verb: 'meeting.closeAsInvited',
      data: { meetingId: one.id, there },
      main: true,
    });
    return {
      card: card(
        [
          small(meeting.id),
          heading(meeting.title),
          open
            ? state(say(brief ? text.confirm : text.please, language), 'accent')
            : state(say(closed, language), 'good'),
          fact(say(text.when, language), spanWords(meeting, language)),
          ...(open ? asked : []),
          ...(due ? [words(say(due, language))] : []),
        ],
        open
          ? [...(brief ? [asWell] : []), record]
          : [opensDialog(say(text.show, language), 'meeting.show', { meetingId: one.id })],
      ),
      summary: startOf(`${say(brief ? text.attendance : text.title, language)}：${meeting.title}`, 40),
    };
  };
