import { formatInstant } from '../../../shared/kernel/instant.ts';
import type { Words } from '../../../shared/kernel/words.ts';
import type { Meeting } from '../../../shared/meetings/meeting.ts';
import { documentSlots } from '../../../shared/meetings/required-document.ts';
import { nameIn } from '../../identity/staff.ts';
import type { Queryable } from '../../store/database.ts';
import { slotsFilled } from '../../store/handed-documents.ts';
import type { MeetingDesk } from './meeting-desk.ts';

/** When the minutes are due, as the profile says, or that they are in; nothing for a meeting without minutes. */
export const minutesDue = async (
  db: Queryable,
  desk: Pick<MeetingDesk, 'settings' | 'calendar'>,
  meeting: Meeting,
): Promise<Words | undefined> => {
  const slot = documentSlots(desk.settings.meetings, meeting, desk.calendar).find(({ minutes }) => minutes);
  if (slot === undefined) return undefined;
  const at = (await slotsFilled(db, [meeting.id])).get(slot.id);
  if (at !== undefined)
    return {
      ja: `議事録は${formatInstant(at, 'ja')}に提出済みです。`,
      en: `The minutes were handed in ${formatInstant(at, 'en')}.`,
    };
  const owner = nameIn(desk.settings, [])(`role:${slot.owner}`);
  return slot.deadline === undefined
    ? {
        ja: `議事録（${owner}）の期限は契約に定めがありません。都度決めてください。`,
        en: `The contract sets no date for the minutes (${owner}). Please agree on one.`,
      }
    : {
        ja: `議事録（${owner}）の期限は${formatInstant(slot.deadline.due, 'ja')}です。`,
        en: `The minutes (${owner}) are due ${formatInstant(slot.deadline.due, 'en')}.`,
      };
};
