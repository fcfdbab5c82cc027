import type { Words } from '../../../shared/kernel/words.ts';
import type { Meeting } from '../../../shared/meetings/meeting.ts';
import type { Renderer } from '../../delivery/message.ts';
import { formatInstant } from '../../../shared/kernel/instant.ts';
import { findMeetingNotice } from '../../store/meeting-notices.ts';
import { calendarStanding } from '../../store/calendar-writes.ts';
import { findMeeting } from '../../store/meetings.ts';
import { card, heading, label, opensDialog, press, small, state, typed, words } from '../../teams/card.ts';
import type { Arrangement } from './arrange-form.ts';
import type { Telling } from './keep-meeting.ts';
import { spanWords, stateName } from './meeting-card.ts';
import type { MeetingDesk } from './meeting-desk.ts';

/** What the section in charge is told of meetings, in its channel. */

const done: Readonly<Record<Arrangement, Words>> = {
  move: { ja: '会議の日時が変わりました', en: 'A meeting was moved' },
  skip: { ja: '会議を省略します', en: 'A meeting is skipped' },
  cancel: { ja: '会議を中止します', en: 'A meeting is cancelled' },
  extra: { ja: '臨時の会議が決まりました', en: 'An extra meeting was added' },
};

/** @param by who did it, or where it was done */
export const arrangedWords = (
  what: Arrangement,
  before: Meeting,
  meeting: Meeting,
  by: string,
  notices: readonly Words[],
): Telling => ({
  kind: 'arranged',
  title: done[what],
  lines: [
    ...(what === 'move'
      ? [
          {
            ja: `変更前　${spanWords(before, 'ja')}`,
            en: `Before: ${spanWords(before, 'en')}`,
          },
          {
            ja: `変更後　${spanWords(meeting, 'ja')}`,
            en: `Now: ${spanWords(meeting, 'en')}`,
          },
        ]
      : []),
    { ja: `変更した人　${by}`, en: `By ${by}` },
    ...(meeting.reason === undefined
      ? []
      : [{ ja: `理由　${meeting.reason}`, en: `Reason: ${meeting.reason}` }]),
    ...notices,
  ],
});

/** The meeting changed since: the notice says how it stands now, and what was said stays said. */
export const noticeRenderer =
  (desk: MeetingDesk): Renderer =>
  async (id) => {
    const told = await findMeetingNotice(desk.db, id);
    if (!told) return undefined;
    const one = told.meetingId === undefined ? undefined : await findMeeting(desk.db, told.meetingId);
    const standing =
      one && told.kind === 'calendarRefused' ? await calendarStanding(desk.db, one.id) : undefined;
    const mended = standing?.status === 'written';
    const refused = standing?.status === 'refused';
    return {
      card: card(
        [
          small(`${one ? `${one.meeting.id}　` : ''}${formatInstant(told.at, 'ja')}のお知らせ`),
          heading(told.title.ja),
          ...(one ? [typed(one.meeting.title)] : []),
          ...told.lines.map((line) => typed(line.ja, {}, 4)),
          ...(one
            ? [
                label('いまの状態'),
                typed(`${stateName(one.meeting, desk.clock(), 'ja')}　${spanWords(one.meeting, 'ja')}`),
              ]
            : []),
          ...(mended ? [state('予定表に登録できました。', 'good')] : []),
          ...(refused ? [words('会議の内容は保存済みです。', { isSubtle: true })] : []),
        ],
        [
          ...(one && refused
            ? [
                press({ title: '登録を再試行する', verb: 'meeting.writeAgain', data: { meetingId: one.id } }),
                press({ title: '自分が開催者になる', verb: 'meeting.takeOver', data: { meetingId: one.id } }),
              ]
            : []),
          ...(one ? [opensDialog('会議を見る', 'meeting.show', { meetingId: one.id })] : []),
        ],
      ),
      summary: told.title.ja,
    };
  };
