import { folderName } from '../../../shared/kernel/file-name.ts';
import { documentSlots, matchFile } from '../../../shared/meetings/required-document.ts';
import type { Queryable } from '../../store/database.ts';
import { findMeetingByNumber } from '../../store/meetings.ts';
import type { DocumentDesk } from './document-desk.ts';

/** Which paper of which meeting a file of the library is. */

export type Judgement = {
  readonly meeting: string | undefined;
  readonly slot: string | undefined;
  readonly refused: string | undefined;
};

/** Is the folder below the one in which papers of meetings are put? */
export const isOurs = ({ settings }: Pick<DocumentDesk, 'settings'>, folder: string): boolean => {
  const root = folderName(settings.meetings.folder);
  return folder === root || folder.startsWith(`${root}/`);
};

/** A meeting's folder is named by its number: 会議/定例会/R8-会-0012. */
const numberIn = (folder: string): string | undefined => folder.split('/')[2];

export const judgeFile = async (
  db: Queryable,
  { settings, calendar }: DocumentDesk,
  file: { readonly name: string; readonly folder: string; readonly size: number },
): Promise<Judgement> => {
  const number = numberIn(file.folder);
  const kept = number === undefined ? undefined : await findMeetingByNumber(db, settings.id, number);
  const slots = kept ? documentSlots(settings.meetings, kept.meeting, calendar) : [];
  const match = matchFile(slots, settings.meetings.formats, {
    name: file.name,
    path: file.folder,
    size: file.size,
  });
  return {
    meeting: kept?.meeting.id,
    slot: 'slot' in match ? match.slot.id : undefined,
    refused: 'refused' in match ? match.refused : undefined,
  };
};
