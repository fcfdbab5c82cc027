import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { askCard } from '../../../bot/features/documents/ask-card.ts';
import type { DocumentDesk } from '../../../bot/features/documents/document-desk.ts';
import { addMeeting } from '../../../bot/store/meetings.ts';
import { expectGoodCard, placesOf } from '../../harness/good-card.ts';
import { startStore } from '../../harness/store.ts';
import { at, calendarOf, meetingOf, nerima } from '../../shared/meetings/sample-year.ts';

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

test('N-3.3.ア.ウ.a 人が付けた会議の名前は、どの資料になったかを言うカードでも書式として読まれない', async () => {
  const now = at('2026-09-14T10:00');
  const title = '打合せ [議事録](https://evil.example)';
  const meeting = meetingOf(nerima, 'regularMeeting', '2026-09-24T13:30', { id: 'R8-会-0001', title });
  await store.db
    .transaction()
    .execute((tx) => addMeeting(tx, nerima.id, 'meetings', randomUUID(), meeting, undefined, now));
  const desk = {
    db: store.db,
    settings: nerima,
    calendar: calendarOf(nerima),
    clock: () => now,
  } as DocumentDesk;
  const card = await askCard(
    desk,
    {
      itemId: '1',
      slot: `${meeting.id}/papers`,
      meeting: meeting.id,
      folder: '会議',
      name: '資料.docx',
      size: 1,
      webUrl: undefined,
      by: undefined,
      at: now,
      refused: undefined,
      noPaper: false,
      gone: false,
    },
    'ja',
  );
  expectGoodCard(card);
  expect(placesOf(card, title)).toEqual(['TextRun.text']);
});
