import type { Activity } from 'botbuilder';
import type { Incoming } from './incoming.ts';

/** A message that is delivered twice is one message. */

export type Hearing = {
  /** Takes a message up. @returns true the first time only */
  readonly hear: (key: string) => Promise<boolean>;
  /** It could not be answered: delivered again, it is taken up again. */
  readonly unhear: (key: string) => Promise<void>;
};

/**
 * What tells one message from another: its id is unique in its conversation only. Undefined for what may be handled
 * twice: an invoke is answered in its own response, and its buttons name what they are about.
 */
export const messageKey = (incoming: Incoming, activity: Activity): string | undefined =>
  activity.type === 'message' && incoming.activityId
    ? `${incoming.thread.conversationId}/${incoming.activityId}`
    : undefined;
