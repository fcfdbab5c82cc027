import { backOff } from '../filing/back-off.ts';
import { addJob, addJobs, type Job } from '../jobs/jobs.ts';
import type { Log } from '../log.ts';
import { anyServiceUrl, findChannel, findConversation } from '../store/conversations.ts';
import type { Database, Queryable } from '../store/database.ts';
import {
  leaveInDoubt,
  markSending,
  markSent,
  markUnreachable,
  postponeDelivery,
  postponeThread,
  type Delivery,
} from '../store/deliveries.ts';
import { tenantTurn } from '../store/pace.ts';
import type { Destination } from '../store/tables.ts';
import { ConnectorError, type Connector, type Message, type SentMessage } from '../teams/connector.ts';
import { contentHash } from './message.ts';
import { refreshJob } from './refresh.ts';

/** One message out, once: the ledger is written before and after. */

export type SendDeps = {
  readonly connector: Connector;
  readonly log: Log;
  readonly chance: () => number;
  /** Asks the teams for their channels again. @returns whether they were asked */
  readonly askTeams: () => Promise<boolean>;
  /** Someone the bot cannot reach: told about by another way. */
  readonly onUnreachable: (delivery: Delivery) => readonly Job[];
};

/** Why a message waits whose words could not be made. */
export const WORDLESS = 'it could not be put into words';

export type Say = (message: Message) => Promise<SentMessage>;

/** How a message gets there, at its moment; undefined where the app is not installed yet. */
export const wayTo = async (
  db: Queryable,
  { connector, askTeams }: SendDeps,
  destination: Destination,
): Promise<Say | undefined> => {
  if (destination.to === 'channel') {
    const { team, channel: name } = destination;
    const known = await findChannel(db, team, name);
    const channel = known ?? ((await askTeams()) ? await findChannel(db, team, name) : undefined);
    return (
      channel &&
      (async (message) => {
        await tenantTurn(db);
        return connector.post(channel.serviceUrl, channel.channelId, message);
      })
    );
  }
  const { personId } = destination;
  const known = await findConversation(db, personId);
  const serviceUrl = known?.serviceUrl ?? (await anyServiceUrl(db));
  if (!serviceUrl) return undefined;
  const anew: Say = async (message) => {
    await tenantTurn(db);
    const chat = await connector.openChat(serviceUrl, personId);
    await tenantTurn(db);
    return connector.send(chat, message);
  };
  if (!known) return anew;
  return async (message) => {
    try {
      await tenantTurn(db);
      return await connector.send(known, message);
    } catch (error) {
      // The chat that is remembered is gone: what is said now is said in the one that there is.
      if (!(error instanceof ConnectorError && error.status === 404)) throw error;
      return anew(message);
    }
  };
};

/**
 * @param make makes the words; undefined when nothing is left to say. It is asked after the mark, so that a change
 * that comes while it works finds the message marked and has it looked at again.
 * @returns false when the thread must rest
 */
export const send = async (
  db: Database,
  deps: SendDeps,
  say: Say,
  keys: readonly string[],
  first: Delivery,
  status: 'sent' | 'digested',
  make: () => Promise<Message | undefined>,
): Promise<boolean> => {
  const { log, chance, onUnreachable } = deps;
  await markSending(db, keys);
  let message: Message | undefined;
  try {
    message = await make();
  } catch (error) {
    // It comes again by itself, and holds up nothing else of its thread.
    await postponeDelivery(db, keys, backOff(first.attempts, chance()), WORDLESS);
    log.error({ err: error, thread: first.thread }, 'a message could not be put into words; later again');
    return true;
  }
  if (!message) {
    await markSent(db, keys, 'digested', { serviceUrl: '', conversationId: '', activityId: '' }, null);
    return true;
  }
  try {
    await markSent(db, keys, status, await say(message), contentHash(message));
  } catch (error) {
    if (!(error instanceof ConnectorError)) {
      await leaveInDoubt(db, keys, backOff(first.attempts, chance()), 'no answer');
      log.warn({ err: error, thread: first.thread }, 'Teams did not answer; the message may be out');
      return false;
    }
    if (error.unreachable && first.destination.to === 'person') {
      const fault = error.message;
      await db.transaction().execute(async (tx) => {
        for (const key of keys) await markUnreachable(tx, key, fault);
        await addJobs(tx, onUnreachable(first));
      });
      return true;
    }
    // The channel may have become another one.
    if (error.unreachable) await deps.askTeams();
    const rest = error.retryAfter ?? backOff(first.attempts, chance());
    await postponeDelivery(db, keys, rest, error.message);
    // Teams asks the thread to rest and not the message: else what is urgent would wait while others go.
    if (error.again) await postponeThread(db, first.thread, rest, error.message);
    log.warn(
      { thread: first.thread, status: error.status, code: error.code, err: error.cause },
      'Teams refused a message; later again',
    );
    return false;
  }
  // Others may have been told that this reader could not be reached: what stands about it is looked at again.
  if (first.attempts > 0 && first.destination.to === 'person') await addJob(db, refreshJob(first.subjectId));
  return true;
};
