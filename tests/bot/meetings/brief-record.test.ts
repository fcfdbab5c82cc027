import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { closeAsInvited } from '../../../bot/features/meetings/close-meeting.ts';
import { type MeetingDesk, meetingDesk } from '../../../bot/features/meetings/meeting-desk.ts';
import { meetingList } from '../../../bot/features/meetings/meeting-list.ts';
import { tellMoments, toRecordRenderer } from '../../../bot/features/meetings/moments.ts';
import { addMeeting, findMeeting } from '../../../bot/store/meetings.ts';
import { cancelMeeting } from '../../../shared/meetings/arrange.ts';
import type { Meeting } from '../../../shared/meetings/meeting.ts';
import { actionsOf, textOf } from '../../../infra/local-people.ts';
import { expectGoodCard } from '../../harness/good-card.ts';
import { deskOn, turnOf } from '../../harness/desk.ts';
import { startStore } from '../../harness/store.ts';
import { at, kawasaki, meetingOf } from '../../shared/meetings/sample-year.ts';
import { profiles } from '../intake/sample-cases.ts';

/** K-4.2.ア.2: 大規模システム進捗会議は、資料も議事録も要らない。出席を確かめれば足りる。 */

const profile = profiles.find(({ settings }) => settings.id === kawasaki.id);
if (!profile) throw new Error('no profile');

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

let now = at('2021-04-14T08:00');
const staff = [
  { id: 'aoki', name: '青木 一郎', mail: '', roles: ['itPolicySection'] },
  { id: 'baba', name: '馬場 二葉', mail: '', roles: ['cioAdvisor'] },
];
const never = (): Promise<never> => Promise.reject(new Error('not asked for'));
const deskAt = (wall: string): MeetingDesk => {
  now = at(wall);
  return meetingDesk(
    { ...deskOn(store.db, profile), clock: () => now },
    {
      graph: {} as never,
      graphUrl: '',
      places: { site: never, list: never, library: never },
      staff: () => Promise.resolve(staff),
      machineClock: () => now,
      chance: () => 0.5,
    },
  );
};

const kept = async (series: string, start: string, number: string): Promise<string> => {
  const id = randomUUID();
  const meeting: Meeting = { ...meetingOf(kawasaki, series, start, { id: number }), state: 'confirmed' };
  await store.db
    .transaction()
    .execute((tx) => addMeeting(tx, kawasaki.id, meetingList(kawasaki).key, id, meeting, 'aoki', now));
  return id;
};

const said = async (id: string): Promise<readonly string[]> =>
  (await store.db.selectFrom('delivery').select('message').where('subject_id', '=', id).execute()).map(
    ({ message }) => message,
  );

const officer = (): ReturnType<typeof turnOf> => ({
  ...turnOf({
    id: 'aoki',
    name: '青木 一郎',
    mail: '',
    jobTitle: '',
    guest: false,
    groups: kawasaki.roles.filter(({ id }) => id === 'itPolicySection').map(({ group }) => group),
  }),
  now,
});

test('始まりには何も言わず、終わると出席だけを尋ね、押せばその出席で終わる。議事録にも次第にも触れない', async () => {
  const id = await kept('systemMeeting1', '2021-04-14T09:00', 'R3-会-0001');
  const regular = await kept('regularMeeting', '2021-04-14T09:00', 'R3-会-0002');
  await tellMoments(deskAt('2021-04-14T09:01'));
  expect(await said(id)).toEqual([]);
  expect(await said(regular)).toEqual(['meeting.agenda']);

  await tellMoments(deskAt('2021-04-14T11:00'));
  expect(await said(id)).toEqual(['meeting.toRecord']);
  const card = (await toRecordRenderer(deskAt('2021-04-14T11:00'))(id, { to: 'person', personId: 'aoki' }))
    ?.card;
  expectGoodCard(card);
  expect(textOf(card)).toMatch(/出席の確認をお願いします[^]*青木 一郎、馬場 二葉[^]*この出席で終了する/);
  expect(textOf(card)).not.toMatch(/議事録|次第/);

  const button = actionsOf(card).find(({ verb }) => verb === 'meeting.closeAsInvited');
  const answer = await closeAsInvited(deskAt('2021-04-14T11:05'), officer(), {
    ...(button?.['data'] as Record<string, unknown>),
  });
  expect(answer.kind === 'card' && textOf(answer.card)).toMatch(/終了[^]*青木 一郎、馬場 二葉/);
  const one = await findMeeting(store.db, id);
  expect(one?.meeting.state).toBe('held');
  expect(one?.minutes).toMatchObject({
    attendance: [
      { person: 'aoki', there: true },
      { person: 'baba', there: true },
    ],
    decisions: [],
    by: 'aoki',
  });
  const after = await toRecordRenderer(deskAt('2021-04-14T11:06'))(id, { to: 'person', personId: 'aoki' });
  expect(textOf(after?.card)).toContain('記録済み');
});

test('次第のある会議には、これまでどおり出席者・決定事項・宿題を尋ねる', async () => {
  const id = await kept('regularMeeting', '2021-05-14T11:00', 'R3-会-0003');
  const message = await toRecordRenderer(deskAt('2021-05-14T11:31'))(id, { to: 'person', personId: 'aoki' });
  expect(textOf(message?.card)).toMatch(/会議の記録をお願いします[^]*出席者・決定事項・宿題/);
  expect(textOf(message?.card)).not.toContain('この出席で終了する');
});

test('夜に終わる会議の記録は、つぎの開庁日の朝に頼む', async () => {
  const id = await kept('systemMeeting3', '2021-07-16T18:00', 'R3-会-0005');
  await tellMoments(deskAt('2021-07-16T20:01'));
  await tellMoments(deskAt('2021-07-18T12:00'));
  expect(await said(id)).toEqual([]);
  await tellMoments(deskAt('2021-07-19T08:30'));
  expect(await said(id)).toEqual(['meeting.toRecord']);
});

test('その間に中止になった会議は、古いカードを押しても終了にならない', async () => {
  const id = await kept('systemMeeting2', '2021-06-14T09:00', 'R3-会-0004');
  const before = await findMeeting(store.db, id);
  if (!before) throw new Error('no meeting');
  const called = cancelMeeting(before.meeting, '台風のため', { mayDo: () => true, at: now });
  if (!called.ok) throw new Error(called.problem.message.ja);
  await store.db
    .updateTable('meeting')
    .set({ state: 'cancelled', fields: JSON.stringify(called.value) as never })
    .where('id', '=', id)
    .execute();
  const answer = await closeAsInvited(deskAt('2021-06-14T11:05'), officer(), {
    meetingId: id,
    there: 'aoki',
  });
  expect(answer.kind === 'card' && textOf(answer.card)).toContain('中止');
  expect((await findMeeting(store.db, id))?.meeting.state).toBe('cancelled');
});
