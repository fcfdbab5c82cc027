import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pino from 'pino';
import { show } from '../../../bot/features/reminders/answer-reminder.ts';
import { plannedReminders } from '../../../bot/features/reminders/plan.ts';
import { reminderDesk } from '../../../bot/features/reminders/reminder-desk.ts';
import { reminderRenderers } from '../../../bot/features/reminders/renderers.ts';
import { createTicker } from '../../../bot/jobs/ticker.ts';
import { keepCaseFacts } from '../../../bot/store/due-facts.ts';
import { addMeeting } from '../../../bot/store/meetings.ts';
import { recordStanding } from '../../../bot/store/standing-cards.ts';
import type { Destination } from '../../../bot/store/tables.ts';
import { textOf } from '../../../infra/local-people.ts';
import { acceptedCase, deskOn } from '../../harness/desk.ts';
import { startStore } from '../../harness/store.ts';
import { at, meetingOf, nerima } from '../../shared/meetings/sample-year.ts';
import { nerimaProfile } from '../intake/sample-cases.ts';

/** 事故等の期限は、事故等を見られる人にだけ、名を挙げて知らせる。 */

const profile = nerimaProfile;

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

const member = (id: string, name: string, ...roles: string[]) => ({
  id,
  name,
  roles,
  mail: '',
  channel: 'chat' as const,
});
const team = member('kato', '加藤 六助', 'responseTeam');
const section = member('aoki', '青木 一郎', 'itPolicySection');
let staff = [team, section, member('doi', '土井 五郎', 'supportStaff')];

let now = at('2026-09-14T10:00');
const desk = () =>
  reminderDesk(
    { ...deskOn(store.db, profile), clock: () => now },
    { graph: {} as never, graphUrl: '', staff: () => Promise.resolve(staff) },
  );
const tick = (wall: string): Promise<unknown> => {
  now = at(wall);
  return createTicker({
    db: store.db,
    clock: () => now,
    log: pino({ level: 'silent' }),
    planned: [plannedReminders(desk())],
    wake: () => undefined,
  }).tick();
};

type Said = { readonly to: Destination; readonly text: string; readonly summary: string };

/** What goes out and has not yet, in words. */
const said = async (): Promise<readonly Said[]> => {
  const rows = await store.db
    .selectFrom('delivery')
    .select(['key', 'destination', 'message', 'subject_id'])
    .where('status', '=', 'pending')
    .orderBy('ordinal')
    .execute();
  const all: Said[] = [];
  for (const { destination, message, subject_id } of rows) {
    const made = await reminderRenderers(desk())[message]?.(subject_id, destination);
    if (made) all.push({ to: destination, text: textOf(made.card), summary: made.summary });
  }
  await store.db
    .updateTable('delivery')
    .set({ activity_id: 'said', status: 'sent' })
    .where('status', '=', 'pending')
    .execute();
  return all;
};

const OF_IT = /R8-事-|漏えい|速報|加藤/;
const inChannel =
  ({ team: name, channel }: { readonly team: string; readonly channel: string }) =>
  (one: Said): boolean =>
    one.to.to === 'channel' && one.to.team === name && one.to.channel === channel;
const meetings = inChannel(nerima.meetings.channel);
const incidents = inChannel(nerima.incident.channel);

let number = '';
beforeAll(async () => {
  const kind = profile.kinds.find((one) => one.kind === 'incident');
  if (!kind) throw new Error('no incidents');
  const one = await acceptedCase(desk(), kind, { state: 'received' });
  number = one.number;
  const fact = { id: randomUUID(), subject: number, about: { ja: number, en: number }, at: now, since: now };
  const meeting = meetingOf(nerima, 'regularMeeting', '2026-09-17T13:30', { id: 'R8-会-0001' });
  await store.db.transaction().execute(async (tx) => {
    await keepCaseFacts(tx, nerima.id, one.id, [{ ...fact, deadline: 'preliminaryReportMyNumber' }], now);
    await addMeeting(tx, nerima.id, 'meetings', randomUUID(), meeting, undefined, now);
  });
  await tick('2026-09-14T10:00');
  await said();
}, 60_000);

