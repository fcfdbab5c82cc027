import { wakeSoon } from '../jobs/wake.ts';
import type { Log } from '../log.ts';
import type { Database } from '../store/database.ts';
import { threadOf } from '../store/deliveries.ts';
import { forgetStanding, recordStanding } from '../store/standing-cards.ts';
import type { SentMessage } from '../teams/connector.ts';
import type { Answer, Turn } from '../teams/turn.ts';
import { deliverJob } from './deliver-job.ts';
import { contentHash } from './message.ts';

/** A card that was an answer is written to the ledger, so that the one refresh keeps it true for the person who asked. */

export type Shown = {
  readonly turn: Turn;
  readonly answer: Answer;
  readonly place: SentMessage;
  /** The message itself holds it; otherwise only the client of the person who pressed shows it. */
  readonly sent: boolean;
};

type Deps = { readonly db: Database; readonly log: Log };

export const createKeepingTrue =
  ({ db, log }: Deps) =>
  async ({ turn, answer, place, sent }: Shown): Promise<void> => {
    // Elsewhere than in a personal chat no answer shows a case.
    if (answer.kind !== 'card' || !answer.standing || turn.scope !== 'personal') return;
    const { card, summary, standing } = answer;
    const destination = { to: 'person', personId: turn.speaker.id } as const;
    const thread = threadOf(destination);
    try {
      if (standing === 'none')
        return await forgetStanding(db, thread, place.conversationId, place.activityId);
      const hash = sent ? contentHash({ card, summary }) : null;
      await recordStanding(db, { ...standing, ...place, thread, destination, contentHash: hash });
      wakeSoon(db, [deliverJob(thread)]);
    } catch (error) {
      // The answer is there; only its later changes would be missed.
      log.warn({ err: error }, 'an answer could not be written to the ledger');
    }
  };
