import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { takeOver } from '../../../bot/features/meetings/confirm-meetings.ts';
import { followCalendars } from '../../../bot/features/meetings/follow-calendars.ts';
import { type MeetingDesk, meetingDesk } from '../../../bot/features/meetings/meeting-desk.ts';
import { meetingList } from '../../../bot/features/meetings/meeting-list.ts';
import { noticeRenderer } from '../../../bot/features/meetings/told.ts';
import { writeCalendars } from '../../../bot/features/meetings/write-calendars.ts';
import type { Graph } from '../../../bot/graph/graph-client.ts';
import { GraphError } from '../../../bot/graph/graph-error.ts';
import type { Colleague } from '../../../bot/identity/staff.ts';
import { wishEvent } from '../../../bot/store/calendar-writes.ts';
import { addMeeting, findMeeting, type KeptMeeting } from '../../../bot/store/meetings.ts';
import type { Turn } from '../../../bot/teams/turn.ts';
import { deskOn } from '../../harness/desk.ts';
import { startStore } from '../../harness/store.ts';
import { meetingOf, nerima } from '../../shared/meetings/sample-year.ts';
import { profiles } from '../intake/sample-cases.ts';

/** What calendars do to the product: organisers who left, people without an address, calendars that refuse or forget. */

const profile = profiles.find(({ settings }) => settings.id === 'nerima-r8');
if (!profile) throw new Error('no profile');

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

const colleague = (id: string, role: string, mail = `${id}@example.jp`): Colleague => ({
  id,
  name: `見本 ${id}`,
  mail,
  roles: [role],
});
const aoki = colleague('aoki', 'itPolicySection');
const arai = colleague('arai', 'itPolicySection');

let staff: readonly Colleague[];
/** Per mailbox: id → event. */
let calendars: Map<string, Map<string, Record<string, unknown>>>;
let posted: number;
/** Asked before every call. */
let refuse: (method: string, path: string) => GraphError | undefined;

const calendarOf = (owner: string): Map<string, Record<string, unknown>> => {
  const own = calendars.get(owner) ?? new Map<string, Record<string, unknown>>();
  calendars.set(owner, own);
  return own;
};

/** Exchange gives times in UTC where nothing else is asked for. */
const inUtc = (event: Record<string, unknown>): Record<string, unknown> => {
  const times = (['start', 'end'] as const).flatMap((name) => {
    const moment = event[name] as { dateTime: string; timeZone: string } | undefined;
    if (moment === undefined || moment.timeZone === 'UTC') return [];
    const dateTime = new Date(`${moment.dateTime}+09:00`).toISOString().slice(0, 19);
    return [[name, { dateTime, timeZone: 'UTC' }] as const];
  });
  return { ...event, ...Object.fromEntries(times) };
};

/** As much of Exchange as the product asks for. */
const graph: Graph = {
  batch: () => Promise.reject(new Error('not asked for')),
  pages: () => {
    throw new Error('not asked for');
  },
  call: async <T>({ method, path, body }: { method: string; path: string; body?: unknown }): Promise<T> => {
    await new Promise((resolve) => setImmediate(resolve));
    const [, owner = '', rest = ''] = /^\/users\/([^/]+)\/(.*)$/.exec(path) ?? [];
    const refused = refuse(method, path);
    if (refused) throw refused;
    const own = calendarOf(owner);
    const given = inUtc((body ?? {}) as Record<string, unknown>);
    if (method === 'POST' && rest === 'events') {
      posted += 1;
      const known = [...own.values()].find((one) => one['transactionId'] === given['transactionId']);
      const event = known ?? { ...given, id: randomUUID(), changeKey: '1' };
      own.set(String(event['id']), event);
      return event as T;
    }
    if (rest.startsWith('calendarView/delta'))
      return {
        value: [...own.values()],
        '@odata.deltaLink': `https://graph.example/v1.0${path}&token=1`,
      } as T;
    const event = own.get(rest.split('/')[1] ?? '');
    if (!event) throw new GraphError(404, 'ErrorItemNotFound', 'x');
    Object.assign(event, given);
    return event as T;
  },
};

