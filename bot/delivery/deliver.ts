import { sql } from 'kysely';
import { backOff } from '../filing/back-off.ts';
import { addJob } from '../jobs/jobs.ts';
import type { Database, Queryable } from '../store/database.ts';
import {
  countWaiting,
  nextDelivery,
  nextDeliveryIn,
  postponeThread,
  waitingIn,
  type Delivery,
} from '../store/deliveries.ts';
import { HOURLY, reserveSend, sentWithinHour, tenantTurn } from '../store/pace.ts';
import { hurry } from '../store/revive-deliveries.ts';
import { markFresh, nextStale, postponeUpdate, type StaleCard } from '../store/stale-cards.ts';
import { ConnectorError, type Message } from '../teams/connector.ts';
import { DELIVER, deliverJob, deliverLater } from './deliver-job.ts';
import { contentHash, type DigestRenderer, type Renderers } from './message.ts';
import { send, wayTo, WORDLESS, type Say, type SendDeps } from './send.ts';

/**
 * Says things unasked, each once, and keeps what was said up to date. One thread is spoken to by one worker at a time,
 * at the pace that Teams allows a thread; nobody stands and waits for it. Teams has no idempotency key: where a crash
 * falls between its answer and the ledger a second message may go out; that is the only case, and it is counted
 * (`doubtful`).
 */

export { DELIVER, deliverJob };

export type DeliveryDeps = SendDeps & {
  readonly db: Database;
  readonly renderers: Renderers;
  readonly digests: Readonly<Record<string, DigestRenderer>>;
  readonly machineClock: () => number;
};

/** Milliseconds after which a place is looked for again. */
const NOT_INSTALLED = 60_000;
/** Milliseconds; for longer than this the thread is left and come back to. */
const PATIENCE = 200;
/** Milliseconds; a thread with much to say then stands in line again, so that others, and other work, get their turn. */
const STINT = 1_000;

const payloadOf = (payload: unknown): { thread: string } => payload as { thread: string };

export const createDelivering = (deps: DeliveryDeps) => {
  const { connector, log } = deps;
  const later = (milliseconds: number): Date => new Date(deps.machineClock() + milliseconds);

  /** Takes the thread's next free moment if it is near. @returns milliseconds when it is not */
  const turn = async (db: Queryable, thread: string): Promise<number | undefined> => {
    const wait = await reserveSend(db, thread, PATIENCE);
    if (wait > PATIENCE) return wait;
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    return undefined;
  };

  const rendererOf = (message: string): Renderers[string] => {
    const renderer = deps.renderers[message];
    if (!renderer) throw new Error(`nobody renders ${message}`);
    return renderer;
  };

  const sayNext = (db: Database, say: Say, next: Delivery): Promise<boolean> =>
    send(db, deps, say, [next.key], next, 'sent', () =>
      rendererOf(next.message)(next.subjectId, next.destination),
    );

  /** More waits than the thread takes within the hour: it is told as one. @returns undefined when it is not so */
  const sayDigest = async (db: Database, say: Say, thread: string): Promise<boolean | undefined> => {
    if ((await countWaiting(db, thread)) <= HOURLY - (await sentWithinHour(db, thread))) return undefined;
    const waiting = await waitingIn(db, thread);
    const first = waiting.find(({ message }) => deps.digests[message]);
    const digest = first && deps.digests[first.message];
    if (!digest) return undefined;
    const alike = waiting.filter(({ message }) => message === first.message);
    const subjects = alike.map(({ subjectId }) => subjectId);
    return send(
      db,
      deps,
      say,
      alike.map(({ key }) => key),
      first,
      'digested',
      () => digest(subjects, first.destination),
    );
  };

  /** @returns milliseconds when the thread has no room for it now */
  const bringUpToDate = async (
    db: Queryable,
    thread: string,
    card: StaleCard,
  ): Promise<number | undefined> => {
    const { serviceUrl, conversationId, activityId } = card;
    let message: Message | undefined;
    try {
      message = await rendererOf(card.message)(card.subjectId, card.destination);
    } catch (error) {
      await postponeUpdate(db, card.key, backOff(card.attempts, deps.chance()), WORDLESS);
      log.error({ err: error, thread }, 'a card could not be made anew; later again');
      return undefined;
    }
    const hash = message ? contentHash(message) : card.contentHash;
    if (message && serviceUrl && conversationId && activityId && hash !== card.contentHash) {
      const wait = await turn(db, thread);
      if (wait !== undefined) return wait;
      await tenantTurn(db);
      try {
        await connector.update({ serviceUrl, conversationId, activityId }, message);
      } catch (error) {
        // A message that its reader deleted, or a chat that the app was removed from, needs no update.
        if (!(error instanceof ConnectorError && error.unreachable)) {
          const known = error instanceof ConnectorError ? error : undefined;
          const rest = known?.retryAfter ?? backOff(card.attempts, deps.chance());
          log.warn({ thread, status: known?.status }, 'a card could not be brought up to date; later again');
          await postponeUpdate(db, card.key, rest, known?.message ?? 'no answer');
          return undefined;
        }
        log.info({ delivery: card.key, status: error.status }, 'a card is gone and was not updated');
      }
    }
    await markFresh(db, card, hash);
    return undefined;
  };

  /** @returns milliseconds after which to go on; undefined when nothing waits */
  const drain = async (db: Database, thread: string): Promise<number | undefined> => {
    let digested = false;
    const end = deps.machineClock() + STINT;
    for (;;) {
      if (deps.machineClock() >= end) return 0;
      const next = await nextDelivery(db, thread);
      const stale = next ? undefined : await nextStale(db, thread);
      if (stale) {
        const wait = await bringUpToDate(db, thread, stale);
        if (wait !== undefined) return wait;
        continue;
      }
      if (!next) break;
      const say = await wayTo(db, deps, next.destination);
      if (!say) {
        await postponeThread(db, thread, NOT_INSTALLED, 'the app is not installed there yet');
        // Became known meanwhile: who learnt of it found nothing put off yet.
        if ((await wayTo(db, deps, next.destination)) && (await hurry(db, thread)) > 0) continue;
        log.warn({ thread }, 'messages wait: the app is not installed there yet');
        break;
      }
      const wait = await turn(db, thread);
      if (wait !== undefined) return wait;
      const asOne = next.urgent || digested ? undefined : await sayDigest(db, say, thread);
      digested ||= !next.urgent;
      if (!(asOne ?? (await sayNext(db, say, next)))) break;
    }
    const wait = await nextDeliveryIn(db, thread);
    return wait === undefined ? undefined : wait + 50;
  };

  return async (payload: unknown): Promise<void> => {
    const { thread } = payloadOf(payload);
    // A lock of the connection: it ends with the process, so that another instance goes on at once after a crash.
    await deps.db.connection().execute(async (db) => {
      const { rows } = await sql<{ mine: boolean }>`
        select pg_try_advisory_lock(hashtextextended(${`deliver/${thread}`}, 0)) as mine
      `.execute(db);
      if (!rows[0]?.mine) return addJob(db, deliverLater(thread, later(1_000)));
      try {
        const wait = await drain(db, thread);
        if (wait !== undefined) await addJob(db, deliverLater(thread, later(wait)));
      } finally {
        await sql`select pg_advisory_unlock(hashtextextended(${`deliver/${thread}`}, 0))`.execute(db);
      }
    });
  };
};
