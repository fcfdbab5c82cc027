import { sql } from 'kysely';
import { unhurried, type Queryable } from './database.ts';

/**
 * One pace for all instances that share the database: a leaky bucket whose next free instant is a row.
 * @returns milliseconds to wait before doing it
 */
const reserve = async (
  db: Queryable,
  name: string,
  costMilliseconds: number,
  burstMilliseconds: number,
): Promise<number> => {
  const { rows } = await sql<{ wait: number }>`
    with ${unhurried}
    insert into pace (name, free_at)
    select ${name}, clock_timestamp() - ${burstMilliseconds} * interval '1 millisecond' + ${costMilliseconds} * interval '1 millisecond'
    from unhurried
    on conflict (name) do update set free_at =
      greatest(pace.free_at, clock_timestamp() - ${burstMilliseconds} * interval '1 millisecond')
      + ${costMilliseconds} * interval '1 millisecond'
    returning extract(epoch from free_at - ${costMilliseconds} * interval '1 millisecond' - clock_timestamp())::float8 * 1000 as wait
  `.execute(db);
  return Math.max(0, rows[0]?.wait ?? 0);
};

/** Nobody goes on before that many milliseconds are over. */
const pauseAll = async (db: Queryable, name: string, milliseconds: number): Promise<void> => {
  await sql`
    insert into pace (name, free_at) values (${name}, clock_timestamp() + ${milliseconds} * interval '1 millisecond')
    on conflict (name) do update set free_at =
      greatest(pace.free_at, clock_timestamp() + ${milliseconds} * interval '1 millisecond')
  `.execute(db);
};

/** Kept below SharePoint's limit, so that it never has to be enforced; bursts up to two full batches. */
const PACE_SHARE = 0.97;
const PACE_BURST_UNITS = 80;

/** SharePoint's pace for all instances. @param unitsPerMinute what the tenant's licences allow */
export const sharePointPace = (db: Queryable, unitsPerMinute: number) => {
  const unitCost = 60_000 / (unitsPerMinute * PACE_SHARE);
  return {
    /** Waits until that many resource units may be used. */
    take: async (units: number): Promise<void> => {
      const wait = await reserve(db, 'sharepoint', units * unitCost, PACE_BURST_UNITS * unitCost);
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    },
    pause: (milliseconds: number): Promise<void> => pauseAll(db, 'sharepoint', milliseconds),
  };
};

/** The windows of Teams' limit for one thread. Source: Microsoft Teams, "Optimize your bot: rate limiting" (2026-10-08). */
const THREAD_WINDOWS = [
  { sends: 7, seconds: 1 },
  { sends: 8, seconds: 2 },
  { sends: 60, seconds: 30 },
  { sends: 1_800, seconds: 3_600 },
] as const;

/** How many more messages a thread takes within the hour. */
export const HOURLY = 1_800;

/**
 * Takes the next free moment of a thread if it comes within `patience` milliseconds; nothing is taken otherwise. Whoever
 * asks is the only one to speak in that thread now.
 * @returns milliseconds to wait for it
 */
export const reserveSend = async (db: Queryable, thread: string, patience: number): Promise<number> => {
  const { rows } = await sql<{ wait: number }>`
    with ${unhurried}, earlier as (
      select at, row_number() over (order by at desc) as n
      from thread_send where thread = ${thread} order by at desc limit ${HOURLY}
    ),
    slot as (
      select greatest(clock_timestamp(), ${sql.join(
        THREAD_WINDOWS.map(
          // A hair over the window: the platform's clock is not ours.
          ({ sends, seconds }) =>
            sql`(select at from earlier where n = ${sends}) + ${seconds * 1.05} * interval '1 second'`,
        ),
      )}) as at
    ),
    near as (
      insert into thread_send (thread, at) select ${thread}, at from slot, unhurried
      where at <= clock_timestamp() + ${patience} * interval '1 millisecond'
    )
    select extract(epoch from at - clock_timestamp())::float8 * 1000 as wait from slot
  `.execute(db);
  return Math.max(0, rows[0]?.wait ?? 0);
};

/** How many a thread has taken within the last hour, what is reserved ahead included. */
export const sentWithinHour = async (db: Queryable, thread: string): Promise<number> => {
  const { rows } = await sql<{ count: string }>`
    select count(*) from thread_send where thread = ${thread} and at > clock_timestamp() - interval '1 hour'
  `.execute(db);
  return Number(rows[0]?.count ?? 0);
};

/**
 * Teams takes 50 requests a second from one app in one tenant. Source: Microsoft Teams, "Optimize your bot: rate
 * limiting" (2026-10-08). Moments are evenly spaced: 50 of them take 1,060 ms, so that no second holds more even where
 * some need longer to get there than others, by up to 45 ms beside the lateness.
 */
const TENANT_SENDS_PER_SECOND = 47.2;
/**
 * Milliseconds. Who comes later than this to its moment, because the process was busy, takes another: those who were
 * held up together would else go out together, on top of those whose moment it is.
 */
const TENANT_LATE = 15;
/** A machine that is always busier than that holds nobody up for ever. */
const MOST_MOMENTS = 10;

/**
 * Waits for the next free moment of all that the instances send unasked, so that what falls on one minute is spread.
 * What is sent goes out right after. A moment that nobody uses, because its process died, is lost and not made up for.
 */
export const tenantTurn = async (db: Queryable): Promise<void> => {
  for (let moment = 1; moment <= MOST_MOMENTS; moment += 1) {
    const asked = performance.now();
    const wait = await reserve(db, 'teams', 1_000 / TENANT_SENDS_PER_SECOND, 0);
    // Nobody is before it: it goes alone, however long the database took to say so.
    if (wait === 0) return;
    const rest = asked + wait - performance.now();
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
    if (performance.now() - asked - wait <= TENANT_LATE) return;
  }
};

export const forgetOldSends = async (db: Queryable): Promise<void> => {
  await sql`delete from thread_send where at < clock_timestamp() - interval '2 hours'`.execute(db);
};