const deskOf = (): MeetingDesk =>
  meetingDesk(deskOn(store.db, profile), {
    graph,
    graphUrl: 'https://graph.example/v1.0',
    places: {
      site: () => Promise.resolve('site'),
      list: () => Promise.resolve('/list'),
      library: () => Promise.resolve('library'),
    },
    staff: () => Promise.resolve(staff),
    machineClock: () => Date.now(),
    chance: () => 0.5,
  });

let number = 0;
/** A confirmed 定例会 of 24 September that waits for its calendar. */
const confirmed = async (organiserId: string): Promise<KeptMeeting> => {
  number += 1;
  const id = randomUUID();
  const meeting = meetingOf(nerima, 'regularMeeting', '2026-09-24T13:30', {
    id: `R8-会-${String(number).padStart(4, '0')}`,
  });
  await store.db.transaction().execute(async (tx) => {
    await addMeeting(tx, nerima.id, meetingList(nerima).key, id, meeting, organiserId, Date.now());
    await wishEvent(tx, id, 'there');
  });
  const kept = await findMeeting(store.db, id);
  if (!kept) throw new Error('no meeting');
  return kept;
};

const told = async (meetingId: string): Promise<readonly string[]> => {
  const rows = await store.db
    .selectFrom('meeting_notice')
    .select('id')
    .where('meeting_id', '=', meetingId)
    .orderBy('at')
    .execute();
  const render = noticeRenderer(deskOf());
  const cards = await Promise.all(
    rows.map(({ id }) => render(id, { to: 'channel', ...nerima.meetings.channel })),
  );
  return cards.map((message) => JSON.stringify(message?.card));
};

beforeEach(async () => {
  staff = [aoki, arai, colleague('baba', 'engagementManager'), colleague('chiba', 'cioAdvisor')];
  calendars = new Map();
  posted = 0;
  refuse = () => undefined;
  for (const table of ['calendar_write', 'calendar_cursor', 'meeting_notice', 'meeting'] as const)
    await store.db.deleteFrom(table).execute();
});

const pressing = (speaker: Colleague, now = Date.parse('2026-09-14T10:00:00+09:00')): Turn =>
  ({
    speaker: {
      id: speaker.id,
      name: speaker.name,
      mail: speaker.mail,
      language: 'ja',
      guest: false,
      groups: nerima.roles.filter(({ id }) => speaker.roles.includes(id)).map(({ group }) => group),
    },
    now,
    scope: 'personal',
  }) as unknown as Turn;

describe('an organiser who left', () => {
  test('the section is told, and who holds the role takes the meeting into their own calendar', async () => {
    const one = await confirmed('gone');
    await writeCalendars(deskOf())();
    const [notice = ''] = await told(one.id);
    expect(notice).toContain('開催者が役割から外れているか、だれも登録されていません');
    expect(notice).toContain('自分が開催者になる');
    expect(posted).toBe(0);

    // Who does not hold the role may not.
    const desk = deskOf();
    const stranger = await takeOver(desk, pressing(staff[2] ?? aoki), { meetingId: one.id });
    expect(stranger).toMatchObject({ kind: 'problem' });
    await takeOver(desk, pressing(arai), { meetingId: one.id });
    await writeCalendars(desk)();
    expect(calendarOf('arai').size).toBe(1);
    expect((await findMeeting(store.db, one.id))?.organiserId).toBe('arai');
    const [mended = ''] = await told(one.id);
    expect(mended).toContain('予定表に登録できました');
  });
});

