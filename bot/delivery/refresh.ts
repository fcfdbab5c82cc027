import { addJob, type Job } from '../jobs/jobs.ts';
import type { Log } from '../log.ts';
import type { Database } from '../store/database.ts';
import { rememberContent, sentAbout } from '../store/deliveries.ts';
import { heldFor, isHeld } from '../store/held-cards.ts';
import { reserveSend } from '../store/pace.ts';
import { ConnectorError, type Connector } from '../teams/connector.ts';
import { contentHash, type Renderers } from './message.ts';

/**
 * Old cards do not lie: when something about a case changes, every message that stands about it is made anew, and
 * changed in place where it differs from what stands there.
 */

export const REFRESH = 'refresh-cards';
export const refreshJob = (subjectId: string): Job => ({
  task: REFRESH,
  payload: { subjectId },
  key: `${REFRESH}/${subjectId}`,
});

type Deps = {
  readonly db: Database;
  readonly connector: Connector;
  readonly renderers: Renderers;
  readonly log: Log;
  readonly machineClock: () => number;
};

export const createRefreshing =
  ({ db, connector, renderers, log, machineClock }: Deps) =>
  async (payload: unknown): Promise<void> => {
    const { subjectId } = payload as { subjectId: string };
    for (const sent of await sentAbout(db, subjectId)) {
      const { serviceUrl, conversationId, activityId } = sent;
      const message = await renderers[sent.message]?.(subjectId, sent.destination);
      if (!message || !serviceUrl || !conversationId || !activityId) continue;
      const hash = contentHash(message);
      if (hash === sent.contentHash) continue;
      const wait = await reserveSend(db, sent.thread);
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      if (await isHeld(db, sent.key)) continue;
      try {
        await connector.update({ serviceUrl, conversationId, activityId }, message);
      } catch (error) {
        // A message that its reader deleted, or a chat that the app was removed from, needs no update.
        if (!(error instanceof ConnectorError && error.unreachable)) throw error;
        log.info({ delivery: sent.key, status: error.status }, 'a card is gone and was not updated');
      }
      await rememberContent(db, sent.key, hash);
    }
    const held = await heldFor(db, subjectId);
    if (held !== undefined)
      await addJob(db, {
        ...refreshJob(subjectId),
        key: `${REFRESH}-later/${subjectId}`,
        runAt: new Date(machineClock() + held + 1_000),
      });
  };
