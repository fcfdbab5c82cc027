import { answerSlot } from '../../../shared/documents/slots.ts';
import { fromTokyo, timeOfDay, tokyoDate } from '../../../shared/kernel/instant.ts';
import { documentSlots, meetingFolder } from '../../../shared/meetings/required-document.ts';
import { slotsFilled } from '../../store/handed-documents.ts';
import { meetingsIn } from '../../store/meetings.ts';
import { takenUpFor } from '../../store/reported-cases.ts';
import type { DocumentDesk } from './document-desk.ts';

/** Which drafts there should be now: of what nobody has handed in yet. */

export type DraftDue = {
  /** agenda/R8-会-0012: kind and subject. */
  readonly key: string;
  readonly kind: 'agenda' | 'minutes' | 'responseDocument';
  readonly subject: string;
  readonly folder: string;
};

/** Milliseconds after which nobody waits for the draft of old minutes any more. */
const LONG_AGO = 60 * 86_400_000;

const ofMeetings = async (desk: DocumentDesk, now: number): Promise<readonly DraftDue[]> => {
  const { db, settings, calendar } = desk;
  const { agendaOpenDaysBefore } = settings.documents.drafts;
  const meetings = await meetingsIn(db, settings.id, {
    from: now - LONG_AGO,
    to: now + LONG_AGO,
    states: ['confirmed', 'held'],
  });
  const begins = (start: number): number =>
    fromTokyo(calendar.before(tokyoDate(start), agendaOpenDaysBefore), timeOfDay('00:00'));
  const due = meetings.flatMap(({ meeting, minutes }): (DraftDue & { slot: string })[] => {
    const kind =
      meeting.state === 'confirmed' && meeting.start > now && begins(meeting.start) <= now
        ? 'agenda'
        : meeting.state === 'held' && minutes !== undefined
          ? 'minutes'
          : undefined;
    const slot = documentSlots(settings.meetings, meeting, calendar).find(
      ({ id }) => id === `${meeting.id}/${kind}`,
    );
    if (kind === undefined || slot === undefined) return [];
    const folder = meetingFolder(settings.meetings, meeting);
    return [{ key: `${kind}/${meeting.id}`, kind, subject: meeting.id, folder, slot: slot.id }];
  });
  const filled = await slotsFilled(
    db,
    due.map(({ subject }) => subject),
  );
  return due.filter(({ slot }) => !filled.has(slot));
};

/** Once somebody took it up, so that it is known who answers. */
const ofConsultations = async (desk: DocumentDesk): Promise<readonly DraftDue[]> => {
  const { db, settings } = desk;
  const { answerForms } = settings.documents.drafts;
  if (answerForms.length === 0) return [];
  const taken = await takenUpFor(db, settings.id, 'consultation', answerForms);
  const slots = taken.map(({ number }) => ({ number, ...answerSlot(settings.documents, number) }));
  const filled = await slotsFilled(
    db,
    slots.map(({ id }) => id),
  );
  return slots
    .filter(({ id }) => !filled.has(id))
    .map(({ number, folder }) => ({
      key: `responseDocument/${number}`,
      kind: 'responseDocument',
      subject: number,
      folder,
    }));
};

export const draftsDue = async (desk: DocumentDesk, now: number): Promise<readonly DraftDue[]> => [
  ...(await ofMeetings(desk, now)),
  ...(await ofConsultations(desk)),
];
