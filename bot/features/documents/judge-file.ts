import { folderName } from '../../../shared/kernel/file-name.ts';
import {
  answerSlot,
  consultationIn,
  deliverableSlots,
  isDeliverable,
  type Slot,
} from '../../../shared/documents/slots.ts';
import { documentSlots, matchFile } from '../../../shared/meetings/required-document.ts';
import type { Queryable } from '../../store/database.ts';
import { findMeetingByNumber } from '../../store/meetings.ts';
import { findCaseNumbered } from '../../store/reported-cases.ts';
import type { DocumentDesk } from './document-desk.ts';

/** Which paper of which meeting, or which document of the contract, a file of the library is. */

export type Judgement = {
  /** Number of the meeting; a document of no meeting stands for itself. */
  readonly meeting: string | undefined;
  readonly slot: string | undefined;
  readonly refused: string | undefined;
};

type Found = { readonly name: string; readonly folder: string; readonly size: number };
type Settings = Pick<DocumentDesk, 'settings'>;

/** Is the folder below the one in which papers of meetings are put? */
const isOfMeetings = ({ settings }: Settings, folder: string): boolean => {
  const root = folderName(settings.meetings.folder);
  return folder === root || folder.startsWith(`${root}/`);
};

/** Does what lies there count for anything? */
export const isOurs = (desk: Settings, folder: string): boolean =>
  isOfMeetings(desk, folder) ||
  isDeliverable(desk.settings, folder) ||
  consultationIn(desk.settings.documents, folder) !== undefined;

/** A meeting's folder is named by its number: 会議/定例会/R8-会-0012. */
const numberIn = (folder: string): string | undefined => folder.split('/')[2];

const among = ({ settings }: Settings, slots: readonly Slot[], file: Found): Omit<Judgement, 'meeting'> => {
  const match = matchFile(slots, settings.meetings.formats, {
    name: file.name,
    path: file.folder,
    size: file.size,
  });
  return {
    slot: 'slot' in match ? match.slot.id : undefined,
    refused: 'refused' in match ? match.refused : undefined,
  };
};

const ofMeeting = async (db: Queryable, desk: DocumentDesk, file: Found): Promise<Judgement> => {
  const { settings, calendar } = desk;
  const number = numberIn(file.folder);
  const kept = number === undefined ? undefined : await findMeetingByNumber(db, settings.id, number);
  const slots = kept ? documentSlots(settings.meetings, kept.meeting, calendar) : [];
  return { meeting: kept?.meeting.id, ...among(desk, slots, file) };
};

/** Beside the answer there may lie what it was made of: only what is called an answer is one, and nobody is asked. */
const ofConsultation = async (
  db: Queryable,
  { settings }: DocumentDesk,
  number: string,
  file: Found,
): Promise<Judgement> => {
  const { id, name } = answerSlot(settings.documents, number);
  const isAnswer = file.size > 0 && file.name.normalize('NFKC').startsWith(name.ja);
  const known = isAnswer && (await findCaseNumbered(db, settings.id, 'consultation', number)) !== undefined;
  return { meeting: id, slot: known ? id : undefined, refused: undefined };
};

export const judgeFile = async (db: Queryable, desk: DocumentDesk, file: Found): Promise<Judgement> => {
  const { documents } = desk.settings;
  if (isDeliverable(desk.settings, file.folder)) {
    const judged = among(desk, deliverableSlots(desk.settings), file);
    return { meeting: judged.slot, ...judged };
  }
  const number = consultationIn(documents, file.folder);
  return number === undefined ? ofMeeting(db, desk, file) : ofConsultation(db, desk, number, file);
};
