import pg from 'pg';
import pino from 'pino';
import { readEngagement } from '../../bot/engagement-file.ts';
import { plannedReminders } from '../../bot/features/reminders/plan.ts';
import { reminderDesk } from '../../bot/features/reminders/reminder-desk.ts';
import type { Desk } from '../../bot/intake/desk.ts';
import { createTicker, type Ticker } from '../../bot/jobs/ticker.ts';
import type { Settings } from '../../shared/engagements/settings.ts';
import { formatIso } from '../../shared/kernel/instant.ts';
import type { Meeting } from '../../shared/meetings/meeting.ts';
import { attendance } from '../../shared/meetings/propose-year.ts';
import type { Reminder } from '../../shared/meetings/reminder.ts';
import { startStore } from '../harness/store.ts';
import { table, type Figure } from './figures.ts';
import { openStage, type Stage } from './stage.ts';

/**
 * What reminders cost: a tick with nothing due beside a year full of them, one meeting moved beside a hundred times as
 * many, and ten thousand due in one minute, with one of two bots killed in the middle.
 */

const YEAR_OF_REMINDERS = 250_000;
const AT_ONCE = 10_000;
/** What Teams takes from one app in one tenant. Source: Microsoft Teams, rate limiting (2026-10-08). */
const TEAMS_PER_SECOND = 50;
const DAY = 86_400_000;
const NOW = Date.parse('2026-09-14T10:00:00+09:00');

const settingsOf = async (): Promise<Settings> => {
  const read = await readEngagement('nerima-r8');
  if (!read.ok) throw new Error('no profile');
  return read.engagement.settings;
};

const meetingOf = (settings: Settings, index: number, start: number): Meeting => {
  const [series] = settings.meetings.series;
  if (!series) throw new Error('no series');
  return {
    id: `R8-会-${String(index).padStart(4, '0')}`,
    series: series.id,
    title: series.name.ja,
    start,
    end: start + series.lengthMinutes * 60_000,
    place: series.place,
    state: 'confirmed',
    ...attendance(series),
  };
};

const keepMeetings = (pool: pg.Pool, settings: Settings, meetings: readonly Meeting[]): Promise<unknown> =>
  pool.query(
    `insert into meeting (id, engagement, number, series, state, starts_at, ends_at, fields, changed_at)
     select gen_random_uuid(), $1, m ->> 'id', m ->> 'series', m ->> 'state',
       to_timestamp((m ->> 'start')::float8 / 1000), to_timestamp((m ->> 'end')::float8 / 1000), m, now()
     from jsonb_array_elements($2::jsonb) m
     on conflict (engagement, number) do update set starts_at = excluded.starts_at, fields = excluded.fields`,
    [settings.id, JSON.stringify(meetings)],
  );

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Milliseconds of one, after a few that warm up. */
const timed = async (runs: number, one: () => Promise<void>): Promise<number> => {
  const took: number[] = [];
  for (let run = 0; run < runs + 20; run += 1) {
    const start = performance.now();
    await one();
    if (run >= 20) took.push(performance.now() - start);
  }
  return median(took);
};

type Bench = { readonly pool: pg.Pool; readonly ticker: Ticker; readonly settings: Settings };

const onStore = async <T>(run: (bench: Bench) => Promise<T>): Promise<T> => {
  const settings = await settingsOf();
  const store = await startStore();
  const log = pino({ level: 'silent' });
  // The ticker reaches the database and the people, and nothing else of the desk.
  const desk = { settings, db: store.db, clock: () => NOW, log } as unknown as Desk;
  const staff = settings.roles.map(({ id }) => ({ id: `person-${id}`, roles: [id], name: id, mail: '' }));
  const planned = plannedReminders(
    reminderDesk(desk, { graph: {} as never, graphUrl: '', staff: () => Promise.resolve(staff) }),
  );
  const ticker = createTicker({
    db: store.db,
    clock: () => NOW,
    log,
    planned: [planned],
    wake: () => undefined,
  });
  try {
    await ticker.tick();
    return await run({ pool: store.pool, ticker, settings });
  } finally {
    await store.stop();
  }
};

/** Turn by turn, so that whatever else the machine does falls on both. */
const measureTick = (): Promise<Figure> =>
  onStore((none) =>
    onStore(async ({ pool, ticker }) => {
      await pool.query(
        `insert into due_instant (key, kind, scope, at, body)
         select 'planned/' || n, 'reminder', 'R8-会-' || n % 5000,
           to_timestamp($1::float8 / 1000) + (1 + n % 20000) * interval '25 minutes', '{}'
         from generate_series(1, $2) n`,
        [NOW, YEAR_OF_REMINDERS],
      );
      await pool.query('vacuum analyze due_instant');
      const empty: number[] = [];
      const full: number[] = [];
      for (let round = 0; round < 40; round += 1) {
        empty.push(await timed(20, none.ticker.tick));
        full.push(await timed(20, ticker.tick));
      }
      return {
        name: `tick with nothing due, ${YEAR_OF_REMINDERS} planned against none`,
        unit: 'ms',
        measured: median(full),
        reference: median(empty),
        ratio: median(full) / median(empty),
        aim: { kind: 'most', value: 1.2 },
      };
    }),
  );

const FEW = 60;

