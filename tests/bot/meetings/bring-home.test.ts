import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type MeetingDesk, meetingDesk } from '../../../bot/features/meetings/meeting-desk.ts';
import { meetingList, meetingRow } from '../../../bot/features/meetings/meeting-list.ts';
import { planYear } from '../../../bot/features/meetings/plan-year.ts';
import { putBackMeeting } from '../../../bot/features/meetings/put-back.ts';
import type { SeenRow } from '../../../bot/filing/follow-lists.ts';
import type { Editor } from '../../../bot/filing/seen-item.ts';
import { takeNumbers } from '../../../bot/store/take-numbers.ts';
import { addMeeting, findMeeting } from '../../../bot/store/meetings.ts';
import type { Meeting } from '../../../shared/meetings/meeting.ts';
import { replayYear } from '../../../shared/meetings/replay.ts';
import { deskOn } from '../../harness/desk.ts';
import { startStore } from '../../harness/store.ts';
import { at, meetingOf, nerima } from '../../shared/meetings/sample-year.ts';
import { nerimaProfile } from '../intake/sample-cases.ts';

/** N-3.3.ア.エ.1: 元に戻した、または空のデータベースでも、SharePointにある会議を一つも落とさない。 */

const profile = nerimaProfile;

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());
beforeEach(async () => {
  for (const table of ['calendar_write', 'derive_wish', 'meeting_notice', 'meeting', 'counter'] as const)
    await store.db.deleteFrom(table).execute();
});

const now = at('2026-09-14T10:00');
const never = (): Promise<never> => Promise.reject(new Error('not asked for'));
const desk = (): MeetingDesk =>
  meetingDesk(
    { ...deskOn(store.db, profile), clock: () => now },
    {
      graph: {} as never,
      graphUrl: '',
      places: { site: never, list: never, library: never },
      staff: () => Promise.resolve([]),
      machineClock: () => now,
      chance: () => 0.5,
    },
  );

const meeting = meetingOf(nerima, 'regularMeeting', '2026-09-24T13:30', { id: 'R8-会-0012' });
/** As the product wrote it, by a command that this database does not know. */
const rowOf = (rowId: string, one: Meeting, editor: Editor = { by: 'us' }, more: object = {}): SeenRow => ({
  rowId,
  itemId: '12',
  seen: {
    ...meetingRow(nerima, { id: rowId, meeting: one, organiserId: 'aoki' }, (ref) => ref, randomUUID()),
    ...more,
  },
  editor,
  byHand: [],
  overridden: [],
  lost: editor.by === 'us',
});
const take = (row: SeenRow): Promise<void> =>
  store.db.transaction().execute((tx) => putBackMeeting(desk(), tx, row));
const wishes = async (): Promise<number> =>
  (await store.db.selectFrom('calendar_write').select('wanted').where('wanted', '=', 'there').execute())
    .length;
const next = (): Promise<readonly string[]> =>
  store.db.transaction().execute((tx) => takeNumbers(tx, nerima.id, 'meeting', 'R8-会-', 1));

test('空のデータベースに、確定した会議が期限とお知らせ、予定表への登録とともに戻り、番号は続きから付く', async () => {
  const id = randomUUID();
  await take(rowOf(id, meeting));
  const one = await findMeeting(store.db, id);
  expect(one).toMatchObject({
    organiserId: 'aoki',
    meeting: {
      id: 'R8-会-0012',
      series: 'regularMeeting',
      start: meeting.start,
      end: meeting.end,
      state: 'confirmed',
      required: meeting.required,
      since: now,
    },
  });
  expect(await wishes()).toBe(1);
  expect(await store.db.selectFrom('derive_wish').select('scope').execute()).toEqual([
    { scope: 'R8-会-0012' },
  ]);
  expect(await next()).toEqual(['R8-会-0013']);
  // The same row once more changes nothing.
  await take({ ...rowOf(id, meeting), lost: false });
  expect((await findMeeting(store.db, id))?.revision).toBe(one?.revision);
});

test('戻った会議は年間計画の枠を埋めたままで、もう一度は提案されない', async () => {
  const { meetings } = replayYear(nerima);
  for (const [index, one] of meetings.entries())
    await take(rowOf(randomUUID(), { ...one, id: `R8-会-${String(index + 1).padStart(4, '0')}` }));
  expect(await planYear(desk())).toMatchObject({ added: 0 });
  const kept = await store.db.selectFrom('meeting').select('number').execute();
  expect(kept).toHaveLength(meetings.length);
});

test('バックアップより後に動かした会議は、SharePointの日時になる', async () => {
  const id = randomUUID();
  await store.db
    .transaction()
    .execute((tx) => addMeeting(tx, nerima.id, meetingList(nerima).key, id, meeting, 'aoki', now));
  const moved = {
    ...meeting,
    start: at('2026-09-28T13:30'),
    end: at('2026-09-28T17:00'),
    reason: '協議による',
  };
  await take(rowOf(id, moved));
  expect((await findMeeting(store.db, id))?.meeting).toMatchObject({
    start: moved.start,
    end: moved.end,
    reason: '協議による',
    required: meeting.required,
  });
  expect(await wishes()).toBe(1);
});

test('終わった会議の記録はリストに残り、手で直されても消えない。招待はもう出ない', async () => {
  const id = randomUUID();
  const held: Meeting = {
    ...meeting,
    start: at('2026-09-08T13:30'),
    end: at('2026-09-08T17:00'),
    state: 'held',
  };
  await take(rowOf(id, held, { by: 'us' }, { Decisions: '様式を改める。' }));
  expect((await findMeeting(store.db, id))?.meeting.state).toBe('held');
  expect(await wishes()).toBe(0);
  const person: Editor = { by: 'person', id: 'p', name: '見本 係長' };
  await take({ ...rowOf(id, held, person), byHand: ['Decisions'] });
  expect(await store.db.selectFrom('meeting_notice').select('id').execute()).toEqual([]);
});

test('人が作った行、ほかの年度の行、契約にない種類の行からは、会議はできない', async () => {
  const person: Editor = { by: 'person', id: 'p', name: '見本 係長' };
  await take(rowOf(randomUUID(), meeting, person));
  await take(rowOf(randomUUID(), { ...meeting, id: 'R7-会-0012' }));
  await take(rowOf(randomUUID(), { ...meeting, series: 'other' }));
  expect(await store.db.selectFrom('meeting').select('id').execute()).toEqual([]);
});
