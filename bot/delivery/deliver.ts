import { sql } from 'kysely';
import { backOff } from '../filing/back-off.ts';
import { addJob, type Job } from '../jobs/jobs.ts';
import type { Log } from '../log.ts';
import { anyServiceUrl, findChannel, findConversation } from '../store/conversations.ts';
import type { Database } from '../store/database.ts';
import {
  countWaiting,
  leaveInDoubt,
  markSending,
  markSent,
  markUnreachable,
  nextDelivery,
  nextDeliveryIn,
  postponeDelivery,
  waitingIn,
  type Delivery,
} from '../store/deliveries.ts';
import { HOURLY, reserveSend, sentWithinHour } from '../store/pace.ts';
import type { Destination } from '../store/tables.ts';
import { ConnectorError, type Connector, type Message, type SentMessage } from '../teams/connector.ts';
import { refreshJob } from './refresh.ts';
import { contentHash, type DigestRenderer, type Renderers } from './message.ts';

/**
 * Says things unasked, each once. One thread is spoken to by one worker at a time, at the pace that Teams allows a
 * thread; the ledger is written before and after. Teams has no idempotency key: where a crash falls between its answer
 * and the ledger a second message may go out; that is the only case, and it is counted (`doubtful`).
 */

export const DELIVER = 'deliver';
export const deliverJob = (thread: string, runAt?: Date): Job => ({
  task: DELIVER,
  payload: { thread },
  key: runAt ? `${DELIVER}-later/${thread}` : `${DELIVER}/${thread}`,
  ...(runAt ? { runAt } : {}),
});

export type DeliveryDeps = {
  readonly db: Database;
  readonly connector: Connector;
  readonly renderers: Renderers;
  readonly digests: Readonly<Record<string, DigestRenderer>>;
  readonly log: Log;
  readonly machineClock: () => number;
  readonly chance: () => number;
  /** Someone the bot cannot reach: told about by another way. */
  readonly onUnreachable: (delivery: Delivery) => readonly Job[];
};

/** Longer than this a worker does not stand and wait for a thread's next free moment. */
const PATIENCE = 3_000;
const NOT_INSTALLED = 60_000;

const payloadOf = (payload: unknown): { thread: string } => payload as { thread: string };

export const createDelivering = (deps: DeliveryDeps) => {
  const { db, connector, log } = deps;

  const dispatch = async (destination: Destination, message: Message): Promise<SentMessage | undefined> => {
    if (destination.to === 'channel') {
      const channel = await findChannel(db, destination.team, destination.channel);
      return channel && connector.post(channel.serviceUrl, channel.channelId, message);
    }
    const known = await findConversation(db, destination.personId);
    if (known) return connector.send(known, message);
    const serviceUrl = await anyServiceUrl(db);
    if (!serviceUrl) return undefined;
    return connector.send(await connector.openChat(serviceUrl, destination.personId), message);
  };

  /** @returns false when the thread must rest */
  const say = async (
    keys: readonly string[],
    first: Delivery,
    message: Message,
    status: 'sent' | 'digested',
  ): Promise<boolean> => {
    await markSending(db, keys);
    try {
      const sent = await dispatch(first.destination, message);
      if (sent) {
        await markSent(db, keys, status, sent, contentHash(message));
        // What it tells about may have changed between its making and its mark.
        if (status === 'sent') await addJob(db, refreshJob(first.subjectId));
        return true;
      }
      await postponeDelivery(db, keys, NOT_INSTALLED, 'the app is not installed there yet');
      log.warn({ thread: first.thread }, 'a message waits: the app is not installed there yet');
      return false;
    } catch (error) {
      if (!(error instanceof ConnectorError)) {
        await leaveInDoubt(db, keys, backOff(first.attempts, deps.chance()), 'no answer');
        log.warn({ err: error, thread: first.thread }, 'Teams did not answer; the message may be out');
        return false;
      }
      if (error.unreachable && first.destination.to === 'person') {
        for (const key of keys) await markUnreachable(db, key, error.message);
        for (const job of deps.onUnreachable(first)) await addJob(db, job);
        return true;
      }
      await postponeDelivery(
        db,
        keys,
        error.retryAfter ?? backOff(first.attempts, deps.chance()),
        error.message,
      );
      log.warn(
        { thread: first.thread, status: error.status, code: error.code },
        'Teams refused a message; later again',
      );
      return false;
    }
  };

  const sayNext = async (next: Delivery): Promise<boolean> => {
    const renderer = deps.renderers[next.message];
    if (!renderer) throw new Error(`nobody renders ${next.message}`);
    const message = await renderer(next.subjectId, next.destination);
    if (message) return say([next.key], next, message, 'sent');
    await markSent(db, [next.key], 'digested', { serviceUrl: '', conversationId: '', activityId: '' }, null);
    return true;
  };

  /** More waits than the thread takes within the hour: it is told as one. */
  const sayDigest = async (thread: string): Promise<boolean | undefined> => {
    if ((await countWaiting(db, thread)) <= HOURLY - (await sentWithinHour(db, thread))) return undefined;
    const waiting = await waitingIn(db, thread);
    const [first] = waiting;
    const digest = first && deps.digests[first.message];
    if (!digest) return undefined;
    const alike = waiting.filter((one) => one.message === first.message);
    const message = await digest(
      alike.map((one) => one.subjectId),
      first.destination,
    );
    return say(
      alike.map((one) => one.key),
      first,
      message,
      'digested',
    );
  };

  const drain = async (thread: string): Promise<void> => {
    for (;;) {
      const next = await nextDelivery(db, thread);
      if (!next) break;
      const wait = await reserveSend(db, thread);
      if (wait > PATIENCE) return addJob(db, deliverJob(thread, new Date(deps.machineClock() + wait)));
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      const goOn = (next.urgent ? undefined : await sayDigest(thread)) ?? (await sayNext(next));
      if (!goOn) break;
    }
    const wait = await nextDeliveryIn(db, thread);
    if (wait !== undefined) await addJob(db, deliverJob(thread, new Date(deps.machineClock() + wait + 50)));
  };

  return async (payload: unknown): Promise<void> => {
    const { thread } = payloadOf(payload);
    // A lock of the connection: it ends with the process, so that another instance goes on at once after a crash.
    await db.connection().execute(async (connection) => {
      const { rows } = await sql<{ mine: boolean }>`
        select pg_try_advisory_lock(hashtextextended(${`deliver/${thread}`}, 0)) as mine
      `.execute(connection);
      if (!rows[0]?.mine) return addJob(db, deliverJob(thread, new Date(deps.machineClock() + 1_000)));
      try {
        await drain(thread);
      } finally {
        await sql`select pg_advisory_unlock(hashtextextended(${`deliver/${thread}`}, 0))`.execute(connection);
      }
    });
  };
};
