import type { Instant } from '../../shared/kernel/instant.ts';
import type { Log } from '../log.ts';
import type { Database, Tx } from '../store/database.ts';
import { addDeliveries, type NewDelivery } from '../store/deliveries.ts';
import {
  ALL,
  holdDue,
  markTaken,
  mayDerive,
  putOff,
  replan,
  takeWishes,
  type DueInstant,
  type PutOff,
  type Taken,
} from '../store/due-instants.ts';
import { claimReturn, plannedUntil, ticked, tickerState } from '../store/ticker-state.ts';

/**
 * The one ticker on the domain clock. It keeps the instants of the coming days derived, takes what is due in their
 * order, and writes what is to be told into the ledger in the same transaction: whatever dies meanwhile, each is taken
 * once. Several instances tick together, each holding rows that no other has.
 */

export type Span = { readonly from: Instant; readonly to: Instant };

export type Outcome = {
  readonly taken: readonly Taken[];
  readonly later: readonly PutOff[];
  readonly deliveries: readonly NewDelivery[];
};

/** A kind of due instants: who derives them and what becomes of them. */
export type Planned = {
  readonly kind: string;
  /** Everything of these scopes in the span. */
  readonly derive: (tx: Tx, scopes: readonly string[] | 'all', span: Span) => Promise<readonly DueInstant[]>;
  /** What is due, in order. Each must be taken or put off. `stoodSince` where the ticker stood still before. */
  readonly take: (
    tx: Tx,
    due: readonly DueInstant[],
    now: Instant,
    stoodSince: Instant | undefined,
  ) => Promise<Outcome>;
  /** After the instants of these scopes were derived anew. */
  readonly afterDerived?: (scopes: readonly string[], now: Instant) => Promise<void>;
  /** The ticker stood still since that instant of domain time, and is back: who hears of it. */
  readonly onReturn?: (now: Instant, stoodSince: Instant) => readonly NewDelivery[];
};

export type TickerDeps = {
  readonly db: Database;
  /** Domain time. */
  readonly clock: () => Instant;
  readonly log: Log;
  readonly planned: readonly Planned[];
  /** These wait to be told; asked after the transaction. */
  readonly wake: (deliveries: readonly NewDelivery[]) => void;
};

export type Ticker = {
  readonly tick: () => Promise<void>;
  /** Ticks every so many milliseconds of machine time; a jump of the clock is seen by the next. */
  readonly start: (milliseconds: number) => void;
  readonly stop: () => Promise<void>;
};

const DAY = 86_400_000;
/** How far ahead instants are derived. */
const AHEAD = 14 * DAY;
/** The plan is drawn further once it reaches no further than this. */
const REACH = AHEAD - DAY;
/** What became known only just now may be planned for a moment that is just past. */
const MARGIN = 60 * 60_000;
/** At most so many in one transaction. */
const AT_ONCE = 5_000;
/** Milliseconds of machine time; a tick with nothing to do is a look, and is written down only so often. */
const SIGN_OF_LIFE = 10_000;
/** Milliseconds of machine time after which a ticker counts as standing still. */
export const LONGEST_SILENCE = 120_000;

export const createTicker = (deps: TickerDeps): Ticker => {
  const { db, planned, log } = deps;

  /** The profile may be another one than when this was planned last: at the start everything is planned anew. */
  let isFresh = true;

  /** @returns the scopes that were asked for; undefined while another instance does it */
  const derive = (now: Instant, last: Instant, everything: boolean): Promise<readonly string[] | undefined> =>
    db.transaction().execute(async (tx) => {
      if (!(await mayDerive(tx))) return undefined;
      const wished = await takeWishes(tx);
      const all = everything || wished.includes(ALL);
      const scopes = all ? 'all' : wished;
      // By another profile what was said has other keys: nothing of it is said again.
      const margin = isFresh && wished.length === 0 ? 0 : MARGIN;
      const span = { from: Math.min(last, now) - margin, to: now + AHEAD };
      for (const one of planned) {
        const instants = await one.derive(tx, scopes, span);
        await replan(tx, one.kind, scopes, now, instants);
      }
      if (all) await plannedUntil(tx, span.to);
      return wished;
    });

  /** @returns how many were taken or put off, and what is to be told */
  const takeSome = (
    now: Instant,
    stoodSince: Instant | undefined,
  ): Promise<{ readonly count: number; readonly told: readonly NewDelivery[] }> =>
    db.transaction().execute(async (tx) => {
      const due = await holdDue(tx, now, AT_ONCE);
      const told: NewDelivery[] = [];
      for (const one of planned) {
        const own = due.filter(({ kind }) => kind === one.kind);
        if (own.length === 0) continue;
        const { taken, later, deliveries } = await one.take(tx, own, now, stoodSince);
        await markTaken(tx, taken, now);
        await putOff(tx, later);
        await addDeliveries(tx, deliveries);
        told.push(...deliveries);
      }
      return { count: due.length, told };
    });

  /** After what is due was taken, so that who hears of it hears all. */
  const sayBack = async (now: Instant, stoodSince: Instant): Promise<void> => {
    const told = await db.transaction().execute(async (tx) => {
      if (!(await claimReturn(tx, LONGEST_SILENCE))) return [];
      log.warn('the ticker stood still and is back');
      const deliveries = planned.flatMap((one) => one.onReturn?.(now, stoodSince) ?? []);
      await addDeliveries(tx, deliveries);
      return deliveries;
    });
    deps.wake(told);
  };

  const tick = async (): Promise<void> => {
    const now = deps.clock();
    const state = await tickerState(db, now);
    const last = state.domainAt ?? now;
    const stoodSince = state.silence > LONGEST_SILENCE ? state.domainAt : undefined;
    const runsOut = isFresh || (state.plannedTo ?? -Infinity) < now + REACH || last > now;
    const derived = state.wishes || runsOut ? await derive(now, last, runsOut) : [];
    const wished = derived ?? [];
    isFresh &&= derived === undefined;
    const busy = state.due || wished.length > 0 || runsOut;
    if (busy) {
      for (let count = AT_ONCE; count === AT_ONCE;) {
        const some = await takeSome(now, stoodSince);
        deps.wake(some.told);
        ({ count } = some);
      }
    }
    if (stoodSince !== undefined) await sayBack(now, stoodSince);
    if (busy || state.domainAt === undefined || state.silence > SIGN_OF_LIFE) await ticked(db, now);
    if (wished.length > 0) for (const one of planned) await one.afterDerived?.(wished, now);
  };

  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();

  return {
    tick,
    start: (milliseconds) => {
      const again = (): void => {
        round = tick().catch((error: unknown) =>
          log.error({ err: error }, 'a tick failed; the next one goes on'),
        );
        void round.then(() => {
          if (!stopped) timer = setTimeout(again, milliseconds);
        });
      };
      again();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
};