describe('an attendee without an address, a role that nobody holds', () => {
  test('the others are invited, and the section is told once whom to tell themselves', async () => {
    staff = [aoki, colleague('baba', 'engagementManager', ''), colleague('chiba', 'cioAdvisor')];
    const one = await confirmed('aoki');
    await writeCalendars(deskOf())();
    const [event] = calendarOf('aoki').values();
    expect(event?.['attendees']).toMatchObject([{ emailAddress: { address: 'chiba@example.jp' } }]);
    expect(event?.['attendees']).toHaveLength(1);
    const notices = await told(one.id);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('招待を送れない出席者がいます');
    expect(notices[0]).toContain('見本 baba');
    expect(notices[0]).toContain('最高情報セキュリティアドバイザー');
    await store.db.transaction().execute((tx) => wishEvent(tx, one.id, 'there'));
    await writeCalendars(deskOf())();
    expect(await told(one.id)).toHaveLength(1);
  });
});

describe('two instances', () => {
  test('write one event', async () => {
    await confirmed('aoki');
    await Promise.all([writeCalendars(deskOf())(), writeCalendars(deskOf())(), writeCalendars(deskOf())()]);
    expect(posted).toBe(1);
    expect(calendarOf('aoki').size).toBe(1);
  });
});

describe('a calendar that refuses', () => {
  test.each([
    [403, 'ErrorAccessDenied', 'Calendars.ReadWrite'],
    [404, 'MailboxNotEnabledForRESTAPI', 'メールボックスが見つかりません'],
    [400, 'ErrorInvalidRecipients', '出席者のメールアドレスを確認'],
  ])('%i %s: the meeting stands, and the section is told what to do', async (status, code, says) => {
    const one = await confirmed('aoki');
    refuse = () => new GraphError(status, code, 'x');
    await writeCalendars(deskOf())();
    const [notice = ''] = await told(one.id);
    expect(notice).toContain(says);
    expect(notice).toContain('会議の内容は保存済みです');
    expect((await findMeeting(store.db, one.id))?.meeting.state).toBe('confirmed');
  });

  test('one that does not answer is asked again later, and nobody is troubled', async () => {
    const one = await confirmed('aoki');
    refuse = () => new GraphError(503, 'serviceNotAvailable', 'x');
    await writeCalendars(deskOf())();
    expect(await told(one.id)).toEqual([]);
    refuse = () => undefined;
    await store.db
      .updateTable('calendar_write')
      .set({ not_before: new Date(0) })
      .execute();
    await writeCalendars(deskOf())();
    expect(calendarOf('aoki').size).toBe(1);
  });
});

describe('a delta link that is too old (410)', () => {
  const forget = (_method: string, path: string): GraphError | undefined =>
    path.includes('token=') ? new GraphError(410, 'SyncStateNotFound', 'x') : undefined;

  test('the calendar is read anew: what was moved meanwhile is noticed, and what was deleted as well', async () => {
    const desk = deskOf();
    const moved = await confirmed('aoki');
    const deleted = await confirmed('aoki');
    const kept = await confirmed('aoki');
    await writeCalendars(desk)();
    await followCalendars(desk)();
    const eventOf = async (id: string): Promise<string> =>
      (await findMeeting(store.db, id))?.eventId ?? 'none';
    Object.assign(calendarOf('aoki').get(await eventOf(moved.id)) ?? {}, {
      start: { dateTime: '2026-09-25T04:30:00', timeZone: 'UTC' },
      end: { dateTime: '2026-09-25T08:00:00', timeZone: 'UTC' },
    });
    calendarOf('aoki').delete(await eventOf(deleted.id));
    refuse = forget;
    await followCalendars({ ...desk, directory: { ...desk.directory, person } })();
    await followCalendars({ ...desk, directory: { ...desk.directory, person } })();
    expect((await findMeeting(store.db, moved.id))?.meeting.start).toBe(
      Date.parse('2026-09-25T13:30:00+09:00'),
    );
    expect((await findMeeting(store.db, deleted.id))?.meeting.state).toBe('cancelled');
    expect((await findMeeting(store.db, kept.id))?.meeting).toMatchObject({
      state: 'confirmed',
      start: Date.parse('2026-09-24T13:30:00+09:00'),
    });
  });

  const person = (id: string) => Promise.resolve({ ...pressing(aoki).speaker, id });
});
