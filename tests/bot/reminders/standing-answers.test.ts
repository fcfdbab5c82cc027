import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pino from 'pino';
import {
  later,
  laterNow,
  seen,
  submitted,
  type Handler,
} from '../../../bot/features/reminders/answer-reminder.ts';
import { reassign, reassignNow } from '../../../bot/features/reminders/give-to.ts';
import { plannedReminders } from '../../../bot/features/reminders/plan.ts';
import { reminderDesk } from '../../../bot/features/reminders/reminder-desk.ts';
import { reminderRenderers } from '../../../bot/features/reminders/renderers.ts';
import { createTicker } from '../../../bot/jobs/ticker.ts';
import { sayEntry } from '../../../bot/store/due-entries.ts';
import { keepFolder } from '../../../bot/store/library-folders.ts';
import { addMeeting } from '../../../bot/store/meetings.ts';
import { recordStanding } from '../../../bot/store/standing-cards.ts';
import { plainDate } from '../../../shared/kernel/plain-date.ts';
import type { Answer, Turn } from '../../../bot/teams/turn.ts';
import { textOf } from '../../../infra/local-people.ts';
import { deskOn } from '../../harness/desk.ts';
import { placesOf } from '../../harness/good-card.ts';
import { startStore } from '../../harness/store.ts';
import { at, crew, meetingOf, nerima } from '../../shared/meetings/sample-year.ts';
import { nerimaProfile } from '../intake/sample-cases.ts';

/** What somebody answers to a reminder stands on its card, also when the card is looked at again. */

const profile = nerimaProfile;

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

let now = at('2026-09-14T08:00');
const NAMES: Readonly<Record<string, string>> = {
  aoki: '青木 一郎',
  baba: '馬場 二葉',
  chiba: '千葉 三郎',
  emi: '江見 四葉',
};
const emi = { id: 'emi', roles: ['engagementManager'], channel: 'chat' as const };
const staff = [...crew, emi].map((member) => ({ ...member, name: NAMES[member.id] ?? member.id, mail: '' }));

const desk = () =>
  reminderDesk(
    { ...deskOn(store.db, profile), clock: () => now },
    { graph: {} as never, graphUrl: '', staff: () => Promise.resolve(staff) },
  );

const tick = async (wall: string): Promise<void> => {
  now = at(wall);
  const planned = plannedReminders(desk());
  await createTicker({
    db: store.db,
    clock: () => now,
    log: pino({ level: 'silent' }),
    planned: [planned],
    wake: () => undefined,
  }).tick();
  await store.db
    .updateTable('delivery')
    .set({ activity_id: 'said', status: 'sent' })
    .where('status', '=', 'pending')
    .execute();
};

const turnOf = (id: string): Turn => ({
  speaker: {
    id,
    name: NAMES[id] ?? id,
    mail: '',
    jobTitle: '',
    guest: false,
    groups: [],
    language: 'ja',
  },
  scope: 'personal',
  thread: { serviceUrl: '', conversationId: '' },
  pressedOn: undefined,
  via: 'execute',
  now,
});

const press = (run: Handler, person: string, key: string, data: Record<string, unknown> = {}) =>
  run(desk(), turnOf(person), { key, ...data });

/** Pressed twice in one moment. */
const twice = (...[run, person, key, data]: Parameters<typeof press>): Promise<[Answer, Answer]> =>
  Promise.all([press(run, person, key, data), press(run, person, key, data)]);

/** How many entries there are. */
const said = async (topic: string, subject: string): Promise<number> =>
  (await store.pool.query('select 1 from due_entry where topic = $1 and subject = $2', [topic, subject]))
    .rowCount ?? 0;

const textIn = (answer: Answer): string => {
  if (answer.kind === 'problem') return answer.problem.message.ja;
  if (answer.kind !== 'card') throw new Error(JSON.stringify(answer));
  return textOf(answer.card);
};

/** What the card says after the press, which must be what the refresh makes of it. */
const stands = async (answer: Answer, person: string, key: string): Promise<string> => {
  await recordStanding(store.db, {
    thread: `person/${person}`,
    destination: { to: 'person', personId: person },
    message: 'reminders.one',
    subjectId: key,
    serviceUrl: 'https://smba.example',
    conversationId: 'chat',
    activityId: key,
    contentHash: null,
  });
  await tick(new Date(now + 9 * 3_600_000).toISOString().slice(0, 16));
  const made = await reminderRenderers(desk())['reminders.one']?.(key, { to: 'person', personId: person });
  expect(answer.kind === 'card' && answer.card).toEqual(made?.card);
  return textIn(answer);
};