test('時機を過ぎたお知らせ：会議のチャネルには事故等は件数だけ、事故等のチャネルにはその全部', async () => {
  await tick('2026-09-21T14:00');
  const all = await said();
  const [toSection, ...more] = all.filter(meetings);
  expect(more).toEqual([]);
  expect(toSection?.text).toMatch(/届けられなかったお知らせがあります[^]*・9月17日\(木\) 13:30　定例会/);
  expect(toSection?.text).toMatch(
    /事故等に関する期限のお知らせ　1件（内容は、対応にあたる人にだけ知らせています）/,
  );
  expect(`${toSection?.text}${toSection?.summary}`).not.toMatch(OF_IT);
  const [toThose, ...others] = all.filter(incidents);
  expect(others).toEqual([]);
  expect(toThose?.text).toContain(`特定個人情報の漏えい等の速報（${number}）：加藤 六助`);
  expect(toThose?.text).not.toMatch(/定例会|件（内容/);
});

test('だれも就いていない役割の事故等の期限は、会議のチャネルではなく事故等のチャネルに出る', async () => {
  staff = [section];
  await store.db.insertInto('derive_wish').values({ scope: '*' }).execute();
  const kind = profile.kinds.find((one) => one.kind === 'incident');
  if (!kind) throw new Error('no incidents');
  now = at('2026-09-24T10:00');
  const one = await acceptedCase(desk(), kind, { state: 'received' });
  const fact = {
    id: randomUUID(),
    subject: one.number,
    about: { ja: one.number, en: one.number },
    at: now,
    since: now,
  };
  await store.db
    .transaction()
    .execute((tx) => keepCaseFacts(tx, nerima.id, one.id, [{ ...fact, deadline: 'preliminaryReport' }], now));
  await tick('2026-09-24T10:00');
  await tick('2026-09-28T15:30');
  const all = await said();
  expect(all.filter(meetings).filter(({ text }) => OF_IT.test(text))).toEqual([]);
  expect(
    all.filter(incidents).some(({ text }) => text.includes(`個人情報の漏えい等の速報（${one.number}）`)),
  ).toBe(true);
});

test('事故等を見られなくなった人には、届いていたお知らせも中身を見せない', async () => {
  const { key } = await store.db
    .selectFrom('due_instant')
    .select('key')
    .where('key', 'like', `deadline/preliminaryReportMyNumber/${number}@%/kato`)
    .orderBy('at')
    .executeTakeFirstOrThrow();
  const kato = { to: 'person', personId: 'kato' } as const;
  staff = [team, section];
  const before = await reminderRenderers(desk())['reminders.one']?.(key, kato);
  if (before) expect(textOf(before.card)).toContain(number);
  await recordStanding(store.db, {
    thread: 'person/kato',
    destination: kato,
    message: 'reminders.one',
    subjectId: key,
    serviceUrl: 'https://smba.example',
    conversationId: 'chat',
    activityId: 'a',
    contentHash: null,
  });
  staff = [{ ...team, roles: ['supportStaff'] }, section];
  const after = await reminderRenderers(desk())['reminders.one']?.(key, kato);
  expect(after && textOf(after.card)).toMatch(/閲覧できる方ではなくなった/);
  expect(JSON.stringify(after)).not.toMatch(OF_IT);
  const speaker = { id: 'kato', name: '', mail: '', jobTitle: '', guest: false, language: 'ja' as const };
  const group = nerima.roles.find(({ id }) => id === 'supportStaff')?.group ?? '';
  const thread = { serviceUrl: '', conversationId: '' };
  const answer = await show(
    desk(),
    {
      speaker: { ...speaker, groups: [group] },
      scope: 'personal',
      thread,
      pressedOn: undefined,
      via: 'execute',
      now,
    },
    { key },
  );
  expect(answer).toMatchObject({ kind: 'problem', problem: { code: 'reminder.notYours' } });
});
