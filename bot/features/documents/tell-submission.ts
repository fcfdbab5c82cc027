import { consultationOfSlot } from '../../../shared/documents/slots.ts';
import type { Queryable } from '../../store/database.ts';
import type { Case } from '../../store/cases.ts';
import type { Destination } from '../../store/tables.ts';
import type { Submission } from '../../store/document-submissions.ts';
import { findCaseNumbered } from '../../store/reported-cases.ts';
import type { DocumentDesk } from './document-desk.ts';
import { consultationKind } from './facts/cases.ts';

/**
 * Who hears of a submission: the channel in which its people look. A written answer is told where consultations are, and
 * to whoever asked. N-3.3.ア.イ
 */

/** The consultation that a submission answers, for as long as it stands. */
export const answeredCase = async (
  { settings }: Pick<DocumentDesk, 'settings'>,
  db: Queryable,
  { slot }: Pick<Submission, 'slot'>,
): Promise<Case | undefined> => {
  const number = consultationOfSlot(slot);
  const one =
    number === undefined ? undefined : await findCaseNumbered(db, settings.id, 'consultation', number);
  return one && !one.gone && one.state !== 'withdrawn' ? one : undefined;
};

export const channelOf = (desk: DocumentDesk, { slot }: Pick<Submission, 'slot'>): Destination => ({
  to: 'channel',
  ...(consultationOfSlot(slot) === undefined
    ? desk.settings.meetings.channel
    : consultationKind(desk).settings.channel),
});

/** Whoever asked, unless they handed it in themselves. */
export const askerOf = (one: Case | undefined, by: string): Destination | undefined =>
  one && one.reporterId !== by ? { to: 'person', personId: one.reporterId } : undefined;
