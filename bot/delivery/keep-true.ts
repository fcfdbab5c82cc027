import { wakeSoon } from '../jobs/wake.ts';
import type { Log } from '../log.ts';
import { findChannel } from '../store/conversations.ts';
import type { Database } from '../store/database.ts';
import { threadOf } from '../store/deliveries.ts';
import { forgetStanding, keepOther, recordStanding } from '../store/standing-cards.ts';
import type { Destination } from '../store/tables.ts';
import type { SentMessage } from '../teams/connector.ts';
import type { Answer, Standing, Turn } from '../teams/turn.ts';
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

/** Elsewhere than in a personal chat only a channel's own card shows a case, and only in that channel. */
const destinationOf = async (
  db: Database,
  turn: Turn,
  standing: Standing | 'none',
  place: SentMessage,
): Promise<Destination | undefined> => {
  if (turn.scope === 'personal') return { to: 'person', personId: turn.speaker.id };
  if (turn.scope !== 'channel' || standing === 'none' || !standing.channel) return undefined;
  const known = await findChannel(db, standing.channel.team, standing.channel.channel);
  // A thread in a channel is called after it and its first message.
  const stands = known && place.conversationId.split(';')[0] === known.channelId;
  return stands ? { to: 'channel', ...standing.channel } : undefined;
};

type Deps = { readonly db: Database; readonly log: Log };

export const createKeepingTrue =
  ({ db, log }: Deps) =>
  async ({ turn, answer, place, sent }: Shown): Promise<void> => {
    if (answer.kind !== 'card' || !answer.standing) return;
    const { card, summary, standing } = answer;
    try {
      const destination = await destinationOf(db, turn, standing, place);
      if (!destination) return;
      const thread = threadOf(destination);
      if (standing === 'none')
        return await forgetStanding(db, thread, place.conversationId, place.activityId);
      const { message, subjectId } = standing;
      const hash = sent ? contentHash({ card, summary }) : null;
      // In a channel a message stays about what it was made for; in their own chat people leaf from one thing to another.
      if (destination.to === 'person' || !(await keepOther(db, { ...place, thread, subjectId })))
        await recordStanding(db, { message, subjectId, ...place, thread, destination, contentHash: hash });
      wakeSoon(db, [deliverJob(thread)]);
    } catch (error) {
      // The answer is there; only its later changes would be missed.
      log.warn({ err: error }, 'an answer could not be written to the ledger');
    }
  };
