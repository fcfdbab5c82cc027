import type { Instant } from '../kernel/instant.ts';
import type { Dated } from './digest.ts';
import type { PersonRef } from './meeting.ts';

/** 「後で」: someone wants to hear of a thing again at a time they chose, and not before. */
export type Later = {
  /** Id of the due thing or the meeting. */
  readonly subject: string;
  /** Whom it was meant for, not the deputy. */
  readonly person: PersonRef;
  readonly pressedAt: Instant;
  readonly until: Instant;
};

/** Leaves out what would come between the press and the time chosen. What is late, or about to begin, is not put off. */
export const withoutPutOff = (dated: readonly Dated[], later: readonly Later[]): readonly Dated[] =>
  later.length === 0
    ? dated
    : dated.filter(({ reminder }) => {
        if (reminder.kind === 'late' || reminder.kind === 'soon') return true;
        const person = reminder.insteadOf ?? reminder.to;
        return !later.some(
          (one) =>
            one.subject === reminder.subject &&
            one.person === person &&
            one.pressedAt <= reminder.at &&
            reminder.at < one.until,
        );
      });
