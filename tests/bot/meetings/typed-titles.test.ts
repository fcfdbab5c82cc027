import { expect, test } from '@jest/globals';
import { meetingCard } from '../../../bot/features/meetings/meeting-card.ts';
import type { MeetingDesk } from '../../../bot/features/meetings/meeting-desk.ts';
import { noticesFor } from '../../../shared/meetings/notice.ts';
import { expectGoodCard, placesOf } from '../../harness/good-card.ts';
import { at, crew, meetingOf, nerima, noticeFacts } from '../../shared/meetings/sample-year.ts';

test('N-3.3.ア.ウ.a 人が付けた臨時の会議の名前は、時間が重なる会議のカードでも書式として読まれない', () => {
  const title = '打合せ [議事録](https://evil.example)';
  const [meeting, extra] = ['R8-会-0001', 'R8-会-0002'].map((id) =>
    meetingOf(nerima, 'regularMeeting', '2026-09-24T13:30', { id }),
  );
  if (!meeting || !extra) throw new Error('no meetings');
  const now = at('2026-09-14T10:00');
  const facts = noticeFacts(nerima, { staff: crew, others: [{ ...extra, title }] });
  const card = meetingCard(
    { settings: nerima } as MeetingDesk,
    {
      id: meeting.id,
      meeting,
      revision: 1,
      minutes: undefined,
      organiserId: undefined,
      eventId: undefined,
      eventChangeKey: undefined,
    },
    {
      staff: [],
      calendar: undefined,
      notices: noticesFor(facts, meeting, now).map(({ message }) => message),
      tasks: [],
      can: { arrange: true, close: true },
      now,
    },
    'ja',
  );
  expectGoodCard(card);
  expect(placesOf(card, title)).toEqual(['TextRun.text']);
});