const measureMove = (): Promise<Figure> =>
  onStore(async ({ pool, ticker, settings }) => {
    let move = 0;
    const moved = async (): Promise<void> => {
      move += 1;
      await keepMeetings(pool, settings, [meetingOf(settings, 1, NOW + 8 * DAY + (move % 2) * 3_600_000)]);
      await pool.query(`insert into derive_wish (scope) values ('R8-会-0001')`);
      await ticker.tick();
    };
    const year = (count: number): readonly Meeting[] =>
      Array.from({ length: count }, (_, index) =>
        meetingOf(settings, index + 1, NOW + DAY + Math.floor((index / count) * 360) * DAY),
      );
    await keepMeetings(pool, settings, year(FEW));
    await pool.query(`insert into derive_wish (scope) values ('*')`);
    await ticker.tick();
    const few = await timed(60, moved);
    await keepMeetings(pool, settings, year(FEW * 100));
    await pool.query(`insert into derive_wish (scope) values ('*')`);
    await ticker.tick();
    await pool.query('analyze meeting');
    await pool.query('analyze due_instant');
    const many = await timed(60, moved);
    return {
      name: `moving one of ${FEW * 100} meetings against one of ${FEW}`,
      unit: 'ms',
      measured: many,
      reference: few,
      ratio: many / few,
      aim: { kind: 'most', value: 2 },
    };
  });

/** Everybody has a chat with the app; one meeting of all of them is about to begin. */
const dueAtOnce = async (pool: pg.Pool, settings: Settings, serviceUrl: string): Promise<void> => {
  const now = Date.now();
  const meeting = meetingOf(settings, 9999, now + 3_600_000);
  await keepMeetings(pool, settings, [meeting]);
  await pool.query(
    `insert into conversation (person_id, service_url, conversation_id)
     select 'person-' || n, $1, 'a:chat-' || n from generate_series(1, $2) n`,
    [serviceUrl, AT_ONCE],
  );
  // Due already: who plans the year just now leaves it to whoever takes it.
  const due = now - 60_000;
  const subject = `${meeting.id}@${formatIso(meeting.start)}`;
  const body: Omit<Reminder, 'key' | 'to'> = {
    at: due,
    kind: 'soon',
    subject: meeting.id,
    clause: '',
    urgent: false,
    until: meeting.start,
  };
  await pool.query(
    `insert into due_instant (key, kind, scope, at, body)
     select $1 || '/soon60/person-' || n, 'reminder', $2, to_timestamp($3::float8 / 1000),
       $4::jsonb || jsonb_build_object('key', $1 || '/soon60/person-' || n, 'to', 'person-' || n)
     from generate_series(1, $5) n`,
    [subject, meeting.id, due, JSON.stringify(body), AT_ONCE],
  );
};

type Sent = {
  readonly conversations: readonly (readonly [string, number])[];
  readonly fullestSecond: number;
};

const untilSent = async (pool: pg.Pool, count: number): Promise<void> => {
  const end = performance.now() + 10 * 60_000;
  for (;;) {
    const { rows } = await pool.query<{ sent: number }>(
      `select count(*)::int as sent from delivery where message = 'reminders.one' and status = 'sent'`,
    );
    if ((rows[0]?.sent ?? 0) >= count) return;
    if (performance.now() > end) throw new Error(`only ${rows[0]?.sent} of ${count} went out`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};

const rush = async (stage: Stage, settings: Settings): Promise<readonly Figure[]> => {
  const pool = new pg.Pool({ connectionString: stage.databaseUrl, max: 2 });
  pool.on('error', () => undefined);
  try {
    const first = await stage.startProduct();
    await stage.startProduct();
    await dueAtOnce(pool, settings, stage.scene.serviceUrl);
    const start = performance.now();
    await untilSent(pool, AT_ONCE / 2);
    await first.bot.stop();
    await stage.startProduct();
    await untilSent(pool, AT_ONCE);
    const seconds = (performance.now() - start) / 1_000;
    const { conversations: all, fullestSecond } = await stage.standIn.ask<Sent>({});
    // What the year itself says to somebody meanwhile is not counted.
    const conversations = all.filter(([id]) => id.startsWith(encodeURIComponent('a:chat-')));
    const { rows } = await pool.query<{ doubtful: number }>(
      'select coalesce(sum(doubtful), 0)::int as doubtful from delivery',
    );
    const twice = conversations.reduce((sum, [, count]) => sum + count - 1, 0);
    if (conversations.length !== AT_ONCE) throw new Error(`${AT_ONCE - conversations.length} were lost`);
    if (twice > (rows[0]?.doubtful ?? 0)) throw new Error(`${twice} went out twice and were not counted`);
    const allowed = AT_ONCE / TEAMS_PER_SECOND;
    return [
      {
        name: `${AT_ONCE} due at once, one of two bots killed`,
        unit: 's',
        measured: seconds,
        reference: allowed,
        ratio: seconds / allowed,
        aim: { kind: 'most', value: 1.1 },
      },
      { name: 'sent twice, all counted as doubtful', unit: '', measured: twice },
      {
        name: 'sent in the fullest second',
        unit: '',
        measured: fullestSecond,
        aim: { kind: 'most', value: TEAMS_PER_SECOND },
      },
    ];
  } finally {
    await pool.end();
  }
};

export const measureReminders = async (): Promise<readonly Figure[]> => {
  const figures = [await measureTick(), await measureMove()];
  console.error(table(figures));
  const stage = await openStage();
  try {
    return [...figures, ...(await rush(stage, await settingsOf()))];
  } finally {
    await stage.stop();
  }
};
