import { deliverJobs } from '../../delivery/deliver-job.ts';
import type { Renderer } from '../../delivery/message.ts';
import { wakeSoon } from '../../jobs/wake.ts';
import { addDeliveries, delivery, type NewDelivery } from '../../store/deliveries.ts';
import { findMeeting, type KeptMeeting, meetingsIn } from '../../store/meetings.ts';
import { card, fact, heading, link, opensDialog, small, state, typedLines, words } from '../../teams/card.ts';
import { minutesDue } from './close-meeting.ts';
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

const joinLink = ({ meeting }: KeptMeeting) =>
  meeting.joinLink === undefined ? [] : [link('Teamsで参加する', meeting.joinLink)];

/** An agenda is long and a card is not: the rest stands in the event. */
const MOST_LINES = 60;

export const agendaRenderer =
  (desk: MeetingDesk): Renderer =>
  async (id) => {
    const one = await findMeeting(desk.db, id);
    if (!one) return undefined;
    const text = (await agendaOf(desk, await desk.staff(), one)).split('\n');
    const shown = text.slice(2, MOST_LINES);
    return {
      card: card(
        [
          small(`${one.meeting.id}　次第`),
          heading(one.meeting.title),
          ...(one.meeting.state === 'cancelled' ? [state('中止', 'warning')] : []),
          ...typedLines(shown.join('\n')),
          ...(text.length > MOST_LINES
            ? [words('続きは、予定表の会議の本文にあります。', { isSubtle: true })]
            : []),
        ],
        joinLink(one),
      ),
      summary: `次第：${one.meeting.title}`.slice(0, 40),
    };
  };

export const toRecordRenderer =
  (desk: MeetingDesk): Renderer =>
  async (id) => {
    const one = await findMeeting(desk.db, id);
    if (!one) return undefined;
    const { meeting } = one;
    const due = minutesDue(desk, meeting);
    const open = meeting.state === 'confirmed';
    return {
      card: card(
        [
          small(meeting.id),
          heading(meeting.title),
          open
            ? state('会議の記録をお願いします', 'accent')
            : state(meeting.state === 'held' ? '記録済み' : '中止', 'good'),
          fact('日時', spanWords(meeting, 'ja')),
          ...(open
            ? [
                words('出席者・決定事項・宿題を入力すると、課題管理表と次回の次第に入ります。', {
                  isSubtle: true,
                }),
              ]
            : []),
          ...(due ? [words(due.ja)] : []),
        ],
        open
          ? [opensDialog('記録を入力する', 'meeting.recordForm', { meetingId: one.id })]
          : [opensDialog('会議を見る', 'meeting.show', { meetingId: one.id })],
      ),
      summary: `会議の記録：${meeting.title}`.slice(0, 40),
    };
  };