const keyOf = async (like: string): Promise<string> => {
  const row = await store.db
    .selectFrom('due_instant')
    .select('key')
    .where('taken', '=', 'sent')
    .where('key', 'like', like)
    .orderBy('at', 'desc')
    .executeTakeFirstOrThrow();
  return row.key;
};

beforeAll(async () => {
  const meeting = meetingOf(nerima, 'regularMeeting', '2026-09-24T13:30', { id: 'R8-会-0001' });
  await store.db
    .transaction()
    .execute((tx) => addMeeting(tx, nerima.id, 'meetings', randomUUID(), meeting, undefined, now));
  for (const [id, parentId, name] of [
    ['root', null, 'root'],
    ['a', 'root', '会議'],
    ['b', 'a', '定例会'],
    ['c', 'b', 'R8-会-0001'],
    ['d', 'c', '02 資料'],
  ] as const)
    await keepFolder(store.db, { id, parentId, name, webUrl: `https://sharepoint.example/${id}` });
  await tick('2026-09-14T08:01');
  await tick('2026-09-16T09:31');
}, 30_000);

test('N-4.3.ア.ウ 「後で」の時刻は、カードが更新されたあとも残る。閉庁の時刻なら、届く時刻を言う', async () => {
  const key = await keyOf('R8-会-0001/papers@%/baba');
  const answer = await press(laterNow, 'baba', key, { when: 'hour' });
  expect(await stands(answer, 'baba', key)).toContain('9月16日(水) 10:31にもう一度お知らせします。');
  const evening = { when: 'chosen', date: '2026-09-16', time: '20:00' };
  const moved = await press(laterNow, 'baba', key, evening);
  expect(await stands(moved, 'baba', key)).toContain('9月17日(木) 09:00にもう一度お知らせします。');
});

test('N-3.3.ア.ウ.a 会議名は人が付けることもあるので、日時や担当を尋ねるカードでも、書式として読まれない', async () => {
  const key = await keyOf('R8-会-0001/papers@%/baba');
  for (const run of [later, reassign]) {
    const answer = await press(run, 'baba', key);
    if (answer.kind !== 'card') throw new Error(JSON.stringify(answer));
    expect(placesOf(answer.card, '定例会')).toEqual(['TextRun.text']);
  }
});

test('N-4.3.ア.ウ 「確認する」を押したことと、資料の置き場所へのリンクが残る', async () => {
  const key = await keyOf('R8-会-0001/papers@%/baba');
  const answer = await press(seen, 'baba', key);
  const text = await stands(answer, 'baba', key);
  expect(text).toContain('9月16日(水) 09:31に確認しました。');
  expect(JSON.stringify(answer)).toContain('https://sharepoint.example/d');
});

test('N-4.3.ア.ウ 担当を変えると、前の担当のカードは担当が変わったと言い、もう知らせない', async () => {
  const key = await keyOf('R8-会-0001/agenda@%/baba');
  const choice = await press(reassign, 'baba', key);
  expect(JSON.stringify(choice)).toContain('江見 四葉');
  const [answer] = await twice(reassignNow, 'baba', key, { owner: 'emi' });
  expect(await said('owner', 'R8-会-0001/agenda')).toBe(1);
  const text = await stands(answer, 'baba', key);
  expect(text).toMatch(/担当が変わりました[^]*9月16日\(水\) 09:31に馬場 二葉さんが担当を変えました。/);
  expect(text).not.toContain('後で知らせる');
});

test('N-5.2 支払いは「支払済みにする」で済み、だれがいつ済ませたかが残る。済ませた人には知らせない', async () => {
  const told = {
    id: randomUUID(),
    topic: 'fact' as const,
    lifted: false,
    subject: 'deadline/payment/invoice-1',
    scope: 'deadline/payment/invoice-1',
    name: '支払い（第1期分）',
    about: '第1期分',
    day: plainDate('2026-09-16'),
    by: { id: 'aoki', name: '青木 一郎' },
    at: at('2026-09-16T09:31'),
  };
  await store.db.transaction().execute((tx) => sayEntry(tx, nerima.id, told));
  await tick('2026-10-16T09:01');
  const key = await keyOf('deadline/payment/invoice-1@%/aoki');
  const made = await reminderRenderers(desk())['reminders.one']?.(key, { to: 'person', personId: 'aoki' });
  expect(textOf(made?.card)).toMatch(/支払い（第1期分）[^]*本日まで[^]*支払済みにする/);
  // Nobody else holds the role: there is nobody to give it to.
  expect(textOf(made?.card)).not.toContain('担当を変える');
  const [answer] = await twice(submitted, 'aoki', key);
  expect(await said('done', told.subject)).toBe(1);
  const text = await stands(answer, 'aoki', key);
  expect(text).toMatch(/支払済みです[^]*支払済み　10月16日\(金\) 09:01　青木 一郎さん/);
  const arrived = await store.db
    .selectFrom('due_instant')
    .select('key')
    .where('key', 'like', 'deadline/payment/%/arrived/%')
    .execute();
  expect(arrived).toEqual([]);
});

test('N-3.2.イ.5 「提出されました」のお知らせに「提出済みにする」はなく、押されても記録は増えない。期限の内容は開ける', async () => {
  const told = {
    id: randomUUID(),
    topic: 'done' as const,
    lifted: false,
    subject: 'deadline/nextYearMaterials',
    scope: 'deadline/nextYearMaterials',
    name: '翌年度4月研修の教材案',
    by: { id: 'chiba', name: '千葉 三郎' },
    at: at('2026-10-19T10:00'),
  };
  await store.db.transaction().execute((tx) => sayEntry(tx, nerima.id, told));
  await tick('2026-10-19T10:01');
  const key = await keyOf('deadline/nextYearMaterials@%/arrived/aoki');
  const made = await reminderRenderers(desk())['reminders.one']?.(key, { to: 'person', personId: 'aoki' });
  expect(textOf(made?.card)).toMatch(/提出されました[^]*千葉 三郎さん[^]*内容を見る/);
  expect(textOf(made?.card)).not.toContain('提出済みにする');
  const answer = await press(submitted, 'aoki', key);
  expect(textIn(answer)).toContain('千葉 三郎さん');
  const entries = await store.db
    .selectFrom('due_entry')
    .select('id')
    .where('subject', '=', told.subject)
    .execute();
  expect(entries).toHaveLength(1);
});

test('会議のお知らせは、会議が始まるより後には送れない', async () => {
  const meeting = meetingOf(nerima, 'regularMeeting', '2026-10-22T13:30', { id: 'R8-会-0002' });
  await store.db
    .transaction()
    .execute((tx) => addMeeting(tx, nerima.id, 'meetings', randomUUID(), meeting, undefined, now));
  await tick('2026-10-21T10:31');
  const key = await keyOf('R8-会-0002@%/1d10:30/aoki');
  const late = { when: 'chosen', date: '2026-10-22', time: '13:30' };
  const refused = await press(laterNow, 'aoki', key, late);
  expect(textIn(refused)).toContain('会議の開始より前の日時を選んでください');
  const answer = await press(laterNow, 'aoki', key, { when: 'morning' });
  expect(await stands(answer, 'aoki', key)).toMatch(/あと1開庁日[^]*10月22日\(木\) 09:00にもう一度/);
});

test('会議が終わるまで届けられなかったお知らせは届けず、立っているカードは終わったと言う', async () => {
  const meeting = meetingOf(nerima, 'regularMeeting', '2026-11-27T13:30', { id: 'R8-会-0016' });
  await store.db
    .transaction()
    .execute((tx) => addMeeting(tx, nerima.id, 'meetings', randomUUID(), meeting, undefined, now));
  await tick('2026-11-24T09:00');
  await tick('2026-11-26T10:31');
  const key = await keyOf('R8-会-0016@%/aoki');
  const made = async (wall: string) => {
    now = at(wall);
    return reminderRenderers(desk())['reminders.one']?.(key, { to: 'person', personId: 'aoki' });
  };
  expect(textOf((await made('2026-11-27T13:45'))?.card)).toContain('後で知らせる');
  expect(textOf((await made('2026-11-30T14:00'))?.card)).toContain('中止または終了しました');
  await store.db
    .updateTable('delivery')
    .set({ activity_id: null, status: 'pending' })
    .where('subject_id', '=', key)
    .execute();
  expect(await made('2026-11-30T14:00')).toBeUndefined();
  const pressed = textIn(await press(seen, 'aoki', key));
  expect(pressed).toContain('中止または終了しました');
  expect(pressed).not.toMatch(/後で知らせる|会議に参加する|開始時刻を過ぎています/);
});
